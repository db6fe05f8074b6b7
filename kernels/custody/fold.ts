import type { ConsentKind, Mandate } from './consent.ts';
import type { CaseEvent, RefsOf } from './event.ts';
import type { Compartment } from './intake.ts';
import {
  type Approvals,
  endApprovals,
  endProposals,
  foldApproval,
  foldProposal,
  type Proposals,
} from './two-people.ts';

/** How one notice stands, from the events alone. Instants are ISO strings. */
export interface NoticeStatus {
  readonly state:
    | 'drafted'
    | 'approved'
    | 'sent'
    | 'receipted'
    | 'answered'
    | 'asserted'
    | 'observed'
    | 'expired'
    | 'withdrawn';
  readonly regime: string;
  readonly regimeVersion: string;
  readonly addressee: string;
  readonly links: number;
  /** Her last word on its exact text, named by its digest; absent until she has said one. */
  readonly hers?: { readonly given: boolean; readonly digest: string };
  readonly sentAt?: string;
  readonly receiptedAt?: string;
  readonly due?: string;
  /** The clock rests: there is no end until it goes on. */
  readonly paused?: true;
  readonly expired?: true;
  /** Clocks that follow it under other rules, by family: only what she may read of them. */
  readonly follows?: Readonly<Record<string, FollowingEnd>>;
  readonly answer?: RefsOf<'notice.answered'>['answer'];
  readonly assertedAt?: string;
  /** Links that our own check saw gone. */
  readonly gone: readonly number[];
  readonly reappeared: readonly number[];
}

/** What she may read of a clock that follows a notice: others have to act by its end (`duty`), or she may (`window`). */
export interface FollowingEnd {
  readonly kind: 'duty' | 'window';
  readonly due?: string;
  readonly paused?: true;
}

/** How one task of a case stands; its words are sealed. */
export interface TaskStatus {
  readonly state: 'open' | 'done';
  readonly due?: string;
  readonly staff?: string;
}

/** How one referral stands: it is made only after her yes, which she may take back. */
export type ReferralState = 'proposed' | 'agreed' | 'declined' | 'made' | 'takenBack';

/** How a case stands: the projection of its events, and nothing else. */
export interface CaseStatus {
  readonly phase: 'open' | 'closed' | 'erased';
  readonly openedOn: string;
  readonly closedAt?: string;
  readonly keepUntil?: string;
  /** A legal hold: the last day of it. */
  readonly heldUntil?: string;
  readonly declaration: RefsOf<'declaration.changed'>['state'] | 'none';
  /** Two people have passed it: what the checks alone would hold may be shared. */
  readonly passed?: true;
  readonly signals: Readonly<Record<string, { state: 'held' | 'shared' | 'withdrawn'; record?: string }>>;
  readonly consents: Readonly<Partial<Record<ConsentKind, { given: boolean; at: string; scope?: Mandate }>>>;
  readonly grants: Readonly<
    Record<
      string,
      { kind: RefsOf<'grant.added'>['kind']; compartments: readonly Compartment[]; helper?: string }
    >
  >;
  readonly linkCount: number;
  readonly messages: {
    readonly hers: number;
    readonly staff: number;
    readonly last: 'none' | 'hers' | 'staff';
  };
  readonly assigned?: string;
  readonly firstAnswerAt?: string;
  readonly reads: number;
  readonly notices: Readonly<Record<string, NoticeStatus>>;
  // Absent until the first one, so that projections from before these existed replay to the same bytes.
  readonly tasks?: Readonly<Record<string, TaskStatus>>;
  readonly referrals?: Readonly<Record<string, ReferralState>>;
  /** What two people let out of the house or to a colleague, and what they decide about the declaration. */
  readonly approvals?: Approvals;
  readonly proposals?: Proposals;
  /** Messages that staff put away as abuse, by kind. */
  readonly hidden?: Readonly<Record<string, RefsOf<'message.hidden'>['kind']>>;
  /** Somebody who held the keys has left, and the keys are still the old ones. */
  readonly staleKeys?: true;
  readonly lastAt: string;
}

const START: CaseStatus = {
  phase: 'open',
  openedOn: '',
  declaration: 'none',
  signals: {},
  consents: {},
  grants: {},
  linkCount: 0,
  messages: { hers: 0, staff: 0, last: 'none' },
  reads: 0,
  notices: {},
  lastAt: '',
};

