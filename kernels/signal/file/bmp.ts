// Windows bitmaps: 1, 4, 8, 16, 24 and 32 bits, plain, with masks, or run-length coded (RLE4, RLE8). Browsers read them
// themselves; the decoder on the server does not.
import type { Pixels } from '../pixels.ts';
import { FileError } from './errors.ts';
import { readBmp } from './header-others.ts';

const [PLAIN, RLE8, RLE4, MASKS, ALPHA_MASKS] = [0, 1, 2, 3, 6];

interface Layout {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  /** Where the pixels start. */
  start: number;
  /** Red, green, blue for each index. */
  palette: Uint8Array;
  masks: readonly number[];
  compression: number;
}

function readLayout(view: DataView): Layout {
  const size = view.getUint32(14, true);
  const old = size === 12;
  const { width, height } = readBmp(view);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? PLAIN : view.getUint32(30, true);
  const masked = compression === MASKS || compression === ALPHA_MASKS;
  const standard = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const masks = masked ? [54, 58, 62].map((at) => view.getUint32(at, true)) : standard;
  const after = 14 + size + (masked && size === 40 ? 12 : 0);
  const colours = bits > 8 ? 0 : 2 ** bits;
  const step = old ? 3 : 4;
  const palette = new Uint8Array(3 * colours);
  for (let i = 0; i < colours; i++)
    for (let c = 0; c < 3; c++) {
      const at = after + step * i + 2 - c;
      if (at < view.byteLength) palette[3 * i + c] = view.getUint8(at);
    }
  const topDown = !old && view.getInt32(22, true) < 0;
  return { width, height, topDown, bits, start: view.getUint32(10, true), palette, masks, compression };
}

/** The value under a mask, stretched to 0..255. */
function masked(value: number, mask: number): number {
  if (mask === 0) return 0;
  const shift = 31 - Math.clz32(mask & -mask);
  return Math.round((((value & mask) >>> shift) * 255) / (mask >>> shift));
}

function plainIndex(view: DataView, at: number, bits: number, x: number): number {
  if (bits === 8) return view.getUint8(at + x);
  const byte = view.getUint8(at + ((x * bits) >> 3));
  return (byte >> (8 - bits - ((x * bits) & 7))) & (2 ** bits - 1);
}

/** The indices of a run-length coded bitmap, rows from the bottom; what a code skips stays 0. */
function unpackRuns(view: DataView, { width, height, start, compression }: Layout): Uint8Array {
  const out = new Uint8Array(width * height);
  const nibbles = compression === RLE4;
  let [at, x, y] = [start, 0, 0];
  const put = (index: number) => {
    if (x < width && y < height) out[y * width + x] = index;
    x += 1;
  };
  const half = (byte: number, i: number) => (nibbles ? (i % 2 === 0 ? byte >> 4 : byte & 15) : byte);
  while (at + 1 < view.byteLength && y < height) {
    const [count, code] = [view.getUint8(at), view.getUint8(at + 1)];
    at += 2;
    if (count > 0) for (let i = 0; i < count; i++) put(half(code, i));
    else if (code === 0) [x, y] = [0, y + 1];
    else if (code === 1) break;
    else if (code === 2) {
      x += view.getUint8(at);
      y += view.getUint8(at + 1);
      at += 2;
    } else {
      for (let i = 0; i < code; i++) put(half(view.getUint8(at + (nibbles ? i >> 1 : i)), i));
      const bytes = nibbles ? (code + 1) >> 1 : code;
      at += bytes + (bytes & 1);
    }
  }
  return out;
}

/**
 * Decodes a bitmap to RGB.
 *
 * @throws FileError `damaged` when it ends too early, `format-unknown` for kinds that browsers do not read either
 */
export function decodeBmp(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const layout = readLayout(view);
    const { width, height, topDown, bits, start, palette, masks, compression } = layout;
    const runs = (compression === RLE8 && bits === 8) || (compression === RLE4 && bits === 4);
    const direct = compression === PLAIN || compression === MASKS || compression === ALPHA_MASKS;
    if (![1, 4, 8, 16, 24, 32].includes(bits) || !(runs || direct)) throw new FileError('format-unknown');
    const stride = 4 * Math.ceil((width * bits) / 32);
    if (direct && start + stride * height > view.byteLength) throw new FileError('damaged');
    const unpacked = runs ? unpackRuns(view, layout) : undefined;
    const data = new Uint8Array(3 * width * height);
    for (let y = 0; y < height; y++) {
      const row = topDown ? y : height - 1 - y;
      let to = 3 * row * width;
      for (let x = 0; x < width; x++, to += 3) {
        const at = start + stride * y;
        if (bits <= 8) {
          const index = unpacked ? (unpacked[y * width + x] ?? 0) : plainIndex(view, at, bits, x);
          for (let c = 0; c < 3; c++) data[to + c] = palette[3 * index + c] ?? 0;
        } else if (bits === 24) for (let c = 0; c < 3; c++) data[to + c] = view.getUint8(at + 3 * x + 2 - c);
        else {
          const value = bits === 16 ? view.getUint16(at + 2 * x, true) : view.getUint32(at + 4 * x, true);
          for (let c = 0; c < 3; c++) data[to + c] = masked(value, masks[c] ?? 0);
        }
      }
    }
    return { width, height, channels: 3, data };
  } catch (error) {
    if (error instanceof RangeError) throw new FileError('damaged', { cause: error });
    throw error;
  }
}
