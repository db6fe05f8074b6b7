import { hashFromHex, isZeroHash, QUALITY_FLOOR } from '@amaan/signal';
import { BankError } from '../errors.ts';
import { HashIndex, MAX_RADIUS } from '../index/hash-index.ts';
import { type Content, usesViews } from './content.ts';
import { Entries, NONE } from './entries.ts';
import { Followed } from './followed.ts';
import { Gathered } from './gathered.ts';
import type { ContentSignals, MatchOptions } from './types.ts';

/** What `add` took: a signal that is no good for perceptual matching is named, not thrown. */
export interface Added {
  /** Entries in the index: readings of a picture, kept frames of a video. */
  readonly hashes: number;
  readonly exact: number;
  /** Signals left out because their quality is below the floor, or the hash is all zeros. */
  readonly unusable: number;
}

/** One entry near a hash that was looked up. */
export interface Near {
  readonly content: Content;
  readonly part: number;
  readonly distance: number;
  /** The bank of harmless pictures that silences it. */
  readonly by: string | undefined;
}

/** What the contents of all banks are found by: one index of hashes, the exact hashes, the records of views. */
export class Holdings {
  /** The records that rule `aligned` may compare with. */
  readonly followed = new Followed<Content>();
  readonly #index: HashIndex;
  readonly #exact = new Map<string, Set<Content>>();
  readonly #entries = new Entries<Content>();
  /** Hashes that wait for the end of `load`. */
  #gathered: Gathered | undefined;

  constructor(index: HashIndex) {
    this.#index = index;
  }

  /** Lets a content be found by its signals, from the next look-up on. */
  enter(content: Content, signals: ContentSignals): Added {
    if (usesViews(content.bank.settings)) this.followed.enter(content);
    const frames = content.frames?.frames ?? [];
    let hashes = 0;
    let unusable = (signals.frames?.length ?? 0) - frames.length;
    const count = (usable: boolean) => {
      if (usable) hashes++;
      else unusable++;
    };
    for (const [part, signal] of [
      [-1, signals.pdq],
      [-2, signals.pdqStored],
    ] as const)
      if (signal)
        count(signal.quality >= QUALITY_FLOOR && this.#enter(content, part, hashFromHex(signal.hash)));
    for (const [part, frame] of frames.entries()) count(this.#enter(content, part, hashFromHex(frame.hash)));
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex) ?? new Set();
      this.#exact.set(hex, owners.add(content));
    }
    return { hashes, exact: content.exact.length, unusable };
  }

  /** The next look-up does not find it. */
  forget(content: Content): void {
    this.followed.leave(content);
    for (let entry = content.first; entry !== NONE; ) {
      if (!this.#gathered?.remove(entry)) this.#index.remove(entry);
      entry = this.#entries.free(entry);
    }
    for (const hex of content.exact) {
      const owners = this.#exact.get(hex);
      owners?.delete(content);
      if (owners?.size === 0) this.#exact.delete(hex);
    }
  }

  /** Lets `fill` enter many contents; they are found when it is done. @throws BankError `bank-loading` */
  async load(fill: () => Promise<void>): Promise<void> {
    if (this.#gathered) throw new BankError('bank-loading', 'Wait until what is being loaded is in.');
    const gathered = new Gathered();
    this.#gathered = gathered;
    try {
      await fill();
    } finally {
      this.#gathered = undefined;
      const { ids, hashes } = gathered.sorted();
      this.#index.addMany(ids, hashes);
    }
  }

  /** The contents with this exact hash of a file. */
  withFile(hex: string | undefined): Iterable<Content> {
    return (hex && this.#exact.get(hex.toLowerCase())) || [];
  }

  /**
   * The entries of contents near one hash, each within its bank's threshold. `by` names the bank of harmless pictures
   * that silences it: one that holds a hash no farther from this one. Another part of the upload silences nothing, or a
   * harmless picture in a corner would hide what stands beside it.
   */
  near(hash: Uint8Array, takesPart: (content: Content) => boolean, onNear?: MatchOptions['onNear']): Near[] {
    const near: Near[] = [];
    const harmless: Near[] = [];
    for (const { id, distance } of this.#index.search(hash, MAX_RADIUS)) {
      const content = this.#entries.owner(id);
      if (!content || !takesPart(content)) continue;
      const { kind, name, threshold } = content.bank.settings;
      const part = this.#entries.part(id);
      if (part < 0) onNear?.(name, distance);
      if (distance > threshold) continue;
      (kind === 'suppress' ? harmless : near).push({ content, part, distance, by: undefined });
    }
    if (harmless.length === 0) return near;
    return near.map((each) => {
      const other = harmless.find(
        ({ content, distance }) =>
          distance <= each.distance &&
          (content.bank.settings.silences?.includes(each.content.bank.settings.name) ?? true),
      );
      return { ...each, by: other?.content.bank.settings.name };
    });
  }

  #enter(content: Content, part: number, hash: Uint8Array): boolean {
    if (isZeroHash(hash)) return false;
    const entry = this.#entries.take(content, part, content.first);
    if (this.#gathered) this.#gathered.add(entry, hash);
    else this.#index.add(entry, hash);
    content.first = entry;
    return true;
  }
}
