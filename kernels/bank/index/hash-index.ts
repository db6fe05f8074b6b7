import { HASH_BYTES, isZeroHash } from '@amaan/signal';
import { BankError, checkRadius } from '../errors.ts';
import { makeSegment, SEGMENT_LIMIT, type SegmentData, sizeFor } from './layout.ts';
import { eachById, mergeSegments } from './merge.ts';
import { Part } from './part.ts';
import { Segment } from './segment.ts';
import { Spares } from './spares.ts';
import type { Hit, IndexOptions, Merge } from './types.ts';

/** The widest radius of `search`; beyond it the tables find too little and `scan` is the way. */
export const MAX_RADIUS = 31;
const MAX_ID = 0xffff_ffff;
/** Entries of the open tail: comparing so many takes some microseconds. */
const TAIL = 2048;
/** A merge takes the next older part along while that has less than this many times the entries gathered so far. */
const GROWTH = 4;
/** A part with a greater share of gone entries than this is merged, so that memory follows the size. */
const GONE_SHARE = 0.5;

/**
 * Exact search over 256-bit hashes by Hamming distance. Entries are named by ids (whole numbers below 2^32) that the
 * caller chooses; the same hash may stand under many ids. An added entry is found by the next search, a removed one
 * is not, whatever is being merged meanwhile.
 *
 * Parts from old and big to new and small, each searched on its own: built ones with tables, and one open tail. When
 * the tail is full, it and its smaller neighbours become one part. About 117 bytes an entry when built.
 */
export class HashIndex {
  readonly #merge: Merge | undefined;
  readonly #slots: number;
  readonly #spares = new Spares();
  #parts: Part[] = [];
  #tail: Part;
  #merging: Promise<void> | undefined;
  /** Ids removed from the parts that are being merged, since the merge began. */
  #removed: number[] = [];

  constructor({ merge, slots = 1 }: IndexOptions = {}) {
    this.#merge = merge;
    this.#slots = slots;
    this.#tail = this.#open();
  }

  /** Threads that may search this index at once. */
  get slots(): number {
    return this.#slots;
  }

