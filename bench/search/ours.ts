import { HashIndex } from '@amaan/bank';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { backgroundMerge, SearchPool } from '@amaan/bank/node';
import type { SearchData } from './data.ts';

/** What our index took and found. */
export interface OurFigures {
  readonly buildSeconds: number;
  readonly bytesPerHash: number;
  /** Microseconds a query. */
  readonly single: number;
  readonly batched: number;
  /** The batch on all processors. */
  readonly shared: number;
  /** Part of the planted neighbours (31 bits or nearer) that were found; 1 is all. */
  readonly recall: number;
  /** Planted hashes at 32 bits that were given back. */
  readonly decoys: number;
  /** How many each query found. */
  readonly found: number[];
  /** The slowest of many, in milliseconds, while searches run and a thread merges, less what others took of the processor. */
  readonly addToVisibleMs: number;
  readonly removeToGoneMs: number;
  /** The slowest of all these by the clock on the wall. */
  readonly slowestOnClockMs: number;
}

const ROUNDS = 4;

/** Builds and asks, one thread. */
export async function measureOurs({ hashes, queries, planted, source }: SearchData): Promise<OurFigures> {
  const size = hashes.length / 32;
  const count = queries.length / 32;
  const index = new HashIndex({ merge: backgroundMerge(), slots: availableParallelism() });
  const ids = Uint32Array.from({ length: size }, (_, i) => i);
  let start = performance.now();
  index.addMany(ids, hashes);
  const buildSeconds = (performance.now() - start) / 1000;
  let single = Number.POSITIVE_INFINITY;
  let batched = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    start = performance.now();
    for (let i = 0; i < count; i++) index.search(queries.subarray(32 * i, 32 * i + 32));
    single = Math.min(single, (1000 * (performance.now() - start)) / count);
    start = performance.now();
    index.searchMany(queries);
    batched = Math.min(batched, (1000 * (performance.now() - start)) / count);
  }
  const pool = new SearchPool(index);
  let shared = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    start = performance.now();
    await pool.searchMany(queries);
    shared = Math.min(shared, (1000 * (performance.now() - start)) / count);
  }
  await pool.close();
  const hits = index.searchMany(queries);
  let due = 0;
  let met = 0;
  let decoys = 0;
  for (const [i, bits] of planted.entries()) {
    const hit = hits[i]?.find(({ id }) => id === source[i]);
    if (bits <= 31) {
      due++;
      if (hit?.distance === bits) met++;
    } else if (hit) decoys++;
  }
  const bytesPerHash = index.bytes / size;
  const live = await measureLive(index, size, queries);
  return {
    buildSeconds,
    bytesPerHash,
    single,
    batched,
    shared,
    recall: met / due,
    decoys,
    found: hits.map((h) => h.length),
    ...live,
  };
}

/** Milliseconds that this thread stood ready while the system gave its processor to others; Linux counts them. */
function waited(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Adds and removes among searches, enough for several merges beside them, and takes the slowest of each. */
async function measureLive(index: HashIndex, size: number, queries: Uint8Array) {
  const count = queries.length / 32;
  const at = (i: number) => queries.subarray(32 * (i % count), 32 * (i % count) + 32);
  const step = 10_000;
  const slowest = { addToVisibleMs: 0, removeToGoneMs: 0, slowestOnClockMs: 0 };
  const time = (name: 'addToVisibleMs' | 'removeToGoneMs', act: () => void, visible: () => boolean) => {
    const before = waited();
    const start = performance.now();
    act();
    if (!visible()) throw new Error('The index did not show what was done to it.');
    const took = performance.now() - start;
    slowest.slowestOnClockMs = Math.max(slowest.slowestOnClockMs, took);
    slowest[name] = Math.max(slowest[name], took - (waited() - before));
  };
  for (let i = 0; i < step; i++) {
    const id = size + i;
    const hash = at(i);
    const sees = () => index.search(hash, 0).some((hit) => hit.id === id);
    time('addToVisibleMs', () => index.add(id, hash), sees);
    if (i % 3 === 0)
      time(
        'removeToGoneMs',
        () => index.remove(id),
        () => !sees(),
      );
    index.search(at(i + 1));
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await index.settled();
  return slowest;
}
