import type { FileKind } from '../file/header.ts';
import type { FileLimits } from '../file/limits.ts';
import { readApngFrames } from './apng.ts';
import { readGifFrames } from './gif.ts';
import type { Animation } from './shape.ts';
import { readWebpFrames } from './webp.ts';

const READERS: Partial<Record<FileKind, (bytes: Uint8Array, most: number) => Animation>> = {
  gif: readGifFrames,
  webp: readWebpFrames,
  png: readApngFrames,
};

/**
 * The animation that a picture's bytes hold.
 *
 * @param kind of a file whose header has been checked
 * @returns undefined for a still
 */
export function readAnimation(kind: FileKind, bytes: Uint8Array, limits: FileLimits): Animation | undefined {
  const animation = READERS[kind]?.(bytes, limits.frames);
  // One frame and the beginning of another are an animation too.
  const moves = animation && animation.frames.length > (animation.whole ? 1 : 0);
  return moves ? animation : undefined;
}
