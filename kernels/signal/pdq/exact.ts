import type { Pixels } from '../pixels.ts';
import { GRID } from './finish.ts';

const [RED, GREEN, BLUE] = [Math.fround(0.299), Math.fround(0.587), Math.fround(0.114)];

/** Length of the box filter for a side of n pixels. */
export function boxLength(n: number): number {
  return Math.floor((n + 127) / 128);
}

/** Pixels ahead of its centre that a box of length w reaches, the centre included. */
export function boxAhead(w: number): number {
  return Math.floor((w + 2) / 2);
}

/** The rows (or columns) of a side of n pixels that decimation keeps. */
export function samples(n: number): number[] {
  return Array.from({ length: GRID }, (_, i) => Math.floor(((i + 0.5) * n) / GRID));
}

/** Luma of row y in float32, evaluated left to right. */
function lumaRow({ width, channels, data }: Pixels, y: number, out: Float32Array): void {
  let at = y * width * channels;
  if (channels === 1) for (let x = 0; x < width; x++) out[x] = data[at + x] ?? 0;
  else
    for (let x = 0; x < width; x++, at += channels) {
      const r = Math.fround(RED * (data[at] ?? 0));
      const g = Math.fround(GREEN * (data[at + 1] ?? 0));
      out[x] = Math.fround(r + g) + Math.fround(BLUE * (data[at + 2] ?? 0));
    }
}

/** One box along a line, with the reference's running sum: the order of its roundings is part of the hash. */
function boxLine(line: Float32Array, out: Float32Array, w: number): void {
  const n = line.length;
  const h = boxAhead(w);
  let sum = 0;
  let to = 0;
  for (let x = 0; x < n; x++) {
    sum = Math.fround(sum + (line[x] ?? 0));
    if (x >= w) sum = Math.fround(sum - (line[x - w] ?? 0));
    if (x >= h - 1) out[to++] = sum / Math.min(x + 1, w);
  }
  for (let inside = w - 1; to < n; inside--) {
    sum = Math.fround(sum - (line[n - inside - 1] ?? 0));
    out[to++] = sum / inside;
  }
}

/** One box along all columns at once, fed row by row: it holds one window of rows, not the picture. */
class ColumnBox {
  readonly #rows: Float32Array[];
  readonly #sum: Float32Array<ArrayBuffer>;
  readonly #mean: Float32Array<ArrayBuffer>;
  readonly #height: number;
  readonly #emit: (row: Float32Array, y: number) => void;
  #seen = 0;
  #given = 0;

  constructor(width: number, height: number, emit: (row: Float32Array, y: number) => void) {
    this.#rows = Array.from({ length: boxLength(height) }, () => new Float32Array(width));
    this.#sum = new Float32Array(width);
    this.#mean = new Float32Array(width);
    this.#height = height;
    this.#emit = emit;
  }

  #give(inside: number): void {
    const [sum, mean] = [this.#sum, this.#mean];
    for (let x = 0; x < sum.length; x++) mean[x] = (sum[x] ?? 0) / inside;
    this.#emit(mean, this.#given++);
  }

  push(row: Float32Array): void {
    const w = this.#rows.length;
    const [sum, old] = [this.#sum, this.#rows[this.#seen % w] ?? row];
    if (this.#seen < w) for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] ?? 0) + (row[x] ?? 0);
    else
      for (let x = 0; x < sum.length; x++)
        sum[x] = Math.fround((sum[x] ?? 0) + (row[x] ?? 0)) - (old[x] ?? 0);
    old.set(row);
    this.#seen++;
    if (this.#seen >= boxAhead(w)) this.#give(Math.min(this.#seen, w));
    if (this.#seen === this.#height) this.#drain();
  }

  #drain(): void {
    const w = this.#rows.length;
    for (let inside = w - 1; this.#given < this.#height; inside--) {
      const old = this.#rows[(this.#height - inside - 1) % w];
      const sum = this.#sum;
      for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] ?? 0) - (old?.[x] ?? 0);
      this.#give(inside);
    }
  }
}

/**
 * The 64x64 picture that PDQ transforms: luma, two rounds of box filters, decimation, in the exact order and precision
 * of Meta's C++ reference (facebook/ThreatExchange, pdq/cpp), one window of rows at a time.
 * Both sides must be at least 5.
 */
export function exactGrid(pixels: Pixels): Float32Array<ArrayBuffer> {
  const { width, height } = pixels;
  const grid = new Float32Array(GRID * GRID);
  const line = new Float32Array(width);
  if (width === GRID && height === GRID) {
    for (let y = 0; y < GRID; y++) {
      lumaRow(pixels, y, line);
      grid.set(line, y * GRID);
    }
    return grid;
  }
  const along = boxLength(width);
  const columns = samples(width);
  const rows = samples(height);
  const smooth = new Float32Array(width);
  const second = new ColumnBox(width, height, (row, y) => {
    for (let i = rows.indexOf(y); i >= 0 && rows[i] === y; i++)
      columns.forEach((x, j) => {
        grid[i * GRID + j] = row[x] ?? 0;
      });
  });
  const smoothAgain = new Float32Array(width);
  const first = new ColumnBox(width, height, (row) => {
    boxLine(row as Float32Array<ArrayBuffer>, smoothAgain, along);
    second.push(smoothAgain);
  });
  for (let y = 0; y < height; y++) {
    lumaRow(pixels, y, line);
    boxLine(line, smooth, along);
    first.push(smooth);
  }
  return grid;
}
