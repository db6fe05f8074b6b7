import { HASH_BYTES } from './hash.ts';
import { DCT } from './dct-table.ts';

/** Side of the picture that is transformed. */
export const GRID = 64;
/** Side of the block of coefficients that gives the bits. */
export const BLOCK = 16;
const BITS = BLOCK * BLOCK;

/**
 * The 16x16 low-frequency coefficients of a 64x64 picture, row = vertical frequency.
 * Sums run over k = 0..63 in float32, the order of the reference: on flat pictures the bits are rounding noise.
 */
export function transform(grid: Float32Array): Float32Array<ArrayBuffer> {
  const half = new Float32Array(BLOCK * GRID);
  for (let i = 0; i < BLOCK; i++)
    for (let k = 0; k < GRID; k++) {
      const d = DCT[i * GRID + k] ?? 0;
      for (let j = 0; j < GRID; j++) {
        const at = i * GRID + j;
        half[at] = (half[at] ?? 0) + Math.fround(d * (grid[k * GRID + j] ?? 0));
      }
    }
  const block = new Float32Array(BITS);
  for (let i = 0; i < BLOCK; i++)
    for (let j = 0; j < BLOCK; j++) {
      let sum = 0;
      for (let k = 0; k < GRID; k++)
        sum = Math.fround(sum + Math.fround((half[i * GRID + k] ?? 0) * (DCT[j * GRID + k] ?? 0)));
      block[i * BLOCK + j] = sum;
    }
  return block;
}

/** The lower median of 256 values: the 128th smallest, which is also what Torben's method gives on ties. */
export function lowerMedian(block: Float32Array): number {
  return Float32Array.from(block).sort()[BITS / 2 - 1] ?? 0;
}

/** Bit k = 16*i + j is set where coefficient (i, j) is above the median; bit 0 is the last bit of the last byte. */
export function bitsAbove(block: Float32Array, median: number): Uint8Array<ArrayBuffer> {
  const hash = new Uint8Array(HASH_BYTES);
  for (let k = 0; k < BITS; k++)
    if ((block[k] ?? 0) > median) {
      const at = HASH_BYTES - 1 - (k >> 3);
      hash[at] = (hash[at] ?? 0) | (1 << (k & 7));
    }
  return hash;
}

/** Gradients divided by this give the quality. */
export const QUALITY_DIVISOR = 90;

/** Structure of a 64x64 picture from 0 to 100: truncated percent steps between neighbours, added up. */
export function gridQuality(grid: Float32Array): number {
  let sum = 0;
  const step = (u: number, v: number) => {
    sum += Math.abs(Math.trunc(Math.fround(Math.fround(Math.fround(u - v) * 100) / 255)));
  };
  for (let i = 0; i < GRID; i++)
    for (let j = 0; j < GRID; j++) {
      const here = grid[i * GRID + j] ?? 0;
      if (i + 1 < GRID) step(here, grid[(i + 1) * GRID + j] ?? 0);
      if (j + 1 < GRID) step(here, grid[i * GRID + j + 1] ?? 0);
    }
  return Math.min(100, Math.floor(sum / QUALITY_DIVISOR));
}
