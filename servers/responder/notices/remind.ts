import { type BookRow, followReminders, type Reminder, regimes, reminderAt, reminders } from '@amaan/notice';
import { HttpError } from '@amaan/http';
import { addJob, removeJob } from '@amaan/store';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import type { NoticeClocks } from './clock-view.ts';
import { JOBS, jobKey } from './job-names.ts';
import type { NoticeRow } from './rows.ts';

/** A reminder as staff see it: raised once its day has come, done when somebody says so. */
export interface RaisedReminder extends Reminder {
  readonly raised: boolean;
  readonly done: boolean;
}

/** A reminder with the instant from which it is due (milliseconds, UTC). */
export interface PlannedReminder extends Reminder {
  readonly dueAt: number;
}

/** The reminders of a notice's own clock and of those that follow it, oldest first, each day of a kind once. */
export function plannedReminders(
  notice: Pick<NoticeRow, 'regimeVersion'>,
  { clock, pin, mine, following }: NoticeClocks,
): PlannedReminder[] {
  const law = regimes().rows.get(pin?.row ?? notice.regimeVersion);
  const sentOn = mine.find((each) => each.type === 'notice.sent')?.at.slice(0, 10);
  const at = (row: BookRow) => (each: Reminder) => ({ ...each, dueAt: reminderAt(row, each) });
  const all = [
    ...(law && clock ? reminders(law, clock, sentOn).map(at(law)) : []),
    ...following.flatMap((each) => followReminders(each.row, each.clock).map(at(each.row))),
  ];
  const days = new Map(all.map((each) => [`${each.what} ${each.day}`, each]));
  return [...days.values()].sort((one, other) => one.dueAt - other.dueAt);
}

/**
 * Raises the reminders of a notice whose time has come, each of them once, and sets the job for the next one, in the
 * caller's transaction. A server that was down over a day raises its reminder when it is back; what a stop or a moved
 * end made needless goes.
 */
export async function settleReminders(
  context: Context,
  trx: Db,
  notice: string,
  planned: readonly PlannedReminder[],
): Promise<void> {
  const key = jobKey(JOBS.remind, notice);
  const now = context.now();
  await sql`delete from notice_reminder r where notice = ${notice} and done_by is null and not exists (
      select 1 from unnest(${planned.map(({ what }) => what)}::text[], ${planned.map(({ day }) => day)}::date[]) as p (what, day)
      where p.what = r.what and p.day = r.day)`.execute(trx);
  // After days without a server only the latest of a kind is worth a line.
  const due = new Map(planned.filter(({ dueAt }) => dueAt <= now.getTime()).map((each) => [each.what, each]));
  for (const { what, day } of due.values())
    await sql`insert into notice_reminder (notice, what, day, raised_at)
      values (${notice}, ${what}, ${day}::date, ${now}) on conflict do nothing`.execute(trx);
  const next = planned.find(({ dueAt }) => dueAt > now.getTime());
  if (next) await addJob(trx, JOBS.remind, { notice }, { jobKey: key, runAt: new Date(next.dueAt) });
  else await removeJob(trx, key);
}

/** The reminders of a notice with what became of each. */
export async function withState(
  db: Db,
  notice: string,
  planned: readonly Reminder[],
): Promise<RaisedReminder[]> {
  const { rows } = await sql<{ what: Reminder['what']; day: string; done: boolean }>`
    select what, day::text as day, done_by is not null as done from notice_reminder
    where notice = ${notice} order by day`.execute(db);
  const raised = rows.map((each) => ({ ...each, raised: true }));
  const ahead = planned.filter(({ what, day }) => !rows.some((row) => row.what === what && row.day === day));
  return [...raised, ...ahead.map(({ what, day }) => ({ what, day, raised: false, done: false }))].sort(
    (a, b) => a.day.localeCompare(b.day),
  );
}

/**
 * Notes that somebody has seen to a reminder.
 *
 * @throws HttpError 409 `notice.reminder` when there is none to be done
 */
export async function reminderDone(
  trx: Db,
  notice: string,
  { what, day }: Pick<Reminder, 'day'> & { what: string },
  by: string,
): Promise<void> {
  const { rows } = await sql`update notice_reminder set done_by = ${by}
    where notice = ${notice} and what = ${what} and day = ${day}::date and done_by is null
    returning 1`.execute(trx);
  if (rows.length === 0)
    throw new HttpError(409, 'notice.reminder', 'This reminder is done already. Read the notice again.');
}
