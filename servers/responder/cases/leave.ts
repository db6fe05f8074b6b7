import type { ApprovalKind, EventDraft, ProposalKind } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { refusedType } from './approval-kinds.ts';
import { actorOf, type StaffMember } from './staff.ts';

const SERVER = { role: 'server' } as const;

/**
 * Ends what a member who leaves could open or asked for, in the transaction that notes that they left. The cases ask for
 * new keys until a holder has made them.
 *
 * @param strand false: refused while they are the only member of staff who can open some case
 * @throws HttpError 422 `sole-holder`
 */
export async function endGrants(
  context: Context,
  trx: Db,
  by: StaffMember,
  { id, recipient }: Pick<StaffMember, 'id' | 'recipient'>,
  strand: boolean,
): Promise<void> {
  const { rows } = await sql<{ caseId: string }>`
    select case_id as "caseId" from case_grant where recipient = ${recipient} and kind = 'staff'
    union select case_id from case_approval where recipient = ${recipient} or asked_by = ${id}
    order by 1`.execute(trx);
  // Whoever gives access just now finishes first: nothing is counted or deleted before the case waits for us.
  for (const { caseId } of rows) await lockCase(trx, caseId);
  const alone = strand ? 0 : await opensAlone(trx, recipient);
  if (alone > 0)
    throw new HttpError(
      422,
      'sole-holder',
      `Nobody else here can open ${alone} of their cases. Let them hand those over first, or end access anyway: then only her receipt or the recovery key opens them.`,
    );
  const actor = actorOf(by);
  for (const { caseId } of rows) {
    await dropGrant(context, trx, caseId, recipient, actor);
    const { rows: asked } = await sql<{ id: string; kind: ApprovalKind | ProposalKind }>`
      delete from case_approval where case_id = ${caseId} and (recipient = ${recipient} or asked_by = ${id})
      returning id, kind`.execute(trx);
    await appendEvents(
      context,
      trx,
      caseId,
      asked.map((each) => ({
        type: refusedType(each.kind),
        actor,
        refs: { approval: each.id, reason: 'staff-left' },
      })),
    );
  }
}

/** In how many open cases nobody else of the staff holds a grant. */
async function opensAlone(trx: Db, recipient: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from case_grant g join case_status s on s.case_id = g.case_id
    where g.recipient = ${recipient} and g.kind = 'staff' and s.state ->> 'phase' = 'open' and not exists (
      select 1 from case_grant o join staff_member m on m.recipient = o.recipient and m.left_at is null
      where o.case_id = g.case_id and o.recipient <> g.recipient)`.execute(trx);
  return rows[0]?.n ?? 0;
}

async function dropGrant(
  context: Context,
  trx: Db,
  caseId: string,
  recipient: string,
  actor: EventDraft['actor'],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    delete from case_grant where case_id = ${caseId} and recipient = ${recipient} and kind = 'staff'
    returning id`.execute(trx);
  await appendEvents(
    context,
    trx,
    caseId,
    rows.map(({ id }) => ({ type: 'grant.revoked', actor, refs: { grant: id, reason: 'staff-left' } })),
  );
}

/** Who of these recipients was a member of staff and has left. */
export async function leftAmong(db: Db, recipients: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ recipient: string }>`select recipient from staff_member
    where recipient = any(${[...recipients]}::text[]) and left_at is not null`.execute(db);
  return new Set(rows.map((row) => row.recipient));
}

/**
 * A page that was open while somebody left seals a new case to them too: their grants go, and the case asks for new keys.
 */
export async function dropLeavers(context: Context, trx: Db, cases: readonly string[]): Promise<void> {
  const { rows } = await sql<{ caseId: string; recipient: string }>`
    select g.case_id as "caseId", g.recipient from case_grant g join staff_member m on m.recipient = g.recipient
    where g.case_id = any(${[...cases]}::text[]) and g.kind = 'staff' and m.left_at is not null
    order by g.case_id`.execute(trx);
  for (const { caseId, recipient } of rows) await dropGrant(context, trx, caseId, recipient, SERVER);
}

/**
 * Holds these members in place until the caller's transaction ends: nobody of them leaves meanwhile. Taken before the
 * lock of a case, as whoever notes a leaving does.
 *
 * @returns who of them works here
 */
export async function stillHere(
  trx: Db,
  { ids, recipient }: { readonly ids: readonly string[]; readonly recipient: string | null },
): Promise<{ readonly ids: ReadonlySet<string>; readonly recipients: ReadonlySet<string> }> {
  const { rows } = await sql<{ id: string; recipient: string }>`select id, recipient from staff_member
    where (id = any(${[...ids]}::text[]) or recipient = ${recipient}) and left_at is null
    order by id for share`.execute(trx);
  return { ids: new Set(rows.map(({ id }) => id)), recipients: new Set(rows.map((row) => row.recipient)) };
}
