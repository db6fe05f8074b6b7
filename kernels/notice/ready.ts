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
  | { readonly code: 'second-yes' }
  | { readonly code: 'her-yes' };

/** A notice that someone wants to send. */
export interface Proposal {
  readonly elements: Elements;
  readonly answers: Answers;
  readonly addressee: string;
  readonly onBehalf: string;
  readonly mandate: Mandate | undefined;
  readonly secondYes: boolean;
  /** She read this exact text and said yes to it. */
  readonly herYes: boolean;
  /** Every age in the case is 18 or over; "not sure" is not. */
  readonly adult: boolean;
}

/**
 * Must she have said yes to this exact text? Always for what goes out in her own name or is known to tell who she is;
 * for the rest unless her mandate lets the helpline send what she has not read.
 */
export function needsHerYes(
  row: Pick<Row, 'exposesIdentity'>,
  { onBehalf, mandate }: Pick<Proposal, 'onBehalf' | 'mandate'>,
): boolean {
  return onBehalf === 'depicted_person' || row.exposesIdentity === 'yes' || mandate?.unseen !== true;
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
  if (needsHerYes(row, proposal) && !proposal.herYes) found.push({ code: 'her-yes' });
  return found;
}
