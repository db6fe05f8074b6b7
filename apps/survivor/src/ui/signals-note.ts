import type { Picked } from '../state/model.ts';

/** Below this quality a perceptual hash finds too much that is something else; it is not shared as one. */
const LEAST_QUALITY = 50;

/** Whether a photo is too plain for anything but exact copies. */
export function isWeak(file: Picked): boolean {
  const { pdq } = file.signals ?? {};
  return file.contentType === 'photo' && pdq !== undefined && pdq.quality < LEAST_QUALITY;
}
