// One decoded frame as PDQ wants it, at its own size, with arithmetic of our own: a browser's and a library's ways from
// YUV to RGB differ, and then so would the hashes. The constants are ITU-R BT.601's whatever the file says, because the
// reference reads every file so.
import type { Pixels } from '../pixels.ts';

/** A decoded frame as stored in the file: no rotation is applied. */
export interface VideoPicture {
  /** Counted as frames leave the decoder, from 0. */
  n: number;
  /** Seconds from the start of the clip. */
  t: number;
  pixels: Pixels;
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

// 8 bits of fraction: 255/219 and the BT.601 coefficients for studio range, the plain ones for full range.
const STUDIO_WEIGHTS = [298, BLACK, 409, 100, 208, 516] as const;
const FULL_WEIGHTS = [256, 0, 359, 88, 183, 454] as const;

/** What each U or V adds, so that a pixel costs no multiplication; every frame of a clip uses the same two tables. */
function tables([scale, black, rv, gu, gv, bu]: readonly [number, number, number, number, number, number]) {
  const table = (of: (value: number) => number) => Int32Array.from({ length: 256 }, (_, value) => of(value));
  return {
    bright: table((y) => (y - black) * scale + 128),
    red: table((v) => rv * (v - 128)),
    greenU: table((u) => -gu * (u - 128)),
    greenV: table((v) => -gv * (v - 128)),
    blue: table((u) => bu * (u - 128)),
  };
}
const STUDIO_TABLES = tables(STUDIO_WEIGHTS);
const FULL_TABLES = tables(FULL_WEIGHTS);

/** The planes with samples of 10 or 12 bits cut to their highest 8. */
function toBytes({ data, offset, stride }: Plane, columns: number, rows: number, bits: number): Plane {
  const out = new Uint8Array(columns * rows);
  let to = 0;
  for (let row = 0; row < rows; row++)
    for (let x = 0, at = offset + row * stride; x < columns; x++, at += 2)
      out[to++] = ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) >> (bits - 8);
  return { data: out, offset: 0, stride: columns };
}

/** RGB pixels from planes of Y, U and V; each U and V serves its whole block of Y, without smoothing. */
export function rgbOfPlanes(planes: Planes, width: number, height: number): Pixels {
  const { chromaStep, shiftX, shiftY, bits, full } = planes;
  if (bits > 8) {
    const [columns, rows] = [(width + shiftX) >> shiftX, (height + shiftY) >> shiftY];
    const y = toBytes(planes.y, width, height, bits);
    const u = toBytes(planes.u, columns, rows, bits);
    const v = toBytes(planes.v, columns, rows, bits);
    return rgbOfPlanes({ ...planes, y, u, v, bits: 8 }, width, height);
  }
  const { y, u, v } = planes;
  const { bright, red, greenU, greenV, blue } = full ? FULL_TABLES : STUDIO_TABLES;
  // A clamped array rounds nothing here: all values are whole.
  const out = new Uint8ClampedArray(3 * width * height);
  let to = 0;
  for (let row = 0; row < height; row++) {
    let atY = y.offset + row * y.stride;
    const atU = u.offset + (row >> shiftY) * u.stride;
    const atV = v.offset + (row >> shiftY) * v.stride;
    for (let x = 0; x < width; x++, to += 3) {
      const chroma = (x >> shiftX) * chromaStep;
      const light = bright[y.data[atY++] ?? 0] ?? 0;
      const nowU = u.data[atU + chroma] ?? 0;
      const nowV = v.data[atV + chroma] ?? 0;
      out[to] = (light + (red[nowV] ?? 0)) >> 8;
      out[to + 1] = (light + (greenU[nowU] ?? 0) + (greenV[nowV] ?? 0)) >> 8;
      out[to + 2] = (light + (blue[nowU] ?? 0)) >> 8;
    }
  }
  return { width, height, channels: 3, data: out };
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
