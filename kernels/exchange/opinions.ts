import type { FeedbackValue, Tag } from './words.ts';

/** One party's present view of a signal. A later one from the same party replaces it. */
export interface Opinion {
  /** A code of the party, never its name unless it agreed. */
  readonly source: string;
  readonly value: FeedbackValue;
  readonly tags: readonly Tag[];
}

/** So many independent parties that answer `NotBlocked` suspend a signal until a person looks. */
export const SUSPEND_AFTER = 2;

/** What a signal's opinions come to. */
export interface Standing {
  readonly blocked: number;
  readonly notBlocked: number;
  readonly suspended: boolean;
}

/**
 * Counts opinions, one for each source. Blocked answers do not outvote the others: two platforms that looked and
 * found something else are reason enough for a person to look.
 */
export function standingOf(opinions: readonly Opinion[]): Standing {
  const last = new Map(opinions.map((opinion) => [opinion.source, opinion.value]));
  let blocked = 0;
  let notBlocked = 0;
  for (const value of last.values()) {
    if (value === 'Blocked') blocked++;
    if (value === 'NotBlocked') notBlocked++;
  }
  return { blocked, notBlocked, suspended: notBlocked >= SUSPEND_AFTER };
}
