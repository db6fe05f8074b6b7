import type { ComparedView } from './alignment.ts';

/** A view with more than this part outside the upload says too little. */
const OUTSIDE_MOST = 0.22;
/** Bits that a view's distance grows by when all of it lies outside, near enough for small parts. */
const OUTSIDE_BITS = 40;
/** A match has this many views this near. */
const ENOUGH: ReadonlyArray<readonly [views: number, bits: number]> = [
  [4, 34],
  [5, 36],
  [8, 43],
];
/** Or three this near, when half of the others do not speak against it: of a half-cropped picture few views lie inside. */
const FEW = { views: 3, bits: 22, middle: 70 };
/** Or the mean of its four nearest is this near, the fourth not much farther than that, and half of all in reach. */
const NEAREST = { views: 4, mean: 29, last: 41, middle: 52 };
/** Not more than half of the views compared may be as far as this: noise lies at 128, what a sticker covers at 90. */
const FAR = 100;
/** Where most of a record lies in the upload, its four nearest views must be nearer than elsewhere, or half of all near. */
const MOST_INSIDE = { compared: 26, views: 4, bits: 24, middle: 40 };

/**
 * The distance that decides, or undefined when the comparison does not make a match. Views overlap, so several agree
 * by chance once one does. And an interface, a caption or a sticker that two pictures share makes the views about it
 * agree, but hardly the others: when most of the record is there to be seen, more of it must be seen.
 */
export function decide(views: readonly ComparedView[]): number | undefined {
  const bits = views
    .filter(({ outside }) => outside <= OUTSIDE_MOST)
    .map(({ distance, outside }) => Math.max(0, Math.round(distance - OUTSIDE_BITS * outside)))
    .sort((a, b) => a - b);
  const middle = bits[bits.length >> 1] ?? Number.POSITIVE_INFINITY;
  if (middle > FAR) return undefined;
  const most = bits.length >= MOST_INSIDE.compared && middle > MOST_INSIDE.middle;
  if (most && (bits[MOST_INSIDE.views - 1] ?? 0) > MOST_INSIDE.bits) return undefined;
  const few = bits[FEW.views - 1];
  if (few !== undefined && few <= FEW.bits && middle <= FEW.middle) return few;
  for (const [count, most] of ENOUGH) {
    const last = bits[count - 1];
    if (last !== undefined && last <= most) return last;
  }
  const last = bits[NEAREST.views - 1];
  if (last === undefined || last > NEAREST.last || middle > NEAREST.middle) return undefined;
  const sum = bits.slice(0, NEAREST.views).reduce((total, each) => total + each, 0);
  return sum <= NEAREST.views * NEAREST.mean ? last : undefined;
}
