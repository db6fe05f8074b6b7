import type { NoticeShape } from '../../api/notices.ts';

export const STATES = ['all', 'late', 'day', 'running', 'waiting', 'reminder'] as const;

/** What the board shows: one addressee or all, one legal route or all, and a state of the clock. */
export interface BoardChoice {
  readonly addressee: string;
  readonly regime: string;
  readonly state: (typeof STATES)[number];
}

const DAY_MS = 86_400_000;

/** Whether a notice stands under a choice. @param now ISO instant of the server */
export function shown(notice: NoticeShape, choice: BoardChoice, now: string): boolean {
  if (choice.addressee !== 'all' && notice.addressee !== choice.addressee) return false;
  if (choice.regime !== 'all' && notice.regime !== choice.regime) return false;
  const { clock, reminders, follows } = notice;
  const all = [clock, ...follows.map((each) => each.clock)];
  const left = (end: string | null | undefined) => (end ? Date.parse(end) - Date.parse(now) : Number.NaN);
  switch (choice.state) {
    case 'all':
      return true;
    case 'late':
      return all.some((each) => each?.state === 'expired');
    case 'running':
      return all.some((each) => each?.state === 'running');
    case 'waiting':
      return clock?.state === 'not-started' && notice.sentAt !== null;
    case 'reminder':
      return reminders.some(({ raised, done }) => raised && !done);
    case 'day':
      return (
        (clock?.state === 'running' && left(clock.dueAt) <= DAY_MS) ||
        follows.some((each) => each.clock.state === 'running' && left(each.actBy) <= DAY_MS)
      );
  }
}

/** The distinct values of one field, sorted, with `all` first. */
export function choices(notices: readonly NoticeShape[], field: 'addressee' | 'regime'): readonly string[] {
  return ['all', ...[...new Set(notices.map((each) => each[field]))].sort((a, b) => a.localeCompare(b))];
}
