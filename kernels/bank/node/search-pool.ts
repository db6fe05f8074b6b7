import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HASH_BYTES } from '@amaan/signal';
import { type HashIndex, type Hit, MAX_RADIUS, type SegmentData } from '../index.ts';

/** One share of a batch for a thread. `segments` come along only when they changed since its last share. */
export interface SearchTask {
  readonly segments?: readonly SegmentData[];
  readonly slot: number;
  readonly hashes: Uint8Array;
  readonly radius: number;
}

/** The number of queries; then query, id and distance of every hit, one after the other. */
export type SearchAnswer = Uint32Array<ArrayBuffer>;

interface Thread {
  readonly worker: Worker;
  readonly slot: number;
  /** The memories that it was last told of. */
  knows: readonly SegmentData[];
  /** Ends when its share of the call before is done: answers carry no number, they come in order. */
  free: Promise<unknown>;
}

/** Shares of fewer hashes are not worth a message to a thread. */
const SMALL = 64;

/**
 * Batches on all processors, over the one memory of an index: nothing is copied but the queries and the hits. Make the
 * index with as many `slots` as there are threads and one more. Single look-ups are quicker without it.
 */
export class SearchPool {
  readonly #index: HashIndex;
  readonly #threads: Thread[];

  /** @param threads beside the calling one; by default as many as there are processors, less one */
  constructor(index: HashIndex, threads: number = Math.min(index.slots, availableParallelism()) - 1) {
    this.#index = index;
    this.#threads = Array.from({ length: Math.min(threads, index.slots - 1) }, (_, i) => {
      const worker = new Worker(new URL('./search-worker.ts', import.meta.url));
      worker.unref();
      return { worker, slot: i + 1, knows: [], free: Promise.resolve() };
    });
  }

  /**
   * `HashIndex.searchMany`, shared among the threads. Entries added before the call are found; one that is removed
   * while it runs may still be.
   */
  async searchMany(hashes: Uint8Array, radius?: number): Promise<Hit[][]> {
    const count = hashes.length / HASH_BYTES;
    const share = Math.max(SMALL, Math.ceil(count / (this.#threads.length + 1)));
    const others: Array<Promise<Hit[][]>> = [];
    let from = Math.min(share, count);
    for (const thread of this.#threads) {
      if (from >= count) break;
      const to = Math.min(count, from + share);
      const piece = hashes.slice(HASH_BYTES * from, HASH_BYTES * to);
      const answer = thread.free.then(() => this.#ask(thread, piece, radius ?? MAX_RADIUS));
      thread.free = answer.catch(() => undefined);
      others.push(answer);
      from = to;
    }
    // The calling thread does the first share, and whatever no thread took.
    const own = this.#index.searchMany(hashes.subarray(0, HASH_BYTES * Math.min(share, count)), radius);
    const rest = this.#index.searchMany(hashes.subarray(HASH_BYTES * from), radius);
    return [own, ...(await Promise.all(others)), rest].flat();
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  async #ask(thread: Thread, hashes: Uint8Array<ArrayBuffer>, radius: number): Promise<Hit[][]> {
    const { worker, slot } = thread;
    const segments = this.#index.segments();
    const endLease = this.#index.lease();
    const changed =
      segments.length !== thread.knows.length || segments.some((data, i) => data !== thread.knows[i]);
    thread.knows = segments;
    const task: SearchTask = { ...(changed && { segments }), slot, hashes, radius };
    const answer = await new Promise<SearchAnswer>((resolve, reject) => {
      const leave = () => {
        endLease();
        worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      };
      const onMessage = (data: SearchAnswer) => {
        leave();
        resolve(data);
      };
      const onError = (error: Error) => {
        leave();
        reject(error);
      };
      worker.ref();
      const onExit = () => onError(new Error('The thread that searches has ended.'));
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(task, [hashes.buffer]);
    });
    const found: Hit[][] = Array.from({ length: answer[0] ?? 0 }, () => []);
    for (let i = 1; i < answer.length; i += 3)
      found[answer[i] ?? 0]?.push({ id: answer[i + 1] ?? 0, distance: answer[i + 2] ?? 0 });
    return found;
  }
}