/** The next state of a case. Pure: no clock, no random; replay equals what is stored. */
export function fold(before: CaseStatus | undefined, event: CaseEvent): CaseStatus {
  const state = { ...(before ?? START), lastAt: event.at };
  switch (event.type) {
    case 'case.opened':
      return { ...state, openedOn: event.at.slice(0, 10), linkCount: event.refs.linkCount };
    case 'case.released':
      return {
        ...state,
        signals: {
          ...state.signals,
          ...Object.fromEntries(event.refs.signals.map((id) => [id, { state: 'held' as const }])),
        },
      };
    case 'declaration.changed':
      return foldDeclaration(state, event);
    case 'declaration.proposed':
    case 'declaration.dropped':
      return { ...state, proposals: foldProposal(state.proposals ?? {}, event) };
    case 'declaration.passed':
      return { ...state, proposals: foldProposal(state.proposals ?? {}, event), passed: true };
    case 'signal.shared':
      return {
        ...state,
        signals: { ...state.signals, [event.refs.signal]: { state: 'shared', record: event.refs.record } },
      };
    case 'signal.withdrawn': {
      const { record } = state.signals[event.refs.signal] ?? {};
      const next = { state: 'withdrawn' as const, ...(record ? { record } : {}) };
      return { ...state, signals: { ...state.signals, [event.refs.signal]: next } };
    }
    case 'message.added': {
      // A platform's mail is no message of hers that waits for an answer.
      if (event.refs.from === 'mail') return state;
      const staff = event.refs.from === 'staff';
      const { messages } = state;
      return {
        ...state,
        ...(staff && !state.firstAnswerAt ? { firstAnswerAt: event.at } : {}),
        messages: {
          hers: messages.hers + (staff ? 0 : 1),
          staff: messages.staff + (staff ? 1 : 0),
          last: staff ? 'staff' : 'hers',
        },
      };
    }
    case 'message.hidden':
      return { ...state, hidden: { ...state.hidden, [event.refs.message]: event.refs.kind } };
    case 'link.added':
      return { ...state, linkCount: state.linkCount + event.refs.count };
    case 'consent.changed': {
      const { kind, given, scope } = event.refs;
      const next = { given: given === 'yes', at: event.at.slice(0, 10), ...(scope ? { scope } : {}) };
      return { ...state, consents: { ...state.consents, [kind]: next } };
    }
    case 'grant.added': {
      const { grant, kind, compartments, helper } = event.refs;
      const next = { kind, compartments, ...(helper ? { helper } : {}) };
      return { ...state, grants: { ...state.grants, [grant]: next } };
    }
    case 'grant.revoked': {
      const { [event.refs.grant]: _, ...grants } = state.grants;
      return {
        ...state,
        grants,
        ...(event.refs.reason === 'staff-left' ? { staleKeys: true as const } : {}),
      };
    }
    case 'keys.rotated': {
      const { staleKeys: _, approvals, ...rest } = state;
      return { ...rest, ...(approvals ? { approvals: endApprovals(approvals) } : {}) };
    }
    case 'case.read':
      return { ...state, reads: state.reads + 1 };
    case 'case.assigned':
      return { ...state, assigned: event.refs.staff };
    case 'case.kept':
      return { ...state, keepUntil: event.refs.until };
    case 'case.held':
      return { ...state, heldUntil: event.refs.until };
    case 'case.closed':
      return { ...state, phase: 'closed', closedAt: event.at };
    case 'case.erased':
      return { ...state, phase: 'erased', grants: {} };
    case 'task.added':
    case 'task.changed':
      return { ...state, tasks: { ...state.tasks, [event.refs.task]: foldTask(event) } };
    case 'referral.proposed':
    case 'referral.answered':
    case 'referral.made':
      return { ...state, referrals: foldReferral(state.referrals ?? {}, event) };
    case 'export.approved':
    case 'export.refused':
    case 'export.made':
      return { ...state, approvals: foldApproval(state.approvals ?? {}, event) };
    case 'words.added':
    case 'receipt.replaced':
    case 'exhibit.added':
      return state;
    default:
      return { ...state, notices: foldNotice(state.notices, event) };
  }
}

/** States after which nothing that was proposed before still fits. */
export const ENDS_PROPOSALS: readonly CaseStatus['declaration'][] = ['corroborated', 'refused', 'withdrawn'];

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

function foldTask({ type, refs }: EventOf<'task.added' | 'task.changed'>): TaskStatus {
  const { due, staff } = refs;
  const state = type === 'task.added' ? 'open' : refs.state;
  return { state, ...(due ? { due } : {}), ...(staff ? { staff } : {}) };
}

