import type { ColourNumbers } from './nclx.ts';
import type { Header } from './shape.ts';

const INSIDE = new Set(['iprp', 'ipco', 'meta']);
const MAX_BOXES = 4096;

/** A box: its name, and where its data begins and ends. */
export interface Box {
  name: string;
  start: number;
  end: number;
}

/** The boxes of a stretch of a file, cut to it. @throws RangeError where it ends within a head */
export function* boxes(view: DataView, from: number, to: number): Generator<Box> {
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

/** A profile is at most so long, in bytes. */
export const MAX_PROFILE = 4 * 2 ** 20;
const SMALLEST_PROFILE = 132;

/** The colours that a HEIC or AVIF file states: by an ICC profile for RGB, or by number. */
export type BoxColours = { profile: Uint8Array } | { numbers: ColourNumbers };

/** A `colr` box whose data begins here. */
function readColr(view: DataView, start: number, end: number): BoxColours | undefined {
  const word = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
  const kind = word(start);
  if (kind === 'nclx')
    return { numbers: { primaries: view.getUint16(start + 4), transfer: view.getUint16(start + 6) } };
  const length = end - start - 4;
  if ((kind !== 'prof' && kind !== 'rICC') || length < SMALLEST_PROFILE || length > MAX_PROFILE)
    return undefined;
  // The header of a profile names the colours that it is for at byte 16 (ICC.1, 7.2).
  if (word(start + 20) !== 'RGB ') return undefined;
  return { profile: new Uint8Array(view.buffer, view.byteOffset + start + 4, length) };
}

function* colours(view: DataView, from: number, to: number): Generator<BoxColours> {
  for (const { name, start, end } of boxes(view, from, to)) {
    if (INSIDE.has(name)) yield* colours(view, name === 'meta' ? start + 4 : start, end);
    const found = name === 'colr' ? readColr(view, start, end) : undefined;
    if (found) yield found;
  }
}

/**
 * What the first `colr` box with a profile for RGB states, or else the first one with numbers (ISO/IEC 14496-12,
 * 12.1.5).
 *
 * @returns undefined when there is none
 */
export function readBoxColours(bytes: Uint8Array): BoxColours | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let numbers: BoxColours | undefined;
  try {
    for (const found of colours(view, 0, view.byteLength)) {
      if ('profile' in found) return found;
      numbers ??= found;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return numbers;
}
