// Part of aligned.ts: the hash of the grid last sampled, as it is or as it looks after a turn.
import { COARSE, FINE, GRID } from './_grid';

/** Cosines [frequency][sample] of the first half of the samples; the other half mirrors them. */
export const COS_FINE = memory.data(16 * 16 * 4, 16);
export const COS_COARSE = memory.data(8 * 8 * 4, 16);
/** Grid folded about its middle row: differences (odd frequencies), then sums. */
const FOLDED = memory.data(2 * 16 * 32 * 4, 16);
const HALF = memory.data(16 * 32 * 4, 16);
/** The coefficients last made. */
export const BLOCK = memory.data(256 * 4, 16);
/** The same, turned. */
export const TURNED = memory.data(256 * 4, 16);
const SORTED = memory.data(256 * 4, 16);
/** The hash last made: 8 words, then its low band. */
export const WORDS = memory.data(40, 16);

/** The coefficient that parted the bits of that hash. */
export let median: f32 = 0;

function cosines(at: usize, side: i32, frequencies: i32): void {
  const half = side >> 1;
  for (let i = 0; i < frequencies; i++)
    for (let k = 0; k < half; k++)
      store<f32>(at + ((i * half + k) << 2), f32(Math.cos((Math.PI / (2 * side)) * (i + 1) * (2 * k + 1))));
}

/** To be called once. */
export function start(): void {
  cosines(COS_FINE, FINE, 16);
  cosines(COS_COARSE, COARSE, 8);
}

/** The lowest `frequencies` x `frequencies` coefficients of the grid, without the constant: row 0 is frequency 1. */
export function transform(side: i32, frequencies: i32, cos: usize): void {
  const half = side >> 1;
  const line = side << 2;
  for (let k = 0; k < half; k++)
    for (let j = 0; j < line; j += 16) {
      const a = v128.load(GRID + k * line + j);
      const b = v128.load(GRID + (side - 1 - k) * line + j);
      v128.store(FOLDED + k * line + j, f32x4.sub(a, b));
      v128.store(FOLDED + (half + k) * line + j, f32x4.add(a, b));
    }
  for (let i = 0; i < frequencies; i++) {
    const from = FOLDED + (i & 1) * half * line;
    for (let j = 0; j < line; j += 16) {
      let sum = f32x4.splat(0);
      for (let k = 0; k < half; k++)
        sum = f32x4.add(
          sum,
          f32x4.mul(v128.load(from + k * line + j), v128.load32_splat(cos + ((i * half + k) << 2))),
        );
      v128.store(HALF + i * line + j, sum);
    }
  }
  // Along the rows: folded in place, then each frequency is one product with its cosines.
  for (let i = 0; i < frequencies; i++) {
    const row = HALF + i * line;
    for (let k = 0; k < half; k++) {
      const a = load<f32>(row + (k << 2));
      const b = load<f32>(row + ((side - 1 - k) << 2));
      store<f32>(FOLDED + (k << 2), a - b);
      store<f32>(FOLDED + ((half + k) << 2), a + b);
    }
    for (let j = 0; j < frequencies; j++) {
      const from = FOLDED + (((j & 1) * half) << 2);
      const by = cos + ((j * half) << 2);
      let sum = f32x4.splat(0);
      for (let k = 0; k < half << 2; k += 16)
        sum = f32x4.add(sum, f32x4.mul(v128.load(from + k), v128.load(by + k)));
      store<f32>(
        BLOCK + ((i * frequencies + j) << 2),
        f32x4.extract_lane(sum, 0) +
          f32x4.extract_lane(sum, 1) +
          f32x4.extract_lane(sum, 2) +
          f32x4.extract_lane(sum, 3),
      );
    }
  }
}

/** The 128th smallest of 256 coefficients. */
function lowerMedian(from: usize): f32 {
  memory.copy(SORTED, from, 1024);
  let low = 0;
  let high = 255;
  while (low < high) {
    const pivot = load<f32>(SORTED + (((low + high) >> 1) << 2));
    let i = low;
    let j = high;
    while (i <= j) {
      while (load<f32>(SORTED + (i << 2)) < pivot) i++;
      while (load<f32>(SORTED + (j << 2)) > pivot) j--;
      if (i <= j) {
        const swap = load<f32>(SORTED + (i << 2));
        store<f32>(SORTED + (i << 2), load<f32>(SORTED + (j << 2)));
        store<f32>(SORTED + (j << 2), swap);
        i++;
        j--;
      }
    }
    if (127 <= j) high = j;
    else if (127 >= i) low = i;
    else break;
  }
  return load<f32>(SORTED + (127 << 2));
}

/** Of two words of a hash (four rows of 16 bits), the 8 lower bits of each row. */
@inline
function lowBand(first: u32, second: u32): u32 {
  return (first & 0x00ff00ff) | ((second & 0x00ff00ff) << 8);
}

/** Turns a block of coefficients into the hash in WORDS. */
export function finish(from: usize): void {
  median = lowerMedian(from);
  for (let word = 0; word < 8; word++) {
    let bits: u32 = 0;
    for (let bit = 0; bit < 32; bit++)
      bits |= u32(load<f32>(from + (((word << 5) + bit) << 2)) > median) << bit;
    store<u32>(WORDS + (word << 2), bits);
  }
  store<u32>(WORDS, lowBand(load<u32>(WORDS), load<u32>(WORDS, 4)), 32);
  store<u32>(WORDS, lowBand(load<u32>(WORDS, 8), load<u32>(WORDS, 12)), 36);
}

/** The hash of the frame last sampled as it looks after a turn (see `TURNS`). @returns where its words lie */
export function turn(transpose: bool, mirrorRows: bool, mirrorColumns: bool): u32 {
  for (let row = 0; row < 16; row++)
    for (let column = 0; column < 16; column++) {
      const value = load<f32>(BLOCK + ((transpose ? (column << 4) + row : (row << 4) + column) << 2));
      // Row 0 is frequency 1: even places are odd frequencies, whose sign a mirror changes.
      const negative = (mirrorRows && (row & 1) == 0) != (mirrorColumns && (column & 1) == 0);
      store<f32>(TURNED + (((row << 4) + column) << 2), negative ? -value : value);
    }
  finish(TURNED);
  return u32(WORDS);
}
