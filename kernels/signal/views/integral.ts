import type { Pixels } from '../pixels.ts';
import { GRID } from '../pdq/finish.ts';
import { fastSums } from './fast.ts';
import type { Rect } from './layout.ts';

/** Longest side that is kept at full detail: the finest view of a layout still has several pixels for each cell. */
const MAX_SIDE = 1024;

/** A picture's luma, summed from the top left corner, so that the mean of any rectangle costs four readings. */
export interface Integral {
  /** Size of the picture in cells of the sums; the last column and row may be cut by its edge. */
  readonly width: number;
  readonly height: number;
  /** (columns + 1) x (rows + 1) sums of luma. */
  readonly columns: number;
  readonly rows: number;
  readonly sums: Float64Array<ArrayBuffer>;
}

/** Adds the lumas of one row of pixels to the cells they fall in. */
function addRow({ width, channels, data }: Pixels, y: number, factor: number, cells: Float64Array): void {
  let at = y * width * channels;
  for (let x = 0, cell = 0; x < width; cell++) {
    const end = Math.min(width, x + factor);
    let sum = 0;
    if (channels === 1) for (; x < end; x++) sum += data[at++] ?? 0;
    else
      for (; x < end; x++, at += channels)
        sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + sum;
  }
}

/** The sums without WebAssembly. */
function plainSums(pixels: Pixels, factor: number): Float64Array<ArrayBuffer> {
  const { width, height } = pixels;
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const stride = columns + 1;
  const sums = new Float64Array(stride * (rows + 1));
  const cells = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    cells.fill(0);
    const end = Math.min(height, (row + 1) * factor);
    for (let y = row * factor; y < end; y++) addRow(pixels, y, factor, cells);
    const high = end - row * factor;
    let along = 0;
    for (let cell = 0; cell < columns; cell++) {
      // A cut cell counts as a whole one of its mean: readers stop at the edge of the picture.
      along += (cells[cell] ?? 0) / (high * Math.min(factor, width - cell * factor));
      const at = (row + 1) * stride + cell + 1;
      sums[at] = (sums[at - stride] ?? 0) + along;
    }
  }
  return sums;
}

/**
 * One pass over the picture; pictures over `most` pixels a side are averaged by a whole factor on the way.
 *
 * @param fast false asks the plain way, which gives the same bits
 */
export function integralOf(pixels: Pixels, fast = true, most = MAX_SIDE): Integral {
  const { width, height } = pixels;
  const factor = Math.ceil(Math.max(width, height) / most);
  const sums = (fast ? fastSums(pixels, factor) : undefined) ?? plainSums(pixels, factor);
  return {
    width: width / factor,
    height: height / factor,
    columns: Math.ceil(width / factor),
    rows: Math.ceil(height / factor),
    sums,
  };
}

/** The picture that sums were made of, in grey: one pixel a cell. */
export function greyOfIntegral({ columns, rows, sums }: Integral): Pixels {
  const stride = columns + 1;
  const data = new Uint8Array(columns * rows);
  for (let y = 0, to = 0; y < rows; y++)
    for (let x = 0, at = y * stride; x < columns; x++, at++, to++)
      data[to] = Math.round(
        (sums[at + stride + 1] ?? 0) - (sums[at + stride] ?? 0) - (sums[at + 1] ?? 0) + (sums[at] ?? 0),
      );
  return { width: columns, height: rows, channels: 1, data };
}

/** The mean of pictures of one size: what stands still in a clip stays sharp in it. */
export function meanIntegral(pictures: readonly Integral[]): Integral | undefined {
  const [first] = pictures;
  if (!first) return undefined;
  const alike = pictures.filter(({ columns, rows }) => columns === first.columns && rows === first.rows);
  const sums = new Float64Array(first.sums.length);
  for (const picture of alike)
    for (let i = 0; i < sums.length; i++) sums[i]! += (picture.sums[i] ?? 0) / alike.length;
  return { ...first, sums };
}

/** Places along one side: the cell of the sums, and how far into it. */
interface Places {
  readonly whole: Int32Array;
  readonly part: Float64Array;
}

/** Where the cells begin and end: cell i from place 2i to place 2i + 1, all kept inside the picture. */
function cellEdges(start: number, length: number, limit: number, fill: number): Places {
  const whole = new Int32Array(2 * GRID);
  const part = new Float64Array(2 * GRID);
  const step = length / GRID;
  for (let i = 0; i < 2 * GRID; i++) {
    const middle = start + step * ((i >> 1) + 0.5);
    const edge = middle + (i % 2 === 0 ? -0.5 : 0.5) * step * fill;
    // A cell outside the picture takes a strip of its edge.
    const at = Math.min(limit - (i % 2 === 0 ? 0.01 : 0), Math.max(i % 2 === 0 ? 0 : 0.01, edge));
    whole[i] = Math.min(Math.ceil(limit) - 1, Math.floor(at));
    part[i] = at - (whole[i] ?? 0);
  }
  return { whole, part };
}

/** How a rectangle is sampled. */
export interface Sampling {
  /** Moves all cells by this part of the rectangle's width and height. */
  readonly shiftX?: number;
  readonly shiftY?: number;
  /**
   * Part of each cell that is averaged, from its middle. 1 suits views that meet views; the filter of a full-size PDQ
   * hash is half as wide in variance, so 0.71 comes nearest to it.
   */
  readonly fill?: number;
}

/** The means of the 64x64 equal cells of a rectangle. Parts outside the picture repeat its edge. */
export function rectGrid(
  { width, height, columns, sums }: Integral,
  rect: Rect,
  { shiftX = 0, shiftY = 0, fill = 1 }: Sampling = {},
): Float32Array<ArrayBuffer> {
  const stride = columns + 1;
  const x = cellEdges((rect.x + shiftX * rect.width) * width, rect.width * width, width, fill);
  const y = cellEdges((rect.y + shiftY * rect.height) * height, rect.height * height, height, fill);
  // The sums between a row of cells' upper and lower edge, up to each place along it.
  const band = new Float64Array(2 * GRID);
  const grid = new Float32Array(GRID * GRID);
  for (let i = 0; i < GRID; i++) {
    const [fromY, toY] = [y.part[2 * i] ?? 0, y.part[2 * i + 1] ?? 0];
    const upper = (y.whole[2 * i] ?? 0) * stride;
    const lower = (y.whole[2 * i + 1] ?? 0) * stride;
    const high = (y.whole[2 * i + 1] ?? 0) + toY - (y.whole[2 * i] ?? 0) - fromY;
    const between = (at: number) => {
      const top = (1 - fromY) * (sums[upper + at] ?? 0) + fromY * (sums[upper + stride + at] ?? 0);
      return (1 - toY) * (sums[lower + at] ?? 0) + toY * (sums[lower + stride + at] ?? 0) - top;
    };
    for (let j = 0; j < 2 * GRID; j++) {
      const at = x.whole[j] ?? 0;
      const part = x.part[j] ?? 0;
      band[j] = (1 - part) * between(at) + part * between(at + 1);
    }
    for (let j = 0; j < GRID; j++) {
      const wide =
        (x.whole[2 * j + 1] ?? 0) + (x.part[2 * j + 1] ?? 0) - (x.whole[2 * j] ?? 0) - (x.part[2 * j] ?? 0);
      grid[i * GRID + j] = ((band[2 * j + 1] ?? 0) - (band[2 * j] ?? 0)) / (wide * high);
    }
  }
  return grid;
}
