// The moments of a clip at which it stands stillest. They are found in the clip itself, not by the clock, so a trimmed
// or re-encoded copy has the same ones; and what stands still looks the same a tenth of a second later.
import { hamming, MATCH_DISTANCE, QUALITY_FLOOR } from '../pdq/hash.ts';
import type { PdqResult } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';
import { type KeyFrame, MAX_KEY_FRAMES } from '../signal-set.ts';
import type { LayoutName } from '../views/count.ts';
import { greyOfIntegral, type Integral, integralOf } from '../views/integral.ts';
import { hashViewsOf } from '../views/views.ts';
import type { Bursts } from './rate.ts';

/** Frames a second that are looked at, to see what moves. */
const PER_SECOND = 10;
/** Longest side of a picture that is kept of a moment: enough for the smallest view of a layout. */
const SIDE = 512;
/** A moment takes the place of another when it is stiller by more bits than that: equally still ones are as good. */
const STILLER = 4;
/** For queries: moments of a clip, and the least seconds between them. */
const QUERY_MOMENTS = 24;
const QUERY_APART = 0.5;
const QUERY_SPAN = 1;
/** For banks: the least seconds between key frames. */
const KEY_APART = 0.5;

/** A moment of a clip as it is asked about: the picture as shown, in grey, at most 512 pixels a side. */
export interface Moment {
  /** Seconds from the start of the clip. */
  readonly t: number;
  readonly hash: Uint8Array;
  readonly picture: Pixels;
}

/** Where a bank looks for the key frames of a clip of this length: everywhere. */
export function keyBursts(seconds: number): Bursts {
  return { every: Math.max(KEY_APART, seconds / MAX_KEY_FRAMES), span: Infinity, perSecond: PER_SECOND };
}

/** Where a query looks for the moments of a clip of this length: a second of each of 24 parts. */
export function queryBursts(seconds: number): Bursts {
  return {
    every: Math.max(QUERY_APART, seconds / QUERY_MOMENTS),
    span: QUERY_SPAN,
    perSecond: PER_SECOND,
  };
}

interface Candidate {
  readonly t: number;
  readonly shown: PdqResult;
  readonly aspect: number;
  readonly picture: Integral;
  /** Bits by which it differs from the looks before and after it, as far as they are known. */
  moves: number;
}

/** Finds the stillest moment of each part of a clip from the frames that are looked at, heard in order. */
class Stillest {
  readonly #every: number;
  readonly #found: (moment: Candidate) => void;
  #part = 0;
  #best: Candidate | undefined;
  /** The last frame looked at; without its picture when it was no candidate. */
  #last:
    | { readonly t: number; readonly hash: Uint8Array; readonly candidate: Candidate | undefined }
    | undefined;

  constructor({ every }: Bursts, found: (moment: Candidate) => void) {
    this.#every = every;
    this.#found = found;
  }

  see(t: number, shown: PdqResult, pixels: Pixels): void {
    const last = this.#last;
    // Looks that do not follow each other say nothing about what moves.
    const follows = last !== undefined && t - last.t < 1.5 / PER_SECOND;
    const moves = follows ? hamming(last.hash, shown.hash) : 0;
    if (last?.candidate) {
      last.candidate.moves = Math.max(last.candidate.moves, moves);
      this.#offer(last.candidate);
    }
    const part = Math.floor(t / this.#every + 1e-6);
    if (part !== this.#part) this.#close(part);
    const usable = shown.quality >= QUALITY_FLOOR && moves + STILLER < this.#limit();
    const candidate = usable
      ? {
          t,
          shown,
          moves,
          aspect: pixels.width / pixels.height,
          picture: integralOf(pixels, true, SIDE),
        }
      : undefined;
    this.#last = { t, hash: shown.hash, candidate };
  }

  end(): void {
    if (this.#last?.candidate) this.#offer(this.#last.candidate);
    this.#close(this.#part);
  }

  #limit(): number {
    return this.#best ? this.#best.moves : Number.POSITIVE_INFINITY;
  }

  #offer(candidate: Candidate): void {
    if (candidate.moves + STILLER < this.#limit()) this.#best = candidate;
  }

  #close(next: number): void {
    if (this.#best) this.#found(this.#best);
    this.#best = undefined;
    this.#part = next;
  }
}

/** What watches a clip's frames: hears each that is looked at, with its hash as shown. */
export interface Watcher {
  readonly bursts: Bursts;
  see(t: number, shown: PdqResult, pixels: Pixels): void;
  end(): void;
}

const rounded = (t: number) => Math.round(t * 1000) / 1000;

/** Makes the key frames of a clip, without those that PDQ takes for one of the others. */
export function keyFrameWatcher(
  seconds: number,
  layout: LayoutName,
  found: (frame: KeyFrame) => void,
): Watcher {
  const bursts = keyBursts(seconds);
  const hashes: Uint8Array[] = [];
  const stillest = new Stillest(bursts, ({ t, shown, aspect, picture }) => {
    if (
      hashes.length === MAX_KEY_FRAMES ||
      hashes.some((hash) => hamming(hash, shown.hash) <= MATCH_DISTANCE)
    )
      return;
    hashes.push(shown.hash);
    found({ t: rounded(t), views: hashViewsOf(picture, aspect, layout, shown) });
  });
  return { bursts, see: (...look) => stillest.see(...look), end: () => stillest.end() };
}

/** Makes the moments that a query asks about. */
export function momentWatcher(seconds: number, found: (moment: Moment) => void): Watcher {
  const bursts = queryBursts(seconds);
  const stillest = new Stillest(bursts, ({ t, shown, picture }) =>
    found({ t: rounded(t), hash: shown.hash, picture: greyOfIntegral(picture) }),
  );
  return { bursts, see: (...look) => stillest.see(...look), end: () => stillest.end() };
}
