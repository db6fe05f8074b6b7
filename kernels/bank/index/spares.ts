import { type SegmentData, pagesFor } from './layout.ts';

/** Spares may take as much as what is in use, and this much in any case. */
const ALWAYS = 8 * 2 ** 20;

/**
 * Memories of parts that were merged away, to be used again. Left to the garbage collector they would pile up: it sees
 * small objects and not the megabytes behind them, and a thread that only merges hardly ever collects.
 */
export class Spares {
  readonly #free: WebAssembly.Memory[] = [];
  /** Given back while some thread may still read them. */
  readonly #held: WebAssembly.Memory[] = [];
  #leases = 0;

  get bytes(): number {
    return [...this.#free, ...this.#held].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  }

  /** A memory for so many entries, if there is one that is not much too big. */
  take(size: Omit<SegmentData, 'memory'>): WebAssembly.Memory | undefined {
    const need = pagesFor(size) * 65536;
    let best = -1;
    for (const [i, { buffer }] of this.#free.entries()) {
      const other = this.#free[best]?.buffer.byteLength ?? 2 * need + 1;
      if (buffer.byteLength >= need && buffer.byteLength < other) best = i;
    }
    return best < 0 ? undefined : this.#free.splice(best, 1)[0];
  }

  /** Takes memories back, and lets go of the oldest beyond what is worth keeping beside `used` bytes. */
  give(memories: readonly WebAssembly.Memory[], used: number): void {
    (this.#leases > 0 ? this.#held : this.#free).push(...memories);
    while (this.#free.length > 0 && this.bytes > Math.max(ALWAYS, used)) this.#free.shift();
  }

  /** Until the lease is ended, nothing that is in use now is written over. */
  lease(): () => void {
    this.#leases++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#leases--;
      if (this.#leases === 0) this.#free.push(...this.#held.splice(0));
    };
  }
}
