/** No public figure below this is ever shown, nought included (survivors, L5). */
export const LEAST = 10 as const;

/** One count split into parts, as far as it may be told; null is not told. */
export interface Told {
  readonly total: number | null;
  readonly parts: readonly (number | null)[];
}

/**
 * Keeps back every count below `least`, and as many others as it takes that none of them follows from the total: at
 * least one that is not small goes with the small ones, all that are equal to it too, and what is kept back is together
 * at least twice `least`. The total is told wherever it is large enough, whatever its parts are, so that two splits of
 * one total tell the same of it.
 *
 * Someone who knows this very rule still finds two values or more for each count that is kept back; the test counts them.
 *
 * @param counts whole numbers from 0 that do not overlap
 */
export function suppress(counts: readonly number[], least: number = LEAST): Told {
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
  const total = sum(counts);
  if (total < least) return { total: null, parts: counts.map(() => null) };
  if (counts.every((count) => count >= least)) return { total, parts: counts };
  let limit = least - 1;
  const kept = () => counts.filter((count) => count <= limit);
  const told = () => counts.filter((count) => count > limit);
  do limit = Math.min(...told(), total);
  while (told().length > 0 && sum(kept()) < 2 * least);
  return { total, parts: counts.map((count) => (count <= limit ? null : count)) };
}
