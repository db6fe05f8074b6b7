import { type Integral, integralOf, type Pixels, type ViewRecord } from '@amaan/signal';
import { nameOfFrame, type Shape, shapeOf } from './frame.ts';
import { nominate } from './nominate.ts';
import { ViewStore } from './records.ts';
import { alignAll } from './align-all.ts';
import { decide, MOST } from './decide.ts';

/** Nominations that are looked at, for every 100,000 records. */
const NOMINATIONS = 64;
/** A record that lies in the upload. */
export interface AlignedHit {
  readonly id: number;
  /** Mean distance of the nearest views, in bits (at most 27, of a clip's moment 36): see `decide`. */
  readonly distance: number;
  /** Views of the record that lie in the upload, wholly or for a good part. */
  readonly compared: number;
  /** Where its picture lies, in percent of the upload's sides: left, top, width, height; then its turn in degrees. */
  readonly view: string;
  readonly shape: Shape;
}

/**
 * Rule `aligned`: finds records of views whose picture lies in an upload cropped, turned, framed or partly covered.
 * Nomination is by agreement of many near hits and may miss; what it nominates is aligned and compared view by view.
 * Off by default: see docs/robust.md for what it finds and what it costs.
 */
export class Aligned {
  readonly #store: ViewStore;

  /** @param mostViews that it holds, removed ones among them: all lie in one memory of 4 GB */
  constructor(mostViews?: number) {
    this.#store = new ViewStore(mostViews);
  }

  /**
   * Adds a record, or replaces the one of that id (a whole number from 0).
   *
   * @throws BankError `aligned-full` when there is no room for it
   */
  add(id: number, views: ViewRecord): void {
    this.#store.add(id, views);
  }

  remove(id: number): boolean {
    return this.#store.remove(id);
  }

  get size(): number {
    return this.#store.size;
  }

  /** Makes the tables that the next search would make: half a minute for all that finds room, when a machine is busy. */
  prepare(): void {
    this.#store.prepare();
  }

  /**
   * The records that lie in the upload, nearest first.
   *
   * @param most the greatest distance: `MOST_OF_MOMENT` for one moment of a clip
   */
  search(upload: Pixels | Integral, most = MOST): AlignedHit[] {
    const picture = 'sums' in upload ? upload : integralOf(upload);
    this.#store.show(picture);
    const share = Math.max(1, Math.ceil(this.#store.size / 100_000));
    const hits: AlignedHit[] = [];
    const nominations = nominate(this.#store, picture, share * NOMINATIONS);
    for (const { record, frame, views } of alignAll(this.#store, picture, nominations, share)) {
      const shape = shapeOf(frame);
      const stretch = Math.exp(Math.abs(shape.logAspect - Math.log(record.aspect)));
      const distance = decide(views, stretch, most);
      if (distance !== undefined)
        hits.push({
          id: record.id,
          distance,
          compared: views.length,
          view: nameOfFrame(frame, picture.width, picture.height),
          shape,
        });
    }
    return hits.sort((a, b) => a.distance - b.distance);
  }
}
