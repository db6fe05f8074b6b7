/** At most so many records are given one second, so that a client that stops after each page still moves on. */
export const RECORDS_PER_SECOND = 400;

/** Where the exchange's clock stands: the last second given out and how many records have it. */
export interface Stamp {
  readonly second: number;
  readonly count: number;
}

/**
 * The second of the next change. Never earlier than the last one, even if the machine's clock goes back, and the
 * following second once 400 records share one. The caller holds the clock's row until its transaction commits: a
 * record that appears behind a checkpoint would never be seen.
 *
 * @param last where the clock stands
 * @param now Unix seconds
 */
export function nextStamp(last: Stamp, now: number): Stamp {
  if (now > last.second) return { second: now, count: 1 };
  return last.count < RECORDS_PER_SECOND
    ? { second: last.second, count: last.count + 1 }
    : { second: last.second + 1, count: 1 };
}
