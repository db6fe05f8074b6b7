import type { CaseEvent } from '@amaan/custody';
import { addJob, removeJob } from '@amaan/store';
import { sql } from 'kysely';
import { caseEvents, caseState, type Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { clockOf } from './clock-view.ts';
import type { NoticeRow } from './rows.ts';

/** The names of the jobs of this room. */
export const JOBS = { send: 'notice-send', clock: 'notice-clock', watch: 'notice-watch' } as const;

/** The key under which a notice's job waits: adding it again moves it. */
export function jobKey(job: (typeof JOBS)[keyof typeof JOBS], notice: string): string {
  return `${job}:${notice}`;
}

/**
 * Reads a notice's clock from the ledger and puts everything that hangs on it in its place, in the caller's
 * transaction: the pin at the start, the due time on the board, the job that looks when it ends.
 */
export async function settleClock(
  context: Context,
  trx: Db,
  notice: NoticeRow,
  known?: CaseEvent[],
): Promise<void> {
  const events = known ?? (await caseEvents(trx, notice.caseId));
  const { clock, pin } = clockOf(events, notice, context.now());
  const over = clock?.state === 'stopped';
  const due = clock?.dueAt ? new Date(clock.dueAt) : null;
  await sql`update notice set pin = ${pin ? JSON.stringify(pin) : null}::jsonb, due_at = ${due}, closed = ${over}
    where id = ${notice.id}`.execute(trx);
  const key = jobKey(JOBS.clock, notice.id);
  if (over || !due || clock?.state === 'expired') await removeJob(trx, key);
  // At the very instant of its end a clock is still running.
  else
    await addJob(
      trx,
      JOBS.clock,
      { notice: notice.id },
      { jobKey: key, runAt: new Date(due.getTime() + 1000) },
    );
}

/** May this case's links be watched: her own consent, given and not taken back. */
export async function mayWatch(db: Db, caseId: string): Promise<boolean> {
  const state = await caseState(db, caseId);
  return state?.status.phase === 'open' && state.status.consents.watchLinks?.given === true;
}

/** Has her consent to sending been taken back, or the case ended? Nothing leaves then. */
export async function mayStillSend(db: Db, caseId: string): Promise<boolean> {
  const state = await caseState(db, caseId);
  return state?.status.phase === 'open' && state.status.consents.sendNotices?.given === true;
}
