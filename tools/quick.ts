/** How long some work takes, in milliseconds. */
export async function msOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * The least of a few measurements, and of no more than it needs to come under `limit`: a time is also long when the
 * machine gives its time to something else. What is slow by itself is slow each time.
 *
 * @param measure gives milliseconds
 */
export async function least(limit: number, measure: () => Promise<number>, tries = 8): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries && !(best < limit); i++) best = Math.min(best, await measure());
  return best;
}
