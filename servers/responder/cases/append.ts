import { ShapeError } from '@amaan/base';
import {
  type CaseEvent,
  type CaseStatus,
  type ChainHead,
  canonicalJson,
  chainEvent,
  checkDeclaration,
  type EventDraft,
  fold,
  headOf,
} from '@amaan/custody';
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { tallyEvents } from '../transparency/tally.ts';

/** A transaction, or the database itself for reading. */
export type Db = QueryExecutorProvider;

/** A case's projection with the place and digest of its newest event. */
export interface CaseState {
  readonly head: ChainHead;
  readonly status: CaseStatus;
}

/** Reads a case's projection. */
export const caseState = (db: Db, caseId: string): Promise<CaseState | undefined> => read(db, caseId, sql``);

/** Reads a case's projection, and keeps other writers of this case out until the transaction ends. */
export const lockCase = (trx: Db, caseId: string): Promise<CaseState | undefined> =>
  read(trx, caseId, sql`for update`);

async function read(db: Db, caseId: string, lock: RawBuilder<unknown>): Promise<CaseState | undefined> {
  const { rows } = await sql<{ seq: number; digest: string; state: CaseStatus }>`
    select seq, encode(digest, 'hex') as digest, state from case_status where case_id = ${caseId}
    ${lock}`.execute(db);
  const row = rows[0];
  return row && { head: { seq: row.seq, digest: row.digest }, status: row.state };
}

/**
 * Appends events to a case's ledger and moves its projection, in the caller's transaction. Writers of one case wait
 * for each other here, so a chain never forks.
 *
 * @param drafts the server gives them id, place, time and signature
 * @throws CustodyError `declaration` for a change of state that the rules refuse
 */
export async function appendEvents(
  context: Context,
  trx: Db,
  caseId: string,
  drafts: readonly EventDraft[],
): Promise<CaseEvent[]> {
  if (drafts.length === 0) return [];
  const chain = chainDrafts(context, caseId, await lockCase(trx, caseId), drafts);
  await writeChains(context, trx, [chain]);
  return chain.events;
}

/** New events of a case with their places, and what follows from them. */
export interface Chain extends CaseState {
  readonly caseId: string;
  readonly events: CaseEvent[];
}

/**
 * Gives drafts id, place, time and signature.
 *
 * @param before the case as it is; undefined for a new one
 * @param drafts at least one
 * @throws CustodyError `declaration` for a change of state that the rules refuse
 */
export function chainDrafts(
  context: Context,
  caseId: string,
  before: CaseState | undefined,
  drafts: readonly EventDraft[],
): Chain {
  let head = before?.head;
  let status = before?.status;
  const events: CaseEvent[] = [];
  const now = context.now().toISOString();
  for (const draft of drafts) {
    checkDeclaration(status?.declaration ?? 'none', draft);
    const id = newId(context);
    const event = chainEvent(draft, head, { caseId, now, id, sign: context.keys.ledger.sign });
    status = fold(status, event);
    head = headOf(event);
    events.push(event);
  }
  if (!head || !status) throw new ShapeError('drafts', 'at least one event');
  return { caseId, events, head, status };
}

/** Writes new events of one or more cases, and their projections with them. */
export async function writeChains(context: Context, trx: Db, chains: readonly Chain[]): Promise<void> {
  const events = chains.flatMap((chain) => chain.events.map((event) => ({ caseId: chain.caseId, event })));
  await sql`with added as (
      insert into case_event (case_id, seq, body)
      select * from unnest(${events.map(({ caseId }) => caseId)}::text[], ${events.map(({ event }) => event.seq)}::int[],
        ${events.map(({ event }) => canonicalJson(event))}::text[]))
    insert into case_status (case_id, seq, digest, state)
    select c.id, c.seq, decode(c.digest, 'hex'), c.state::jsonb
    from unnest(${chains.map(({ caseId }) => caseId)}::text[], ${chains.map(({ head }) => head.seq)}::int[],
      ${chains.map(({ head }) => head.digest)}::text[], ${chains.map(({ status }) => JSON.stringify(status))}::text[])
      as c (id, seq, digest, state)
    on conflict (case_id) do update set seq = excluded.seq, digest = excluded.digest, state = excluded.state`.execute(
    trx,
  );
  await tallyEvents(
    trx,
    events.map(({ event }) => event),
    context.now(),
  );
}

/** A case's ledger, in order. */
export async function caseEvents(db: Db, caseId: string): Promise<CaseEvent[]> {
  const { rows } = await sql<{ body: string }>`
    select body from case_event where case_id = ${caseId} order by seq`.execute(db);
  return rows.map((row) => JSON.parse(row.body) as CaseEvent);
}
