import type { Rect } from '@amaan/signal';
import type { ComparedView } from './alignment.ts';

/** A view with more than this part outside the upload says too little. */
const OUTSIDE_MOST = 0.22;
/** Bits that a view's distance grows by when all of it lies outside, near enough for small parts. */
const OUTSIDE_BITS = 40;
/** Where less than this is shown, whatever it is agrees with anything: such a view counts as noise, which lies at 128. */
const SHOWN_LEAST = 0.4;
const NOISE = 128;
/** A match has this many views this near. */
const ENOUGH: ReadonlyArray<readonly [views: number, bits: number]> = [
  [4, 30],
  [5, 36],
  [8, 43],
];
/** Or three this near, when half of the others do not speak against it: of a half-cropped picture few views lie inside. */
const FEW = { views: 3, bits: 22, middle: 70 };
/** Or the mean of its four nearest is this near, the fourth not much farther than that, and half of all in reach. */
const NEAREST = { views: 4, mean: 26, last: 41, middle: 52 };
/** Not more than half of the views compared may be as far as this: noise lies at 128, what a sticker covers at 90. */
const FAR = 100;
/** Where the fourth-nearest view is farther than this, half of all must lie nearer than that. */
const LOOSE = { views: 4, bits: 24, middle: 60 };
/** Where most of a record lies in the upload, its four nearest views must be nearer than elsewhere, or half of all near. */
const MOST_INSIDE = { compared: 26, views: 4, bits: 24, middle: 40 };

/**
 * What people do to a picture stretches it less than this (a screen of 16:9 filled by 4:3 is 1.33). A record laid over
 * the upload at more is likelier chance, which has freer choice there, so half of all views must be near.
 */
const STRETCHED = { most: 1.5, middle: 32 };

/** What is as near as this agrees, and how finely it is looked where in the picture that is. */
const AGREES = 44;
const GRID = 12;
/** Where half of the views agree, they cover this part of what is compared. */
const SPREAD = 0.56;
/**
 * Where half of them do not, and most of a record is there, its smallest views must agree on this part of the picture
 * when they can be compared on `judged` of it: a large view can agree by the sticker alone that lies in it.
 */
const SMALL = { compared: MOST_INSIDE.compared, part: 0.2, judged: 0.25, size: 1.01 };

/** Part of a picture that these rectangles cover together. */
function covered(rects: readonly Rect[]): number {
  let places = 0;
  for (let i = 0; i < GRID * GRID; i++) {
    const [px, py] = [((i % GRID) + 0.5) / GRID, (Math.floor(i / GRID) + 0.5) / GRID];
    if (rects.some(({ x, y, width, height }) => px >= x && px <= x + width && py >= y && py <= y + height))
      places++;
  }
  return places / (GRID * GRID);
}

/** Whether what agrees is more than one spot or strip: two pictures under one interface agree in no more than that. */
function spread(
  seen: ReadonlyArray<{ readonly rect: Rect; readonly bits: number }>,
  middle: number,
  all: readonly Rect[],
): boolean {
  const agree = seen.filter(({ bits }) => bits <= AGREES);
  const compared = covered(seen.map(({ rect }) => rect));
  if (middle <= MOST_INSIDE.middle) return covered(agree.map(({ rect }) => rect)) >= SPREAD * compared;
  if (seen.length < SMALL.compared) return true;
  const area = ({ width, height }: Rect) => width * height;
  const most = SMALL.size * Math.min(...all.map(area));
  const small = (views: typeof seen) =>
    covered(views.map(({ rect }) => rect).filter((rect) => area(rect) <= most));
  return small(seen) < SMALL.judged * compared || small(agree) >= SMALL.part * compared;
}

/**
 * The distance that decides, or undefined when the comparison does not make a match. A view's distance counts by how
 * much is to be seen there: less of it makes a distance of less. Views overlap, so several agree by chance once one
 * does. And an interface, a caption or a sticker that two pictures share makes the views about it
 * agree, but hardly the others: when most of the record is there to be seen, more of it must be seen, and in more than
 * one place.
 *
 * @param rects where each view of the record lies in its picture
 * @param stretch how much wider or higher the record's picture lies in the upload than it is, from 1
 */
export function decide(
  views: readonly ComparedView[],
  rects: readonly Rect[],
  stretch: number,
): number | undefined {
  const seen = views.flatMap(({ at, distance, outside, shown }) => {
    const rect = rects[at];
    if (!rect || outside > OUTSIDE_MOST) return [];
    const bits = shown < SHOWN_LEAST ? NOISE : (distance - OUTSIDE_BITS * outside) / shown;
    return [{ rect, bits: Math.max(0, Math.round(bits)) }];
  });
  const bits = seen.map((view) => view.bits).sort((a, b) => a - b);
  const middle = bits[bits.length >> 1] ?? Number.POSITIVE_INFINITY;
  if (middle > FAR || (stretch > STRETCHED.most && middle > STRETCHED.middle)) return undefined;
  const most = bits.length >= MOST_INSIDE.compared && middle > MOST_INSIDE.middle;
  if (most && (bits[MOST_INSIDE.views - 1] ?? 0) > MOST_INSIDE.bits) return undefined;
  if ((bits[LOOSE.views - 1] ?? 0) > LOOSE.bits && middle > LOOSE.middle) return undefined;
  const last = enough(bits, middle);
  return last !== undefined && spread(seen, middle, rects) ? last : undefined;
}

/** The distance of the last view that is needed, of those sorted by distance. */
function enough(bits: readonly number[], middle: number): number | undefined {
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
