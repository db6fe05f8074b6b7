import {
  type CaseEvent,
  type CaseKeys,
  type CaseStatus,
  type ChainHead,
  checkWords,
  type CheckWords,
  type Compartment,
  type EventDraft,
  type Grant,
  type HeldReason,
  type Item,
  type RefsOf,
} from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { caseOpinions, casesAlike } from '../exchange/on-hold.ts';
import { appendEvents, caseEvents, caseState, type Db, lockCase } from './append.ts';
import { eraseCase } from './erase.ts';
import { requireKeys } from './under-keys.ts';
import { heldFor } from './share.ts';
import { type GrantRow, insertItems, readGrants, readItems, sealedDigest } from './rows.ts';

/** A signed-in member of staff, as far as cases care. */
export interface StaffMember {
  readonly id: string;
  readonly role: 'caseworker' | 'supervisor' | 'admin';
  /** Their age recipient in the directory. */
  readonly recipient: string;
}

/** A line of the case list: an alias, never a name. */
export interface CaseLine {
  readonly id: string;
  readonly alias: CheckWords;
  readonly urgent: boolean;
  /** Signals wait until two people have passed the declaration. */
  readonly held: boolean;
  /** Who of the staff can open it, where she is in danger now: it may have to be passed on. */
  readonly holders?: string[];
  readonly status: CaseStatus;
}

/** A case as its holder gets it: everything sealed as it is, with the grant that opens it. */
export interface CaseForStaff {
  readonly id: string;
  readonly alias: CheckWords;
  readonly urgent: boolean;
  readonly keys: CaseKeys;
  readonly grant: GrantRow;
  readonly items: Item[];
  readonly events: CaseEvent[];
  readonly head: ChainHead;
  readonly status: CaseStatus;
  /** Hex SHA-256 of the locators that may have sealed what is here, hers and her helpers'. */
  readonly writers: string[];
  readonly signals: { id: string; contentType: 'photo' | 'video'; quality: number; state: string }[];
  readonly grants: { id: string; kind: Grant['kind']; to: string; compartments: Compartment[] }[];
  /** How many platforms' reviewers looked at a match of what this case shared, and what they found. */
  readonly opinions: { readonly blocked: number; readonly notBlocked: number };
  /** Other cases that share one of its pictures. */
  readonly alike: number;
  /** Why signals wait until two people have passed the declaration; none where they do not. */
  readonly heldFor: HeldReason[];
}

const NOT_YOURS = 'There is no such case, or you do not hold it.';

/** A member of staff as the ledger names them. */
export function actorOf(staff: StaffMember): EventDraft['actor'] {
  return { role: staff.role, id: staff.id };
}

/** The cases that this member of staff holds a grant of: urgent ones first, then those that wait longest. */
export async function listCases(context: Context, staff: StaffMember): Promise<CaseLine[]> {
  const { rows } = await sql<{
    id: string;
    urgent: boolean;
    held: boolean;
    state: CaseStatus;
    holders: string[] | null;
    locator: string | null;
  }>`select f.id, f.urgent, ${heldFor(context)} <> '{}' as held, s.state, encode(a.locator_hash, 'hex') as locator,
      case when f.urgent then array(select m.id from case_grant h join staff_member m on m.recipient = h.recipient
        where h.case_id = f.id and m.left_at is null order by m.id) end as holders
    from case_grant g join case_file f on f.id = g.case_id join case_status s on s.case_id = f.id
      left join case_access a on a.case_id = f.id and a.helper is null
    where g.recipient = ${staff.recipient}
    order by f.urgent desc, s.state ->> 'lastAt', f.id`.execute(context.store.db);
  return rows.map(({ id, urgent, held, state, holders, locator }) => ({
    id,
    urgent,
    held,
    ...(holders && { holders }),
    alias: checkWords(locator ?? id.padEnd(64, '0')),
    status: state,
  }));
}

