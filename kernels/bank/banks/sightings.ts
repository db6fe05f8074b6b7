import { agree, type Shape } from '../robust/aligned/frame.ts';
import { LEAST_MOMENTS, type Seen } from './judge.ts';

/** What is looked through for agreement: a flat clip must not make it quadratic. */
const MOST = 400;

/** Something banked that was seen at one moment of a clip, in one place of its picture. */
export interface Sighting {
  /** Seconds from the start of the clip. */
  readonly t: number;
  /** Its frame or key frame that was seen; negative for a picture. */
  readonly at: number;
  readonly distance: number;
  /** Where its whole picture lies. */
  readonly shape: Shape;
  readonly view: string;
}

/** Sightings of one content that lie in one place of the clip's picture. */
export interface Agreed extends Seen {
  readonly nearest: Sighting;
}

/** Gathers what is seen in a clip, and by what place of its picture most moments agree on. */
export class Sightings<T> {
  readonly #byOwner = new Map<T, Sighting[]>();

  note(owner: T, sighting: Sighting): void {
    const all = this.#byOwner.get(owner) ?? [];
    this.#byOwner.set(owner, all);
    all.push(sighting);
  }

  /**
   * What was seen at two moments or more in one place: an edit of a clip crops, turns or frames all of it alike, and a
   * chance likeness of one frame does not come again just there.
   */
  agreed(): Array<{ readonly owner: T; readonly agreed: Agreed }> {
    return [...this.#byOwner].flatMap(([owner, all]) => {
      const agreed = mostAgreed(all.sort((a, b) => a.distance - b.distance).slice(0, MOST));
      return agreed && agreed.moments.size >= LEAST_MOMENTS ? [{ owner, agreed }] : [];
    });
  }
}

function mostAgreed(all: readonly Sighting[]): Agreed | undefined {
  let best: Agreed | undefined;
  for (const seed of all) {
    const moments = new Set<number>();
    const frames = new Set<number>();
    for (const { t, at, shape } of all)
      if (agree(seed.shape, shape)) {
        moments.add(t);
        frames.add(at);
      }
    if (!best || moments.size > best.moments.size) best = { moments, frames, nearest: seed };
  }
  return best;
}
