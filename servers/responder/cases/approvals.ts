import {
  type ApprovalKind,
  type CasePackage,
  checkWords,
  type CheckWords,
  COMPARTMENTS,
  type Grant,
  packageDigest,
  recipientDigest,
} from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, caseEvents, caseState, type Db } from './append.ts';
import { requireKeys } from './under-keys.ts';
import { insertGrants, readItems } from './rows.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

const DAY_MS = 86_400_000;
/** An approval that was not used in this time is asked for anew. */
const GOOD_DAYS = 7;

/** An approval that waits for its second person, or for being used. */
export interface Approval {
  readonly id: string;
  readonly caseId: string;
  readonly alias: CheckWords;
  readonly kind: ApprovalKind;
  readonly recipient: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly approvedBy?: string;
}

interface Row {
  readonly id: string;
  readonly caseId: string;
  readonly kind: ApprovalKind;
  readonly recipient: string;
  readonly sealed: string;
  readonly askedBy: string;
  readonly approvedBy: string | null;
}

/**
 * The first person asks that a case goes to a colleague, to another organisation, or out of the house as a copy. The
 * grant is made in the asker's console and does nothing until somebody else agrees.
 *
 * @throws HttpError 404 `no-case`, 409 `changed`, 422 `grant`
 */
export async function askApproval(
  context: Context,
  staff: StaffMember,
  caseId: string,
  ask: { readonly id: string; readonly under: string; readonly kind: ApprovalKind; readonly grant: Grant },
): Promise<void> {
  const { id, under, kind, grant } = ask;
  if (grant.kind !== 'staff' || grant.compartments.length !== COMPARTMENTS.length)
    throw new HttpError(422, 'grant', 'Hand over all compartments.');
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    await caseState(trx, caseId, true);
    await requireKeys(trx, caseId, under);
    const { rows: colleague } = await sql`select 1 from staff_member
      where recipient = ${grant.to} and left_at is null`.execute(trx);
    if (colleague.length > 0 !== (kind === 'colleague'))
      throw new HttpError(422, 'grant', 'A colleague is somebody who works here, and nobody else is.');
    const { rows: known } = await sql`select 1 from case_grant where case_id = ${caseId}
      and recipient = ${grant.to}`.execute(trx);
    if (known.length > 0) throw new HttpError(422, 'grant', 'This key opens the case already.');
    await sql`insert into case_approval (id, case_id, kind, recipient, sealed, asked_by, asked_at)
      values (${id}, ${caseId}, ${kind}, ${grant.to}, decode(${grant.sealed}, 'base64'), ${staff.id},
        ${context.now()})`.execute(trx);
    const refs = { approval: id, kind, step: 1, to: recipientDigest(grant.to) };
    await appendEvents(context, trx, caseId, [{ type: 'export.approved', actor: actorOf(staff), refs }]);
  });
}

/**
 * The second person's word. It must be another one than the asker: a holder of the case, someone whose role includes
 * approving, or the colleague who is to get it.
 *
 * @throws HttpError 404 `no-approval`, 403 `two-people`
 */
export async function decideApproval(
  context: Context,
  staff: StaffMember & { readonly mayApprove: boolean },
  id: string,
  yes: boolean,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    const row = await findApproval(context, trx, id);
    const { caseId, kind, recipient } = row;
    if (!(await mayDecide(trx, staff, row))) throw missing();
    const actor = actorOf(staff);
    if (!yes) {
      await sql`delete from case_approval where id = ${id}`.execute(trx);
      const reason = row.askedBy === staff.id ? 'taken-back' : 'refused';
      await appendEvents(context, trx, caseId, [
        { type: 'export.refused', actor, refs: { approval: id, reason } },
      ]);
      return;
    }
    if (row.askedBy === staff.id)
      throw new HttpError(403, 'two-people', 'Two people are needed: somebody else has to agree.');
    const refs = { approval: id, kind, step: 2, to: recipientDigest(recipient) };
    await appendEvents(context, trx, caseId, [{ type: 'export.approved', actor, refs }]);
    if (kind !== 'colleague') {
      await sql`update case_approval set approved_by = ${staff.id} where id = ${id}`.execute(trx);
      return;
    }
    const added = await insertGrants(context, trx, caseId, [grantOf(row)], actor);
    await sql`delete from case_approval where id = ${id}`.execute(trx);
    await appendEvents(context, trx, caseId, added);
  });
}

