import type { CaseStatus } from '@amaan/custody';
import { type Kysely, sql } from 'kysely';
import { type Context, today } from '../context.ts';
import { appendEvents, type Db } from './append.ts';
import { keepFigures } from '../notices/removal-figures.ts';
import { eraseCase } from './erase.ts';

const SERVER = { role: 'server' } as const;

/** Every table that holds something of a case, in the order in which rows must go. A test compares it with the schema. */
export const CASE_TABLES = [
  'notice_escalation',
  'notice',
  'case_approval',
  'case_item',
  'case_grant',
  'case_access',
  'case_signal',
  'case_event',
  'case_status',
] as const;

/** A day so many days later, YYYY-MM-DD. */
function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Whether a case's time is over: closed or erased long enough, not kept by her or by law, and no legal clock running.
 *
 * @param clockEnd when the last of its notices' clocks ends, their own or one that follows them
 */
function isOver(status: CaseStatus, day: string, keepDays: number, clockEnd: Date | null): boolean {
  if (status.phase === 'open') return false;
  const since = (status.closedAt ?? status.lastAt).slice(0, 10);
  if (day < addDays(since, keepDays)) return false;
  // An erasure is her last word: nothing that she asked to keep before it counts.
  if (status.phase === 'erased') return true;
  const ends = [status.keepUntil, status.heldUntil, clockEnd?.toISOString().slice(0, 10)];
  return !ends.some((until) => until !== undefined && day <= until);
}

/** Deletes a case with its ledger. What was shared is called back first, so partners forget it too. */
export async function purgeCase(
  context: Context,
  trx: Db,
  caseId: string,
  status: CaseStatus,
): Promise<void> {
  if (status.phase !== 'erased')
    await appendEvents(context, trx, caseId, await eraseCase(context, trx, caseId, SERVER, 'retention'));
  await keepFigures(trx, caseId);
  await sql`select set_config('amaan.purge', ${caseId}, true)`.execute(trx);
  for (const table of CASE_TABLES)
    await sql`delete from ${sql.table(table)} where case_id = ${caseId}`.execute(trx);
  await sql`delete from case_file where id = ${caseId}`.execute(trx);
}

/**
 * Deletes every case: the helpline closes. What was shared is called back, so partners forget it too.
 *
 * @returns how many cases there were
 */
export async function purgeAll(context: Context): Promise<number> {
  const { rows } = await sql<{ case_id: string; state: CaseStatus }>`
    select case_id, state from case_status order by case_id`.execute(context.store.db);
  for (const { case_id, state } of rows)
    await context.store.transaction((trx) => purgeCase(context, trx, case_id, state));
  await rewrite(context.store.db);
  return rows.length;
}

/**
 * One round of retention: deletes the cases whose time is over, then rewrites the tables that have dead rows, so that
 * deleted bytes do not linger in them.
 *
 * @returns how many cases were deleted
 */
export async function retentionRound(context: Context): Promise<number> {
  // Of clocks the notices' own rows speak: the ledger has only the ends that she may read.
  const { rows } = await sql<{ case_id: string; state: CaseStatus; clock_end: Date | null }>`
    select s.case_id, s.state, (
      select max(greatest(case when n.closed then null else n.due_at end, f.act_by)) from notice n
      left join notice_follow f on f.notice = n.id and not f.closed where n.case_id = s.case_id) as clock_end
    from case_status s where s.state ->> 'phase' <> 'open'`.execute(context.store.db);
  const { keepDays } = context.config;
  const over = rows.filter((row) => isOver(row.state, today(context), keepDays, row.clock_end));
  for (const { case_id, state } of over)
    await context.store.transaction((trx) => purgeCase(context, trx, case_id, state));
  await rewrite(context.store.db);
  return over.length;
}

/** `vacuum full` where rows died: their bytes leave the files. The write-ahead log is recycled by the database. */
async function rewrite(db: Kysely<unknown>): Promise<void> {
  // Those with content; the rest holds ids, codes and times.
  const names = [
    'case_item',
    'case_grant',
    'case_approval',
    'case_access',
    'case_signal',
    'notice_queue',
    'notice_watch',
    'notice_escalation',
  ];
  const { rows } = await sql<{ relname: string }>`
    select relname from pg_stat_user_tables where n_dead_tup > 0 and relname = any(${names}::text[])`.execute(
    db,
  );
  for (const { relname } of rows) await sql`vacuum full ${sql.table(relname)}`.execute(db);
}
