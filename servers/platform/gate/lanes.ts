import { HttpError } from '@amaan/http';

/** `live`: somebody has just uploaded and waits. `slow`: what the site has hosted for long; it never delays the others. */
export type Lane = 'live' | 'slow';

interface Limits {
  /** Works at the same time. */
  readonly most: number;
  /** Works that may wait in each lane. */
  readonly waiting: number;
}

/** A bounded queue with two lanes. */
export class Lanes {
  readonly #limits: Limits;
  readonly #queues: Record<Lane, (() => void)[]> = { live: [], slow: [] };
  readonly #running: Record<Lane, number> = { live: 0, slow: 0 };

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Runs the work when it is its turn. @throws HttpError 429 `busy` when too many wait already */
  async run<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    if (!this.#mayStart(lane)) {
      const queue = this.#queues[lane];
      if (queue.length >= this.#limits.waiting)
        throw new HttpError(429, 'busy', 'Too many uploads at once. Try again in a second.');
      await new Promise<void>((resolve) => queue.push(resolve));
    } else this.#running[lane]++;
    try {
      return await work();
    } finally {
      this.#running[lane]--;
      this.#startNext();
    }
  }

  /** The slow lane leaves one place free, where there are two, and takes none while a live work waits. */
  #mayStart(lane: Lane): boolean {
    const { most } = this.#limits;
    const { live, slow } = this.#running;
    if (live + slow >= most) return false;
    return lane === 'live' || (this.#queues.live.length === 0 && slow < Math.max(1, most - 1));
  }

  #startNext(): void {
    for (const lane of ['live', 'slow'] as const) {
      if (this.#queues[lane].length === 0 || !this.#mayStart(lane)) continue;
      this.#running[lane]++;
      this.#queues[lane].shift()?.();
      return;
    }
  }
}
