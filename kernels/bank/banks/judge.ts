import type { FrameRecord } from './video.ts';
import type { VideoMatch } from './types.ts';

/** A single frame or moment is never a match: unrelated clips share single ones (spec: vpdq, section 4). */
export const LEAST_MOMENTS = 2;
const SUGGESTED_PERCENT = 20;
const STRONG_PERCENT = 80;

/** What was seen of a banked clip in one place of an upload's picture. */
export interface Seen {
  /** Times in the upload. */
  readonly moments: ReadonlySet<number>;
  /** Which of the banked clip's frames. */
  readonly frames: ReadonlySet<number>;
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
  if (queryHit < LEAST_MOMENTS || queryTotal === 0) return undefined;
  const matched = new Set<number>();
  for (const at of bankHit) {
    const [first, last] = record.slots[at] ?? [0, -1];
    for (let slot = first; slot <= last; slot++) matched.add(slot);
  }
  return marked((100 * queryHit) / queryTotal, (100 * matched.size) / record.slotCount);
}

/**
 * Judges which of a banked video's frames were seen in one place of an upload's picture (rule `upload-view`): as
 * `judgeVideo` does, and two different frames of it, where it has so many.
 *
 * @param asked moments of the upload that were asked about
 */
export function judgeParts(
  record: FrameRecord,
  { moments, frames }: Seen,
  asked: number,
): VideoMatch | undefined {
  if (!isEnough(frames.size, record.frames.length)) return undefined;
  return judgeVideo(record, asked, moments.size, frames);
}

/**
 * Judges a clip's key frames that were found in an upload (rule `aligned`): two of them at two moments (one, where the
 * clip stands still and has no other), and 20 % of either side. A title or an end card that two clips share is one key
 * frame.
 *
 * @param keyFrames how many the banked clip has
 * @param asked moments of the upload that were asked about
 */
export function judgeKeyFrames(
  { moments, frames }: Seen,
  keyFrames: number,
  asked: number,
): VideoMatch | undefined {
  if (!isEnough(frames.size, keyFrames)) return undefined;
  return marked((100 * moments.size) / asked, (100 * frames.size) / keyFrames);
}

/** Whether so many different frames of a clip say that it is the clip, and not one picture that others have too. */
function isEnough(seen: number, has: number): boolean {
  return seen >= Math.min(LEAST_MOMENTS, has);
}

function marked(queryPercent: number, bankPercent: number): VideoMatch | undefined {
  const best = Math.max(queryPercent, bankPercent);
  if (best < SUGGESTED_PERCENT) return undefined;
  return { queryPercent, bankPercent, mark: best >= STRONG_PERCENT ? 'strong' : 'suggested' };
}
