import { HASH_BYTES } from '@amaan/signal';
import { kernelIn, kernelModule, type Kernel } from './module.ts';
import { type Layout, layoutOf, type SegmentData } from './layout.ts';
import type { Hit } from './types.ts';

/**
 * One piece of an index: entries in a memory that threads may share. A built segment has its entries in the order of
 * their ids and tables over them; an open one takes entries at its end and is compared whole.
 */
export class Segment {
  readonly data: SegmentData;
  readonly #at: Layout;
  readonly #kernel: Kernel;
  readonly #slot: number;
  readonly #counter: Uint32Array;
  readonly #tombstones: Uint8Array;
  readonly #ids: Uint32Array;
  readonly #hashes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #query: Uint8Array;
  readonly #results: Uint32Array;

  /** @param slot which of the working spaces is this thread's */
  constructor(data: SegmentData, slot = 0) {
    const at = layoutOf(data);
    const { module, resultsOffset } = kernelModule();
    const { buffer } = data.memory;
    this.data = data;
    this.#at = at;
    this.#slot = slot;
    this.#kernel = kernelIn(module, data.memory);
    this.#counter = new Uint32Array(buffer, at.count, 1);
    this.#tombstones = new Uint8Array(buffer, at.tombstones, Math.ceil(data.capacity / 8));
    this.#ids = new Uint32Array(buffer, at.ids, data.capacity);
    this.#hashes = new Uint8Array(buffer, at.hashes, HASH_BYTES * data.capacity);
    this.#words = new Uint32Array(buffer, at.hashes, (HASH_BYTES / 4) * data.capacity);
    this.#query = new Uint8Array(buffer, at.query(slot), HASH_BYTES);
    this.#results = new Uint32Array(buffer, at.scratch(slot) + resultsOffset);
    this.#setup();
  }

  /** Entries, gone ones included. */
  get count(): number {
    return Atomics.load(this.#counter, 0);
  }

  get ids(): Uint32Array {
    return this.#ids;
  }

  /** All hashes as words of 32 bits, for copying. */
  get words(): Uint32Array {
    return this.#words;
  }

  /** All hashes, 32 bytes each, in the order of `ids`. */
  get hashes(): Uint8Array {
    return this.#hashes;
  }

  isGone(position: number): boolean {
    return (((this.#tombstones[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
  }

  /** Marks an entry as gone, for every thread. */
  bury(position: number): void {
    Atomics.or(this.#tombstones, position >> 3, 1 << (position & 7));
  }

  /** Puts an entry at the end of an open segment; whoever reads the new count finds the entry whole. */
  append(id: number, hash: Uint8Array): number {
    const position = this.count;
    this.#ids[position] = id;
    this.#hashes.set(hash, HASH_BYTES * position);
    Atomics.store(this.#counter, 0, position + 1);
    return position;
  }

  /** Adds every live entry within `radius` (0 to 31) to `hits`. */
  search(hash: Uint8Array, radius: number, hits: Hit[]): void {
    if (!this.data.tables) return this.scan(hash, radius, hits);
    this.#query.set(hash);
    const found = this.#kernel.search(this.#at.query(this.#slot), radius);
    if (found < 0) this.scan(hash, radius, hits);
    else this.#take(found, hits);
  }

  /** The same for any radius, by comparing every hash. */
  scan(hash: Uint8Array, radius: number, hits: Hit[]): void {
    const end = this.count;
    this.#query.set(hash);
    for (let from = 0; from < end; from = this.#kernel.scanned())
      this.#take(this.#kernel.scan(this.#at.query(this.#slot), radius, from, end), hits);
  }

  /** Ends the filling of a built segment: `entries` are in `ids` and `hashes`; makes the tables over them. */
  close(entries: number): void {
    Atomics.store(this.#counter, 0, entries);
    this.#setup();
    if (this.data.tables) this.#kernel.build();
  }

  /** Position of an id in a built segment, or -1; gone entries count as absent. */
  find(id: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const here = this.#ids[middle] ?? 0;
      if (here === id) return this.isGone(middle) ? -1 : middle;
      if (here < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #take(found: number, hits: Hit[]): void {
    for (let i = 0; i < found; i++)
      hits.push({ id: this.#ids[this.#results[2 * i] ?? 0] ?? 0, distance: this.#results[2 * i + 1] ?? 0 });
  }

  #setup(): void {
    const at = this.#at;
    this.#kernel.setup(
      this.count,
      at.hashes,
      at.tombstones,
      at.offsets,
      at.partners,
      at.partnersStride,
      at.positions,
      at.positionsStride,
      at.scratch(this.#slot),
    );
  }
}
