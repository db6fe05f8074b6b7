// One decoded frame as PDQ wants it, at its own size, with arithmetic of our own: a browser's and a library's ways from
// YUV to RGB differ, and then so would the hashes (rgb.ts says which way is the reference's).
import { FileError } from '../file/errors.ts';
import type { Pixels } from '../pixels.ts';
import { rgbOfBytes } from './rgb.ts';

/** A decoded frame as stored in the file: no rotation is applied. */
export interface VideoPicture {
  /** Counted as frames leave the decoder, from 0. */
  n: number;
  /** Seconds from the start of the clip. */
  t: number;
  /** Converts the frame, which a frame that is not hashed need not be. Valid until the next picture is asked for. */
  pixels: () => Promise<Pixels>;
}

/** A copy of a frame as its decoder gave it. */
export interface Samples {
  /** As WebCodecs names it: I420, NV12, I444P10, BGRA and so on. */
  format: string;
  data: Uint8Array<ArrayBuffer>;
  /** Where each plane starts in `data`, and the bytes from one row to the next. */
  planes: readonly { offset: number; stride: number }[];
  width: number;
  height: number;
  full: boolean;
}

/** One plane of samples. */
export interface Plane {
  data: Uint8Array;
  offset: number;
  /** Bytes from one row to the next. */
  stride: number;
}

const BLACK = 16;
const RANGE = 219;

/** Maps a studio-range brightness (16 to 235) to 0..255, out-of-range values clipped. */
const STUDIO = Uint8Array.from({ length: 256 }, (_, y) =>
  Math.max(0, Math.min(255, Math.round(((y - BLACK) * 255) / RANGE))),
);

/**
 * Grey pixels from a Y plane.
 *
 * @param bits bits of a sample: 8, or 10 or 12 in two bytes, low byte first
 * @param full true when 0 is black and the largest value is white; else 16 and 235 are (ITU-R BT.601)
 */
export function greyOfPlane(
  { data, offset, stride }: Plane,
  width: number,
  height: number,
  bits = 8,
  full = false,
): Pixels {
  const out = new Uint8Array(width * height);
  const shift = bits - 8;
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = offset + y * stride;
    if (shift === 0 && full) {
      out.set(data.subarray(from, from + width), to);
      to += width;
    } else if (shift === 0) for (let x = 0; x < width; x++) out[to++] = STUDIO[data[from++] ?? 0] ?? 0;
    else
      for (let x = 0; x < width; x++, from += 2) {
        const value = (((data[from] ?? 0) | ((data[from + 1] ?? 0) << 8)) >> shift) & 255;
        out[to++] = full ? value : (STUDIO[value] ?? 0);
      }
  }
  return { width, height, channels: 1, data: out };
}

/** How a frame's samples lie in memory. */
export interface Planes {
  y: Plane;
  u: Plane;
  v: Plane;
  /** Bytes from one U to the next: 2 where U and V alternate (NV12). */
  chromaStep: 1 | 2;
  /** Columns and rows of Y that share one U and V, as powers of two. */
  shiftX: 0 | 1;
  shiftY: 0 | 1;
  bits: 8 | 10 | 12;
  full: boolean;
}

/** The planes with samples of 10 or 12 bits cut to their highest 8. */
function toBytes({ data, offset, stride }: Plane, columns: number, rows: number, bits: number): Plane {
  const out = new Uint8Array(columns * rows);
  let to = 0;
  for (let row = 0; row < rows; row++)
    for (let x = 0, at = offset + row * stride; x < columns; x++, at += 2)
      out[to++] = ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) >> (bits - 8);
  return { data: out, offset: 0, stride: columns };
}

/**
 * RGB pixels from planes of Y, U and V. They may lie in memory that the next call writes over: they are for immediate
 * use.
 */
export function rgbOfPlanes(planes: Planes, width: number, height: number): Pixels {
  const { shiftX, shiftY, bits } = planes;
  if (bits === 8) return rgbOfBytes(planes, width, height);
  const [columns, rows] = [(width + shiftX) >> shiftX, (height + shiftY) >> shiftY];
  const y = toBytes(planes.y, width, height, bits);
  const u = toBytes(planes.u, columns, rows, bits);
  const v = toBytes(planes.v, columns, rows, bits);
  return rgbOfBytes({ ...planes, y, u, v, bits: 8 }, width, height);
}

/** RGB pixels from packed RGB with a fourth byte; `blue` first when `bgr`. */
export function rgbOfPacked(
  { data, offset, stride }: Plane,
  width: number,
  height: number,
  bgr: boolean,
): Pixels {
  const out = new Uint8Array(3 * width * height);
  const [red, blue] = bgr ? [2, 0] : [0, 2];
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, at = offset + y * stride; x < width; x++, at += 4, to += 3) {
      out[to] = data[at + red] ?? 0;
      out[to + 1] = data[at + 1] ?? 0;
      out[to + 2] = data[at + blue] ?? 0;
    }
  return { width, height, channels: 3, data: out };
}

/** Grey pixels from packed RGB with a fourth byte; `blue` first when `bgr`. */
export function greyOfPacked(
  { data, offset, stride }: Plane,
  width: number,
  height: number,
  bgr: boolean,
): Pixels {
  const out = new Uint8Array(width * height);
  const [red, blue] = bgr ? [2, 0] : [0, 2];
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, at = offset + y * stride; x < width; x++, at += 4)
      out[to++] = Math.round(
        0.299 * (data[at + red] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + blue] ?? 0),
      );
  return { width, height, channels: 1, data: out };
}

/** The picture inside a rectangle of whole pixels. */
export function cropPixels({ width, channels, data }: Pixels, box: Box): Pixels {
  const out = new Uint8Array(box.width * box.height * channels);
  const row = box.width * channels;
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * width + box.x) * channels;
    out.set(data.subarray(from, from + row), y * row);
  }
  return { width: box.width, height: box.height, channels, data: out };
}

/** A rectangle in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const packed = (format: string) => format.startsWith('RGB') || format.startsWith('BGR');

function bitsOf(format: string): 8 | 10 | 12 {
  return format.endsWith('P10') ? 10 : format.endsWith('P12') ? 12 : 8;
}

/**
 * A frame's samples in colour. The pixels are for immediate use, as those of `rgbOfPlanes` are.
 *
 * @throws FileError `video-not-readable` when planes are missing
 */
export function rgbOfSamples({ format, data, planes, width, height, full }: Samples): Pixels {
  const [y, u, third] = planes.map((plane) => ({ data, ...plane }));
  if (y && packed(format)) return rgbOfPacked(y, width, height, format.startsWith('B'));
  if (!y || !u) throw new FileError('video-not-readable');
  const alternate = format === 'NV12';
  const v = third ?? { ...u, offset: u.offset + 1 };
  const shiftX = format.startsWith('I444') ? 0 : 1;
  const shiftY = format.startsWith('I420') || alternate ? 1 : 0;
  const chromaStep = alternate ? 2 : 1;
  return rgbOfPlanes({ y, u, v, chromaStep, shiftX, shiftY, bits: bitsOf(format), full }, width, height);
}

/**
 * A frame's brightness alone, which is all that the search for bars needs.
 *
 * @throws FileError `video-not-readable` when the plane is missing
 */
export function greyOfSamples({ format, data, planes, width, height, full }: Samples): Pixels {
  const [plane] = planes;
  if (!plane) throw new FileError('video-not-readable');
  const y = { data, ...plane };
  if (packed(format)) return greyOfPacked(y, width, height, format.startsWith('B'));
  return greyOfPlane(y, width, height, bitsOf(format), full);
}
