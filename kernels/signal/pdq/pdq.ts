import type { PdqSignal } from '../signal-set.ts';
import { checkPixels, type Pixels } from '../pixels.ts';
import { exactGrid } from './exact.ts';
import { fastBlock } from './fast.ts';
import { bitsAbove, gridQuality, lowerMedian, transform } from './finish.ts';
import { HASH_BYTES, hashToHex, QUALITY_FLOOR } from './hash.ts';
import { exifOrientation, orientBlock, orientPixels, ORIENTATIONS, type Orientation } from './orientation.ts';

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

const META_SIDE = 512;

/**
 * The hash that Meta's command-line program gives: anything over 512 pixels on a side is first brought to 512x512 by
 * nearest neighbour. For comparison only: banks hold the full-size hash.
 */
export function hashPixels512(pixels: Pixels): PdqResult {
  if (!measurable(pixels)) return TOO_SMALL;
  const { width, height, channels, data } = pixels;
  if (width <= META_SIDE && height <= META_SIDE) return hashPixels(pixels);
  const out = new Uint8Array(META_SIDE * META_SIDE * channels);
  let to = 0;
  for (let y = 0; y < META_SIDE; y++)
    for (let x = 0; x < META_SIDE; x++) {
      const row = Math.floor((y * height) / META_SIDE);
      let from = (row * width + Math.floor((x * width) / META_SIDE)) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from++] ?? 0;
    }
  return hashPixels({ width: META_SIDE, height: META_SIDE, channels, data: out });
}

function eachOrientation(hash: (name: Orientation) => PdqResult): Record<Orientation, PdqResult> {
  // Built from the whole list of names, so every key is there.
  return Object.fromEntries(ORIENTATIONS.map((name) => [name, hash(name)])) as Record<Orientation, PdqResult>;
}

/** The hashes of a picture's eight orientations, each from turned pixels. */
export function hashOrientations(pixels: Pixels): Record<Orientation, PdqResult> {
  return eachOrientation((name) => hashPixels(orientPixels(pixels, name)));
}

/**
 * The eight hashes that the reference derives from one transform, in about 3 microseconds each. They do not equal the
 * hashes of turned pixels unless the picture is 64x64: see `orientBlock`.
 */
export function hashDihedral(pixels: Pixels): Record<Orientation, PdqResult> {
  if (!measurable(pixels)) return eachOrientation(() => TOO_SMALL);
  const grid = exactGrid(pixels);
  const block = transform(grid);
  const quality = gridQuality(grid);
  return eachOrientation((name) => {
    const turned = orientBlock(block, name);
    return pdqResult(bitsAbove(turned, lowerMedian(turned)), quality);
  });
}

/** Both readings of a file: as shown, and as stored when its EXIF orientation tag is not 1. */
export interface ExifPair {
  readonly pdq: PdqResult;
  readonly pdqStored?: PdqResult;
}

/** Browsers apply the orientation tag and some matchers ignore it: a bank must hold both. `stored` is as in the file. */
export function hashExifPair(stored: Pixels, tag: number): ExifPair {
  const orientation = exifOrientation(tag);
  const pdqStored = hashPixels(stored);
  if (orientation === 'original') return { pdq: pdqStored };
  return { pdq: hashPixels(orientPixels(stored, orientation)), pdqStored };
}

/** A result in the form that goes over a wire. */
export function pdqSignal({ hash, quality }: PdqResult): PdqSignal {
  return { hash: hashToHex(hash), quality };
}
