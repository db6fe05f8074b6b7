import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError } from '@amaan/http';

/** Answers about receipts leave only at multiples of this many milliseconds after the question came. */
export const BEAT_MS = 250;

/** Does the work, then waits for the next beat, so that the time of an answer does not tell what was found. */
export async function paced<T>(work: () => Promise<T>, beat = BEAT_MS): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    const spent = performance.now() - start;
    await sleep(Math.max(0, Math.ceil(spent / beat) * beat - spent));
  }
}

/**
 * A limit on all callers together, held in memory only: nobody is told apart, so nothing about anybody is kept.
 * A bucket of `burst` that refills at `perSecond`.
 */
export class Limit {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at: number;

  constructor(perSecond: number, burst: number, at = performance.now()) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
    this.#at = at;
  }

  /** Takes one where there is one. */
  tryTake(now = performance.now()): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Takes one. @throws HttpError 503 `busy` when there is none */
  take(now = performance.now()): void {
    if (!this.tryTake(now))
      throw new HttpError(503, 'busy', 'Very many people are writing just now. Try again in a minute.');
  }
}
