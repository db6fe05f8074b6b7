import { businessDay } from './business.ts';
import type { Clock } from './clock.ts';
import type { Row } from './regimes/row.ts';
import { settings } from './regimes/words.ts';
import { addDays, addMonths, dayIn, startOfDay } from './zones.ts';

/** What staff can be reminded of. */
export const REMINDERS = [
  'lapses',
  'ends',
  'logs-may-go',
  'window-closes',
  'may-return',
  'no-reply',
  'ratify',
  'late',
] as const;

/** A day on which staff are reminded. These are never countdowns for her. */
export interface Reminder {
  readonly day: string;
  readonly what: (typeof REMINDERS)[number];
  /** The instant from which it is due, where that is not the first second of its day. */
  readonly from?: string;
}

/** Days after the start on which an order or hold that ends is spoken of. */
const LAPSES: Readonly<Record<string, readonly number[]>> = { 'PK-31': [60, 75, 85], 'PK-38-3': [12] };

/**
 * The last day that is safe to act on in a window that she must meet: one before the earliest reading of its end.
 * Undefined for other kinds and where there is no end.
 */
export function safeDay(row: Pick<Row, 'kind' | 'zone'>, clock: Clock): string | undefined {
  if (row.kind !== 'window' || clock.dueAt === null) return undefined;
  return addDays(dayIn(row.zone, Date.parse(clock.dueAt)), -1);
}

/**
 * When staff are reminded of a clock, oldest first.
 *
 * @param sentOn the day a notice left, for routes that nobody answers
 */
export function reminders(row: Pick<Row, 'id' | 'kind' | 'zone'>, clock: Clock, sentOn?: string): Reminder[] {
  const start = clock.startedAt === null ? undefined : dayIn(row.zone, Date.parse(clock.startedAt));
  const days = (what: Reminder['what'], from: string, each: readonly number[]): Reminder[] =>
    each.map((n) => ({ day: addDays(from, n), what }));
  if (clock.state === 'stopped') return [];
  if (row.kind === 'route') {
    const since = start ?? sentOn;
    return since === undefined ? [] : days('no-reply', since, [3, 7, 14]);
  }
  if (start === undefined) return [];
  if (row.id === 'PK-2B-l') {
    const end = clock.dueAt === null ? undefined : dayIn(row.zone, Date.parse(clock.dueAt));
    return days('lapses', start, settings.blockReminderDays).filter(
      ({ day }) => end === undefined || day < end,
    );
  }
  if (row.id === 'PK-2G')
    return clock.dueAt ? [{ day: dayIn(row.zone, Date.parse(clock.dueAt)), what: 'ratify' }] : [];
  if (row.id === 'PK-32')
    return settings.logLossReminderMonths.map((n) => ({ day: addMonths(start, n), what: 'logs-may-go' }));
  if (row.id === 'US-DMCA-PUTBACK') return [{ day: businessDay(start, 8), what: 'may-return' }];
  const safe = safeDay(row, clock);
  if (safe !== undefined) return days('window-closes', safe, [-7, -3, -1]).filter(({ day }) => day >= start);
  return days('ends', start, LAPSES[row.id] ?? []);
}

/**
 * When staff are reminded of a clock that follows a notice: as of any, and once a duty on others was missed, because no
 * escalation is drafted for it.
 */
export function followReminders(row: Pick<Row, 'id' | 'kind' | 'zone'>, clock: Clock): Reminder[] {
  const all = reminders(row, clock);
  if (row.kind !== 'duty' || clock.dueAt === null || clock.state === 'stopped') return all;
  // At its very end a clock still runs.
  const after = Date.parse(clock.dueAt) + 1000;
  return [...all, { day: dayIn(row.zone, after), what: 'late', from: new Date(after).toISOString() }];
}

/** The instant from which a reminder is due: its day's first second where the row counts days (milliseconds, UTC). */
export function reminderAt(row: Pick<Row, 'zone'>, { day, from }: Reminder): number {
  return from === undefined ? startOfDay(row.zone, day) : Date.parse(from);
}
