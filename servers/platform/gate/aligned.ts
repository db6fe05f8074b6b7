import { Worker } from 'node:worker_threads';
import type { AlignedHit, Banks } from '@amaan/bank';
import { HttpError } from '@amaan/http';
import type { Integral, Moment, ViewRecord } from '@amaan/signal';
import { type Lane, Lanes } from './lanes.ts';

const THREAD = new URL('aligned-thread.ts', import.meta.url);
/** A search that has worked so long is ended; the site is asked to come back. */
const LIMIT_MS = 20_000;
/** Taking in all records is no upload's fault, and is done once. */
const PREPARE_LIMIT_MS = 600_000;
/** An upload that waits holds up to 8 MB of sums. */
const WAITING = 16;
/** Records handed over at a time, so that look-ups go on between. */
const SLICE = 500;
/** The thread keeps the room of removed records: with so many of them it starts afresh. */
const MOST_GONE = 10_000;

/** A record that came, or went (without views); of a clip's key frame or of a picture. */
type Change = readonly [id: number, views: ViewRecord | undefined, clip: boolean];

/** What the thread is told: changes, that they are all, or a picture to search, with the key frames for a clip's. */
export type AlignedTask =
  | { readonly records: readonly Change[] }
  | { readonly prepare: true }
  | { readonly search: Integral | Moment['picture']; readonly clip: boolean };

/** Rule `aligned` in a thread of its own, with the records of the banks that switched it on. Starts when first asked. */
export class AlignedThread {
  readonly #banks: Banks;
  readonly #lanes = new Lanes({ most: 1, waiting: WAITING });
  /** Changes that the thread has not been told. */
  readonly #changes = new Map<number, Change>();
  #worker: Worker | undefined;
  #gone = 0;

  constructor(banks: Banks) {
    this.#banks = banks;
  }

  /**
   * The pictures' records that lie in the upload. Takes over the memory of the sums.
   *
   * @throws HttpError 429 `busy` when too many wait, or the search took too long
   */
  search(sums: Integral, lane: Lane = 'live'): Promise<AlignedHit[]> {
    return this.#lanes.run(lane, () => this.#search({ search: sums, clip: false }, [sums.sums.buffer]));
  }

  /**
   * The records that lie in one moment of a clip, key frames' too. Others' turns come between two moments.
   *
   * @throws HttpError 429 `busy` when too many wait, or the search took too long
   */
  searchMoment({ picture }: Moment, lane: Lane = 'live'): Promise<AlignedHit[]> {
    return this.#lanes.run(lane, () => this.#search({ search: picture, clip: true }, []));
  }

  async #search(task: AlignedTask, given: ArrayBuffer[]): Promise<AlignedHit[]> {
    if (this.#gone > Math.max(MOST_GONE, this.#banks.alignedRecords.all)) await this.close();
    const worker = this.#worker ?? this.#start();
    await this.#tell(worker);
    return this.#ask(worker, task, given, LIMIT_MS);
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(THREAD);
    worker.unref();
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    this.#changes.clear();
    this.#gone = 0;
    this.#banks.followRecords((id, views, clip) => {
      this.#changes.set(id, [id, views, clip]);
      if (!views) this.#gone++;
    });
    return worker;
  }

  async #tell(worker: Worker): Promise<void> {
    if (this.#changes.size === 0) return;
    while (this.#changes.size > 0) {
      const records: Change[] = [];
      for (const [id, change] of this.#changes) {
        records.push(change);
        this.#changes.delete(id);
        if (records.length === SLICE) break;
      }
      worker.postMessage({ records } satisfies AlignedTask);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.#ask(worker, { prepare: true }, [], PREPARE_LIMIT_MS);
  }

  #ask(worker: Worker, task: AlignedTask, given: ArrayBuffer[], limit: number): Promise<AlignedHit[]> {
    return new Promise((resolve, reject) => {
      const clean = () => {
        clearTimeout(timer);
        worker.off('message', done);
        worker.off('exit', lost);
      };
      const done = (hits: AlignedHit[]) => {
        clean();
        resolve(hits);
      };
      const lost = () => {
        clean();
        void this.close();
        reject(
          new HttpError(429, 'busy', 'This upload took too long to compare. Try again in a minute.', 60),
        );
      };
      const timer = setTimeout(lost, limit);
      worker.on('message', done);
      worker.on('exit', lost);
      worker.postMessage(task, given);
    });
  }
}
