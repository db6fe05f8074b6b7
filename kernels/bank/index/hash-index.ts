import { HASH_BYTES, hamming, isZeroHash } from '@amaan/signal';
import { BankError, checkRadius } from '../errors.ts';

/** One entry found: its id and how many of the 256 bits differ. */
export interface Hit {
  readonly id: number;
  readonly distance: number;
}

/** The widest radius of `search`; beyond it pigeonholing finds too little and `scan` is the way. */
export const MAX_RADIUS = 31;
const MAX_ID = 0xffff_ffff;

/**
 * Exact search over 256-bit hashes by Hamming distance. Entries are named by ids (whole numbers below 2^32) that the
 * caller chooses; the same hash may stand under many ids. An added entry is found by the next search, a removed one
 * is not.
 */
export class HashIndex {
  readonly #hashes = new Map<number, Uint8Array>();

  /** Number of live entries. */
  get size(): number {
    return this.#hashes.size;
  }

  has(id: number): boolean {
    return this.#hashes.has(id);
  }

  /** @throws BankError `bank-duplicate-id`, `bank-zero-hash`, `bank-hash-length` or `bank-id` */
  add(id: number, hash: Uint8Array): void {
    if (!Number.isInteger(id) || id < 0 || id > MAX_ID)
      throw new BankError('bank-id', 'Give an id that is a whole number below 2^32.');
    if (hash.length !== HASH_BYTES) throw new BankError('bank-hash-length', 'Give a hash of 32 bytes.');
    if (isZeroHash(hash))
      throw new BankError('bank-zero-hash', 'A hash of only zeros matches every flat picture.');
    if (this.#hashes.has(id)) throw new BankError('bank-duplicate-id', 'Remove the entry of this id first.');
    this.#hashes.set(id, hash.slice());
  }

  /** Takes the entry out at once. @returns whether there was one */
  remove(id: number): boolean {
    return this.#hashes.delete(id);
  }

  /** All entries within `radius` (0 to 31) of the hash, in no order. */
  search(hash: Uint8Array, radius = MAX_RADIUS): Hit[] {
    checkRadius(radius, MAX_RADIUS);
    return this.scan(hash, radius);
  }

  /** `search` for hashes laid one after the other (N x 32 bytes). */
  searchMany(hashes: Uint8Array, radius = MAX_RADIUS): Hit[][] {
    const found: Hit[][] = [];
    for (let i = 0; i < hashes.length; i += HASH_BYTES)
      found.push(this.search(hashes.subarray(i, i + HASH_BYTES), radius));
    return found;
  }

  /** All entries within any radius (0 to 256), by comparing every one: for nomination, not for matching. */
  scan(hash: Uint8Array, radius: number): Hit[] {
    checkRadius(radius, 8 * HASH_BYTES);
    const hits: Hit[] = [];
    for (const [id, other] of this.#hashes) {
      const distance = hamming(hash, other);
      if (distance <= radius) hits.push({ id, distance });
    }
    return hits;
  }
}
