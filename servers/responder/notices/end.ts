import { removeJob } from '@amaan/store';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';
import { JOBS, jobKey } from './job-names.ts';

/**
 * Ends what the server does for a case's notices, or for one of them, in the caller's transaction: nothing waits to leave, no link is
 * looked at, no clock rings. The ledger's event says why; clocks read it there.
 *
 * @param what `all` when her mandate or her case ends, `watching` when she takes back only the looking
 */
export async function endNotices(
  trx: Db,
  caseId: string,
  what: 'all' | 'watching' | { readonly notice: string },
): Promise<void> {
  const one = typeof what === 'object' ? sql`and id = ${what.notice}` : sql``;
  const { rows } = await sql<{ id: string }>`
    select id from notice where case_id = ${caseId} ${one}`.execute(trx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await sql`delete from notice_watch where notice = any(${ids}::text[])`.execute(trx);
  for (const id of ids) await removeJob(trx, jobKey(JOBS.watch, id));
  if (what === 'watching') return;
  await sql`delete from notice_queue where notice = any(${ids}::text[])`.execute(trx);
  await sql`delete from notice_reminder where notice = any(${ids}::text[]) and done_by is null`.execute(trx);
  await sql`delete from notice_escalation where notice = any(${ids}::text[])`.execute(trx);
  await sql`delete from notice_follow where notice = any(${ids}::text[])`.execute(trx);
  await sql`update notice set closed = true, due_at = null where id = any(${ids}::text[])`.execute(trx);
  for (const id of ids)
    for (const job of [JOBS.send, JOBS.clock, JOBS.remind]) await removeJob(trx, jobKey(job, id));
}
