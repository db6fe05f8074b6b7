import type { Pixels } from '../pixels.ts';
import { GRID } from '../pdq/finish.ts';
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

/** One pass over the picture; pictures over 1024 pixels are averaged by a whole factor on the way. */
export function integralOf(pixels: Pixels): Integral {
  const { width, height } = pixels;
  const factor = Math.ceil(Math.max(width, height) / MAX_SIDE);
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
  return { width: width / factor, height: height / factor, columns, rows, sums };
}

/** Where the edges of `GRID` equal cells fall: whole part and fraction, kept inside the picture. */
function edges(start: number, length: number, limit: number): { whole: Int32Array; part: Float64Array } {
  const whole = new Int32Array(GRID + 1);
  const part = new Float64Array(GRID + 1);
  for (let i = 0; i <= GRID; i++) {
    const at = Math.min(limit, Math.max(0, start + (length * i) / GRID));
    whole[i] = Math.min(Math.ceil(limit) - 1, Math.floor(at));
    part[i] = at - (whole[i] ?? 0);
  }
  return { whole, part };
}

/**
 * The means of the 64x64 equal cells of a rectangle. `shiftX` and `shiftY` move it by fractions of its own size.
 * Parts outside the picture repeat its edge.
 */
export function rectGrid(picture: Integral, rect: Rect, shiftX = 0, shiftY = 0): Float32Array<ArrayBuffer> {
  const { width, height, columns, sums } = picture;
  const stride = columns + 1;
  const x = edges((rect.x + shiftX * rect.width) * width, rect.width * width, width);
  const y = edges((rect.y + shiftY * rect.height) * height, rect.height * height, height);
  const corner = new Float64Array(GRID + 1);
  const above = new Float64Array(GRID + 1);
  const grid = new Float32Array(GRID * GRID);
  for (let i = 0; i <= GRID; i++) {
    const line = (y.whole[i] ?? 0) * stride;
    const fy = y.part[i] ?? 0;
    for (let j = 0; j <= GRID; j++) {
      const at = line + (x.whole[j] ?? 0);
      const fx = x.part[j] ?? 0;
      const top = (1 - fx) * (sums[at] ?? 0) + fx * (sums[at + 1] ?? 0);
      const bottom = (1 - fx) * (sums[at + stride] ?? 0) + fx * (sums[at + stride + 1] ?? 0);
      corner[j] = (1 - fy) * top + fy * bottom;
    }
    if (i > 0) {
      const high = (y.whole[i] ?? 0) + fy - (y.whole[i - 1] ?? 0) - (y.part[i - 1] ?? 0);
      for (let j = 0; j < GRID; j++) {
        const wide = (x.whole[j + 1] ?? 0) + (x.part[j + 1] ?? 0) - (x.whole[j] ?? 0) - (x.part[j] ?? 0);
        const sum = (corner[j + 1] ?? 0) - (corner[j] ?? 0) - (above[j + 1] ?? 0) + (above[j] ?? 0);
        // A cell that the edge has squeezed away takes its neighbour's value.
        const squeezed = wide < 1e-6 ? grid[(i - 1) * GRID + j - 1] : grid[(i - 2) * GRID + j];
        grid[(i - 1) * GRID + j] = wide < 1e-6 || high < 1e-6 ? (squeezed ?? 0) : sum / (wide * high);
      }
    }
    above.set(corner);
  }
  return grid;
}
