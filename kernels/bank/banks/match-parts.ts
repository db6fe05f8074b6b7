import type { ClipParts } from '../robust/clip-parts.ts';
import { ClipLook, matchInClip } from './clip-look.ts';
import { type Content, nameOf } from './content.ts';
import type { Holdings } from './holdings.ts';
import { judgeParts } from './judge.ts';
import { compareStrength } from './rules.ts';
import { takesPart } from './takes-part.ts';
import type { Match, MatchOptions } from './types.ts';

/** A look-up of a clip's parts that goes on moment by moment. */
export interface PartsLook {
  /** Looks up one moment (about 160 look-ups). */
  see(moment: number): void;
  /** The matches of what was seen so far, nearest first. */
  found(): Match[];
}

/** Looks a clip's parts up (rule `upload-view`). What a bank of harmless pictures silences is left out. */
export function lookAtParts(holdings: Holdings, clip: ClipParts, options: MatchOptions): PartsLook {
  const asked = takesPart(options);
  const look = new ClipLook<Content>(clip, (hash) =>
    holdings
      .near(hash, asked)
      .flatMap(({ content, part, distance, by }) =>
        by === undefined ? [{ owner: content, at: part, distance }] : [],
      ),
  );
  return {
    see: (moment) => look.see(moment),
    found: () =>
      look
        .found()
        .flatMap(({ owner, agreed }) => {
          // It may have been taken out while others looked.
          if (owner.bank.contents.get(owner.id) !== owner) return [];
          const video = owner.frames && judgeParts(owner.frames, agreed, clip.moments.length);
          if (owner.frames && !video) return [];
          return [matchInClip(nameOf(owner), 'upload-view', agreed, video)];
        })
        .sort(compareStrength),
  };
}
