import type { Integral } from '@amaan/signal';

/** Steps of luma under this are noise of compression; a step of `FULL` and more counts wholly. */
const LEAST = 3;
const FULL = 18;
/** How far beside a line its neighbourhood is looked at: texture is strong there as well, an edge is not. */
const BESIDE = 5;

/**
 * How straight and strong the edges of a picture are along any stretch of any row or column.
 * `vertical(x, y0, y1)` answers for the line between columns x-1 and x, `horizontal` for rows: 0 (none) to 1.
 */
export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  vertical(x: number, y0: number, y1: number): number;
  horizontal(y: number, x0: number, x1: number): number;
}

/** Strengths of all lines across one axis, summed along the lines: `lines` lines of `length` steps. */
function summed(lines: number, length: number, luma: (line: number, at: number) => number): Float32Array {
  const stride = length + 1;
  const sums = new Float32Array((lines + 1) * stride);
  for (let line = 1; line < lines; line++) {
    const before = Math.max(0, line - 2);
    const after = Math.min(lines - 1, line + 1);
    let sum = 0;
    for (let at = 0; at < length; at++) {
      // Two pixels on either side: a resized edge is two pixels wide.
      const step = Math.abs(luma(line, at) + luma(after, at) - luma(line - 1, at) - luma(before, at)) / 2;
      sum += Math.min(1, Math.max(0, step - LEAST) / (FULL - LEAST));
      sums[line * stride + at + 1] = sum;
    }
  }
  return sums;
}

/** Measures all edges of a picture once; each question after it is a few subtractions. */
export function edgeMap({ columns, rows, sums }: Integral): EdgeMap {
  const stride = columns + 1;
  const luma = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = y * stride + x;
      luma[y * columns + x] =
        (sums[at + stride + 1] ?? 0) - (sums[at + stride] ?? 0) - (sums[at + 1] ?? 0) + (sums[at] ?? 0);
    }
  const across = summed(columns, rows, (x, y) => luma[y * columns + x] ?? 0);
  const down = summed(rows, columns, (y, x) => luma[y * columns + x] ?? 0);
  const asker = (lines: number, length: number, table: Float32Array) => {
    const mean = (line: number, from: number, to: number) => {
      const at = Math.min(lines, Math.max(0, line)) * (length + 1);
      return ((table[at + to] ?? 0) - (table[at + from] ?? 0)) / Math.max(1, to - from);
    };
    return (line: number, from: number, to: number) => {
      const near = (mean(line - BESIDE, from, to) + mean(line + BESIDE, from, to)) / 2;
      return Math.max(0, mean(line, from, to) - near);
    };
  };
  return {
    width: columns,
    height: rows,
    vertical: asker(columns, rows, across),
    horizontal: asker(rows, columns, down),
  };
}
