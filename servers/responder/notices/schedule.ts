import type { CaseEvent, CaseStatus } from '@amaan/custody';
import { mandateProblem, type NoticeDocument } from '@amaan/notice';
import { addJob, removeJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents, caseEvents, caseState, type Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { clocksOf } from './clock-view.ts';
import { endsForHer } from './ends-for-her.ts';
import { followPins, keepFollowing } from './follow-rows.ts';
import { JOBS, jobKey } from './job-names.ts';
import { plannedReminders, settleReminders } from './remind.ts';
import { type NoticeRow, lockNotice } from './rows.ts';

/**
 * Reads a notice's clock from the ledger and puts everything that hangs on it in its place, in the caller's
 * transaction: the pin at the start, the due time on the board, the clocks that follow it, what figures are made of, the
 * job that looks when it ends, the reminders of staff, and what she is told of an end that moved.
 */
export async function settleClock(
  context: Context,
  trx: Db,
  notice: NoticeRow,
  known?: CaseEvent[],
): Promise<void> {
  const events = known ?? (await caseEvents(trx, notice.caseId));
  const clocks = clocksOf(events, notice, context.now(), await followPins(trx, notice.id));
  const { clock, pin, mine, following } = clocks;
  const over = clock?.state === 'stopped';
  const due = clock?.dueAt ? new Date(clock.dueAt) : null;
  const of = (type: string) => mine.filter((each) => each.type === type);
  await sql`update notice set pin = ${pin ? JSON.stringify(pin) : null}::jsonb, due_at = ${due}, closed = ${over},
      started_at = ${clock?.startedAt ?? null}, removed_at = ${of('removal.observed')[0]?.at ?? null},
      withdrawn_at = ${of('notice.withdrawn')[0]?.recordedAt ?? null},
      seen_at = greatest(seen_at, ${
        of('link.seen')
          .map((each) => each.at)
          .sort((one, other) => one.localeCompare(other))
          .at(-1) ?? null
      }::timestamptz)
    where id = ${notice.id}`.execute(trx);
  await keepFollowing(trx, notice.id, following);
  await settleReminders(context, trx, notice.id, plannedReminders(notice, clocks));
  const told = await endsForHer(trx, notice, clocks);
  await appendEvents(context, trx, notice.caseId, told);
  const key = jobKey(JOBS.clock, notice.id);
  // What nobody can observe is late only after a person has looked, and that look comes by here again.
  const blind = clock?.state === 'unobservable';
  // An end that she is only told now has not passed for her yet.
  const newToHer = told.some(({ type, refs }) => type === 'notice.due' && refs.regime === undefined);
  if (over || !due || blind || (wasTold(events, notice.id, due) && !newToHer)) await removeJob(trx, key);
  // At the very instant of its end a clock is still running. A proof that arrives late may end it in the past: then now.
  else
    await addJob(
      trx,
      JOBS.clock,
      { notice: notice.id },
      { jobKey: key, runAt: new Date(due.getTime() + 1000) },
    );
}

/**
 * Was it said that this end, or a later one, has passed, and not taken back since? An end that an extension or another
 * proof moves on is another end, and is said when it passes too; so is an earlier one, once she was told that the one
 * before no longer holds.
 */
export function wasTold(events: readonly CaseEvent[], notice: string, due: Date): boolean {
  let said = Number.NEGATIVE_INFINITY;
  for (const { type, refs } of events) {
    if (!('notice' in refs) || refs.notice !== notice) continue;
    if (type === 'notice.due' && refs.regime === undefined) said = Number.NEGATIVE_INFINITY;
    if (type === 'notice.expired') said = Date.parse(refs.due);
  }
  return said >= due.getTime();
}

/** What the job on a reminder's day does: the same as whatever else moves a clock. Harmless when it runs again. */
export async function remindNotice(context: Context, id: string): Promise<void> {
  await context.store.transaction(async (trx) => {
    const notice = await lockNotice(trx, id);
    if (notice) await settleClock(context, trx, notice);
  });
}

/**
 * May this case's links be watched: her own consent, given and not taken back, and nobody found the one shown to be
 * younger. The store keeps no case without the adult mark.
 */
export async function mayWatch(db: Db, caseId: string): Promise<boolean> {
  const state = await caseState(db, caseId);
  if (state?.status.phase !== 'open' || state.status.declaration === 'refused') return false;
  return state.status.consents.watchLinks?.given === true;
}

/** Whether the case's declaration is on hold or was refused: then no notice leaves (abuse controls, C4). */
export function isStopped({ declaration }: CaseStatus): boolean {
  return declaration === 'suspended' || declaration === 'refused';
}

/**
 * May this document still leave? Not when her consent was taken back, the case ended or its declaration is on hold; and what the helpline signs for
 * her not after the last day of her mandate, nor to anybody whom it does not name.
 */
export async function mayStillSend(
  context: Context,
  db: Db,
  { caseId, addressee }: Pick<NoticeRow, 'caseId' | 'addressee'>,
  { onBehalf }: Pick<NoticeDocument, 'onBehalf'>,
): Promise<boolean> {
  const state = await caseState(db, caseId);
  const consent = state?.status.consents.sendNotices;
  if (state?.status.phase !== 'open' || consent?.given !== true || isStopped(state.status)) return false;
  const today = context.now().toISOString().slice(0, 10);
  return onBehalf === 'depicted_person' || mandateProblem(consent.scope, addressee, today) === 'none';
}

/** Lets what waited for her mandate leave, once she has given it anew: in the caller's transaction. */
export async function resumeNotices(trx: Db, caseId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from notice where case_id = ${caseId} and sending = 'waiting' and not closed
      and channel in ('api', 'email')`.execute(trx);
  for (const { id } of rows) await addJob(trx, JOBS.send, { notice: id }, { jobKey: jobKey(JOBS.send, id) });
}
