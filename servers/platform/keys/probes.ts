import { createHash } from 'node:crypto';

/** A match as far as probing shows in it. */
export interface Near {
  readonly content: string;
  readonly distance: number;
}

/**
 * Counts, for each key and each content, the different hashes that came near it within a day (UTC) and had no file
 * behind them. In memory: what a probe looks like is nothing to keep.
 */
export class Probes {
  readonly #most: number;
  #day = '';
  #seen = new Map<string, Set<string>>();

  /** @param most so many a day are let pass; 0: any number */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns whether this is one too many around one of the contents */
  note(key: string, hash: string, matches: readonly Near[], now: Date): boolean {
    if (this.#most === 0) return false;
    const day = now.toISOString().slice(0, 10);
    if (day !== this.#day) this.#seen = new Map();
    this.#day = day;
    const short = createHash('sha256').update(hash).digest('base64').slice(0, 12);
    let over = false;
    for (const { content, distance } of matches) {
      if (distance === 0) continue;
      const place = `${key}:${content}`;
      const seen = this.#seen.get(place) ?? new Set();
      this.#seen.set(place, seen);
      if (seen.size <= this.#most) seen.add(short);
      over ||= seen.size > this.#most;
    }
    return over;
  }

  /** Forgets what a key asked. */
  forget(key: string): void {
    for (const place of this.#seen.keys()) if (place.startsWith(`${key}:`)) this.#seen.delete(place);
  }
}
