import type { Integral, Rect } from '@amaan/signal';
import { wordsApart } from './bits.ts';
import { adjusted, type Frame, partFrame } from './frame.ts';
import type { AlignedRecord, ViewStore } from './records.ts';

/** Views that are looked at to choose those that steer a climb, how many do, and the fewest that can. */
const LOOKED_AT = 20;
const STEERING = 8;
const LEAST_STEERING = 3;
/** Part of them, the nearest, whose mean is the cost of a place. */
const COUNTED = 0.6;
/** With fewer whole views than this inside, views that are partly outside steer as well. */
const ENOUGH = 5;
const PASSES = 4;
/** Views of one record within this many bits are of one picture, by PDQ's own threshold. */
const TWINS = 31;
/** Parts of an upload with less structure than this are not compared. */
const LEAST_QUALITY = 30;
/**
 * What photographs show at least: so many coefficients of 256 bear it, and so many places of 1,024. A gradient is
 * borne by a few coefficients, a point, an edge or a silhouette by a few places, and the other bits of its hash follow
 * from those: what shows a third as much as a photograph is likewise alike by chance at a third of its distance.
 */
const FEATURES = 85;
const PLACES = 300;

/** How far a view may reach out of the upload, in its own sides: a sliver, a guess not yet aligned, a part. */
const SLIVER = 0.07;
const GUESS = 0.12;
const PART = 0.3;

interface View {
  readonly rect: Rect;
  /** Place in the record. */
  readonly at: number;
}

/** A view compared after alignment. */
export interface ComparedView {
  /** Its place in the record. */
  readonly at: number;
  readonly distance: number;
  /** Part of the view that lies outside the upload, 0 to 1. */
  readonly outside: number;
  /** How much the upload shows there, 0 to 1: see `FEATURES`. */
  readonly shown: number;
}

/** Sizes of the steps of one round: moves in parts of the picture, logs of scale and stretch, radians. */
interface Round {
  readonly move: number;
  readonly scale: number;
  readonly stretch: number;
  readonly turn: number;
  readonly slack: number;
}
const LOW_ROUNDS: readonly Round[] = [
  { move: 0.04, scale: 0.07, stretch: 0.05, turn: 0.035, slack: GUESS },
  { move: 0.015, scale: 0.025, stretch: 0.025, turn: 0.0175, slack: GUESS },
];
const FINE_ROUNDS: readonly Round[] = [
  { move: 0.008, scale: 0.012, stretch: 0.012, turn: 0.009, slack: SLIVER },
  { move: 0.004, scale: 0.006, stretch: 0.006, turn: 0.0045, slack: SLIVER },
  { move: 0.002, scale: 0.003, stretch: 0.003, turn: 0.002, slack: SLIVER },
];

function inside({ x, y, ax, ay, bx, by }: Frame, width: number, height: number, part: number): boolean {
  const slack = part * Math.max(Math.hypot(ax, ay), Math.hypot(bx, by));
  const fits = (px: number, py: number) =>
    px >= -slack && py >= -slack && px <= width + slack && py <= height + slack;
  return fits(x, y) && fits(x + ax, y + ay) && fits(x + bx, y + by) && fits(x + ax + bx, y + ay + by);
}

/** The middle of views, in parts of their picture. */
function middleOf(views: readonly View[]): { x: number; y: number } {
  const mean = (of: (rect: Rect) => number) =>
    views.reduce((sum, { rect }) => sum + of(rect), 0) / views.length;
  return { x: mean(({ x, width }) => x + width / 2), y: mean(({ y, height }) => y + height / 2) };
}

/**
 * Lays a record's picture over the upload that the store was shown, and moves, scales, stretches and turns it until
 * its views fit best. Costs are mean misfits of the best of some views: a sticker may spoil the rest.
 */
export class Alignment {
  readonly record: AlignedRecord;
  frame: Frame;
  readonly #store: ViewStore;
  readonly #picture: Integral;
  readonly #usable: readonly View[];

  constructor(store: ViewStore, picture: Integral, record: AlignedRecord, frame: Frame) {
    this.#store = store;
    this.#picture = picture;
    this.record = record;
    this.frame = frame;
    const usable = store.usableOf(record);
    this.#usable = record.rects.flatMap((rect, at) => (usable[at] ? [{ rect, at }] : []));
  }

  /** How well the low bands fit as the frame stands; infinite when too little of the record lies inside. */
  guess(): number {
    const steering = this.#steering(GUESS, true);
    return steering ? this.#costs(true)(this.frame, steering) : Number.POSITIVE_INFINITY;
  }

