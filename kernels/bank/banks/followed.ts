import type { ViewRecord } from '@amaan/signal';

/** Hears of every record that rule `aligned` may compare with (`views`), and of every one that is gone (undefined). */
export type RecordListener = (id: number, views: ViewRecord | undefined) => void;

/** The records of views that rule `aligned` compares with, each under a number of its own that is never used again. */
export class Followed<T extends { readonly views: ViewRecord | undefined }> {
  readonly #owners = new Map<number, T>();
  readonly #ids = new Map<T, number>();
  #next = 0;
  #listener: RecordListener | undefined;

  get size(): number {
    return this.#ids.size;
  }

  /** Tells the listener of all there are, and from now on of every change. */
  listen(listener: RecordListener): void {
    this.#listener = listener;
    for (const [id, { views }] of this.#owners) listener(id, views);
  }

  enter(owner: T): void {
    if (!owner.views || this.#ids.has(owner)) return;
    const id = this.#next++;
    this.#ids.set(owner, id);
    this.#owners.set(id, owner);
    this.#listener?.(id, owner.views);
  }

  leave(owner: T): void {
    const id = this.#ids.get(owner);
    if (id === undefined) return;
    this.#ids.delete(owner);
    this.#owners.delete(id);
    this.#listener?.(id, undefined);
  }

  owner(id: number): T | undefined {
    return this.#owners.get(id);
  }
}
