import type { Integral } from '@amaan/signal';
import { agree, type Frame, type Shape, shapeOf, turnFrame, wholeFrame } from './frame.ts';
import { type AlignedRecord, keyBits, TABLE_COUNT, type ViewStore } from './records.ts';
import { lowBand, popcount, Sampler, turned, wordsOf } from './sampler.ts';
import { windowsOf } from './windows.ts';

/** Greatest distance in the low band, and greatest d256 + 3 * d64, of a hit that counts. */
const LOW_DISTANCE = 18;
const COST = 150;
/** Windows with less structure than this are not asked about. */
const LEAST_QUALITY = 30;
/** Best hits that are kept for one record: a flat picture must not make the rest quadratic. */
const HITS = 48;
/** Bits of a key that are tried both ways: the ones nearest to the median are the ones that edits change. */
const UNSURE = 3;

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

/** The ways to flip the unsure bits of each table's key. */
function flipsOf(block: Float32Array, median: number): number[][] {
  return Array.from({ length: TABLE_COUNT }, (_, table) => {
    const unsure = keyBits(table)
      .map((bit, i) => {
        // Bit b of the band: rows come in pairs, 8 columns each, in the order of `lowBand`.
        const word = bit < 32 ? bit : bit - 32;
        const row = (bit < 32 ? 0 : 4) + (word & 16 ? 1 : 0) + (word & 8 ? 2 : 0);
        return { flip: 1 << i, gap: Math.abs((block[16 * row + (word & 7)] ?? 0) - median) };
      })
      .sort((a, b) => a.gap - b.gap)
      .slice(0, UNSURE)
      .map(({ flip }) => flip);
    return unsure.reduce((all, flip) => [...all, ...all.map((other) => other ^ flip)], [0]);
  });
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

/** Records whose views agree best on where they lie in the upload, best first. */
export function nominate(store: ViewStore, picture: Integral, most: number): Nomination[] {
  store.prepare();
  const sampler = new Sampler(picture);
  const byRecord = new Map<AlignedRecord, Hit[]>();
  for (const { frame, orientations } of windowsOf(picture)) {
    const upright = sampler.block(frame);
    if (sampler.quality() < LEAST_QUALITY) continue;
    for (const orientation of orientations) {
      const block = turned(upright, orientation);
      const { words, median } = wordsOf(block);
      const low = lowBand(words[0] ?? 0, words[1] ?? 0);
      const lowest = lowBand(words[2] ?? 0, words[3] ?? 0);
      let own: Frame | undefined;
      const flips = store.tabled ? flipsOf(block, median) : [];
      store.near(low, lowest, flips, LOW_DISTANCE, (view, d64) => {
        let d256 = 0;
        for (let r = 0; r < 8; r++)
          d256 += popcount(((store.words[8 * view + r] ?? 0) ^ (words[r] ?? 0)) >>> 0);
        const near = COST - d256 - 3 * d64;
        if (near <= 0) return;
        // Squared: one very near view says more than many far ones, of which flat pictures have plenty.
        const weight = near * near;
        const record = store.recordOf(view);
        const rect = record?.rects[view - record.first];
        if (!record || !rect) return;
        own ??= turnFrame(frame, orientation);
        const whole = wholeFrame(own, rect);
        const hits = byRecord.get(record) ?? [];
        hits.push({ weight, view, frame: whole, shape: shapeOf(whole) });
        byRecord.set(record, hits);
      });
    }
  }
  const nominations: Nomination[] = [];
  for (const [record, hits] of byRecord) {
    const agreed = consensus(hits.sort((a, b) => b.weight - a.weight).slice(0, HITS));
    if (agreed) nominations.push({ record, ...agreed });
  }
  return nominations.sort((a, b) => b.score - a.score).slice(0, most);
}
