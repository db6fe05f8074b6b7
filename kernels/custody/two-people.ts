import type { ApprovalKind, CaseEvent, ProposalKind } from './event.ts';

/** What of a case two people let out of the house, or to a colleague. `by` asked. */
export interface ApprovalStatus {
  readonly kind: ApprovalKind;
  readonly by: string;
  readonly state: 'asked' | 'approved' | 'refused' | 'used';
}

/** What two people decide about a declaration. `by` asked. */
export interface ProposalStatus {
  readonly kind: ProposalKind;
  readonly by: string;
  readonly state: 'asked' | 'agreed' | 'dropped';
}

export type Approvals = Readonly<Record<string, ApprovalStatus>>;
export type Proposals = Readonly<Record<string, ProposalStatus>>;
type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** The next state of what two people let out. */
export function foldApproval(
  before: Approvals,
  event: EventOf<'export.approved' | 'export.refused' | 'export.made'>,
): Approvals {
  const id = event.refs.approval;
  if (event.type === 'export.approved' && event.refs.step === 1)
    return { ...before, [id]: { kind: event.refs.kind, by: event.actor.id ?? '', state: 'asked' } };
  const known = before[id];
  if (!known) return before;
  const state =
    event.type === 'export.approved' ? 'approved' : event.type === 'export.made' ? 'used' : 'refused';
  return { ...before, [id]: { ...known, state } };
}

/** New keys: whoever waits for an approval holds a grant of the old ones. */
export function endApprovals(before: Approvals): Approvals {
  return mapValues(before, (each) =>
    each.state === 'asked' || each.state === 'approved' ? { ...each, state: 'refused' } : each,
  );
}

/** The next state of what two people decide about a declaration. */
export function foldProposal(
  before: Proposals,
  event: EventOf<'declaration.proposed' | 'declaration.dropped' | 'declaration.passed'>,
): Proposals {
  const id = event.refs.approval;
  if (event.type === 'declaration.proposed')
    return { ...before, [id]: { kind: event.refs.state, by: event.actor.id ?? '', state: 'asked' } };
  const known = before[id];
  const state = event.type === 'declaration.passed' ? 'agreed' : 'dropped';
  return known ? { ...before, [id]: { ...known, state } } : before;
}

/** The one proposal that two people agreed to, if it was one; whatever else waits is over. */
export function endProposals(before: Proposals, agreed: string | undefined): Proposals {
  return mapValues(before, (each, id) => {
    if (id === agreed) return { ...each, state: 'agreed' };
    return each.state === 'asked' ? { ...each, state: 'dropped' } : each;
  });
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, id: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value, id)]));
}
