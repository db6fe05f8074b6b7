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

/** Moments looked at closely: in the first `span` seconds of each `every` seconds, so many frames a second. */
export interface Bursts {
  every: number;
  span: number;
  perSecond: number;
}

/**
 * Which frames are asked of a decoder: every so many-th, or the first in each tick of time (Infinity: every frame) with
 * those of the bursts.
 */
export type Choice = { step: number } | { perSecond: number; bursts?: Bursts | undefined };

/** Says of each frame, heard in order, whether it is the first of its tick. */
export function ticks(perSecond: number): (t: number) => boolean {
  let tick = -1;
  return (t) => {
    // Timestamps are rounded in files: a frame meant for a tick may come a hair before it.
    const now = Number.isFinite(perSecond) ? Math.floor(t * perSecond + 0.01) : tick + 1;
    if (now <= tick) return false;
    tick = now;
    return true;
  };
}

/** Says of each frame, heard in order, whether it is one of the bursts'. */
export function inBursts({ every, span, perSecond }: Bursts): (t: number) => boolean {
  const first = ticks(perSecond);
  return (t) => t % every < span && first(t);
}

function chooser(choice: Choice): (n: number, t: number) => boolean {
  if ('step' in choice) return (n) => n % choice.step === 0;
  const whole = ticks(choice.perSecond);
  const close = choice.bursts ? inBursts(choice.bursts) : () => false;
  return (_, t) => {
    const taken = whole(t);
    return close(t) || taken;
  };
}

/** Those of a clip's frames, given in order with number and second, that are of the choice. */
export async function* chosen<T extends { n: number; t: number }>(
  frames: AsyncIterable<T>,
  choice: Choice,
): AsyncGenerator<T> {
  const wanted = chooser(choice);
  for await (const frame of frames) if (wanted(frame.n, frame.t)) yield frame;
}

/** Frames that a decoder may keep back at the end of a whole clip. */
export const KEPT_BACK = 2;
/** However few frames a second has, no more of it than this, in seconds. */
export const KEPT_BACK_SECONDS = 0.25;
