import type { AlignedHit } from '../robust/aligned/aligned.ts';
import { matchInClip } from './clip-look.ts';
import { type Content, nameOf } from './content.ts';
import type { Holdings } from './holdings.ts';
import { judgeKeyFrames } from './judge.ts';
import { bandOf, compareStrength } from './rules.ts';
import { Sightings } from './sightings.ts';
import { takesPart } from './takes-part.ts';
import type { Match, MatchOptions } from './types.ts';

/** What was found at one moment of a clip. */
export interface MomentHits {
  /** Seconds from the start. */
  readonly t: number;
  readonly hits: readonly AlignedHit[];
}

/** The matches of rule `aligned`, from the pictures' records that lie in an upload. */
export function matchAligned(
  { followed }: Holdings,
  hits: readonly AlignedHit[],
  options: MatchOptions,
): Match[] {
  const asked = takesPart(options);
  return hits.flatMap(({ id, distance, view }) => {
    const { owner: content, at = 0 } = followed.find(id) ?? {};
    if (!content || at >= 0 || !asked(content)) return [];
    const rule = 'aligned' as const;
    return [{ ...nameOf(content), rule, distance, view, signalType: 'pdq' as const, band: bandOf(distance) }];
  });
}

/** The matches of rule `aligned` of a clip: what was found in it at two moments, in one place of its picture. */
export function matchAlignedClip(
  { followed }: Holdings,
  moments: readonly MomentHits[],
  options: MatchOptions,
): Match[] {
  const asked = takesPart(options);
  const sightings = new Sightings<Content>();
  for (const { t, hits } of moments)
    for (const { id, distance, view, shape } of hits) {
      const { owner, at = 0 } = followed.find(id) ?? {};
      if (owner && asked(owner)) sightings.note(owner, { t, at, distance, view, shape });
    }
  return sightings
    .agreed()
    .flatMap(({ owner, agreed }) => {
      const keyFrames = owner.keyViews?.length ?? 0;
      const video = keyFrames > 0 ? judgeKeyFrames(agreed, keyFrames, moments.length) : undefined;
      if (keyFrames > 0 && !video) return [];
      return [matchInClip(nameOf(owner), 'aligned', agreed, video)];
    })
    .sort(compareStrength);
}
