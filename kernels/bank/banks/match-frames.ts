import { type FrameSignal, hashFromHex } from '@amaan/signal';
import { judgeVideo } from './judge.ts';
import type { VideoMatch } from './types.ts';
import { type FrameRecord, queryFrames } from './video.ts';

/** One banked frame near a query frame: whose it is, and its place in the record. */
export interface FrameHit<T> {
  readonly owner: T;
  readonly record: FrameRecord;
  readonly at: number;
  readonly distance: number;
}

interface Met {
  readonly record: FrameRecord;
  readonly query: Set<number>;
  readonly bank: Set<number>;
  readonly distance: number;
  readonly t: number;
}

/** A video that enough frames of the query meet. */
export interface FoundVideo<T> {
  readonly owner: T;
  readonly distance: number;
  /** When it is nearest, in seconds from the start of the query. */
  readonly t: number;
  readonly video: VideoMatch;
}

/**
 * Looks every usable frame up and judges each owner that was met (spec: vpdq, section 6). Readings of one moment (bars
 * cut, mirrored) are one frame: together they neither count twice nor make the clip longer. It stops after each look-up.
 */
export function* matchFrames<T>(
  frames: readonly FrameSignal[],
  search: (hash: Uint8Array) => Array<FrameHit<T>>,
): Generator<void, Array<FoundVideo<T>>> {
  const usable = queryFrames(frames);
  const moments = new Set(usable.map(({ t }) => t)).size;
  const met = new Map<T, Met>();
  for (const frame of usable) {
    for (const { owner, record, at, distance } of search(hashFromHex(frame.hash))) {
      const sum = met.get(owner) ?? { record, query: new Set(), bank: new Set(), distance, t: frame.t };
      met.set(owner, sum);
      sum.query.add(frame.t);
      sum.bank.add(at);
      if (distance < sum.distance) Object.assign(sum, { distance, t: frame.t });
    }
    yield;
  }
  const found: Array<FoundVideo<T>> = [];
  for (const [owner, { record, query, bank, distance, t }] of met) {
    const video = judgeVideo(record, moments, query.size, bank);
    if (video) found.push({ owner, distance, t, video });
  }
  return found;
}
