import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';
import { append } from './ledger.ts';

/**
 * Gives back what a reviewer holds and cannot go on with when their day at the screen is done: jobs whose picture they have
 * not opened, for it opens no more. What they have seen stays with them, so that nobody else has to see it for it.
 */
export async function handBack(context: Context, caller: Caller): Promise<void> {
  await context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    const { rows } = await sql<{ id: string }>`
      select j.id from review_job j where j.state = 'claimed' and j.claimed_by = ${caller.id} and j.file is not null
        and j.claimed_until > ${context.now()} and not exists (select 1 from review_event e where e.job = j.id
          and e.type = 'media.revealed' and e.event -> 'actor' ->> 'id' = ${caller.id})
      order by j.id`.execute(trx);
    if (rows.length === 0) return;
    const actor = { role: 'server' } as const;
    await append(
      trx,
      context,
      rows.map(({ id }) => ({ type: 'job.released', job: id, actor, refs: {} })),
    );
  });
}
