import { type Integral, integralOf, type Pixels, type ViewRecord } from '@amaan/signal';
import type { Frame } from './frame.ts';
import { nominate } from './nominate.ts';
import { ViewStore } from './records.ts';
import { alignAll } from './align-all.ts';
import type { ComparedView } from './alignment.ts';

/** Nominations that are looked at, for every 100,000 records. */
const NOMINATIONS = 64;
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

/**
 * The distance that decides, or undefined when the comparison does not make a match. Views overlap, so several agree
 * by chance once one does: among nine million pairs the nearest strange record had its fourth at 38, its fifth at 40,
 * its eighth at 50.
 */
function decide(views: readonly ComparedView[]): number | undefined {
  const bits = views
    .filter(({ outside }) => outside <= OUTSIDE_MOST)
    .map(({ distance, outside }) => Math.max(0, Math.round(distance - OUTSIDE_BITS * outside)))
    .sort((a, b) => a - b);
  for (const [views, most] of ENOUGH) {
    const last = bits[views - 1];
    if (last !== undefined && last <= most) return last;
  }
  return undefined;
}

/** A record that lies in the upload. */
export interface AlignedHit {
  readonly id: number;
  /** Distance of the fourth-nearest view, or of the fifth or eighth; less for what lies outside (at most 43). */
  readonly distance: number;
  /** Views of the record that lie in the upload, wholly or for a good part. */
  readonly compared: number;
  /** Where its picture lies, in percent of the upload's sides: left, top, width, height; then its turn in degrees. */
  readonly view: string;
}

function nameOf({ x, y, ax, ay, bx, by }: Frame, width: number, height: number): string {
  const xs = [x, x + ax, x + bx, x + ax + bx];
  const ys = [y, y + ay, y + by, y + ay + by];
  const percent = (value: number, of: number) => Math.round((100 * value) / of);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const turn = Math.round((Math.atan2(ay, ax) * 180) / Math.PI);
  const mirrored = ax * by - ay * bx < 0 ? ' mirrored' : '';
  const sides = [
    percent(left, width),
    percent(top, height),
    percent(Math.max(...xs) - left, width),
    percent(Math.max(...ys) - top, height),
  ];
  return `${sides.join(',')} ${turn}°${mirrored}`;
}

/**
 * Rule `aligned`: finds records of views whose picture lies in an upload cropped, turned, framed or partly covered.
 * Nomination is by agreement of many near hits and may miss; what it nominates is aligned and compared view by view.
 * Off by default: see docs/robust.md for what it finds and what it costs.
 */
export class Aligned {
  readonly #store = new ViewStore();

  /** Adds a record, or replaces the one of that id (a whole number from 0). */
  add(id: number, views: ViewRecord): void {
    this.#store.add(id, views);
  }

  remove(id: number): boolean {
    return this.#store.remove(id);
  }

  get size(): number {
    return this.#store.size;
  }

  /** The records that lie in the upload, nearest first. */
  search(upload: Pixels | Integral): AlignedHit[] {
    const picture = 'sums' in upload ? upload : integralOf(upload);
    this.#store.show(picture);
    const share = Math.max(1, Math.ceil(this.#store.size / 100_000));
    const hits: AlignedHit[] = [];
    const nominations = nominate(this.#store, picture, share * NOMINATIONS);
    for (const { record, frame, views } of alignAll(this.#store, picture, nominations, share)) {
      const distance = decide(views);
      if (distance !== undefined)
        hits.push({
          id: record.id,
          distance,
          compared: views.length,
          view: nameOf(frame, picture.width, picture.height),
        });
    }
    return hits.sort((a, b) => a.distance - b.distance);
  }
}