  /** The memories that make up the index now, for threads that search along. */
  segments(): SegmentData[] {
    return [...this.#parts, this.#tail].map((part) => part.segment.data);
  }

  /** Number of live entries. */
  get size(): number {
    return this.#parts.reduce((sum, part) => sum + part.live, this.#tail.live);
  }

  /** Bytes of memory that entries, tables, working spaces and spares take. */
  get bytes(): number {
    return this.#used() + this.#spares.bytes;
  }

  has(id: number): boolean {
    return this.#parts.some((part) => part.has(id)) || this.#tail.has(id);
  }

  /** @throws BankError `bank-duplicate-id`, `bank-zero-hash`, `bank-hash-length` or `bank-id` */
  add(id: number, hash: Uint8Array): void {
    checkEntry(id, hash);
    if (this.has(id)) throw new BankError('bank-duplicate-id', 'Remove the entry of this id first.');
    if (this.#tail.segment.count === TAIL) this.#rotate();
    this.#tail.append(id, hash);
  }

  /**
   * Adds many at once, building tables directly.
   *
   * @param ids ascending
   * @param hashes 32 bytes for each id
   * @throws BankError as `add` does, and then nothing was added
   */
  addMany(ids: Uint32Array, hashes: Uint8Array): void {
    if (hashes.length !== HASH_BYTES * ids.length)
      throw new BankError('bank-hash-length', 'Give 32 bytes of hash for each id.');
    for (const [i, id] of ids.entries()) {
      checkEntry(id, hashes.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)));
      if (i > 0 && id <= (ids[i - 1] ?? 0))
        throw new BankError('bank-id', 'Give the ids in ascending order.');
      if (this.size > 0 && this.has(id))
        throw new BankError('bank-duplicate-id', 'Remove the entry of this id first.');
    }
    for (let from = 0; from < ids.length; from += SEGMENT_LIMIT - 1) {
      const count = Math.min(SEGMENT_LIMIT - 1, ids.length - from);
      const segment = new Segment(makeSegment(sizeFor(count, this.#slots)));
      segment.ids.set(ids.subarray(from, from + count));
      segment.hashes.set(hashes.subarray(HASH_BYTES * from, HASH_BYTES * (from + count)));
      segment.close(count);
      this.#parts.push(Part.built(segment));
    }
    this.#parts.sort((a, b) => b.live - a.live);
    this.#compact();
  }

  /** Takes the entry out at once. @returns whether there was one */
  remove(id: number): boolean {
    const part = this.#tail.has(id) ? this.#tail : this.#parts.find((each) => each.has(id));
    if (!part) return false;
    part.remove(id);
    if (part.merging) this.#removed.push(id);
    if (part !== this.#tail && part.live < part.segment.count * GONE_SHARE) this.#compact();
    return true;
  }

  /** All entries within `radius` (0 to 31) of the hash, in no order. */
  search(hash: Uint8Array, radius: number = MAX_RADIUS): Hit[] {
    checkRadius(radius, MAX_RADIUS);
    const hits: Hit[] = [];
    for (const part of this.#parts) part.segment.search(hash, radius, hits);
    this.#tail.segment.search(hash, radius, hits);
    return hits;
  }

  /** `search` for hashes laid one after the other (N x 32 bytes): part by part, which is kind to the caches. */
  searchMany(hashes: Uint8Array, radius: number = MAX_RADIUS): Hit[][] {
    checkRadius(radius, MAX_RADIUS);
    const found: Hit[][] = Array.from({ length: hashes.length / HASH_BYTES }, () => []);
    for (const { segment } of [...this.#parts, this.#tail])
      for (const [i, hits] of found.entries())
        segment.search(hashes.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)), radius, hits);
    return found;
  }

  /** All entries within any radius (0 to 256), by comparing every one: for nomination, not for matching. */
  scan(hash: Uint8Array, radius: number): Hit[] {
    checkRadius(radius, 8 * HASH_BYTES);
    const hits: Hit[] = [];
    for (const part of this.#parts) part.segment.scan(hash, radius, hits);
    this.#tail.segment.scan(hash, radius, hits);
    return hits;
  }

  /** Every live entry, in the order of the ids. */
  entries(): { ids: Uint32Array<ArrayBuffer>; hashes: Uint8Array<ArrayBuffer> } {
    const ids = new Uint32Array(this.size);
    const hashes = new Uint8Array(HASH_BYTES * this.size);
    let count = 0;
    eachById(
      [...this.#parts, this.#tail].map((part) => part.segment),
      (id, segment, position) => {
        ids[count] = id;
        hashes.set(
          segment.hashes.subarray(HASH_BYTES * position, HASH_BYTES * (position + 1)),
          HASH_BYTES * count,
        );
        count++;
      },
    );
    return { ids, hashes };
  }

  /** For threads that search `segments()`: until the lease is ended, these memories keep what they hold. */
  lease(): () => void {
    return this.#spares.lease();
  }

  /** Resolves when no merge is under way. */
  async settled(): Promise<void> {
    while (this.#merging) await this.#merging;
  }

  #open(): Part {
    const size = sizeFor(TAIL, this.#slots, false);
    return Part.open(new Segment(makeSegment(size, this.#spares.take(size))));
  }

  #used(): number {
    return [...this.#parts, this.#tail].reduce(
      (sum, { segment }) => sum + segment.data.memory.buffer.byteLength,
      0,
    );
  }

  #rotate(): void {
    this.#parts.push(this.#tail);
    this.#tail = this.#open();
    this.#compact();
  }

  /** The parts to merge next: the newest small ones, or one that is mostly gone. */
  #candidates(): Part[] {
    let sum = 0;
    let first = this.#parts.length;
    while (first > 0) {
      const live = (this.#parts[first - 1] as Part).live;
      if (sum > 0 && (live > GROWTH * sum || sum + live >= SEGMENT_LIMIT)) break;
      sum += live;
      first--;
    }
    const newest = this.#parts.slice(first);
    if (newest.length > 1) return newest;
    return this.#parts.filter((part) => part.live < part.segment.count * GONE_SHARE).slice(0, 1);
  }

  #compact(): void {
    if (this.#merging) return;
    const sources = this.#candidates();
    if (sources.length === 0) return;
    const live = sources.reduce((sum, part) => sum + part.live, 0);
    if (live === 0) {
      this.#replace(sources, undefined);
      return this.#compact();
    }
    const spare = this.#spares.take(sizeFor(live, this.#slots));
    const task = {
      sources: sources.map((part) => part.segment.data),
      live,
      slots: this.#slots,
      ...(spare && { spare }),
    };
    if (!this.#merge) {
      this.#replace(sources, Part.built(new Segment(mergeSegments(task))));
      return this.#compact();
    }
    for (const part of sources) part.merging = true;
    this.#removed = [];
    this.#merging = this.#merge(task)
      .then((merged) => {
        const part = Part.built(new Segment(merged));
        for (const id of this.#removed) if (part.has(id)) part.remove(id);
        this.#replace(sources, part);
      })
      .catch(() => {
        // The parts are whole without it; the next full tail tries again.
        for (const part of sources) part.merging = false;
        return true;
      })
      .then((failed) => {
        this.#merging = undefined;
        if (!failed) this.#compact();
      });
  }

  #replace(sources: readonly Part[], merged: Part | undefined): void {
    const first = this.#parts.findIndex((part) => sources.includes(part));
    const rest = this.#parts.filter((part) => !sources.includes(part));
    if (merged) rest.splice(first, 0, merged);
    this.#parts = rest;
    this.#spares.give(
      sources.map((part) => part.segment.data.memory),
      this.#used(),
    );
  }
}

function checkEntry(id: number, hash: Uint8Array): void {
  if (!Number.isInteger(id) || id < 0 || id > MAX_ID)
    throw new BankError('bank-id', 'Give an id that is a whole number below 2^32.');
  if (hash.length !== HASH_BYTES) throw new BankError('bank-hash-length', 'Give a hash of 32 bytes.');
  if (isZeroHash(hash))
    throw new BankError('bank-zero-hash', 'A hash of only zeros matches every flat picture.');
}
