import { type Clock, type Reminder, regimes, reminderAt, reminders } from '@amaan/notice';
import { HttpError } from '@amaan/http';
import { addJob, removeJob } from '@amaan/store';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { JOBS, jobKey } from './job-names.ts';

/** A reminder as staff see it: raised once its day has come, done when somebody says so. */
export interface RaisedReminder extends Reminder {
  readonly raised: boolean;
  readonly done: boolean;
}

/**
 * Raises the reminders of a notice whose day has come, each of them once, and sets the job for the next day, in the
 * caller's transaction. A server that was down over a day raises its reminder when it is back; what a stop of the
 * clock made needless goes.
 *
 * @param row the id of the row that its clock runs under
 * @param sentOn the day on which it left, for routes that nobody answers
 */
export async function settleReminders(
  context: Context,
  trx: Db,
  notice: string,
  row: string,
  clock: Clock | undefined,
  sentOn: string | undefined,
): Promise<void> {
  const key = jobKey(JOBS.remind, notice);
  const law = regimes().rows.get(row);
  const all = law && clock ? reminders(law, clock, sentOn) : [];
  if (!law || clock?.state === 'stopped') {
    await sql`delete from notice_reminder where notice = ${notice} and done_by is null`.execute(trx);
    await removeJob(trx, key);
    return;
  }
  const now = context.now();
  // After days without a server only the latest of a kind is worth a line.
  const due = new Map(
    all.filter((each) => reminderAt(law, each) <= now.getTime()).map((each) => [each.what, each]),
  );
  for (const { what, day } of due.values())
    await sql`insert into notice_reminder (notice, what, day, raised_at)
      values (${notice}, ${what}, ${day}::date, ${now}) on conflict do nothing`.execute(trx);
  const next = all.map((each) => reminderAt(law, each)).filter((at) => at > now.getTime());
  if (next.length === 0) await removeJob(trx, key);
  else await addJob(trx, JOBS.remind, { notice }, { jobKey: key, runAt: new Date(Math.min(...next)) });
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
  return [...raised, ...ahead.map((each) => ({ ...each, raised: false, done: false }))].sort((a, b) =>
    a.day.localeCompare(b.day),
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
