import { type FrameSignal, QUALITY_FLOOR } from '@amaan/signal';
import type { VideoMatch } from './types.ts';

const SUGGESTED_PERCENT = 20;
const STRONG_PERCENT = 80;
/** One frame is never a match: unrelated clips share single frames (spec: vpdq, section 4). */
const LEAST_FRAMES = 2;

/** A banked video's kept frames, with the one-second slots that each of them stands for. */
export interface FrameRecord {
  readonly frames: readonly FrameSignal[];
  /** First and last slot of each frame, inclusive. */
  readonly slots: ReadonlyArray<readonly [number, number]>;
  readonly slotCount: number;
  /** An animated picture's: each frame is a picture that may be met by itself. */
  readonly pictures?: true;
}

/**
 * The bank side of a video: frames under the quality floor are dropped, and a kept frame stands for the time until
 * the next frame of the list, or to the end of the clip.
 */
export function frameRecord(frames: readonly FrameSignal[], durationMs?: number): FrameRecord {
  const kept: FrameSignal[] = [];
  const slots: Array<readonly [number, number]> = [];
  const used = new Set<number>();
  for (const [i, frame] of frames.entries()) {
    if (frame.quality < QUALITY_FLOOR) continue;
    // Bars and rotation give one frame several readings with one time: all of them stand until the next time.
    let after = i + 1;
    while (frames[after]?.t === frame.t) after++;
    const next = frames[after]?.t ?? (durationMs === undefined ? frame.t : durationMs / 1000);
    const first = Math.floor(frame.t);
    // The next frame's own moment is not this frame's: a span ends before it.
    const last = Math.max(first, Math.ceil(next) - 1);
    kept.push(frame);
    slots.push([first, last]);
    for (let slot = first; slot <= last; slot++) used.add(slot);
  }
  return { frames: kept, slots, slotCount: used.size };
}

/** The usable frames of a query: at or above the quality floor, equal hashes counted once. */
export function queryFrames(frames: readonly FrameSignal[]): FrameSignal[] {
  const seen = new Set<string>();
  return frames.filter((frame) => {
    if (frame.quality < QUALITY_FLOOR || seen.has(frame.hash)) return false;
    seen.add(frame.hash);
    return true;
  });
}

/**
 * Judges which of a banked video's frames were seen in one place of an upload's picture (rule `upload-view`): as
 * `judgeVideo` does, and two different frames of it, where it has so many.
 *
 * @param asked moments of the upload that were asked about
 */
export function judgeParts(
  record: FrameRecord,
  { moments, frames }: { readonly moments: ReadonlySet<number>; readonly frames: ReadonlySet<number> },
  asked: number,
): VideoMatch | undefined {
  if (frames.size < Math.min(LEAST_FRAMES, record.frames.length)) return undefined;
  return judgeVideo(record, asked, moments.size, frames);
}

/**
 * Judges which frames met (spec: vpdq, section 6): at least two different query frames, and 20 % of either side.
 *
 * @param queryTotal moments of the query that have a usable frame
 * @param queryHit those of them with a bank frame within the threshold, in any reading
 * @param bankHit places in `record.frames` that some query frame met
 * @returns undefined when it is no match
 */
export function judgeVideo(
  record: FrameRecord,
  queryTotal: number,
  queryHit: number,
  bankHit: ReadonlySet<number>,
): VideoMatch | undefined {
  if (queryHit < LEAST_FRAMES || queryTotal === 0) return undefined;
  const matched = new Set<number>();
  for (const at of bankHit) {
    const [first, last] = record.slots[at] ?? [0, -1];
    for (let slot = first; slot <= last; slot++) matched.add(slot);
  }
  const queryPercent = (100 * queryHit) / queryTotal;
  const bankPercent = (100 * matched.size) / record.slotCount;
  const best = Math.max(queryPercent, bankPercent);
  if (best < SUGGESTED_PERCENT) return undefined;
  return { queryPercent, bankPercent, mark: best >= STRONG_PERCENT ? 'strong' : 'suggested' };
}
