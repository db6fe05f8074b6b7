// Part of aligned.ts: means of small boxes of one upload, over parallelograms that may lie anywhere on it.

/** Side of the grid a hash is made from: half of PDQ's, which sixteen frequencies do not need more than. */
export const FINE: i32 = 32;
/** Side of the grid for the low band alone. */
export const COARSE: i32 = 16;

/** The grid last sampled. */
export const GRID = memory.data(32 * 32 * 4, 16);

let sums: u32 = 0;
let columns: i32 = 0;
let rows: i32 = 0;
let width: f64 = 0;
let height: f64 = 0;

/** Where the sums of luma lie (f64, (columns + 1) x (rows + 1)), and how much of their cells is picture. */
export function picture(at: u32, across: i32, down: i32, wide: f64, high: f64): void {
  sums = at;
  columns = across;
  rows = down;
  width = wide;
  height = high;
}

/** Sum over the rows from y0 to y1 up to two neighbouring columns, mixed at `part` between them. */
@inline
function upTo(at0: usize, at1: usize, stride: usize, part0: v128, part1: v128, part: f64): f64 {
  const a = v128.load(at0);
  const b = v128.load(at0 + stride);
  const c = v128.load(at1);
  const d = v128.load(at1 + stride);
  const upper = f64x2.add(a, f64x2.mul(f64x2.sub(b, a), part0));
  const lower = f64x2.add(c, f64x2.mul(f64x2.sub(d, c), part1));
  const both = f64x2.sub(lower, upper);
  const first = f64x2.extract_lane(both, 0);
  return first + (f64x2.extract_lane(both, 1) - first) * part;
}

/** Sum of luma in a box that lies inside the upload. */
@inline
function box(x0: f64, y0: f64, x1: f64, y1: f64): f64 {
  const left0 = min(columns - 1, i32(x0));
  const left1 = min(columns - 1, i32(x1));
  const top0 = min(rows - 1, i32(y0));
  const top1 = min(rows - 1, i32(y1));
  const stride = (columns + 1) << 3;
  const row0 = sums + top0 * stride;
  const row1 = sums + top1 * stride;
  const part0 = f64x2.splat(y0 - f64(top0));
  const part1 = f64x2.splat(y1 - f64(top1));
  return (
    upTo(row0 + (left1 << 3), row1 + (left1 << 3), stride, part0, part1, x1 - f64(left1)) -
    upTo(row0 + (left0 << 3), row1 + (left0 << 3), stride, part0, part1, x0 - f64(left0))
  );
}

/** Places of the last sampled grid that lie outside the upload. */
let strays: i32 = 0;

/** Means of boxes of the frame's own grain, at side x side places of it. What lies outside repeats the edge. */
export function sample(side: i32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): void {
  const n = 1 / f64(side);
  const hx = Math.max(0.25, Math.sqrt(ax * ax + bx * bx) * n * 0.5);
  const hy = Math.max(0.25, Math.sqrt(ay * ay + by * by) * n * 0.5);
  let to = GRID;
  strays = 0;
  const reachX = Math.abs(ax) + Math.abs(bx);
  const reachY = Math.abs(ay) + Math.abs(by);
  const middleX = x + (ax + bx) / 2;
  const middleY = y + (ay + by) / 2;
  // Wholly inside: no box is cut, all have one size.
  if (
    middleX - reachX / 2 > hx &&
    middleY - reachY / 2 > hy &&
    middleX + reachX / 2 < width - hx &&
    middleY + reachY / 2 < height - hy
  ) {
    const share = 1 / (4 * hx * hy);
    for (let i = 0; i < side; i++) {
      const v = (f64(i) + 0.5) * n;
      let px = x + v * bx + 0.5 * n * ax;
      let py = y + v * by + 0.5 * n * ay;
      for (let j = 0; j < side; j++) {
        store<f32>(to, f32(box(px - hx, py - hy, px + hx, py + hy) * share));
        to += 4;
        px += n * ax;
        py += n * ay;
      }
    }
    return;
  }
  for (let i = 0; i < side; i++) {
    const v = (f64(i) + 0.5) * n;
    for (let j = 0; j < side; j++) {
      const u = (f64(j) + 0.5) * n;
      const px = x + u * ax + v * bx;
      const py = y + u * ay + v * by;
      if (px < 0 || px > width || py < 0 || py > height) strays++;
      const x0 = min(width - 0.1, max(0.0, px - hx));
      const y0 = min(height - 0.1, max(0.0, py - hy));
      const x1 = max(x0 + 0.1, min(width, px + hx));
      const y1 = max(y0 + 0.1, min(height, py + hy));
      store<f32>(to, f32(box(x0, y0, x1, y1) / ((x1 - x0) * (y1 - y0))));
      to += 4;
    }
  }
}

/** Structure of the grid last sampled, 0 to 100, on the scale of PDQ's quality. */
export function quality(): i32 {
  let sum = 0;
  for (let i = 0; i < FINE; i++)
    for (let j = 0; j < FINE; j++) {
      const at = GRID + ((i * FINE + j) << 2);
      const here = load<f32>(at);
      if (i > 0) sum += i32((abs(here - load<f32>(at - (FINE << 2))) * 100) / 255);
      if (j > 0) sum += i32((abs(here - load<f32>(at - 4)) * 100) / 255);
    }
  // A quarter of the steps, each about twice as high.
  return min(100, (2 * sum) / 90);
}

/**
 * How many of the 1,024 places of the grid last sampled bear what is to be seen there: the square of the sum of the
 * steps between neighbours by the sum of their squares. A point has a few, a straight edge thirty to sixty, a
 * silhouette 150, a photograph 300 and more.
 */
export function places(): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  for (let i = 1; i < FINE; i++)
    for (let j = 1; j < FINE; j++) {
      const at = GRID + ((i * FINE + j) << 2);
      const here = load<f32>(at);
      const step = abs(here - load<f32>(at - (FINE << 2))) + abs(here - load<f32>(at - 4));
      sum += step;
      squares += step * step;
    }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** Part of the frame last sampled that lies outside the upload, of 1,024 (of 256 after `lowMisfit`). */
export function outside(): i32 {
  return strays;
}
