import { AmaanError } from '@amaan/base';

/**
 * Every how many frames the reference hashes one: frame n is hashed when n mod the result is 0 (vpdq 0.2.5).
 *
 * @param seconds seconds for each hash; 0 for every frame
 * @param fps average frame rate of the file
 * @throws AmaanError `video-rate` when the rate is not a positive number
 */
export function frameStep(seconds: number, fps: number): number {
  if (!(fps > 0) || !Number.isFinite(fps))
    throw new AmaanError('video-rate', 'The video states no frame rate.');
  // A product such as 1 x 29.97 must not fall below a whole number by rounding alone.
  return Math.max(1, Math.floor(seconds * fps + 1e-9));
}
