import type { Picked } from '../state/model.ts';

/** Below this quality a perceptual hash finds too much that is something else; it is not shared as one. */
const LEAST_QUALITY = 50;

/** What must be said of a file that was read, when it is less than all that its fingerprints can do. */
export function noteOf({ signals }: Picked): 'files.weak' | 'files.partial' | undefined {
  if (signals?.partial) return 'files.partial';
  const frames = signals?.frames?.length ?? 0;
  return signals?.pdq && signals.pdq.quality < LEAST_QUALITY && frames === 0 ? 'files.weak' : undefined;
}
