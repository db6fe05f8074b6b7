import { hex, object } from '@amaan/base';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { findJob } from './ledger.ts';
import { mayShowMinor, mediaOfItem } from './media-again.ts';
import { openWith } from './open.ts';

/** The job that opens a second look at a removal. */
export const OPEN_CHECK = 'review.check';

/** Whether chance picks this removal for a second look (abuse controls, P11). */
export function picked(context: Pick<Context, 'config' | 'random'>): boolean {
  const [a = 0, b = 0] = context.random(2);
  return (a * 256 + b) / 65_536 < context.config.review.checkPercent / 100;
}

const parsePayload = object({ of: hex(16) });

/** Opens a second look at a removal, for another person; the removal stands meanwhile. Harmless when it runs again. */
export async function openCheck(context: Context, payload: unknown): Promise<void> {
  const { of } = parsePayload(payload);
  const removed = await findJob(context.store.db, of);
  if (!removed || (await mayShowMinor(context, removed.item))) return;
  const { item, ticket } = removed;
  const media = await mediaOfItem(context, item);
  await context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    const { rows } = await sql`
      select 1 from review_job where kind = 'check' and folded -> 'check' ->> 'of' = ${of}`.execute(trx);
    if (rows.length > 0) return;
    const dueAt = new Date(context.now().getTime() + context.config.review.appealDueAfter).toISOString();
    const refs = { item, ticket, of, dueAt };
    const actor = { role: 'server' } as const;
    await openWith(trx, context, [{ type: 'check.opened', job: newId(context), actor, refs }], media);
  });
}
