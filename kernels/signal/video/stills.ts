import type { Pixels } from '../pixels.ts';

/** A picture of a clip for a person, and when it is shown. */
export interface Still {
  /** Seconds from the start. */
  readonly t: number;
  /** It was asked for by its moment. */
  readonly wanted: boolean;
  readonly picture: Pixels;
}

/** Times in files are rounded: a frame is asked for a hair after it began. */
const HAIR = 0.001;

/**
 * When to take `count` stills of a clip: evenly over it, each wanted moment in place of the nearest of these.
 *
 * @param wanted seconds; the first `count` within the clip count
 */
export function stillTimes(
  seconds: number,
  count: number,
  wanted: readonly number[],
): Array<Pick<Still, 't' | 'wanted'>> {
  const times = Array.from({ length: count }, (_, i) => ({
    t: (seconds * (i + 0.5)) / count,
    wanted: false,
  }));
  for (const t of new Set(wanted.filter((each) => each >= 0 && each <= seconds).slice(0, count))) {
    const free = times.filter((time) => !time.wanted);
    const nearest = free.reduce((a, b) => (Math.abs(b.t - t) < Math.abs(a.t - t) ? b : a), free[0]!);
    times[times.indexOf(nearest)] = { t: Math.min(seconds, t + HAIR), wanted: true };
  }
  return times.sort((a, b) => a.t - b.t);
}

/** Pictures with their times; a clip that ends before its header says has fewer. */
export function asStills(
  times: ReadonlyArray<Pick<Still, 't' | 'wanted'>>,
  pictures: readonly Pixels[],
): Still[] {
  return pictures.flatMap((picture, i) => (times[i] ? [{ ...times[i], picture }] : []));
}
