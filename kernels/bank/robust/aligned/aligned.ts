import { type Integral, integralOf, type Pixels, type ViewRecord } from '@amaan/signal';
import type { Frame } from './frame.ts';
import { nominate } from './nominate.ts';
import { ViewStore } from './records.ts';
import { Sampler } from './sampler.ts';
import { verify } from './verify.ts';

/** Nominations that are verified, for every 100,000 records. */
const NOMINATIONS = 20;
/** Three views this near, or a fourth this near, or a fourth not far off and all of them near on the mean. */
const THIRD = 24;
const FOURTH = 38;
const LIKELY_FOURTH = 50;
const LIKELY_MEAN = 66;

/** The distance that decides, or undefined when the comparison does not make a match. */
function decide(distances: readonly number[]): number | undefined {
  const [, , third = 256, fourth = 256] = distances;
  const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
  if (fourth <= FOURTH || (fourth <= LIKELY_FOURTH && mean <= LIKELY_MEAN)) return fourth;
  return third <= THIRD ? third : undefined;
}

/** A record that lies in the upload. */
export interface AlignedHit {
  readonly id: number;
  /** Distance of the fourth-best view (at most 50), or of the third where only three are near. */
  readonly distance: number;
  /** Views of the record that lie inside the upload. */
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
    const sampler = new Sampler(picture);
    const most = NOMINATIONS * Math.max(1, Math.ceil(this.#store.size / 100_000));
    const hits: AlignedHit[] = [];
    for (const { record, frame } of nominate(this.#store, picture, most)) {
      const found = verify(this.#store, sampler, record, frame);
      const distance = found && decide(found.distances);
      if (found && distance !== undefined)
        hits.push({
          id: record.id,
          distance,
          compared: found.distances.length,
          view: nameOf(found.frame, picture.width, picture.height),
        });
    }
    return hits.sort((a, b) => a.distance - b.distance);
  }
}
