// Part of aligned.ts: how well the upload's picture inside a parallelogram fits the hash of a banked view.
import { COARSE, FINE, sample } from './_grid';
import { BLOCK, COS_COARSE, COS_FINE, finish, transform, WORDS } from './_hash';

/** Samples a frame and keeps its coefficients; `turn` makes hashes of them. */
export function window(x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): void {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
}

/** Distance of a frame's hash to the eight words at `to`. */
export function distance(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): i32 {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
  finish(BLOCK);
  let sum = 0;
  for (let r: u32 = 0; r < 32; r += 4) sum += i32(popcnt(load<u32>(WORDS + r) ^ load<u32>(to + r)));
  return sum;
}

/** Sum of the sizes of `count` coefficients, and of those whose sign is not the one wanted; what is large is cut. */
let total: f32 = 0;
let wrong: f32 = 0;

/** Counts one row of coefficients against bits of which the lowest is the first. */
@inline
function against(at: usize, bits: u32, count: i32, most: f32): void {
  for (let i = 0; i < count; i++) {
    const value = load<f32>(at + (i << 2));
    const size = min(abs(value), most);
    total += size;
    if (u32(value > 0) != ((bits >> i) & 1)) wrong += size;
  }
}

/** A size beyond which a coefficient says no more: so many times their mean. */
function cut(count: i32): f32 {
  let sum: f32 = 0;
  for (let i = 0; i < count; i++) sum += abs(load<f32>(BLOCK + (i << 2)));
  return (CUT * sum) / f32(count);
}
const CUT: f32 = 1.5;

/**
 * How badly a frame fits the eight words at `to`: 0 to 256 like a distance, but a coefficient near to nothing, whose
 * bit is chance, counts little. Smoother than a distance, so better to climb by. The median is taken as zero.
 */
export function misfit(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): f32 {
  sample(FINE, x, y, ax, ay, bx, by);
  transform(FINE, 16, COS_FINE);
  total = 0;
  wrong = 0;
  const most = cut(256);
  for (let row = 0; row < 16; row++) against(BLOCK + (row << 6), load<u16>(to + (row << 1)), 16, most);
  return total > 0 ? (256 * wrong) / total : 256;
}

/** The same for the low band, 0 to 64, against the two words at `to`, from a coarser grid: four times faster. */
export function lowMisfit(to: u32, x: f64, y: f64, ax: f64, ay: f64, bx: f64, by: f64): f32 {
  sample(COARSE, x, y, ax, ay, bx, by);
  transform(COARSE, 8, COS_COARSE);
  total = 0;
  wrong = 0;
  const most = cut(64);
  for (let row = 0; row < 8; row++) {
    // The order of `lowBand`: rows 0, 2, 1, 3.
    const place = ((row & 1) << 4) | ((row & 2) << 2);
    against(BLOCK + (row << 5), load<u32>(to + ((row >> 2) << 2)) >> place, 8, most);
  }
  return total > 0 ? (64 * wrong) / total : 64;
}

/**
 * How many of the 256 coefficients last made bear what the frame shows: the square of the sum of their sizes by the
 * sum of their squares (participation ratio). A gradient has a few, a photograph 85 to 135, noise and a point 163.
 */
export function features(): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  for (let i = 0; i < 256; i++) {
    const value = load<f32>(BLOCK + (i << 2));
    sum += abs(value);
    squares += value * value;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}
