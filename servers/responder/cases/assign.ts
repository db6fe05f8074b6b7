import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

/**
 * Gives a case to somebody who can open it. Who cannot is not given it so: a holder's console seals it to them, and two
 * people agree to that.
 *
 * @throws HttpError 404 `no-case`, `no-person`, 422 `no-grant`
 */
export async function assignCase(
  context: Context,
  staff: StaffMember,
  caseId: string,
  to: string,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await lockCase(trx, caseId);
    await requireHolder(trx, caseId, staff);
    await requireOpener(trx, caseId, to);
    await appendEvents(context, trx, caseId, [
      { type: 'case.assigned', actor: actorOf(staff), refs: { staff: to } },
    ]);
  });
}

/** Work of a case is for those who can read it. @throws HttpError 404 `no-person`, 422 `no-grant` */
export async function requireOpener(trx: Db, caseId: string, staffId: string): Promise<void> {
  const { rows } = await sql<{ opens: boolean }>`
    select exists (select 1 from case_grant g where g.case_id = ${caseId} and g.recipient = m.recipient) as opens
    from staff_member m where m.id = ${staffId} and m.left_at is null`.execute(trx);
  if (!rows[0]) throw new HttpError(404, 'no-person', 'Nobody with this id works here.');
  if (!rows[0].opens)
    throw new HttpError(
      422,
      'no-grant',
      'This colleague cannot open this case. Hand it over to them first, which a second person agrees to.',
    );
}
