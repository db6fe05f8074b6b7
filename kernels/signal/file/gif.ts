// The pixels of a GIF with one picture (GIF89a), for where the browser's own decoder cannot be used: a table of colours,
// and their numbers packed by LZW.
import { FileError } from './errors.ts';

const [EXTENSION, PICTURE, CONTROL] = [0x21, 0x2c, 0xf9];
const SCREEN_END = 13;
/** Codes have no more bits than this. */
const MOST_BITS = 12;

const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The sub-blocks from here on as one run of bytes; what is cut off is not there. */
function joined(bytes: Uint8Array, at: number): Uint8Array {
  const out = new Uint8Array(bytes.length - at);
  let to = 0;
  for (let from = at; (bytes[from] ?? 0) > 0; from += 1 + (bytes[from] ?? 0)) {
    const part = bytes.subarray(from + 1, from + 1 + (bytes[from] ?? 0));
    out.set(part, to);
    to += part.length;
  }
  return out.subarray(0, to);
}

/**
 * Unpacks numbers of colours (GIF89a, appendix F).
 *
 * @param depth bits of one number
 * @returns how many there were, of those that `out` has room for
 */
function unpack(packed: Uint8Array, depth: number, out: Uint8Array): number {
  const [clear, end] = [2 ** depth, 2 ** depth + 1];
  // A code stands for what another code stands for, and one number more.
  const before = new Uint16Array(2 ** MOST_BITS);
  const last = new Uint8Array(2 ** MOST_BITS);
  const length = new Uint16Array(2 ** MOST_BITS);
  for (let i = 0; i < clear; i++) [last[i], length[i]] = [i, 1];
  let [bits, next, previous, first] = [depth + 1, end + 1, -1, 0];
  let [held, holds, at, to] = [0, 0, 0, 0];
  while (to < out.length) {
    for (; holds < bits; holds += 8) {
      if (at >= packed.length) return to;
      held |= (packed[at++] as number) << holds;
    }
    const code = held & (2 ** bits - 1);
    held >>>= bits;
    holds -= bits;
    if (code === end) return to;
    if (code === clear) {
      [bits, next, previous] = [depth + 1, end + 1, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) return to;
    // The code that is just being made stands for the one before, and its own first number again.
    const known = code === next ? previous : code;
    const size = (length[known] as number) + (code === next ? 1 : 0);
    let place = to + size - 1;
    if (code === next) place -= 1;
    for (let one = known; ; one = before[one] as number, place--) {
      if (place < out.length) out[place] = last[one] as number;
      if (place === to) break;
    }
    first = out[to] as number;
    if (code === next && to + size <= out.length) out[to + size - 1] = first;
    to += size;
    if (previous >= 0 && next < 2 ** MOST_BITS) {
      before[next] = previous;
      last[next] = first;
      length[next] = (length[previous] as number) + 1;
      next += 1;
      if (next === 2 ** bits && bits < MOST_BITS) bits += 1;
    }
    previous = code;
  }
  return to;
}

/** The rows of an interlaced picture in the order of the file (GIF89a, appendix E). */
function* interlaced(height: number): Generator<number> {
  const passes = [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const;
  for (const [start, step] of passes) for (let y = start; y < height; y += step) yield y;
}

/**
 * Decodes the first picture of a GIF, of its own size and not of the screen's; where its data ends too early the rest is
 * transparent.
 *
 * @returns RGBA
 * @throws FileError `damaged` where there is no picture
 * @throws RangeError where it ends before its pixels begin
 */
export function decodeGif(bytes: Uint8Array): {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(10);
  let colours = bytes.subarray(SCREEN_END, SCREEN_END + tableBytes(flags));
  let at = SCREEN_END + colours.length;
  let clear = -1;
  while (bytes[at] === EXTENSION) {
    if (bytes[at + 1] === CONTROL && ((bytes[at + 3] ?? 0) & 1) === 1) clear = bytes[at + 6] ?? -1;
    for (at += 2; (bytes[at] ?? 0) > 0; ) at += 1 + (bytes[at] ?? 0);
    at += 1;
  }
  if (bytes[at] !== PICTURE || at + 11 > bytes.length) throw new FileError('damaged');
  const [width, height, own] = [
    view.getUint16(at + 5, true),
    view.getUint16(at + 7, true),
    view.getUint8(at + 9),
  ];
  at += 10;
  if (own & 0x80) colours = bytes.subarray(at, at + tableBytes(own));
  at += tableBytes(own);
  const depth = bytes[at] ?? 0;
  if (depth < 1 || depth > 8 || width * height === 0) throw new FileError('damaged');
  const numbers = new Uint8Array(width * height);
  const count = unpack(joined(bytes, at + 1), depth, numbers);
  if (count === 0) throw new FileError('damaged');
  const data = new Uint8ClampedArray(4 * width * height);
  const rows = own & 0x40 ? interlaced(height) : Array(height).keys();
  let from = 0;
  for (const y of rows)
    for (let to = 4 * y * width; to < 4 * (y + 1) * width && from < count; to += 4, from++) {
      const number = numbers[from] as number;
      if (number === clear) continue;
      data.set(colours.subarray(3 * number, 3 * number + 3), to);
      data[to + 3] = 255;
    }
  return { width, height, data };
}
