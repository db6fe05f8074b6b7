import {
  type ApprovalKind,
  type CasePackage,
  checkWords,
  type CheckWords,
  COMPARTMENTS,
  type Grant,
  packageDigest,
  type ProposalKind,
  recipientDigest,
} from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, caseEvents, type Db, lockCase } from './append.ts';
import { oldestApproval, refusedType } from './approval-kinds.ts';
import { changeDeclaration, passWhereItStands } from './declaration.ts';
import { stillHere } from './leave.ts';
import { requireKeys } from './under-keys.ts';
import { insertGrants, readItems } from './rows.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

/** An approval that waits for its second person, or for being used. */
export interface Approval {
  readonly id: string;
  readonly caseId: string;
  readonly alias: CheckWords;
  readonly kind: ApprovalKind | ProposalKind;
  /** Whom the case is sealed to; absent where it is about the declaration, which has a reason. */
  readonly recipient?: string;
  readonly reason?: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly approvedBy?: string;
}

interface RowHead {
  readonly id: string;
  readonly caseId: string;
  readonly askedBy: string;
  readonly approvedBy: string | null;
}

/** A grant that waits, or what is to become of a declaration: the table lets nothing else stand in it. */
type Row = RowHead &
  (
    | {
        readonly kind: ApprovalKind;
        readonly recipient: string;
        readonly sealed: string;
        readonly reason: null;
      }
    | {
        readonly kind: ProposalKind;
        readonly recipient: null;
        readonly sealed: null;
        readonly reason: string;
      }
  );

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
    const here = await stillHere(trx, { ids: [staff.id], recipient: grant.to });
    await lockCase(trx, caseId);
    await requireHolder(trx, caseId, staff);
    await requireKeys(trx, caseId, under);
    if (here.recipients.has(grant.to) !== (kind === 'colleague'))
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
    const row = await findApproval(context, trx, id, staff);
    const { caseId, kind } = row;
    if (!(await mayDecide(trx, staff, row))) throw missing();
    const actor = actorOf(staff);
    if (!yes) {
      await sql`delete from case_approval where id = ${id}`.execute(trx);
      const refs = { approval: id, reason: row.askedBy === staff.id ? 'taken-back' : 'refused' };
      await appendEvents(context, trx, caseId, [{ type: refusedType(kind), actor, refs }]);
      return;
    }
    if (row.askedBy === staff.id)
      throw new HttpError(403, 'two-people', 'Two people are needed: somebody else has to agree.');
    if (row.recipient === null) {
      await sql`delete from case_approval where id = ${id}`.execute(trx);
      const refs = { reason: row.reason, approval: id };
      if (row.kind === 'passed') return passWhereItStands(context, trx, caseId, actor, refs);
      return changeDeclaration(context, trx, caseId, actor, { state: row.kind, ...refs });
    }
    const refs = { approval: id, kind: row.kind, step: 2, to: recipientDigest(row.recipient) };
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
    const row = await findApproval(context, trx, id, staff);
    const { caseId } = row;
    await requireHolder(trx, caseId, staff);
    if (row.recipient === null || row.kind === 'colleague') throw missing();
    if (!row.approvedBy)
      throw new HttpError(403, 'two-people', 'Two people are needed: somebody else has to agree first.');
    const state = await lockCase(trx, caseId);
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
    select p.id, p.case_id as "caseId", p.kind, p.recipient, p.reason, p.asked_by as "askedBy", p.approved_by as "approvedBy",
      p.asked_at as "askedAt", encode(a.locator_hash, 'hex') as locator
    from case_approval p left join case_access a on a.case_id = p.case_id and a.helper is null
    where p.asked_at > ${oldestApproval(context)} and (${staff.mayApprove} or p.recipient = ${staff.recipient} or exists
      (select 1 from case_grant g where g.case_id = p.case_id and g.recipient = ${staff.recipient}))
    order by p.asked_at, p.id`.execute(context.store.db);
  return rows.map(({ id, caseId, kind, recipient, reason, askedBy, askedAt, approvedBy, locator }) => ({
    id,
    caseId,
    kind,
    ...(recipient === null ? {} : { recipient }),
    ...(reason === null ? {} : { reason }),
    askedBy,
    askedAt: askedAt.toISOString(),
    alias: checkWords(locator ?? caseId.padEnd(64, '0')),
    ...(approvedBy ? { approvedBy } : {}),
  }));
}

async function mayDecide(
  trx: Db,
  staff: StaffMember & { readonly mayApprove: boolean },
  { caseId, recipient }: Pick<Row, 'caseId' | 'recipient'>,
): Promise<boolean> {
  if (staff.mayApprove || recipient === staff.recipient) return true;
  const { rows } = await sql`select 1 from case_grant where case_id = ${caseId}
    and recipient = ${staff.recipient}`.execute(trx);
  return rows.length > 0;
}

/**
 * An approval that may still be decided or used, with its people, its case and itself locked, in that order: who leaves
 * at this moment is gone before or after, never half.
 */
async function findApproval(context: Context, trx: Db, id: string, staff: StaffMember): Promise<Row> {
  const find = (lock = sql``) =>
    sql<Row>`
    select id, case_id as "caseId", kind, recipient, translate(encode(sealed, 'base64'), E'\n', '') as sealed,
      reason, asked_by as "askedBy", approved_by as "approvedBy"
    from case_approval where id = ${id} and asked_at > ${oldestApproval(context)} ${lock}`.execute(trx);
  const [seen] = (await find()).rows;
  if (!seen) throw missing();
  const { askedBy, kind, recipient } = seen;
  const here = await stillHere(trx, { ids: [staff.id, askedBy], recipient });
  const all = here.ids.has(staff.id) && here.ids.has(askedBy);
  if (!all || (kind === 'colleague' && !here.recipients.has(seen.recipient))) throw missing();
  await lockCase(trx, seen.caseId);
  const [row] = (await find(sql`for update`)).rows;
  if (!row) throw missing();
  return row;
}

function grantOf({ recipient, sealed }: Extract<Row, { sealed: string }>): Grant {
  return { to: recipient, kind: 'staff', compartments: [...COMPARTMENTS], sealed };
}

function missing(): HttpError {
  return new HttpError(404, 'no-approval', 'This was decided, used or taken back meanwhile, or is too old.');
}