/**
 * The whole case as a file for the one it was approved for, once.
 *
 * @throws HttpError 404, 403 `two-people` while only one person agreed
 */
export async function makePackage(context: Context, staff: StaffMember, id: string): Promise<CasePackage> {
  return context.store.transaction(async (trx) => {
    const row = await findApproval(context, trx, id);
    const { caseId } = row;
    await requireHolder(trx, caseId, staff);
    if (row.kind === 'colleague') throw missing();
    if (!row.approvedBy)
      throw new HttpError(403, 'two-people', 'Two people are needed: somebody else has to agree first.');
    const state = await caseState(trx, caseId, true);
    if (!state) throw missing();
    const whole: CasePackage = {
      v: 1,
      kind: 'amaan-case',
      caseId,
      grant: grantOf(row),
      items: await readItems(trx, caseId, COMPARTMENTS),
      key: context.keys.ledger.publicKey,
      events: await caseEvents(trx, caseId),
    };
    await sql`delete from case_approval where id = ${id}`.execute(trx);
    const refs = { approval: id, digest: packageDigest(whole) };
    await appendEvents(context, trx, caseId, [{ type: 'export.made', actor: actorOf(staff), refs }]);
    return whole;
  });
}

/** What the caller may decide about or use, oldest first. */
export async function listApprovals(
  context: Context,
  staff: StaffMember & { readonly mayApprove: boolean },
): Promise<Approval[]> {
  const { rows } = await sql<Row & { askedAt: Date; locator: string | null }>`
    select p.id, p.case_id as "caseId", p.kind, p.recipient, p.asked_by as "askedBy", p.approved_by as "approvedBy",
      p.asked_at as "askedAt", encode(a.locator_hash, 'hex') as locator
    from case_approval p left join case_access a on a.case_id = p.case_id and a.helper is null
    where p.asked_at > ${oldest(context)} and (${staff.mayApprove} or p.recipient = ${staff.recipient} or exists
      (select 1 from case_grant g where g.case_id = p.case_id and g.recipient = ${staff.recipient}))
    order by p.asked_at, p.id`.execute(context.store.db);
  return rows.map(({ id, caseId, kind, recipient, askedBy, askedAt, approvedBy, locator }) => ({
    id,
    caseId,
    kind,
    recipient,
    askedBy,
    askedAt: askedAt.toISOString(),
    alias: checkWords(locator ?? caseId.padEnd(64, '0')),
    ...(approvedBy ? { approvedBy } : {}),
  }));
}

async function mayDecide(
  trx: Db,
  staff: StaffMember & { readonly mayApprove: boolean },
  { caseId, recipient }: Row,
): Promise<boolean> {
  if (staff.mayApprove || recipient === staff.recipient) return true;
  const { rows } = await sql`select 1 from case_grant where case_id = ${caseId}
    and recipient = ${staff.recipient}`.execute(trx);
  return rows.length > 0;
}

async function findApproval(context: Context, trx: Db, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select id, case_id as "caseId", kind, recipient, translate(encode(sealed, 'base64'), E'\n', '') as sealed,
      asked_by as "askedBy", approved_by as "approvedBy"
    from case_approval where id = ${id} and asked_at > ${oldest(context)} for update`.execute(trx);
  const row = rows[0];
  if (!row) throw missing();
  return row;
}

function oldest(context: Context): Date {
  return new Date(context.now().getTime() - GOOD_DAYS * DAY_MS);
}

function grantOf({ recipient, sealed }: Row): Grant {
  return { to: recipient, kind: 'staff', compartments: [...COMPARTMENTS], sealed };
}

function missing(): HttpError {
  return new HttpError(404, 'no-approval', 'This was decided, used or taken back meanwhile, or is too old.');
}