function foldReferral(
  before: Readonly<Record<string, ReferralState>>,
  event: EventOf<'referral.proposed' | 'referral.answered' | 'referral.made'>,
): Readonly<Record<string, ReferralState>> {
  const id = event.refs.referral;
  if (event.type === 'referral.proposed') return { ...before, [id]: 'proposed' };
  if (event.type === 'referral.made') return { ...before, [id]: 'made' };
  if (event.refs.answer === 'yes') return { ...before, [id]: before[id] === 'made' ? 'made' : 'agreed' };
  return { ...before, [id]: before[id] === 'made' ? 'takenBack' : 'declined' };
}

/** A declaration that two people took on, or that ended, leaves nothing of it waiting. */
function foldDeclaration(before: CaseStatus, { refs }: EventOf<'declaration.changed'>): CaseStatus {
  const { state, approval } = refs;
  const { proposals } = before;
  const ends = proposals && (approval !== undefined || ENDS_PROPOSALS.includes(state));
  return {
    ...before,
    declaration: state,
    ...(ends ? { proposals: endProposals(proposals, approval) } : {}),
    ...(approval !== undefined && state !== 'refused' ? { passed: true as const } : {}),
  };
}

type NoticeEvent = Extract<CaseEvent, { refs: { notice: string } }>;

function foldNotice(notices: CaseStatus['notices'], event: NoticeEvent): CaseStatus['notices'] {
  const id = event.refs.notice;
  if (event.type === 'notice.drafted') {
    const { regime, regimeVersion, addressee, links } = event.refs;
    const drafted = {
      state: 'drafted',
      regime,
      regimeVersion,
      addressee,
      links,
      gone: [],
      reappeared: [],
    } as const;
    return { ...notices, [id]: drafted };
  }
  const notice = notices[id];
  if (!notice) return notices;
  if (event.type === 'notice.due') return { ...notices, [id]: told(notice, event) };
  const { state, ...facts } = change(notice, event);
  // What was seen to be gone, or was taken back, stays so: a platform's word may come in after our own check.
  const settled = notice.state === 'observed' || notice.state === 'withdrawn';
  return { ...notices, [id]: { ...notice, ...facts, ...(state && !settled ? { state } : {}) } };
}

/** A notice after she was told of another end; an end that moved is not the one that was missed. */
function told(notice: NoticeStatus, { refs }: EventOf<'notice.due'>): NoticeStatus {
  const end = {
    ...(refs.due ? { due: refs.due } : {}),
    ...(refs.state === 'paused' ? { paused: true as const } : {}),
  };
  const { regime, kind = 'duty' } = refs;
  if (regime !== undefined) return { ...notice, follows: { ...notice.follows, [regime]: { kind, ...end } } };
  const { due: _, paused: __, expired: ___, ...rest } = notice;
  return { ...rest, ...end, ...(notice.state === 'expired' ? { state: 'receipted' } : {}) };
}

function change(notice: NoticeStatus, event: NoticeEvent): Partial<NoticeStatus> {
  switch (event.type) {
    case 'notice.consented': {
      const { given, digest } = event.refs;
      return { hers: { given: given === 'yes', digest } };
    }
    case 'notice.approved':
      return { state: 'approved' };
    case 'notice.sent':
      return { state: 'sent', sentAt: event.at };
    case 'notice.receipted': {
      const { at, due } = event.refs;
      return { state: 'receipted', receiptedAt: at, ...(due ? { due } : {}) };
    }
    case 'notice.bounced':
    case 'notice.incomplete':
      return { state: 'sent' };
    case 'notice.withdrawn':
      return { state: 'withdrawn' };
    case 'notice.answered':
      return { state: 'answered', answer: event.refs.answer };
    case 'notice.expired':
      return { expired: true, state: 'expired' };
    case 'removal.asserted':
      return { assertedAt: event.at, state: 'asserted' };
    case 'removal.observed': {
      const gone = [...new Set([...notice.gone, event.refs.link])].sort((a, b) => a - b);
      return { gone, ...(gone.length >= notice.links ? { state: 'observed' as const } : {}) };
    }
    case 'reappeared':
      return { reappeared: [...new Set([...notice.reappeared, event.refs.link])].sort((a, b) => a - b) };
    default:
      return {};
  }
}

/** The state after all of a case's events. */
export function foldAll(events: Iterable<CaseEvent>): CaseStatus | undefined {
  let state: CaseStatus | undefined;
  for (const event of events) state = fold(state, event);
  return state;
}
