import { type ApprovalKind, PROPOSAL_KINDS, type ProposalKind } from '@amaan/custody';
import type { Context } from '../context.ts';

const DAY_MS = 86_400_000;
/** What two people must agree to and did not use in this time is asked for anew. */
const GOOD_DAYS = 7;

/** What was asked for before this moment is too old. */
export function oldestApproval(context: Context): Date {
  return new Date(context.now().getTime() - GOOD_DAYS * DAY_MS);
}

/** The event of a second person's no, of the first one's taking it back, or of what became of it otherwise. */
export function refusedType(kind: ApprovalKind | ProposalKind): 'export.refused' | 'declaration.dropped' {
  return PROPOSAL_KINDS.some((each) => each === kind) ? 'declaration.dropped' : 'export.refused';
}
