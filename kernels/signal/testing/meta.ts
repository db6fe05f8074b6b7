// What Meta's program and library give, and what ours is compared with. Nothing that runs for a person uses it.
import { exactGrid } from '../pdq/exact.ts';
import { bitsAbove, gridQuality, lowerMedian, transform } from '../pdq/finish.ts';
import { orientBlock, orientPixels, ORIENTATIONS, type Orientation } from '../pdq/orientation.ts';
import { hashPixels, type PdqResult, pdqResult } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';

const META_SIDE = 512;

/**
 * The hash that Meta's command-line program gives: anything over 512 pixels on a side is first brought to 512x512 by
 * nearest neighbour. Banks hold the full-size hash.
 */
export function hashPixels512(pixels: Pixels): PdqResult {
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
 * The eight hashes that Meta's library derives from one transform. They do not equal the hashes of turned pixels unless
 * the picture is 64x64: see `orientBlock`.
 */
export function hashDihedral(pixels: Pixels): Record<Orientation, PdqResult> {
  const grid = exactGrid(pixels);
  const block = transform(grid);
  const quality = gridQuality(grid);
  return eachOrientation((name) => {
    const turned = orientBlock(block, name);
    return pdqResult(bitsAbove(turned, lowerMedian(turned)), quality);
  });
}
