import { HASH_BYTES } from '../pdq/hash.ts';
import { bitsAbove, gridQuality, lowerMedian, transform } from '../pdq/finish.ts';
import { orientBlock, ORIENTATIONS, type Orientation, TURNS } from '../pdq/orientation.ts';
import { hashGrid, hashPixels, type PdqResult } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';
import { encodeViewHashes, type ViewRecord } from '../signal-set.ts';
import type { LayoutName } from './count.ts';
import { type Integral, integralOf, rectGrid } from './integral.ts';
import { type Rect, viewLayout } from './layout.ts';

/** The hash of one rectangle, sampled at the middle of its cells. */
export function hashView(picture: Integral, rect: Rect): PdqResult {
  return hashGrid(rectGrid(picture, rect));
}

/** A view in one orientation. */
export interface OrientedHash {
  readonly orientation: Orientation;
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly quality: number;
}

/**
 * The hashes of one rectangle in all eight orientations. `phase` (a fraction of its size) is how far right and down of
 * the middle the other side sampled: a full-size PDQ hash of a picture n pixels wide has up to 1.5 / n. Each
 * orientation is sampled with the phase in its own frame, as if the pixels had been turned first.
 */
export function hashViewOrientations(
  picture: Integral,
  rect: Rect,
  { phase = 0, fill = 1 }: { phase?: number; fill?: number } = {},
): OrientedHash[] {
  const blocks = new Map<string, { block: Float32Array; quality: number }>();
  return ORIENTATIONS.map((orientation) => {
    const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
    const [overX, overY] = transpose ? [mirrorRows, mirrorColumns] : [mirrorColumns, mirrorRows];
    const key = phase === 0 ? '' : `${overX} ${overY}`;
    let sampled = blocks.get(key);
    if (!sampled) {
      const sampling = { shiftX: overX ? -phase : phase, shiftY: overY ? -phase : phase, fill };
      const grid = rectGrid(picture, rect, sampling);
      sampled = { block: transform(grid), quality: gridQuality(grid) };
      blocks.set(key, sampled);
    }
    const turned = orientBlock(sampled.block, orientation);
    return { orientation, hash: bitsAbove(turned, lowerMedian(turned)), quality: sampled.quality };
  });
}

/** The hashes of a layout's views as a record. `whole` is the picture's ordinary PDQ hash, which is view 1. */
export function hashViews(
  pixels: Pixels,
  layout: LayoutName,
  whole: PdqResult = hashPixels(pixels),
): ViewRecord {
  const aspect = pixels.width / pixels.height;
  const rects = viewLayout(layout, aspect);
  const picture = integralOf(pixels);
  const hashes = new Uint8Array(rects.length * HASH_BYTES);
  const quality = rects.map((rect, i) => {
    const view = i === 0 ? whole : hashView(picture, rect);
    hashes.set(view.hash, i * HASH_BYTES);
    return view.quality;
  });
  return { layout, aspect, hashes: encodeViewHashes(hashes), quality };
}
