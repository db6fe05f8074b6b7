import { HASH_BYTES, hamming } from '@amaan/signal';
import type { ClipParts } from '../robust/clip-parts.ts';
import { bandOf } from './rules.ts';
import { type Agreed, Sightings } from './sightings.ts';
import type { Match, VideoMatch } from './types.ts';

const SAME = 8;

/** Whether two moments of a clip, by their hashes, show the same picture: the second need not be asked about. */
export function showSame(a: Uint8Array, b: Uint8Array): boolean {
  return hamming(a, b) <= SAME;
}

/** What a hash of a clip's part meets: whose, which frame of it (negative for a picture), how near. */
export interface PartHit<T> {
  readonly owner: T;
  readonly at: number;
  readonly distance: number;
}

/** Looks up the parts of a clip, one moment (about 160 look-ups) at a time, so that others may look between. */
export class ClipLook<T> {
  readonly #clip: ClipParts;
  readonly #near: (hash: Uint8Array) => ReadonlyArray<PartHit<T>>;
  readonly #sightings = new Sightings<T>();
  readonly #asked: Array<{ readonly hash: Uint8Array; readonly hits: ReadonlyArray<[number, PartHit<T>]> }> =
    [];

  constructor(clip: ClipParts, near: (hash: Uint8Array) => ReadonlyArray<PartHit<T>>) {
    this.#clip = clip;
    this.#near = near;
  }

  get moments(): number {
    return this.#clip.moments.length;
  }

  see(moment: number): void {
    const look = this.#clip.moments[moment];
    if (!look) return;
    const known = this.#asked.find(({ hash }) => showSame(hash, look.hash));
    const hits = known?.hits ?? this.#hitsOf(look);
    if (!known) this.#asked.push({ hash: look.hash, hits });
    for (const [k, { owner, at, distance }] of hits) {
      const part = this.#clip.parts[k];
      if (part) this.#sightings.note(owner, { t: look.t, at, distance, ...part });
    }
  }

  found(): Array<{ readonly owner: T; readonly agreed: Agreed }> {
    return this.#sightings.agreed();
  }

  #hitsOf({ hashes, usable }: ClipParts['moments'][number]): Array<[number, PartHit<T>]> {
    const hits: Array<[number, PartHit<T>]> = [];
    for (let k = 0; k < usable.length; k++)
      if (usable[k])
        for (const hit of this.#near(hashes.subarray(HASH_BYTES * k, HASH_BYTES * (k + 1))))
          hits.push([k, hit]);
    return hits;
  }
}

/** What a clip shows in one place of its picture, as a match that says when and where it is nearest. */
export function matchInClip(
  name: Pick<Match, 'bank' | 'content'>,
  rule: 'upload-view' | 'aligned',
  { nearest: { t, distance, view } }: Agreed,
  video: VideoMatch | undefined,
): Match {
  return {
    ...name,
    rule,
    distance,
    view: `at ${t} s, ${view}`,
    signalType: video ? 'vpdq' : 'pdq',
    band: bandOf(distance),
    ...(video && { video }),
  };
}
