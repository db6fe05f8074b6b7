import type { FileKind } from '../file/header.ts';
import { readJxl } from '../file/header-jxl.ts';
import type { FileLimits } from '../file/limits.ts';
import { readApngFrames } from './apng.ts';
import { readGifFrames } from './gif.ts';
import { clipOfSequence } from '../file/sequence.ts';
import type { Animation } from './shape.ts';
import { readWebpFrames } from './webp.ts';

/** Its frames cannot be had one by one: what is known is that there are some. */
function readJxlFrames(bytes: Uint8Array): Animation {
  const header = readJxl(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { width = 1, height = 1, moves = false } = header ?? {};
  return { width, height, frames: [], whole: !moves };
}

/** Its frames are coded one upon the other: a decoder of videos may have them, this reader has not. */
function readSequence(bytes: Uint8Array): Animation {
  return { width: 1, height: 1, frames: [], whole: clipOfSequence(bytes) === undefined };
}

const READERS: Partial<Record<FileKind, (bytes: Uint8Array, most: number) => Animation>> = {
  gif: readGifFrames,
  webp: readWebpFrames,
  png: readApngFrames,
  jxl: readJxlFrames,
  avif: readSequence,
  heic: readSequence,
};

/**
 * The animation that a picture's bytes hold.
 *
 * @param kind of a file whose header has been checked
 * @returns undefined for a still
 */
export function readAnimation(kind: FileKind, bytes: Uint8Array, limits: FileLimits): Animation | undefined {
  const animation = READERS[kind]?.(bytes, limits.frames);
  // Where more should come than could be read, it is no still either.
  return animation && (animation.frames.length > 1 || !animation.whole) ? animation : undefined;
}
