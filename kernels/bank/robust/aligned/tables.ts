/** One table for each: odd steps through the 64 low-frequency bits give each table other bits and other pairs. */
const STRIDES = [5, 11, 13, 19, 21, 27, 37, 43];
const LONGEST_KEY = 20;
const SPARE_BITS = 3;
/** Probes of each table: the key itself, then with its least certain bits flipped. */
export const PROBES = 24;

/** Bits of the band (0 to 63) that make the longest key of each table; a shorter one takes the first of them. */
export const KEY_BITS: readonly (readonly number[])[] = STRIDES.map((stride, t) =>
  Array.from({ length: LONGEST_KEY }, (_, i) => (stride * i + 8 * t) % 64),
);

/** The length of keys that leaves a few views in each bucket. */
export function keyLength(views: number): number {
  return Math.min(LONGEST_KEY, Math.max(12, Math.round(Math.log2(Math.max(1, views))) - SPARE_BITS));
}

/** Least certain bits that a probe may flip, and how many of them at once. */
const UNSURE = 10;
const FLIPS = 4;

/**
 * Which bits each probe flips, as ranks from the least certain: likeliest first, when a bit's certainty grows evenly
 * with its rank (multi-probe hashing, Lv et al. 2007).
 */
export function probeRanks(count: number): number[][] {
  const sets: number[][] = [];
  const grow = (set: number[], from: number) => {
    sets.push(set);
    if (set.length < FLIPS) for (let rank = from; rank < UNSURE; rank++) grow([...set, rank], rank + 1);
  };
  grow([], 0);
  const cost = (set: readonly number[]) => set.reduce((sum, rank) => sum + rank + 1.5, 0);
  return sets.sort((a, b) => cost(a) - cost(b)).slice(0, count);
}
