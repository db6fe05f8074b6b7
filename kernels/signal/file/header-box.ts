import type { Header } from './shape.ts';

const INSIDE = new Set(['iprp', 'ipco', 'meta']);
const MAX_BOXES = 4096;

interface Box {
  name: string;
  start: number;
  end: number;
}

function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  let at = from;
  for (let i = 0; i < MAX_BOXES && at + 8 <= to; i++) {
    let size = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((k) => view.getUint8(at + k)));
    let start = at + 8;
    if (size === 1) {
      size = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
      start += 8;
    } else if (size === 0) size = to - at;
    if (size < start - at) return;
    yield { name, start, end: Math.min(at + size, to) };
    at += size;
  }
}

function* sizes(view: DataView, from: number, to: number): Generator<{ width: number; height: number }> {
  for (const { name, start, end } of boxes(view, from, to)) {
    if (name === 'ispe') yield { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
    // `meta` is a full box: four bytes of version and flags come before its children.
    else if (INSIDE.has(name)) yield* sizes(view, name === 'meta' ? start + 4 : start, end);
  }
}

/**
 * The largest `ispe` of a HEIC or AVIF file (ISO/IEC 23008-12): a picture cut into tiles also states the whole.
 * Rotation and mirroring are properties there, which decoders must apply, so there is no EXIF reading to tell apart.
 */
export function readBoxPicture(view: DataView): Header | undefined {
  let best: Header | undefined;
  for (const { width, height } of sizes(view, 0, view.byteLength))
    if (!best || width * height > best.width * best.height) best = { width, height, orientation: 1 };
  return best;
}

/** Where the codestream of a JPEG XL container starts. */
export function findCodestream(view: DataView): number | undefined {
  for (const { name, start } of boxes(view, 0, view.byteLength)) {
    if (name === 'jxlc') return start;
    if (name === 'jxlp') return start + 4;
  }
  return undefined;
}

const MAX_PROFILE = 4 * 2 ** 20;
const SMALLEST_PROFILE = 132;

/**
 * The ICC profile for RGB in a HEIC file's first `colr` box that holds one (ISO/IEC 14496-12, 12.1.5).
 *
 * @returns undefined when there is none, or none for RGB
 */
export function readBoxProfile(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const search = (from: number, to: number): Uint8Array | undefined => {
    for (const { name, start, end } of boxes(view, from, to)) {
      const inner = INSIDE.has(name) ? search(name === 'meta' ? start + 4 : start, end) : undefined;
      if (inner) return inner;
      if (name !== 'colr' || (word(start) !== 'prof' && word(start) !== 'rICC')) continue;
      const length = end - start - 4;
      // The header of a profile names the colours that it is for at byte 16 (ICC.1, 7.2).
      if (length >= SMALLEST_PROFILE && length <= MAX_PROFILE && word(start + 20) === 'RGB ')
        return bytes.subarray(start + 4, end);
    }
    return undefined;
  };
  try {
    return search(0, view.byteLength);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
