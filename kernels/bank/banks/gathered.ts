import { HASH_BYTES } from '@amaan/signal';

const PIECE = 1 << 14;

/** Hashes on their way into an index: kept flat, because an object for each of millions would weigh more than it. */
export class Gathered {
  readonly #pieces: Uint8Array[] = [];
  readonly #places = new Map<number, number>();
  #count = 0;

  add(id: number, hash: Uint8Array): void {
    const place = this.#count++;
    if (place % PIECE === 0) this.#pieces.push(new Uint8Array(HASH_BYTES * PIECE));
    this.#pieces.at(-1)?.set(hash, HASH_BYTES * (place % PIECE));
    this.#places.set(id, place);
  }

  /** @returns whether it was here */
  remove(id: number): boolean {
    return this.#places.delete(id);
  }

  /** What is left, in the order of the ids. */
  sorted(): { ids: Uint32Array; hashes: Uint8Array } {
    const ids = Uint32Array.from(this.#places.keys()).sort();
    const hashes = new Uint8Array(HASH_BYTES * ids.length);
    for (const [i, id] of ids.entries()) {
      const place = this.#places.get(id) ?? 0;
      const from = HASH_BYTES * (place % PIECE);
      hashes.set(
        this.#pieces[Math.floor(place / PIECE)]?.subarray(from, from + HASH_BYTES) ?? [],
        HASH_BYTES * i,
      );
    }
    return { ids, hashes };
  }
}
