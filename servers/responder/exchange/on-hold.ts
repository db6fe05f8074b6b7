import { standingOf } from '@amaan/exchange';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openSet } from './at-rest.ts';
import { takePlaces } from './clock.ts';
import { opinionsOf } from './opinions.ts';
import { raiseHashes } from './share.ts';
import { sinkEntries } from './withdraw.ts';

/** Lets what a case shared rest everywhere while its declaration is on hold, in the caller's transaction. */
export async function restCase(trx: QueryExecutorProvider, caseId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from exchange_entry where case_id = ${caseId} and state = 'live' order by tie for update`.execute(
    trx,
  );
  await sinkEntries(trx, rows, sql`state = 'suspended', with_declaration = true, suspended_at = ${now}`, now);
}

/**
 * Serves again what rested with its case's declaration. What parties answered against meanwhile, or somebody doubts the
 * age of, goes on resting for its own reason, and is told.
 */
export async function raiseCase(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  caseId: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string; sealed: Buffer; ageDoubt: boolean }>`
    select id, sealed, age_doubt as "ageDoubt" from exchange_entry
    where case_id = ${caseId} and state = 'suspended' and with_declaration order by tie for update`.execute(
    trx,
  );
  for (const { id, sealed, ageDoubt } of rows) {
    await sql`update exchange_entry set with_declaration = false where id = ${id}`.execute(trx);
    if (ageDoubt || standingOf(await opinionsOf(trx, id, { open: true })).suspended) continue;
    const [place] = await takePlaces(trx, 1, now);
    await sql`update exchange_entry set state = 'live', suspended_at = null, tie = ${place?.tie ?? 0},
      changed_at = ${now} where id = ${id}`.execute(trx);
    await raiseHashes(trx, atRest, id, openSet(atRest, 'exchange-entry', id, sealed), now);
  }
}

/** How many partners' reviewers looked at a match of one of a case's entries, and what they found. */
export async function caseOpinions(
  db: QueryExecutorProvider,
  caseId: string,
): Promise<{ readonly blocked: number; readonly notBlocked: number }> {
  const { rows } = await sql<{ blocked: number; notBlocked: number }>`
    select count(distinct o.partner) filter (where o.value = 'Blocked')::int as blocked,
      count(distinct o.partner) filter (where o.value = 'NotBlocked')::int as "notBlocked"
    from exchange_opinion o join exchange_entry e on e.id = o.entry where e.case_id = ${caseId}`.execute(db);
  return rows[0] ?? { blocked: 0, notBlocked: 0 };
}

/** How many other cases share one of a case's pictures: staff look whether they contradict (abuse control C4). */
export async function casesAlike(db: QueryExecutorProvider, caseId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct e.case_id)::int as n from exchange_entry own
      join exchange_entry_hash mine on mine.entry = own.id
      join exchange_entry_hash theirs using (type, digest) join exchange_entry e on e.id = theirs.entry
    where own.case_id = ${caseId} and e.case_id <> ${caseId} and own.state <> 'withdrawn' and e.state <> 'withdrawn'`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
