import type { CaseEvent, CaseStatus } from '@amaan/custody';
import type { CaseKey } from '../strings/case.ts';
import type { End } from './end-words.ts';

/** One line of the timeline: a string and what stands in it. */
export interface PlainLine {
  readonly key: CaseKey;
  /** `to`: the addressee's code; `role`: a role word's key. */
  readonly to?: string;
  readonly role?: string;
  /** An end that she may read, for strings with `{at}`. */
  readonly end?: End;
}

/** Why a declaration was refused, where a string says so. */
const TOLD = ['out-of-scope', 'looking-only', 'not-the-person', 'no-intimate-picture'] as const;

function isTold(reason: string): reason is (typeof TOLD)[number] {
  return TOLD.some((each) => each === reason);
}

/** An event in plain words; nothing for those that only the ledger needs. */
export function plainLine(event: CaseEvent, status: CaseStatus | undefined): PlainLine | undefined {
  const { role } = event.actor;
  const to = 'notice' in event.refs ? (status?.notices[event.refs.notice]?.addressee ?? '') : '';
  switch (event.type) {
    case 'case.read':
      return { key: 'news.read', role };
    case 'case.assigned':
      return { key: 'news.assigned' };
    case 'case.closed':
      return { key: 'news.closed' };
    case 'referral.proposed':
      return { key: 'news.referral' };
    case 'referral.made':
      return { key: 'news.referral.made' };
    case 'export.approved':
      return { key: event.refs.step === 1 ? 'news.export.asked' : 'news.export.agreed', role };
    case 'export.refused':
      return { key: 'news.export.refused' };
    case 'export.made':
      return { key: 'news.export.made' };
    case 'case.held':
      return { key: 'news.held' };
    case 'keys.rotated':
      return { key: 'news.rotated' };
    case 'message.added':
      if (event.refs.from === 'mail') return { key: 'news.mail' };
      if (role === 'helper') return { key: 'news.helper' };
      return { key: 'news.message', role };
    case 'link.added':
    case 'words.added':
      return role === 'helper' ? { key: 'news.helper' } : undefined;
    case 'signal.shared':
      return { key: 'news.shared' };
    case 'signal.withdrawn':
      return { key: 'news.withdrawn' };
    case 'declaration.changed': {
      const { state, reason, approval } = event.refs;
      if (state === 'declared' || state === 'withdrawn') return undefined;
      // No check did this, but two people.
      if (state === 'candidate' && approval !== undefined) return { key: 'news.passed' };
      if (state === 'refused' && isTold(reason)) return { key: `news.refused.${reason}` };
      return { key: `news.${state}` };
    }
    case 'declaration.passed':
      return { key: 'news.passed' };
    case 'notice.drafted':
      return { key: 'news.drafted', to };
    case 'notice.approved':
      return { key: 'news.approved', to };
    case 'notice.sent':
      return { key: 'news.sent', to };
    case 'notice.receipted':
      return { key: 'news.receipted', to };
    case 'notice.bounced':
      return { key: 'news.bounced', to };
    case 'notice.incomplete':
      return { key: 'news.incomplete', to };
    case 'notice.withdrawn':
      return { key: 'news.notice.withdrawn', to };
    case 'notice.answered':
      return { key: `news.answered.${event.refs.answer}`, to };
    case 'notice.due': {
      const { regime, kind, state, due, notice } = event.refs;
      if (state === 'paused') return { key: 'row.paused', to };
      if (due === undefined) return undefined;
      const rule = regime ?? status?.notices[notice]?.regimeVersion ?? '';
      if (regime === undefined) return { key: 'news.due', end: { at: due, notice: to, rule, kind: 'own' } };
      const key = kind === 'window' ? 'row.follow.window' : 'row.follow.duty';
      return { key, end: { at: due, notice: to, rule, kind: kind ?? 'duty' } };
    }
    case 'notice.expired':
      // Its passing tells a deadline, which is hers to see only when the three gates are open.
      return status?.notices[event.refs.notice]?.due === undefined ? undefined : { key: 'news.expired', to };
    case 'removal.asserted':
      return { key: 'news.asserted', to };
    case 'removal.observed':
      return { key: 'news.observed' };
    case 'reappeared':
      return { key: 'news.reappeared' };
    case 'escalation.drafted':
      return { key: 'news.escalated' };
    default:
      return undefined;
  }
}