/** Whether a member of staff, by the directory's id, holds a grant of the case. */
export async function holdsCase(db: Db, staffId: string, caseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from case_grant g join staff_member m on m.recipient = g.recipient
    where g.case_id = ${caseId} and m.id = ${staffId} and m.left_at is null`.execute(db);
  return rows.length > 0;
}

/** The grant that this member of staff holds of the case. @throws HttpError 404 when not */
export async function requireHolder(db: Db, caseId: string, staff: StaffMember): Promise<GrantRow> {
  const [grant] = await readGrants(db, caseId, staff.recipient);
  if (!grant) throw new HttpError(404, 'no-case', NOT_YOURS);
  return grant;
}

/**
 * Opens a case for a member of staff who holds it. The opening itself is an event, committed before anything is given
 * out, and she sees it.
 *
 * @throws HttpError 404 `no-case`
 */
export async function readCase(context: Context, staff: StaffMember, caseId: string): Promise<CaseForStaff> {
  return context.store.transaction(async (trx) => {
    const grant = await requireHolder(trx, caseId, staff);
    await appendEvents(context, trx, caseId, [
      { type: 'case.read', actor: actorOf(staff), refs: { compartments: grant.compartments } },
    ]);
    const state = await caseState(trx, caseId);
    const { rows: files } = await sql<{
      keys: CaseKeys;
      urgent: boolean;
      heldFor: HeldReason[];
    }>`select f.keys, f.urgent, ${heldFor(context)} as "heldFor"
      from case_file f join case_status s on s.case_id = f.id where f.id = ${caseId}`.execute(trx);
    const { rows: writers } = await sql<{ hash: string; helper: string | null }>`
      select encode(locator_hash, 'hex') as hash, helper from case_access where case_id = ${caseId}`.execute(
      trx,
    );
    const { rows: signals } = await sql<CaseForStaff['signals'][number]>`
      select id, content_type as "contentType", quality, state from case_signal where case_id = ${caseId}
      order by id`.execute(trx);
    const file = files[0];
    if (!state || !file) throw new HttpError(404, 'no-case', NOT_YOURS);
    const hers = writers.find((writer) => !writer.helper)?.hash;
    const grants = await readGrants(trx, caseId);
    return {
      id: caseId,
      alias: checkWords(hers ?? caseId.padEnd(64, '0')),
      urgent: file.urgent,
      keys: file.keys,
      grant,
      items: await readItems(trx, caseId, grant.compartments),
      events: await caseEvents(trx, caseId),
      head: state.head,
      status: state.status,
      writers: writers.map((writer) => writer.hash),
      signals,
      grants: grants.map(({ id, kind, to, compartments }) => ({ id, kind, to, compartments })),
      opinions: await caseOpinions(trx, caseId),
      alike: await casesAlike(trx, caseId),
      heldFor: file.heldFor,
    };
  });
}

/**
 * Adds a caseworker's message: sealed to the case's messages key and signed inside, both in the console.
 *
 * @param message `id` made by the console, so that sending twice does once
 * @throws HttpError 404 `no-case`, 409 `changed`
 */
export async function addMessage(
  context: Context,
  staff: StaffMember,
  caseId: string,
  message: { readonly id: string; readonly under: string; readonly sealed: string },
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    await lockCase(trx, caseId);
    await requireKeys(trx, caseId, message.under);
    const at = context.now().toISOString();
    const { id, sealed } = message;
    const item = {
      id,
      sealed,
      kind: 'message',
      compartment: 'messages',
      from: 'staff',
      at,
      staff: staff.id,
    } as const;
    const written = await insertItems(trx, caseId, [item]);
    if (written.size === 0) return;
    const refs = { message: id, digest: sealedDigest(sealed), from: 'staff' } as const;
    await appendEvents(context, trx, caseId, [{ type: 'message.added', actor: actorOf(staff), refs }]);
  });
}

/**
 * Puts a message that abuses staff away by its kind, or takes it out again. It stays as it came: as evidence, and hers.
 *
 * @throws HttpError 404 `no-case`, `no-message`
 */
export async function hideMessage(
  context: Context,
  staff: StaffMember,
  caseId: string,
  message: string,
  kind: RefsOf<'message.hidden'>['kind'],
): Promise<void> {
  await context.store.transaction(async (trx) => {
    const state = await lockCase(trx, caseId);
    const grant = await requireHolder(trx, caseId, staff);
    const [item] = await readItems(trx, caseId, grant.compartments, ['message'], message);
    if (!item || item.from === 'staff')
      throw new HttpError(404, 'no-message', 'There is no such message here that could be put away.');
    if ((state?.status.hidden?.[message] ?? 'none') === kind) return;
    await appendEvents(context, trx, caseId, [
      { type: 'message.hidden', actor: actorOf(staff), refs: { message, kind } },
    ]);
  });
}

/**
 * The one button for a doubt about age: what was shared is called back with proofs of purge demanded, everything sealed
 * is deleted, and the ledger says no more than that. Nobody needs to be certain, and nothing is asked.
 */
export async function divertCase(context: Context, staff: StaffMember, caseId: string): Promise<void> {
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    const events = await eraseCase(context, trx, caseId, actorOf(staff), 'minor');
    await appendEvents(context, trx, caseId, events);
  });
}

/**
 * Appends events that a member of staff causes (assignment, closing, notices) after checking that they hold the case.
 * Rooms that write rows of their own call `requireHolder` and `appendEvents` in one transaction instead.
 */
export async function addEvents(
  context: Context,
  staff: StaffMember,
  caseId: string,
  drafts: readonly EventDraft[],
): Promise<CaseEvent[]> {
  return context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    return appendEvents(context, trx, caseId, drafts);
  });
}
