import { type Integral, TURNS } from '@amaan/signal';
import { popcount } from './bits.ts';
import { agree, type Frame, type Shape, shapeOf, turnFrame, wholeFrame } from './frame.ts';
import type { AlignedRecord, ViewStore } from './records.ts';
import { windowsOf } from './windows.ts';

/** Greatest distance in the low band, and greatest d256 + 3 * d64, of a hit that counts. */
const LOW_DISTANCE = 18;
const COST = 150;
/** Windows with less structure than this are not asked about. */
const LEAST_QUALITY = 30;
/** Best hits that are kept for one record: a flat picture must not make the rest quadratic. */
const HITS = 48;

interface Hit {
  readonly weight: number;
  readonly view: number;
  /** Where the hit puts the record's whole picture. */
  readonly frame: Frame;
  readonly shape: Shape;
}

/** A record that may be the upload's, and where its picture would lie. */
export interface Nomination {
  readonly record: AlignedRecord;
  readonly score: number;
  readonly frame: Frame;
}

/** The weighted mean of frames that nearly agree: each is off by its own window's grain. */
function meanFrame(hits: Iterable<Hit>): Frame {
  const mean = { x: 0, y: 0, ax: 0, ay: 0, bx: 0, by: 0 };
  let total = 0;
  for (const { weight, frame } of hits) {
    total += weight;
    for (const side of ['x', 'y', 'ax', 'ay', 'bx', 'by'] as const) mean[side] += weight * frame[side];
  }
  for (const side of ['x', 'y', 'ax', 'ay', 'bx', 'by'] as const) mean[side] /= total;
  return mean;
}

/** The best agreement among one record's hits: distinct views that put its picture in the same place. */
function consensus(hits: readonly Hit[]): { score: number; frame: Frame } | undefined {
  let best: { score: number; agreed: Map<number, Hit> } | undefined;
  for (const seed of hits) {
    const agreed = new Map<number, Hit>();
    for (const hit of hits)
      if (hit.weight > (agreed.get(hit.view)?.weight ?? 0) && agree(seed.shape, hit.shape))
        agreed.set(hit.view, hit);
    let score = 0;
    for (const { weight } of agreed.values()) score += weight;
    if (!best || score > best.score) best = { score, agreed };
  }
  return best && { score: best.score, frame: meanFrame(best.agreed.values()) };
}

/** Records whose views agree best on where they lie in the upload that the store was shown, best first. */
export function nominate(store: ViewStore, picture: Integral, most: number): Nomination[] {
  store.prepare();
  const { kernel } = store;
  const byRecord = new Map<AlignedRecord, Hit[]>();
  for (const { frame, orientations } of windowsOf(picture)) {
    const { x, y, ax, ay, bx, by } = frame;
    kernel.window(x, y, ax, ay, bx, by);
    if (kernel.quality() < LEAST_QUALITY) continue;
    for (const orientation of orientations) {
      const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
      const at = kernel.turn(transpose, mirrorRows, mirrorColumns);
      const found = store.near(LOW_DISTANCE);
      const words = new Uint32Array(kernel.memory.buffer, at, 8);
      let own: Frame | undefined;
      for (let i = 0; i < found.length; i += 2) {
        const view = found[i] ?? 0;
        let d256 = 0;
        for (let r = 0; r < 8; r++)
          d256 += popcount(((store.words[8 * view + r] ?? 0) ^ (words[r] ?? 0)) >>> 0);
        const near = COST - d256 - 3 * (found[i + 1] ?? 0);
        if (near <= 0) continue;
        // Squared: one very near view says more than many far ones, of which flat pictures have plenty.
        const weight = near * near;
        const record = store.recordOf(view);
        const rect = record?.rects[view - record.first];
        if (!record || !rect) continue;
        own ??= turnFrame(frame, orientation);
        const whole = wholeFrame(own, rect);
        const hits = byRecord.get(record) ?? [];
        hits.push({ weight, view, frame: whole, shape: shapeOf(whole) });
        byRecord.set(record, hits);
      }
    }
  }
  const nominations: Nomination[] = [];
  for (const [record, hits] of byRecord) {
    const agreed = consensus(hits.sort((a, b) => b.weight - a.weight).slice(0, HITS));
    if (agreed) nominations.push({ record, ...agreed });
  }
  return nominations.sort((a, b) => b.score - a.score).slice(0, most);
}
