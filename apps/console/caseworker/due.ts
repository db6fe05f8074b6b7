import type { CaseStatus } from '@amaan/custody';
import type { CaseLine } from '../api/staff.ts';

/** What a case waits for next. */
export interface Due {
  readonly kind:
    | 'late'
    | 'taken-back'
    | 'answer'
    | 'reply'
    | 'task-late'
    | 'approve'
    | 'pass'
    | 'referral'
    | 'notice'
    | 'clock'
    | 'task'
    | 'none';
  readonly at?: string;
}

/**
 * What is due next in a case: her words before papers, and a clock that ran out before everything.
 *
 * @param held signals wait until two people have passed the declaration
 */
export function dueOf(status: CaseStatus, held = false, today = new Date().toISOString().slice(0, 10)): Due {
  if (status.phase !== 'open') return { kind: 'none' };
  const notices = Object.values(status.notices);
  if (notices.some((notice) => notice.state === 'expired')) return { kind: 'late' };
  const referrals = Object.values(status.referrals ?? {});
  if (referrals.includes('takenBack')) return { kind: 'taken-back' };
  if (!status.firstAnswerAt) return { kind: 'answer', at: status.openedOn };
  if (status.messages.last === 'hers') return { kind: 'reply' };
  const tasks = Object.values(status.tasks ?? {})
    .flatMap((task) => (task.state === 'open' && task.due ? task.due : []))
    .sort((a, b) => a.localeCompare(b));
  if (tasks[0] && tasks[0] < today) return { kind: 'task-late' };
  const { approvals = {}, proposals = {} } = status;
  if ([...Object.values(approvals), ...Object.values(proposals)].some(({ state }) => state === 'asked'))
    return { kind: 'approve' };
  if (held) return { kind: 'pass' };
  if (referrals.includes('agreed')) return { kind: 'referral' };
  if (notices.some((notice) => notice.state === 'drafted')) return { kind: 'notice' };
  const ends = notices
    .filter(
      (notice) => notice.state === 'receipted' || notice.state === 'asserted' || notice.state === 'answered',
    )
    .flatMap((notice) => notice.due ?? [])
    .sort((a, b) => a.localeCompare(b));
  const [clock, task] = [ends[0], tasks[0]];
  if (clock && (!task || clock.slice(0, 10) <= task)) return { kind: 'clock', at: clock };
  return task ? { kind: 'task', at: task } : { kind: 'none' };
}

const ORDER: readonly Due['kind'][] = [
  'late',
  'taken-back',
  'answer',
  'reply',
  'task-late',
  'approve',
  'pass',
  'referral',
  'notice',
  'clock',
  'task',
  'none',
];

/** A line with what is due, computed once. */
export interface DueLine extends CaseLine {
  readonly due: Due;
}

/** Danger first, then by what is due next, then the one that waits longest. */
export function byDue(lines: readonly CaseLine[]): DueLine[] {
  const today = new Date().toISOString().slice(0, 10);
  const due = lines.map((line) => ({ ...line, due: dueOf(line.status, line.held, today) }));
  const rank = ({ due: { kind } }: DueLine) => ORDER.indexOf(kind);
  return due.sort(
    (a, b) =>
      Number(b.urgent && b.due.kind !== 'none') - Number(a.urgent && a.due.kind !== 'none') ||
      rank(a) - rank(b) ||
      (a.due.at ?? '').localeCompare(b.due.at ?? '') ||
      a.status.lastAt.localeCompare(b.status.lastAt) ||
      a.id.localeCompare(b.id),
  );
}

export const FILTERS = ['all', 'waiting', 'mine', 'clock', 'closed'] as const;
export type Filter = (typeof FILTERS)[number];

/** Whether a line stands under a filter. @param me the caller's staff id */
export function fits(line: DueLine, filter: Filter, me: string): boolean {
  const { status, due } = line;
  if (filter === 'closed') return status.phase !== 'open';
  if (status.phase !== 'open') return false;
  if (filter === 'waiting') return due.kind === 'answer' || due.kind === 'reply';
  if (filter === 'mine') return status.assigned === me;
  return filter === 'all' || due.kind === 'clock' || due.kind === 'late';
}
