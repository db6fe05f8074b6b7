import { toBase64 } from '@amaan/base';
import { bearer, HttpError } from '@amaan/http';
import { dayOf } from '@amaan/http/screen';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { StaffMember } from '../cases/index.ts';
import type { Context } from '../context.ts';
import { sha256 } from './codes.ts';
import { pledgedOn, pledgeIsGood } from './pledges.ts';
import { may, type Right } from './roles.ts';

const HOUR = 3_600_000;
/** A session ends so long after its start, and so long after it was last used. */
const WHOLE = 12 * HOUR;
const IDLE = HOUR;
/** How exactly the last use is known: one write a minute at most. */
const GRAIN = 60_000;

/** A signed-in member of staff. */
export interface SignedIn extends StaffMember {
  readonly name: string;
  readonly intake: boolean;
}

/** Starts a session. @returns the token, which only the console's memory has */
export async function startSession(context: Context, staffId: string): Promise<string> {
  const token = toBase64(context.random(32));
  const now = context.now();
  await sql`delete from staff_session where created_at < ${new Date(now.getTime() - WHOLE)}
    or used_at < ${new Date(now.getTime() - IDLE)}`.execute(context.store.db);
  await sql`insert into staff_session (token_hash, staff_id, created_at, used_at)
    values (${sha256(token)}, ${staffId}, ${now}, ${now})`.execute(context.store.db);
  return token;
}

/** A member with a session, whose pledge may have ended. */
interface Caller extends SignedIn {
  readonly signKey: string;
  readonly pledged: boolean;
}

/** Who sent a request, so that the door and the route behind it ask the database once. */
const callers = new WeakMap<FastifyRequest, Caller>();

/**
 * Who sends this request, whether or not their pledge is signed: only for signing it.
 *
 * @throws HttpError 401 `sign-in`
 */
export async function requireSession(context: Context, request: FastifyRequest): Promise<Caller> {
  const known = callers.get(request);
  if (known) return known;
  const token = bearer(request);
  const { db } = context.store;
  const now = context.now();
  if (token) {
    const { rows } = await sql<Omit<Caller, 'pledged'> & { usedAt: Date; pledgedOn: string | null }>`
      select m.id, m.name, m.role, m.intake, m.recipient, encode(m.sign_key, 'hex') as "signKey",
        s.used_at as "usedAt", ${pledgedOn} as "pledgedOn" from staff_session s
      join staff_member m on m.id = s.staff_id
      where s.token_hash = ${sha256(token)} and m.left_at is null
        and s.created_at > ${new Date(now.getTime() - WHOLE)} and s.used_at > ${new Date(now.getTime() - IDLE)}`.execute(
      db,
    );
    const row = rows[0];
    if (row) {
      const { usedAt, pledgedOn: on, ...staff } = row;
      if (now.getTime() - usedAt.getTime() > GRAIN)
        await sql`update staff_session set used_at = ${now} where token_hash = ${sha256(token)}`.execute(db);
      const caller = { ...staff, pledged: pledgeIsGood(context, on) };
      callers.set(request, caller);
      return caller;
    }
  }
  throw new HttpError(401, 'sign-in', 'Sign in: this session has ended.');
}

/**
 * Who sends this request. Every staff route begins with it.
 *
 * @throws HttpError 401 `sign-in`, 403 `pledge` until the member has signed the pledge as it stands today
 */
export async function requireStaff(context: Context, request: FastifyRequest): Promise<SignedIn> {
  const caller = await requireSession(context, request);
  if (!caller.pledged) throw new HttpError(403, 'pledge', 'Sign the pledge first: your last one has ended.');
  // Looking for news is the page's own doing; whatever else is sent, a person did.
  if (request.method !== 'GET') await context.screen.count(caller.id, dayOf(request, context.now()));
  return caller;
}

/** `requireStaff` with a right of the role table. @throws HttpError 401, 403 `role` */
export async function requireRight(
  context: Context,
  request: FastifyRequest,
  right: Right,
): Promise<SignedIn> {
  const staff = await requireStaff(context, request);
  if (!may(staff.role, right)) throw new HttpError(403, 'role', 'Your role does not include this.');
  return staff;
}

/** Ends the session of a request, or all sessions of a member. */
export async function endSession(context: Context, request: FastifyRequest): Promise<void> {
  const token = bearer(request);
  if (token)
    await sql`delete from staff_session where token_hash = ${sha256(token)}`.execute(context.store.db);
}
