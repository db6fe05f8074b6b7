import { HttpError } from '@amaan/http';

/** Decoding is bounded: so many at once, so many waiting, and everyone else is asked to come back. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #longest: number;

  constructor(atOnce: number, waiting: number) {
    this.#free = atOnce;
    this.#longest = waiting;
  }

  /** Runs `work` when a slot is free. @throws HttpError 429 `busy` when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else {
      if (this.#waiting.length >= this.#longest)
        throw new HttpError(429, 'busy', 'Too many uploads at once. Try again in a second.');
      await new Promise<void>((go) => this.#waiting.push(go));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
