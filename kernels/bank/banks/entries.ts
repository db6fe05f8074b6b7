/** No entry. */
export const NONE = -1;

/** Whose the entries of an index are: flat arrays, because there are millions and a collector walks every object. */
export class Entries<T> {
  readonly #owners: Array<T | undefined> = [];
  #parts = new Int32Array(1024);
  #next = new Int32Array(1024);
  readonly #free: number[] = [];

  /** The owner of an entry. */
  owner(entry: number): T | undefined {
    return this.#owners[entry];
  }

  /** The entry's place in its owner: -1 the picture as shown, -2 as stored, from 0 a frame. */
  part(entry: number): number {
    return this.#parts[entry] ?? 0;
  }

  /** Gives out an entry. @param next the owner's entry before, or `NONE` */
  take(owner: T, part: number, next: number): number {
    const entry = this.#free.pop() ?? this.#owners.length;
    if (entry === this.#parts.length) {
      this.#parts = grown(this.#parts);
      this.#next = grown(this.#next);
    }
    this.#owners[entry] = owner;
    this.#parts[entry] = part;
    this.#next[entry] = next;
    return entry;
  }

  /** Takes an entry back. @returns its owner's next one, or `NONE` */
  free(entry: number): number {
    this.#owners[entry] = undefined;
    this.#free.push(entry);
    return this.#next[entry] ?? NONE;
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
