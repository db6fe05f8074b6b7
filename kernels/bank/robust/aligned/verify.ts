import { QUALITY_FLOOR, type Rect } from '@amaan/signal';
import { adjusted, type Frame, partFrame } from './frame.ts';
import type { AlignedRecord, ViewStore } from './records.ts';
import { lowBand, popcount, type Sampler, wordsOf } from './sampler.ts';

/** Views that steer the climb. */
const STEERING = 8;
/** Fewer views than this inside the upload prove nothing. */
const LEAST_VIEWS = 3;
/** With the low band alone, a nomination that is not better than this after a first pass is given up. */
const HOPELESS = 18;
/** The same with all bits, half way. */
const FAR = 80;
const PASSES = 3;
/** Parts of an upload with less structure than this are not compared. */
const LEAST_QUALITY = 30;

interface View {
  readonly rect: Rect;
  /** Place in the store. */
  readonly at: number;
}

/** What a comparison after alignment found: the distances of the views inside the upload, nearest first. */
export interface Comparison {
  readonly distances: readonly number[];
  readonly frame: Frame;
}

/** Part of a view that may lie outside: a sliver when it counts, more while the place is still a guess. */
const SLIVER = 0.07;
const GUESS = 0.12;

function inside({ x, y, ax, ay, bx, by }: Frame, width: number, height: number, part: number): boolean {
  const slack = part * Math.max(Math.hypot(ax, ay), Math.hypot(bx, by));
  const fits = (px: number, py: number) =>
    px >= -slack && py >= -slack && px <= width + slack && py <= height + slack;
  return fits(x, y) && fits(x + ax, y + ay) && fits(x + bx, y + by) && fits(x + ax + bx, y + ay + by);
}

/** Sizes of the steps of one round: moves in parts of the picture, logs of scale and stretch, radians. */
const ROUNDS: ReadonlyArray<{ move: number; scale: number; stretch: number; turn: number; low: boolean }> = [
  { move: 0.04, scale: 0.07, stretch: 0.05, turn: 0.035, low: true },
  { move: 0.015, scale: 0.025, stretch: 0.025, turn: 0.0175, low: true },
  { move: 0.008, scale: 0.012, stretch: 0.012, turn: 0.009, low: false },
  { move: 0.004, scale: 0.006, stretch: 0.006, turn: 0.0045, low: false },
  { move: 0.002, scale: 0.003, stretch: 0.003, turn: 0.002, low: false },
];

/**
 * Moves, scales, stretches and turns a nominated record's picture over the upload until its views fit best, then
 * compares every view that lies inside. Undefined when the nomination does not come near.
 */
export function verify(
  store: ViewStore,
  sampler: Sampler,
  record: AlignedRecord,
  nominated: Frame,
): Comparison | undefined {
  const { width, height } = sampler.picture;
  const usable = record.rects.flatMap((rect, i) =>
    (record.quality[i] ?? 0) >= QUALITY_FLOOR ? [{ rect, at: record.first + i }] : [],
  );
  const within = (frame: Frame, part: number): View[] =>
    usable.filter(({ rect }) => inside(partFrame(frame, rect), width, height, part));
  const spread = (views: readonly View[]): View[] => {
    const every = Math.max(1, views.length / STEERING);
    return views.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
  };

  const distance = (frame: Frame, view: View, low: boolean): number => {
    const { words } = wordsOf(sampler.block(partFrame(frame, view.rect)));
    if (low)
      return store.lowDistance(
        view.at,
        lowBand(words[0] ?? 0, words[1] ?? 0),
        lowBand(words[2] ?? 0, words[3] ?? 0),
      );
    let sum = 0;
    for (let r = 0; r < 8; r++)
      sum += popcount(((store.words[8 * view.at + r] ?? 0) ^ (words[r] ?? 0)) >>> 0);
    return sum;
  };
  /** Mean over the best two fifths: a sticker or a caption may spoil the rest. */
  const objective = (frame: Frame, steering: readonly View[], low: boolean): number => {
    const all = steering.map((view) => distance(frame, view, low)).sort((a, b) => a - b);
    const count = Math.max(1, Math.ceil(all.length * 0.4));
    return all.slice(0, count).reduce((sum, d) => sum + d, 0) / count;
  };

  let frame = nominated;
  for (const [round, { move, scale, stretch, turn, low }] of ROUNDS.entries()) {
    const steering = spread(within(frame, round < 2 ? GUESS : SLIVER));
    if (steering.length < LEAST_VIEWS) return undefined;
    let best = objective(frame, steering, low);
    const moves: Array<[number, number, number, number, number]> = [
      [move, 0, 0, 0, 0],
      [0, move, 0, 0, 0],
      [0, 0, scale, 0, 0],
      [0, 0, 0, 0, turn],
      [0, 0, 0, stretch, 0],
    ];
    // Again while it helps: a first guess may be several steps away.
    for (let pass = 0, better = true; better && pass < PASSES; pass++) {
      better = false;
      for (const [dx, dy, s, t, r] of moves)
        for (const sign of [1, -1]) {
          const tried = adjusted(frame, sign * dx, sign * dy, sign * s, sign * t, sign * r);
          const cost = objective(tried, steering, low);
          if (cost < best) {
            best = cost;
            frame = tried;
            better = true;
            break;
          }
        }
      if (round === 0 && best > HOPELESS) return undefined;
    }
    if (round === 2 && best > FAR) return undefined;
  }
  const distances: number[] = [];
  for (const view of within(frame, SLIVER)) {
    const d = distance(frame, view, false);
    if (sampler.quality() >= LEAST_QUALITY) distances.push(d);
  }
  return { distances: distances.sort((a, b) => a - b), frame };
}
