import { joinHolds, type Pledge, pledgeUntil, type StaffKey } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Db, endGrants, publishDirectory, type StaffMember } from '../cases/index.ts';
import type { Context } from '../context.ts';
import { useCode } from './codes.ts';
import { pledgedOn, putPledge } from './pledges.ts';
import type { Role } from './roles.ts';

/** A colleague as colleagues see them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly intake: boolean;
  readonly recipient: string;
  readonly passkeys: number;
  readonly joinedAt: string;
  /** The last day of their signed pledge; null where they have not signed today's wording. */
  readonly pledgedUntil: string | null;
}

/** Everybody who works here now, by name. */
export async function listPeople(db: Db): Promise<Person[]> {
  const { rows } = await sql<
    Omit<Person, 'joinedAt' | 'pledgedUntil'> & { joinedAt: Date; pledgedOn: string | null }
  >`
    select m.id, m.name, m.role, m.intake, m.recipient, m.joined_at as "joinedAt",
      (select count(*)::int from staff_passkey p where p.staff_id = m.id) as passkeys, ${pledgedOn} as "pledgedOn"
    from staff_member m where m.left_at is null order by m.name, m.id`.execute(db);
  return rows.map(({ joinedAt, pledgedOn: on, ...row }) => ({
    ...row,
    joinedAt: joinedAt.toISOString(),
    pledgedUntil: on && pledgeUntil(on),
  }));
}

/** Everybody who works here now, as a directory names them. */
export async function staffKeys(db: Db): Promise<StaffKey[]> {
  const { rows } = await sql<StaffKey>`
    select id, role, recipient, encode(sign_key, 'hex') as "signKey", intake
    from staff_member where left_at is null order by joined_at, id`.execute(db);
  return rows;
}

/** Signs a directory with everybody who works here now. */
async function publish(context: Context, trx: Db): Promise<void> {
  await publishDirectory(context, trx, await staffKeys(trx));
}

/** A newcomer's name and public keys, signed with the new key, and the pledge that they signed. */
export interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly recipient: string;
  readonly signKey: string;
  readonly sig: string;
  readonly pledge: Pledge;
}

/**
 * Makes the bearer of a one-time code a member and signs a new directory, in the caller's transaction.
 *
 * @throws HttpError 401 `code` when the code is not good (any more), 422 `keys` when the keys are not the newcomer's,
 * `pledge` when they did not sign it
 */
export async function join(context: Context, trx: Db, code: string, newcomer: Newcomer): Promise<void> {
  if (!joinHolds(newcomer))
    throw new HttpError(422, 'keys', 'These keys were not signed by the one who brings them.');
  await sql`lock table staff_member in share row exclusive mode`.execute(trx);
  const invitation = await useCode(context, trx, code);
  if (!invitation)
    throw new HttpError(401, 'code', 'This one-time code is not known, was used, or is too old.');
  const { id, name, recipient, signKey } = newcomer;
  await sql`insert into staff_member (id, name, role, intake, recipient, sign_key, joined_at)
    values (${id}, ${name}, ${invitation.role}, ${invitation.intake}, ${recipient}, decode(${signKey}, 'hex'),
      ${context.now()})`.execute(trx);
  await putPledge(context, trx, newcomer, newcomer.pledge);
  await publish(context, trx);
}

/**
 * Changes a colleague's role or place in the intake group, or ends their work here: sessions end at once, the next
 * directory is without them, their grants go, and the cases they held ask for new keys.
 *
 * @param by who changes it
 * @param change `strand`: ends access even where nobody else can open a case
 * @throws HttpError 404 `no-person`, 422 `last-admin`, `sole-holder`
 */
export async function changePerson(
  context: Context,
  by: StaffMember,
  id: string,
  change: { role?: Role; intake?: boolean; leaves?: true; strand?: true },
): Promise<void> {
  await context.store.transaction(async (trx) => {
    await sql`lock table staff_member in share row exclusive mode`.execute(trx);
    const { rows } = await sql<{
      recipient: string;
    }>`update staff_member set role = coalesce(${change.role ?? null}, role),
      intake = coalesce(${change.intake ?? null}, intake),
      left_at = case when ${change.leaves ?? false} then ${context.now()}::timestamptz end
      where id = ${id} and left_at is null returning recipient`.execute(trx);
    const [person] = rows;
    if (!person) throw new HttpError(404, 'no-person', 'Nobody with this id works here.');
    const { rows: admins } =
      await sql`select 1 from staff_member where role = 'admin' and left_at is null`.execute(trx);
    if (admins.length === 0)
      throw new HttpError(422, 'last-admin', 'Somebody has to stay administrator: name another one first.');
    if (change.leaves) {
      await sql`delete from staff_session where staff_id = ${id}`.execute(trx);
      await endGrants(context, trx, by, { id, recipient: person.recipient }, change.strand ?? false);
    }
    await publish(context, trx);
  });
}
