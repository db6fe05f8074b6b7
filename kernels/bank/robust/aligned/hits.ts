import { type Frame, type Shape, shapeOf, wholeFrame } from './frame.ts';
import type { AlignedRecord, ViewStore } from './records.ts';

/** Best hits that are kept for one record: a flat picture must not make the rest quadratic. */
const HITS = 48;

/** A view of a record that lies near a window of the upload. */
export interface Hit {
  readonly weight: number;
  readonly view: number;
  /** Where the hit puts the record's whole picture. */
  readonly frame: Frame;
  readonly shape: Shape;
}

/** The hits on one record; no agreement among them can score more than `most`. */
export interface Candidate {
  readonly record: AlignedRecord;
  readonly hits: number[];
  most: number;
}

/** What the windows of an upload met, by record. A hit is three numbers until its record is looked at. */
export class Hits {
  readonly #frames: Frame[] = [];
  readonly #weights: number[] = [];
  readonly #views: number[] = [];
  readonly #windows: number[] = [];
  readonly byRecord = new Map<AlignedRecord, Candidate>();

  /** Hits of one window, as pairs of a view and what it is worth. */
  add(store: ViewStore, frame: Frame, found: Uint32Array): void {
    for (let i = 0; i < found.length; i += 2) {
      const view = found[i] ?? 0;
      const record = store.recordOf(view);
      if (!record) continue;
      // Squared: one very near view says more than many far ones, of which flat pictures have plenty.
      const weight = (found[i + 1] ?? 0) ** 2;
      let candidate = this.byRecord.get(record);
      if (!candidate) this.byRecord.set(record, (candidate = { record, hits: [], most: 0 }));
      candidate.hits.push(this.#weights.length);
      candidate.most += weight;
      this.#weights.push(weight);
      this.#views.push(view);
      this.#windows.push(this.#frames.length);
    }
    this.#frames.push(frame);
  }

  /** The best hits on a record, with where each puts its whole picture. */
  of({ record, hits }: Candidate): Hit[] {
    const weight = (at: number) => this.#weights[at] ?? 0;
    const { rects, first } = record;
    return hits
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, HITS)
      .flatMap((at) => {
        const view = this.#views[at] ?? 0;
        const own = this.#frames[this.#windows[at] ?? 0];
        const rect = rects[view - first];
        if (!own || !rect) return [];
        const frame = wholeFrame(own, rect);
        return [{ weight: weight(at), view, frame, shape: shapeOf(frame) }];
      });
  }
}
