import { type Integral, TURNS } from '@amaan/signal';
import { agree, type Frame, turnFrame } from './frame.ts';
import { type Hit, Hits } from './hits.ts';
import type { AlignedRecord, ViewStore } from './records.ts';
import { windowsOf } from './windows.ts';

/** Greatest distance in the low band of a hit that counts. */
const LOW_DISTANCE = 18;
/** Windows with less structure than this are not asked about. */
const LEAST_QUALITY = 30;
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

/** All that the upload's windows meet. */
function meetings(store: ViewStore, picture: Integral): Hits {
  const { kernel } = store;
  const hits = new Hits();
  for (const { frame, orientations } of windowsOf(picture)) {
    const { x, y, ax, ay, bx, by } = frame;
    kernel.window(x, y, ax, ay, bx, by);
    if (kernel.quality() < LEAST_QUALITY) continue;
    for (const orientation of orientations) {
      const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
      kernel.turn(transpose, mirrorRows, mirrorColumns);
      hits.add(store, turnFrame(frame, orientation), store.near(LOW_DISTANCE));
    }
  }
  return hits;
}

/** Records whose views agree best on where they lie in the upload that the store was shown, best first. */
export function nominate(store: ViewStore, picture: Integral, most: number): Nomination[] {
  store.prepare();
  const hits = meetings(store, picture);
  const best: Nomination[] = [];
  const byMost = [...hits.byRecord.values()].sort((a, b) => b.most - a.most);
  let worst = 0;
  for (const candidate of byMost) {
    if (candidate.most <= worst) break;
    const agreed = consensus(hits.of(candidate));
    if (!agreed || agreed.score <= worst) continue;
    best.push({ record: candidate.record, ...agreed });
    if (best.length < 2 * most) continue;
    best.sort((a, b) => b.score - a.score).length = most;
    worst = best[most - 1]?.score ?? 0;
  }
  return best.sort((a, b) => b.score - a.score).slice(0, most);
}
