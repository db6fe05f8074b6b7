import type { Band, OpinionValue, Rule } from './types.ts';

/** Distances up to this one are `near`; a starting value, as P3 of the abuse controls asks for bands. */
const NEAR_DISTANCE = 16;

/** The band of a distance in bits. */
export function bandOf(distance: number): Band {
  if (distance === 0) return 'exact';
  return distance <= NEAR_DISTANCE ? 'near' : 'weak';
}

const RANK: Record<Rule, number> = { plain: 0, 'upload-view': 1, aligned: 2 };

/** Negative when `a` says more than `b` about the same entry: the plainer rule first, then the smaller distance. */
export function compareStrength(
  a: { rule: Rule; distance: number },
  b: { rule: Rule; distance: number },
): number {
  return RANK[a.rule] - RANK[b.rule] || a.distance - b.distance;
}

/** So many parties of their own must say "not a match for our rules" before an entry rests (abuse controls, P9). */
export const SUSPEND_AT = 2;

/** Whether these opinions (party to value) suspend an entry until a person has looked. */
export function suspends(opinions: ReadonlyMap<string, OpinionValue>, marks: number = SUSPEND_AT): boolean {
  let against = 0;
  for (const value of opinions.values()) if (value === 'NotBlocked') against++;
  return against >= marks;
}
