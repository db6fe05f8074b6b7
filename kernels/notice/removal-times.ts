/**
 * What is known about how long one notice took, in milliseconds since 1970 (UTC).
 *
 * `started`: proof of receipt. `removed`: the check that first missed the last of its links. `seen`: the last look that
 * still found something there. `withdrawn`: she took it back.
 */
export interface NoticeSpan {
  readonly started: number;
  readonly removed?: number;
  readonly seen?: number;
  readonly withdrawn?: number;
}

/** A step of the curve: from `after` milliseconds on, the share `still` of notices stands with something still there. */
export interface Step {
  readonly after: number;
  readonly still: number;
}

/** How long removals take: `notices` were counted, of which `removed` ended; `median` is null while half still stand. */
export interface RemovalTimes {
  readonly notices: number;
  readonly removed: number;
  readonly median: number | null;
  readonly steps: readonly Step[];
}

/**
 * The product-limit estimate of how long content stays up after proof of receipt (Kaplan and Meier, 1958, J. Am. Stat.
 * Assoc. 53:457). An open notice counts until the last look that found it there, a withdrawn one until it was taken
 * back; one that nobody ever saw after the start says nothing and is left out. Removed and censored at the same moment:
 * the removal counts first, as usual.
 *
 * @returns undefined when no notice says anything
 */
export function removalTimes(spans: readonly NoticeSpan[]): RemovalTimes | undefined {
  const told = spans.flatMap(({ started, removed, seen, withdrawn }) => {
    if (removed !== undefined) return [{ after: Math.max(0, removed - started), ended: true }];
    const until = Math.min(seen ?? Number.NEGATIVE_INFINITY, withdrawn ?? Number.POSITIVE_INFINITY);
    return until >= started ? [{ after: until - started, ended: false }] : [];
  });
  if (told.length === 0) return undefined;
  const ends = [...new Set(told.filter((each) => each.ended).map((each) => each.after))].sort(
    (a, b) => a - b,
  );
  let still = 1;
  const steps = ends.map((after) => {
    const atRisk = told.filter((each) => each.after >= after).length;
    const gone = told.filter((each) => each.ended && each.after === after).length;
    still *= 1 - gone / atRisk;
    return { after, still };
  });
  return {
    notices: told.length,
    removed: told.filter((each) => each.ended).length,
    median: steps.find((step) => step.still <= 0.5)?.after ?? null,
    steps,
  };
}
