import type { PdqSignal } from '../signal-set.ts';
import { checkPixels, type Pixels } from '../pixels.ts';
import { exactGrid } from './exact.ts';
import { fastBlock } from './fast.ts';
import { bitsAbove, gridQuality, lowerMedian, transform } from './finish.ts';
import { HASH_BYTES, hashToHex, QUALITY_FLOOR } from './hash.ts';

/** Either side below this gives no hash. */
export const MIN_SIDE = 5;

/** `hash` is 32 bytes, all zero when the picture is too small; only a `usable` one may go into a bank or be matched. */
export interface PdqResult {
  readonly hash: Uint8Array<ArrayBuffer>;
  /** 0 to 100; below 50 the picture has too little structure. */
  readonly quality: number;
  readonly verdict: 'usable' | 'lowQuality' | 'tooSmall';
}

const TOO_SMALL: PdqResult = { hash: new Uint8Array(HASH_BYTES), quality: 0, verdict: 'tooSmall' };

/** A hash and its quality with what they are good for. */
export function pdqResult(hash: Uint8Array<ArrayBuffer>, quality: number): PdqResult {
  return { hash, quality, verdict: quality < QUALITY_FLOOR ? 'lowQuality' : 'usable' };
}

/** The PDQ hash of a 64x64 picture of lumas (row by row, 0 to 255). */
export function hashGrid(grid: Float32Array): PdqResult {
  const block = transform(grid);
  return pdqResult(bitsAbove(block, lowerMedian(block)), gridQuality(grid));
}

function measurable(pixels: Pixels): boolean {
  checkPixels(pixels);
  return pixels.width >= MIN_SIDE && pixels.height >= MIN_SIDE;
}

/** PDQ at full size by the exact-order kernel: the reference for every other path, and the one without WebAssembly. */
export function hashPixelsExact(pixels: Pixels): PdqResult {
  return measurable(pixels) ? hashGrid(exactGrid(pixels)) : TOO_SMALL;
}

/**
 * PDQ at full size: 256 bits and a quality. Too small and too plain are results, not errors. Equal to
 * `hashPixelsExact` bit for bit: where rounding could decide, the exact-order kernel is asked.
 */
export function hashPixels(pixels: Pixels): PdqResult {
  if (!measurable(pixels)) return TOO_SMALL;
  const fast = fastBlock(pixels);
  if (!fast?.sure) return hashGrid(exactGrid(pixels));
  return pdqResult(bitsAbove(fast.block, lowerMedian(fast.block)), fast.quality);
}

/** A result in the form that goes over a wire. */
export function pdqSignal({ hash, quality }: PdqResult): PdqSignal {
  return { hash: hashToHex(hash), quality };
}
