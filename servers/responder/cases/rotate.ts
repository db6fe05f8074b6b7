import { createHash } from 'node:crypto';
import { COMPARTMENTS, type CaseKeys, type EventDraft, type Grant } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, type Db, lockCase } from './append.ts';
import { leftAmong } from './leave.ts';
import { changed, requireKeys } from './under-keys.ts';
import { insertGrants, readGrants, sealedDigest } from './rows.ts';
import { actorOf, requireHolder, type StaffMember } from './staff.ts';

/** New keys of every compartment, what they are granted to, and every sealed item again under them. */
export interface NewKeys {
  /** The keys that they replace, see `keysDigest`. */
  readonly under: string;
  readonly keys: CaseKeys;
  readonly grants: readonly Grant[];
  readonly resealed: readonly { readonly id: string; readonly sealed: string }[];
}

/**
 * The items of a case sealed anew, by id.
 *
 * @throws HttpError 409 `changed` when one would stay behind under an old key
 */
export async function completeReseal(
  trx: Db,
  caseId: string,
  { under, resealed }: NewKeys,
): Promise<ReadonlyMap<string, string>> {
  await requireKeys(trx, caseId, under);
  const { rows } = await sql<{ id: string }>`select id from case_item where case_id = ${caseId}`.execute(trx);
  const sealed = new Map(resealed.map((item) => [item.id, item.sealed]));
  const items = rows.map(({ id }) => [id, sealed.get(id)] as const);
  if (!items.every((item): item is readonly [string, string] => item[1] !== undefined)) throw changed();
  return new Map(items);
}

/**
 * Puts new keys in place of the old ones: items, keys, grants. What waits for an approval was granted under the old
 * keys and goes.
 */
export async function replaceKeys(
  context: Context,
  trx: Db,
  caseId: string,
  actor: EventDraft['actor'],
  { keys, grants }: NewKeys,
  items: ReadonlyMap<string, string>,
  reason: 'receipt' | 'helper' | 'staff',
): Promise<EventDraft[]> {
  await sql`update case_item i set sealed = decode(n.sealed, 'base64')
    from unnest(${[...items.keys()]}::text[], ${[...items.values()]}::text[]) as n (id, sealed)
    where i.id = n.id and i.case_id = ${caseId}`.execute(trx);
  await sql`update case_file set keys = ${JSON.stringify(keys)}::jsonb where id = ${caseId}`.execute(trx);
  await sql`delete from case_approval where case_id = ${caseId} and sealed is not null`.execute(trx);
  const { rows: old } = await sql<{ id: string }>`
    delete from case_grant where case_id = ${caseId} returning id`.execute(trx);
  // Her page may have read who holds the case before somebody left.
  const gone = await leftAmong(
    trx,
    grants.map(({ to }) => to),
  );
  const kept = grants.filter(({ to }) => !gone.has(to));
  const added = await insertGrants(context, trx, caseId, kept, actor);
  const whole = createHash('sha256');
  for (const sealed of items.values()) whole.update(sealedDigest(sealed));
  const rotated: EventDraft = {
    type: 'keys.rotated',
    actor,
    refs: { compartments: [...COMPARTMENTS], reason, digest: whole.digest('hex') },
  };
  const revoked: EventDraft[] = old.map(({ id }) => ({
    type: 'grant.revoked',
    actor,
    refs: { grant: id, reason },
  }));
  return [...revoked, rotated, ...added];
}

/**
 * New keys after somebody left, made in the console of a holder. Exactly those who could open the case can open it
 * afterwards: the store refuses a rotation that drops her, a helper or a colleague, or brings somebody in.
 *
 * @throws HttpError 404 `no-case`, 409 `changed` when the case changed meanwhile, 422 `grant`
 */
export async function rotateForStaff(
  context: Context,
  staff: StaffMember,
  caseId: string,
  made: NewKeys,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await requireHolder(trx, caseId, staff);
    await lockCase(trx, caseId);
    const line = ({ to, kind, compartments }: Grant) => `${to} ${kind} ${compartments.join()}`;
    const before = (await readGrants(trx, caseId)).map(line).sort();
    if (made.grants.map(line).sort().join('\n') !== before.join('\n'))
      throw new HttpError(422, 'grant', 'New keys go to exactly those who had the old ones.');
    const items = await completeReseal(trx, caseId, made);
    const events = await replaceKeys(context, trx, caseId, actorOf(staff), made, items, 'staff');
    await appendEvents(context, trx, caseId, events);
  });
}
