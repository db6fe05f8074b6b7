import type { Mandate } from '@amaan/custody';
import { type Elements, missingElements, needsSecondYes } from './elements.ts';
import { type Answers, isForMinors } from './gates.ts';
import { type MandateProblem, mandateProblem } from './mandate.ts';
import type { Row } from './regimes/row.ts';

/** What stands between a drafted notice and its sending. */
export type Problem =
  | { readonly code: 'age' }
  | { readonly code: 'held' }
  | { readonly code: 'claimant' }
  | { readonly code: 'element'; readonly element: string }
  | { readonly code: 'link-test'; readonly test: string }
  | { readonly code: 'mandate'; readonly why: Exclude<MandateProblem, 'none'> }
  | { readonly code: 'second-yes' };

/** A notice that someone wants to send. */
export interface Proposal {
  readonly elements: Elements;
  readonly answers: Answers;
  readonly addressee: string;
  readonly onBehalf: string;
  readonly mandate: Mandate | undefined;
  readonly secondYes: boolean;
  /** Every age in the case is 18 or over; "not sure" is not. */
  readonly adult: boolean;
}

/**
 * Everything that keeps a notice from being valid under the row or from leaving: empty when it may be sent.
 *
 * @param today a day
 */
export function problems(
  row: Pick<Row, 'ship' | 'elements' | 'linkTests' | 'exposesIdentity' | 'claimants'>,
  proposal: Proposal,
  today: string,
): Problem[] {
  if (!proposal.adult || isForMinors(row)) return [{ code: 'age' }];
  const found: Problem[] = row.ship ? [] : [{ code: 'held' }];
  if (!row.claimants.includes(proposal.onBehalf)) found.push({ code: 'claimant' });
  for (const element of missingElements(row, proposal.elements)) found.push({ code: 'element', element });
  for (const test of row.linkTests)
    if (proposal.answers[test] !== 'yes') found.push({ code: 'link-test', test });
  // She may sign herself; for anyone else her mandate is what makes the signature valid.
  if (proposal.onBehalf !== 'depicted_person') {
    const why = mandateProblem(proposal.mandate, proposal.addressee, today);
    if (why !== 'none') found.push({ code: 'mandate', why });
  }
  if (needsSecondYes(row) && !proposal.secondYes) found.push({ code: 'second-yes' });
  return found;
}
