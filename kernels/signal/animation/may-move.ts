import type { FileKind } from '../file/header.ts';
import { readWebpFrames } from './webp.ts';

const ANNOUNCED = [0x61, 0x63, 0x54, 0x4c];

/** Whether the name of PNG's chunk acTL, which announces frames, stands anywhere. */
function announcesFrames(bytes: Uint8Array): boolean {
  const [first = 0] = ANNOUNCED;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (ANNOUNCED.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

/**
 * Whether a picture may be an animation, for those who would rather not carry what reads one: true for each that
 * `readAnimation` gives, and for some stills.
 *
 * @param kind of a file whose header has been checked
 */
export function mayMove(kind: FileKind, bytes: Uint8Array): boolean {
  if (kind === 'png') return announcesFrames(bytes);
  if (kind !== 'webp') return kind === 'gif' || kind === 'jxl';
  const { frames, whole } = readWebpFrames(bytes, 2);
  return frames.length > 1 || !whole;
}
