import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../cases/index.ts';
import type { Context } from '../context.ts';
import type { Role } from './roles.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const INVITATION_DAYS = 7;
/** The first administrator's code, in memory only: a restart prints another one. */
const firstCodes = new WeakMap<Context, string>();

/** What a code lets its bearer become. */
export interface Invitation {
  readonly role: Role;
  readonly intake: boolean;
}

/** SHA-256 of a secret given as text. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function newCode(context: Context): string {
  const symbols = [...context.random(LENGTH)].map((byte) => SYMBOLS[byte & 31] ?? '');
  return symbols.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as people type it: case, spaces and dashes do not matter; O is 0, I and L are 1. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

async function hasStaff(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from staff_member limit 1`.execute(db);
  return rows.length > 0;
}

/** The one-time code that makes the first administrator, or nothing when there is one: for the operator's eyes. */
export async function firstCode(context: Context): Promise<string | undefined> {
  if (await hasStaff(context.store.db)) return undefined;
  const known = firstCodes.get(context);
  if (known) return known;
  const code = newCode(context);
  firstCodes.set(context, code);
  return code;
}

/** The sentence with the code that `npm start` shows, while there is nobody. */
export async function firstCodeNotes(context: Context): Promise<string[]> {
  const code = await firstCode(context);
  return code
    ? [`The first sign-in at ${context.config.consoleOrigin} needs this one-time code: ${code}`]
    : [];
}

/** A one-time code for an administrator, from the operator's hand: when nobody can sign in any more. */
export async function inviteAdmin(context: Context): Promise<string> {
  return invite(context, null, { role: 'admin', intake: true });
}

/** Makes an invitation that is good for a week. @returns its code, shown once */
export async function invite(context: Context, by: string | null, invitation: Invitation): Promise<string> {
  const code = newCode(context);
  const expires = new Date(context.now().getTime() + INVITATION_DAYS * 86_400_000);
  await sql`insert into staff_invitation (code_hash, role, intake, invited_by, expires_at)
    values (${sha256(normaliseCode(code))}, ${invitation.role}, ${invitation.intake}, ${by}, ${expires})`.execute(
    context.store.db,
  );
  return code;
}

/** What a code stands for, or nothing. It stays good until `useCode`. */
export async function readCode(context: Context, db: Db, typed: string): Promise<Invitation | undefined> {
  const code = normaliseCode(typed);
  const first = firstCodes.get(context);
  if (first && timingSafeEqual(sha256(normaliseCode(first)), sha256(code)) && !(await hasStaff(db)))
    return { role: 'admin', intake: true };
  const { rows } = await sql<Invitation>`select role, intake from staff_invitation
    where code_hash = ${sha256(code)} and expires_at > ${context.now()}`.execute(db);
  return rows[0];
}

/** Uses a code up, in the transaction that makes its bearer a member. @returns nothing when it was used meanwhile */
export async function useCode(context: Context, trx: Db, typed: string): Promise<Invitation | undefined> {
  const invitation = await readCode(context, trx, typed);
  if (!invitation) return undefined;
  const { rows } = await sql`delete from staff_invitation where code_hash = ${sha256(normaliseCode(typed))}
    returning 1`.execute(trx);
  // The first administrator's code has no row; the lock on the empty table decides between two who come at once.
  return rows.length > 0 || !(await hasStaff(trx)) ? invitation : undefined;
}
