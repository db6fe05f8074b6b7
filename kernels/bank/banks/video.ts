import { type FrameSignal, QUALITY_FLOOR } from '@amaan/signal';

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
