import type { ViewRecord } from '@amaan/signal';

/**
 * Hears of every record that rule `aligned` may compare with (`views`), and of every one that is gone (undefined).
 * `clip`: it is of a clip's key frame, which is compared with clips alone.
 */
export type RecordListener = (id: number, views: ViewRecord | undefined, clip: boolean) => void;

/** What may have records of views: of its picture, and of each key frame. */
export interface Recorded {
  readonly views: ViewRecord | undefined;
  readonly keyViews: readonly ViewRecord[] | undefined;
}

/** The records of views that rule `aligned` compares with, each under a number of its own that is never used again. */
export class Followed<T extends Recorded> {
  readonly #owners = new Map<number, T>();
  /** The number of each owner's first record: the picture's where there is one, then the key frames' in order. */
  readonly #ids = new Map<T, number>();
  #next = 0;
  #pictures = 0;
  #listener: RecordListener | undefined;

  /** Records of pictures, and records in all. */
  get sizes(): { readonly pictures: number; readonly all: number } {
    return { pictures: this.#pictures, all: this.#owners.size };
  }

  /** Tells the listener of all there are, and from now on of every change. */
  listen(listener: RecordListener): void {
    this.#listener = listener;
    for (const [owner, first] of this.#ids)
      for (const [i, views] of recordsOf(owner).entries()) listener(first + i, views, this.#isClip(owner, i));
  }

  enter(owner: T): void {
    const records = recordsOf(owner);
    if (records.length === 0 || this.#ids.has(owner)) return;
    const first = this.#next;
    this.#next += records.length;
    if (owner.views) this.#pictures++;
    this.#ids.set(owner, first);
    for (const [i, views] of records.entries()) {
      this.#owners.set(first + i, owner);
      this.#listener?.(first + i, views, this.#isClip(owner, i));
    }
  }

  leave(owner: T): void {
    const first = this.#ids.get(owner);
    if (first === undefined) return;
    this.#ids.delete(owner);
    if (owner.views) this.#pictures--;
    for (let i = 0; i < recordsOf(owner).length; i++) {
      this.#owners.delete(first + i);
      this.#listener?.(first + i, undefined, this.#isClip(owner, i));
    }
  }

  /** Whose record it is, and which: -1 the picture's, from 0 a key frame's. */
  find(id: number): { readonly owner: T; readonly at: number } | undefined {
    const owner = this.#owners.get(id);
    return owner && { owner, at: id - (this.#ids.get(owner) ?? 0) - (owner.views ? 1 : 0) };
  }

  #isClip(owner: T, i: number): boolean {
    return owner.views === undefined || i > 0;
  }
}

function recordsOf({ views, keyViews }: Recorded): ViewRecord[] {
  return [...(views ? [views] : []), ...(keyViews ?? [])];
}
