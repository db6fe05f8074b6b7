import { HASH_BYTES } from '../pdq/hash.ts';
import { bitsAbove, gridQuality, lowerMedian, transform } from '../pdq/finish.ts';
import { orientBlock, ORIENTATIONS, type Orientation, TURNS } from '../pdq/orientation.ts';
import { hashGrid, hashPixels, pdqResult, type PdqResult } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';
import { encodeViewHashes, type ViewRecord } from '../signal-set.ts';
import type { LayoutName } from './count.ts';
import { withSums } from './fast.ts';
import { type Integral, integralOf, rectGrid } from './integral.ts';
import { type Rect, viewLayout } from './layout.ts';

/** The hash of one rectangle, sampled at the middle of its cells. */
export function hashView(picture: Integral, rect: Rect): PdqResult {
  return hashRects(picture, [rect])[0]!;
}

/** `hashView` for several rectangles. */
function hashRects(picture: Integral, rects: readonly Rect[]): PdqResult[] {
  const { width, height } = picture;
  return (
    withSums(picture, (sample) =>
      rects.map((rect) => {
        const [left, top] = [rect.x * width, rect.y * height];
        const { quality, turned } = sample(left, top, rect.width * width, rect.height * height, 1);
        return pdqResult(turned('original'), quality);
      }),
    ) ?? rects.map((rect) => hashGrid(rectGrid(picture, rect)))
  );
}

/** A view in one orientation. */
export interface OrientedHash {
  readonly orientation: Orientation;
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly quality: number;
}

/** How views are laid over what the other side hashed. */
export interface ViewSampling {
  /**
   * How far right and down of the middle the other side sampled, as a fraction of its size: a full-size PDQ hash of a
   * picture n pixels wide has up to 1.5 / n.
   */
  readonly phase?: number;
  readonly fill?: number;
}

/** Where an orientation samples: with the phase in its own frame, as if the pixels had been turned first. */
function shiftOf(orientation: Orientation, phase: number): [number, number] {
  const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
  const [overX, overY] = transpose ? [mirrorRows, mirrorColumns] : [mirrorColumns, mirrorRows];
  return [overX ? -phase : phase, overY ? -phase : phase];
}

/** The orientations by where they sample: each place is sampled once. */
function groupsOf(phase: number): Map<string, { shift: [number, number]; orientations: Orientation[] }> {
  const groups = new Map<string, { shift: [number, number]; orientations: Orientation[] }>();
  for (const orientation of ORIENTATIONS) {
    const shift = shiftOf(orientation, phase);
    const key = phase === 0 ? '' : shift.join(' ');
    const group = groups.get(key) ?? { shift, orientations: [] };
    group.orientations.push(orientation);
    groups.set(key, group);
  }
  return groups;
}

/** The hashes of each rectangle in all eight orientations. */
export function hashRectsOrientations(
  picture: Integral,
  rects: readonly Rect[],
  { phase = 0, fill = 1 }: ViewSampling = {},
): OrientedHash[][] {
  const groups = [...groupsOf(phase).values()];
  const inOrder = (found: OrientedHash[]) =>
    ORIENTATIONS.flatMap((orientation) => found.filter((each) => each.orientation === orientation));
  const { width, height } = picture;
  return (
    withSums(picture, (sample) =>
      rects.map((rect) =>
        inOrder(
          groups.flatMap(({ shift: [x, y], orientations }) => {
            const left = (rect.x + x * rect.width) * width;
            const top = (rect.y + y * rect.height) * height;
            const { quality, turned } = sample(left, top, rect.width * width, rect.height * height, fill);
            return orientations.map((orientation) => ({ orientation, hash: turned(orientation), quality }));
          }),
        ),
      ),
    ) ?? rects.map((rect) => plainOrientations(picture, rect, { phase, fill }))
  );
}

/** The same for one rectangle without WebAssembly: the reference. */
export function plainOrientations(
  picture: Integral,
  rect: Rect,
  { phase = 0, fill = 1 }: ViewSampling,
): OrientedHash[] {
  const blocks = new Map<string, { block: Float32Array; quality: number }>();
  return ORIENTATIONS.map((orientation) => {
    const [shiftX, shiftY] = shiftOf(orientation, phase);
    const key = `${shiftX} ${shiftY}`;
    let sampled = blocks.get(key);
    if (!sampled) {
      const grid = rectGrid(picture, rect, { shiftX, shiftY, fill });
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
  return hashViewsOf(integralOf(pixels), pixels.width / pixels.height, layout, whole);
}

/** `hashViews` from sums that are there already. */
export function hashViewsOf(
  picture: Integral,
  aspect: number,
  layout: LayoutName,
  whole: PdqResult,
): ViewRecord {
  const rects = viewLayout(layout, aspect);
  const hashes = new Uint8Array(rects.length * HASH_BYTES);
  const views = [whole, ...hashRects(picture, rects.slice(1))];
  const quality = views.map((view, i) => {
    hashes.set(view.hash, i * HASH_BYTES);
    return view.quality;
  });
  return { layout, aspect, hashes: encodeViewHashes(hashes), quality };
}
