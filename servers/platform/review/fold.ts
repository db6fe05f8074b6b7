import { AmaanError } from '@amaan/base';
import type { EventMatch, ReviewEvent } from './event.ts';
import { reasonFor } from './reasons.ts';
import {
  type AppealGround,
  type DecisionWord,
  FINAL,
  FOR_MINORS,
  type JobKind,
  type JobState,
  type TwoPeople,
} from './words.ts';

/** A job as its events make it. Everything in it follows from them: replaying gives the same. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly ticket: string;
  readonly item: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly matches: readonly EventMatch[];
  readonly claim?: { readonly by: string; readonly until: string };
  /** Reviewers who passed it on: another person must take it. */
  readonly passedBy: readonly string[];
  readonly escalated: boolean;
  /** A removal that one person decided and that needs another one. */
  readonly proposal?: { readonly by: string; readonly reason: string; readonly why: TwoPeople };
  readonly decision?: DecisionWord;
  readonly reason?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly notice?: {
    readonly id: string;
    readonly number: string;
    readonly regime: string;
    readonly items?: number;
  };
  readonly appeal?: { readonly of: string; readonly ground: AppealGround };
  readonly check?: { readonly of: string };
  /** It matched a bank of minors' signals, or its item was stopped before because it may show a minor. */
  readonly minors?: true;
}

/** The job whose decision this one looks at again, for an appeal or a check. */
export function looksAgainAt(job: Job): string | undefined {
  return job.appeal?.of ?? job.check?.of;
}

/** The smallest distance of a job's matches. */
export function closest(job: Job): number | undefined {
  return job.matches.length === 0 ? undefined : Math.min(...job.matches.map((match) => match.distance));
}

/** Place in the queue, smaller first: notices with clocks and what may show a minor, what was escalated, then the closest matches. */
export function priorityOf(job: Job): number {
  if (job.kind === 'notice' || job.minors) return 0;
  return (job.escalated ? 1000 : 2000) + (closest(job) ?? 500);
}

/**
 * The job after one more event. Pure: no clock, no chance.
 *
 * @throws AmaanError `fold` for an event that cannot follow: the ledger would contradict itself
 */
export function fold(job: Job | undefined, event: ReviewEvent): Job {
  if (!job) return open(event);
  if (job.id !== event.job) throw impossible(event);
  switch (event.type) {
    case 'upload.held':
      return { ...job, dueAt: event.refs.dueAt };
    case 'job.claimed':
      // Who passed it on or decided first is never its second person.
      if (job.state === 'decided' || !event.actor.id || job.passedBy.includes(event.actor.id))
        throw impossible(event);
      return { ...job, state: 'claimed', claim: { by: event.actor.id, until: event.refs.until } };
    case 'job.released': {
      const { claim: _, ...rest } = job;
      return { ...rest, state: job.state === 'decided' ? 'decided' : 'open' };
    }
    case 'decision.proposed':
      return propose(job, event, event.refs);
    case 'decision.made':
      return decide(job, event, event.refs);
    case 'match.suggested':
    case 'notice.received':
    case 'appeal.opened':
    case 'check.opened':
      throw impossible(event);
    default:
      return job;
  }
}

function open(event: ReviewEvent): Job {
  const common = {
    id: event.job,
    state: 'open' as const,
    openedAt: event.at,
    passedBy: [],
    escalated: false,
  };
  switch (event.type) {
    case 'match.suggested': {
      const { kind, ticket, item, matches, minors } = event.refs;
      const marked = minors === true ? { minors } : {};
      return { ...common, kind, ticket, item, dueAt: event.at, matches, ...marked };
    }
    case 'notice.received': {
      const { ticket, item, dueAt, notice, number, regime, items, minors } = event.refs;
      return {
        ...common,
        kind: 'notice',
        ticket,
        item,
        dueAt,
        matches: [],
        notice: { id: notice, number, regime, ...(items === undefined ? {} : { items }) },
        ...(minors === true ? { minors } : {}),
      };
    }
    case 'appeal.opened': {
      const { ticket, item, dueAt, of, ground } = event.refs;
      return { ...common, kind: 'appeal', ticket, item, dueAt, matches: [], appeal: { of, ground } };
    }
    case 'check.opened': {
      const { ticket, item, dueAt, of } = event.refs;
      return { ...common, kind: 'check', ticket, item, dueAt, matches: [], check: { of } };
    }
    default:
      throw impossible(event);
  }
}

/** One person's removal waits, open, for another one who agrees or does not. */
function propose(job: Job, event: ReviewEvent, { reason, why }: { reason: string; why: TwoPeople }): Job {
  const by = event.actor.id;
  if (job.state === 'decided' || event.actor.role !== 'reviewer' || !by || job.claim?.by !== by)
    throw impossible(event);
  if (job.proposal) throw impossible(event);
  const { claim: _, ...rest } = job;
  return { ...rest, state: 'open', passedBy: [...job.passedBy, by], proposal: { by, reason, why } };
}

/** Only the person who holds the claim decides; nothing else in the whole ledger leads to an action. */
function decide(
  job: Job,
  event: ReviewEvent,
  { decision, reason, final }: { decision: DecisionWord; reason: string; final: 'yes' | 'no' },
): Job {
  const by = event.actor.id;
  if (job.state === 'decided' || event.actor.role !== 'reviewer' || !by || job.claim?.by !== by)
    throw impossible(event);
  if (job.minors && !FOR_MINORS.includes(decision)) throw impossible(event);
  if ((final === 'yes') !== FINAL.includes(decision)) throw impossible(event);
  if (decision === 'remove' && reasonFor(reason, decision)?.two && !job.proposal) throw impossible(event);
  const { claim: _, ...rest } = job;
  if (final === 'no')
    return {
      ...rest,
      state: 'open',
      passedBy: [...job.passedBy, by],
      escalated: job.escalated || decision === 'escalate',
    };
  return { ...rest, state: 'decided', decision, reason, decidedBy: by, decidedAt: event.at };
}

function impossible(event: ReviewEvent): AmaanError {
  return new AmaanError('fold', `The review ledger does not allow ${event.type} here.`);
}
