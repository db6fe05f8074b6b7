import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { openSet } from '../exchange/at-rest.ts';
import type { Db } from './append.ts';

/** Whether the held signal of `g` (its row of `case_signal`) was not yet compared with the list of this start. */
export function uncompared({ published }: Pick<Context, 'published'>): RawBuilder<boolean> {
  return published ? sql`g.published is null` : sql`false`;
}

/**
 * Compares a case's held signals with the operator's list of widely published pictures, before any of them is shared
 * (abuse control P5). One of them makes all of the case's wait. In a round and never in an answer, so that no answer's
 * time or shape tells what is on the list; the caller holds the case's lock.
 */
export async function comparePublished(context: Context, trx: Db, caseId: string): Promise<void> {
  const { published, atRest } = context;
  if (!published) return;
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select g.id, g.sealed from case_signal g
    where g.case_id = ${caseId} and g.state = 'held' and ${uncompared(context)} for update`.execute(trx);
  for (const { id, sealed } of rows) {
    const found = (await published.has(openSet(atRest, 'case-signal', id, sealed))) ? 'waits' : 'no';
    await sql`update case_signal set published = ${found} where id = ${id}`.execute(trx);
  }
}

/** Two people have passed a case's declaration: what waited as widely published waits no longer, whatever list comes. */
export async function passPublished(trx: Db, caseId: string): Promise<void> {
  await sql`update case_signal set published = 'passed'
    where case_id = ${caseId} and state = 'held' and published = 'waits'`.execute(trx);
}

/**
 * At each start what still waits is compared anew: the list may be another. What was shared already stays: platforms'
 * reviewers look at each of its matches, and a mistake in a list must not call back everybody's signals at once.
 */
export async function compareAnew(db: Db): Promise<void> {
  await sql`update case_signal set published = null where state = 'held' and published in ('no', 'waits')`.execute(
    db,
  );
}
