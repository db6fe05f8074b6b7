import { createHash } from 'node:crypto';
import { type Compartment, type EventDraft, type Grant, type Item, recipientDigest } from '@amaan/custody';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import type { Db } from './append.ts';

/** SHA-256 of a sealed file, hex: how the ledger names it. */
export function sealedDigest(sealed: string): string {
  return createHash('sha256').update(Buffer.from(sealed, 'base64')).digest('hex');
}

/** A sealed item as it is written. */
export interface NewItem {
  readonly id: string;
  readonly kind: Item['kind'];
  readonly compartment: Compartment;
  readonly from: Item['from'];
  readonly at: string;
  readonly staff?: string;
  readonly sealed: string;
}

/** What is to be written, and of which case it is. */
export type OfCase<T> = T & { readonly caseId: string };

/**
 * Writes sealed items behind those that are there. An id that exists already is left alone: sending twice does once.
 *
 * @returns the ids that are new
 */
export function insertItems(db: Db, caseId: string, items: readonly NewItem[]): Promise<Set<string>> {
  return writeItems(
    db,
    items.map((item) => ({ ...item, caseId })),
  );
}

/** Writes items of one or more cases, as `insertItems` does. */
export async function writeItems(db: Db, items: readonly OfCase<NewItem>[]): Promise<Set<string>> {
  const column = (pick: (item: OfCase<NewItem>) => string | undefined) =>
    items.map((item) => pick(item) ?? null);
  const { rows } = await sql<{ id: string }>`
    insert into case_item (id, case_id, kind, compartment, source, staff, at, place, sealed)
    select i.id, i.case_id, i.kind, i.compartment, i.source, i.staff, i.at,
      (select coalesce(max(place), 0) from case_item where case_id = i.case_id)
        + row_number() over (partition by i.case_id order by i.n), decode(i.sealed, 'base64')
    from unnest(${column((item) => item.id)}::text[], ${column((item) => item.caseId)}::text[],
      ${column((item) => item.kind)}::text[], ${column((item) => item.compartment)}::text[],
      ${column((item) => item.from)}::text[], ${column((item) => item.staff)}::text[],
      ${column((item) => item.at)}::text[], ${column((item) => item.sealed)}::text[])
      with ordinality as i (id, case_id, kind, compartment, source, staff, at, sealed, n)
    on conflict (id) do nothing returning id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Reads sealed items in the order they came; `only` one of them, by its id. */
export async function readItems(
  db: Db,
  caseId: string,
  compartments: readonly Compartment[],
  kinds?: readonly Item['kind'][],
  only?: string,
): Promise<Item[]> {
  const { rows } = await sql<Item & { staff: string | null }>`
    select id, kind, compartment, source as "from", at, staff, translate(encode(sealed, 'base64'), E'\n', '') as sealed
    from case_item where case_id = ${caseId} and compartment = any(${compartments}::text[])
      and ${kinds ? sql`kind = any(${kinds}::text[])` : sql`true`}
      and ${only === undefined ? sql`true` : sql`id = ${only}`} order by place`.execute(db);
  return rows.map(({ staff, ...row }) => ({ ...row, ...(staff ? { staff } : {}) }));
}

/** Writes grants; one to a recipient who has one already replaces it. @returns their events, by `actor` */
export async function insertGrants(
  context: Context,
  db: Db,
  caseId: string,
  grants: readonly Grant[],
  actor: EventDraft['actor'],
  helper?: string,
): Promise<EventDraft[]> {
  const rows = grants.map((grant) => ({ ...grant, id: newId(context) }));
  await writeGrants(
    db,
    rows.map((row) => ({ ...row, caseId })),
  );
  return rows.map((row) => grantAdded(row, actor, helper));
}

/** Writes grants of one or more cases, as `insertGrants` does. */
export async function writeGrants(db: Db, grants: readonly OfCase<GrantRow>[]): Promise<void> {
  const column = (pick: (grant: OfCase<GrantRow>) => string) => grants.map((grant) => pick(grant));
  await sql`insert into case_grant (id, case_id, kind, recipient, compartments, sealed)
    select g.id, g.case_id, g.kind, g.recipient, string_to_array(g.compartments, ','), decode(g.sealed, 'base64')
    from unnest(${column((grant) => grant.id)}::text[], ${column((grant) => grant.caseId)}::text[],
      ${column((grant) => grant.kind)}::text[], ${column((grant) => grant.to)}::text[],
      ${column((grant) => grant.compartments.join(','))}::text[], ${column((grant) => grant.sealed)}::text[])
      as g (id, case_id, kind, recipient, compartments, sealed)
    on conflict (case_id, recipient) do update set id = excluded.id, kind = excluded.kind,
      compartments = excluded.compartments, sealed = excluded.sealed`.execute(db);
}

/** The event of a new grant. */
export function grantAdded(
  { id, kind, to, compartments }: GrantRow,
  actor: EventDraft['actor'],
  helper?: string,
): EventDraft {
  const refs = { grant: id, kind, to: recipientDigest(to), compartments, ...(helper ? { helper } : {}) };
  return { type: 'grant.added', actor, refs };
}

/** A grant row with its sealed keys. */
export interface GrantRow extends Grant {
  readonly id: string;
}

/** Reads a case's grants: all, or the one of a recipient. */
export async function readGrants(db: Db, caseId: string, recipient?: string): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select id, kind, recipient as to, compartments, translate(encode(sealed, 'base64'), E'\n', '') as sealed
    from case_grant where case_id = ${caseId} and ${recipient ? sql`recipient = ${recipient}` : sql`true`}
    order by kind, id`.execute(db);
  return rows;
}
