import type { MatchOptions, MatchResult } from '@amaan/bank';

const DISTANCES = 32;

/** What a bank did since the server started. Counts only: no hash, no upload. */
export interface Tally {
  /** Look-ups that it matched, and those whose match a bank of harmless pictures silenced. */
  matched: number;
  silenced: number;
  /** Look-ups by the distance of the nearest picture hash, 0 to 31, beyond the bank's threshold too. */
  readonly distances: number[];
}

/** How often something was done, and how long it took in all. */
export interface Work {
  count: number;
  seconds: number;
}

/** Counts what the banks find. */
export class Tallies {
  readonly since: Date;
  readonly #banks = new Map<string, Tally>();
  /** Look-ups and hashed files, and the seconds that they took together. */
  readonly lookups: Work = { count: 0, seconds: 0 };
  readonly hashes: Work = { count: 0, seconds: 0 };
  #taken = 0;

  constructor(since: Date) {
    this.since = since;
  }

  /** The counts of a bank. */
  of(bank: string): Tally {
    const tally = this.#banks.get(bank) ?? {
      matched: 0,
      silenced: 0,
      distances: Array.from({ length: DISTANCES }, () => 0),
    };
    this.#banks.set(bank, tally);
    return tally;
  }

  /** Runs one look-up and counts what it found. */
  watch(look: (options: Required<Pick<MatchOptions, 'onNear'>>) => MatchResult): MatchResult {
    const begun = performance.now();
    const nearest = new Map<string, number>();
    const result = look({
      onNear: (bank, distance) => nearest.set(bank, Math.min(distance, nearest.get(bank) ?? distance)),
    });
    note(this.lookups, begun);
    for (const [bank, distance] of nearest) {
      const { distances } = this.of(bank);
      distances[distance] = (distances[distance] ?? 0) + 1;
    }
    for (const bank of new Set(result.matches.map((match) => match.bank))) this.of(bank).matched++;
    for (const bank of new Set(result.suppressed.map((match) => match.bank))) this.of(bank).silenced++;
    return result;
  }

  /** How many look-ups there were since this was asked last. */
  takeFresh(): number {
    const fresh = this.lookups.count - this.#taken;
    this.#taken = this.lookups.count;
    return fresh;
  }

  /** Runs the hashing of one file and counts it when it succeeds. */
  async hash<T>(work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    note(this.hashes, begun);
    return result;
  }
}

function note(work: Work, begun: number): void {
  work.count++;
  work.seconds += (performance.now() - begun) / 1000;
}
