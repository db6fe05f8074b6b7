import type { EventDraft } from '@amaan/custody';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from './append.ts';
import { endNotices } from '../notices/end.ts';
import { withdrawShared } from './share.ts';

/**
 * Deletes everything sealed in a case, every grant and every way in, and takes back what was shared. The ledger (ids,
 * digests, codes) stays until retention removes it, so that notices already sent can still be answered for.
 */
export async function eraseCase(
  context: Context,
  trx: Db,
  caseId: string,
  actor: EventDraft['actor'],
  reason: 'survivor' | 'retention' | 'minor',
): Promise<EventDraft[]> {
  const withdrawn = await withdrawShared(context, trx, caseId, actor, reason, { minor: reason === 'minor' });
  await endNotices(trx, caseId, 'all');
  await sql`delete from case_item where case_id = ${caseId}`.execute(trx);
  await sql`delete from case_approval where case_id = ${caseId}`.execute(trx);
  await sql`delete from case_grant where case_id = ${caseId}`.execute(trx);
  await sql`delete from case_access where case_id = ${caseId}`.execute(trx);
  return [...withdrawn, { type: 'case.erased', actor, refs: { reason } }];
}
