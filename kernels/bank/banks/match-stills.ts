import { type FrameSignal, hashFromHex, QUALITY_FLOOR } from '@amaan/signal';
import { LEAST_MOMENTS } from './judge.ts';

/** A banked picture that a clip shows. */
export interface FoundStill<T> {
  readonly owner: T;
  readonly distance: number;
  /** When it is nearest, in seconds from the start. */
  readonly t: number;
}

/**
 * The banked pictures that a clip shows at two moments or more: a picture is reposted as a clip of it, or among others.
 * Equal frames count each, for a still picture is what is looked for; readings of one moment are one. It stops after
 * each look-up.
 */
export function* matchStills<T>(
  frames: readonly FrameSignal[],
  search: (hash: Uint8Array) => Array<{ readonly owner: T; readonly distance: number }>,
): Generator<void, Array<FoundStill<T>>> {
  const known = new Map<string, Array<{ readonly owner: T; readonly distance: number }>>();
  const met = new Map<T, { moments: Set<number>; distance: number; t: number }>();
  for (const { t, hash, quality } of frames) {
    if (quality < QUALITY_FLOOR) continue;
    const near = known.get(hash) ?? search(hashFromHex(hash));
    known.set(hash, near);
    for (const { owner, distance } of near) {
      const sum = met.get(owner) ?? { moments: new Set(), distance, t };
      met.set(owner, sum);
      sum.moments.add(t);
      if (distance < sum.distance) Object.assign(sum, { distance, t });
    }
    yield;
  }
  return [...met].flatMap(([owner, { moments, distance, t }]) =>
    moments.size >= LEAST_MOMENTS ? [{ owner, distance, t }] : [],
  );
}