  /** Climbs by the low bands, in which what lies a little beside still fits. @returns the mean misfit, of 64 */
  climbLow(round: 0 | 1): number {
    const steps = LOW_ROUNDS[round];
    return steps ? this.#climb(steps, true) : Number.POSITIVE_INFINITY;
  }

  /** Climbs by whole hashes. @returns the mean misfit, of 256, or infinite once it stays above `most` */
  climbFine(most: number): number {
    let best = Number.POSITIVE_INFINITY;
    for (const round of FINE_ROUNDS) {
      best = this.#climb(round, false);
      if (best > most) return Number.POSITIVE_INFINITY;
    }
    return best;
  }

  /**
   * Every view that lies inside the upload, or with a good part of it, nearest first. Of views whose own hashes are
   * those of one picture (two rectangles of a layout can nearly fall together) the nearest alone stands: the same
   * accident must not be counted twice.
   */
  compare(): ComparedView[] {
    const { kernel } = this.#store;
    const target = this.#store.target(this.record);
    const compared: ComparedView[] = [];
    for (const view of this.#within(this.frame, PART)) {
      const { x, y, ax, ay, bx, by } = partFrame(this.frame, view.rect);
      const bits = kernel.distance(target.words + 32 * view.at, x, y, ax, ay, bx, by);
      if (kernel.quality() < LEAST_QUALITY) continue;
      compared.push({
        at: view.at,
        distance: bits,
        outside: kernel.outside() / 1024,
        shown: Math.min(1, kernel.features() / FEATURES, kernel.places() / PLACES),
      });
    }
    const { words } = this.#store;
    const at = (view: ComparedView) => 8 * (this.record.first + view.at);
    const apart: ComparedView[] = [];
    for (const view of compared.sort((a, b) => a.distance - b.distance))
      if (!apart.some((kept) => wordsApart(words, at(kept), at(view)) <= TWINS)) apart.push(view);
    return apart;
  }

  #within(frame: Frame, part: number): View[] {
    const { width, height } = this.#picture;
    return this.#usable.filter(({ rect }) => inside(partFrame(frame, rect), width, height, part));
  }

  /** The views that fit best as the frame stands, of those that lie inside: what a sticker covers does not steer. */
  #steering(slack: number, low: boolean): View[] | undefined {
    const whole = this.#within(this.frame, slack);
    const views = whole.length < ENOUGH ? this.#within(this.frame, PART) : whole;
    if (views.length < LEAST_STEERING) return undefined;
    const misfit = this.#misfits(low);
    const every = Math.max(1, views.length / LOOKED_AT);
    return views
      .filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every))
      .map((view) => ({ view, bits: misfit(this.frame, view) }))
      .sort((a, b) => a.bits - b.bits)
      .slice(0, STEERING)
      .map(({ view }) => view);
  }

  #misfits(low: boolean): (frame: Frame, view: View) => number {
    const { kernel } = this.#store;
    const target = this.#store.target(this.record);
    return (frame, view) => {
      const { x, y, ax, ay, bx, by } = partFrame(frame, view.rect);
      return low
        ? kernel.lowMisfit(target.bands + 8 * view.at, x, y, ax, ay, bx, by)
        : kernel.misfit(target.words + 32 * view.at, x, y, ax, ay, bx, by);
    };
  }

  #costs(low: boolean): (frame: Frame, steering: readonly View[]) => number {
    const misfit = this.#misfits(low);
    return (frame, steering) => {
      const all = steering.map((view) => misfit(frame, view)).sort((a, b) => a - b);
      const count = Math.ceil(all.length * COUNTED);
      return all.slice(0, count).reduce((sum, d) => sum + d, 0) / count;
    };
  }

  #climb({ move, scale, stretch, turn, slack }: Round, low: boolean): number {
    const steering = this.#steering(slack, low);
    if (!steering) return Number.POSITIVE_INFINITY;
    const cost = this.#costs(low);
    const middle = middleOf(steering);
    const moves: Array<[number, number, number, number, number]> = [
      [move, 0, 0, 0, 0],
      [0, move, 0, 0, 0],
      [0, 0, scale, 0, 0],
      [0, 0, 0, 0, turn],
      [0, 0, 0, stretch, 0],
    ];
    let best = cost(this.frame, steering);
    // Again while it helps: a first guess may be several steps away.
    for (let pass = 0, better = true; better && pass < PASSES; pass++) {
      better = false;
      for (const [dx, dy, s, t, r] of moves)
        for (const sign of [1, -1]) {
          const tried = adjusted(this.frame, middle, sign * dx, sign * dy, sign * s, sign * t, sign * r);
          const now = cost(tried, steering);
          if (now < best) {
            best = now;
            this.frame = tried;
            better = true;
            break;
          }
        }
    }
    return best;
  }
}
