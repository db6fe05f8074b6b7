import { createHash } from 'node:crypto';
import { AmaanError } from '@amaan/base';
import { bearer, HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';

export const ROLES = ['match', 'curate', 'review', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

interface KeyRow {
  id: string;
  name: string;
  roles: Role[];
  hash: Buffer;
}

/** A bucket of requests for one key. */
interface Allowance {
  second: number;
  used: number;
}

/**
 * The living keys, in memory: a look-up reads no database. Keys are 192 random bits, so a plain digest protects them.
 */
export class KeyRing {
  readonly #db: QueryExecutorProvider;
  readonly #keys = new Map<string, Caller>();
  readonly #used = new Map<string, Allowance>();
  readonly #perSecond: number;

  /** @param perSecond requests that one key may make in a second; 0 for no limit */
  constructor(db: QueryExecutorProvider, perSecond = 0) {
    this.#db = db;
    this.#perSecond = perSecond;
  }

  /** Reads the keys again: at start, and after another process (the command line) changed them. */
  async load(): Promise<void> {
    const { rows } = await sql<KeyRow>`
      select id, name, roles, hash from platform_key where revoked_at is null`.execute(this.#db);
    this.#keys.clear();
    for (const { id, name, roles, hash } of rows)
      this.#keys.set(hash.toString('base64'), { id, name, roles });
  }

  /**
   * The caller of a request, who must have one of these roles.
   *
   * @throws HttpError 401 `key`, 403 `role`, 429 `rate`
   */
  require(request: FastifyRequest, now: Date, ...roles: Role[]): Caller {
    const key = bearer(request);
    const caller = key === undefined ? undefined : this.#keys.get(digest(key).toString('base64'));
    if (!caller) throw new HttpError(401, 'key', 'Send a key of this platform as a bearer token.');
    if (!roles.some((role) => caller.roles.includes(role)))
      throw new HttpError(403, 'role', `This key lacks the role ${roles.join(' or ')}.`);
    this.#count(caller, now);
    return caller;
  }

  #count(caller: Caller, now: Date): void {
    if (this.#perSecond === 0) return;
    const second = Math.floor(now.getTime() / 1000);
    const allowance = this.#used.get(caller.id);
    if (!allowance || allowance.second !== second) this.#used.set(caller.id, { second, used: 1 });
    else if (++allowance.used > this.#perSecond)
      throw new HttpError(429, 'rate', 'Too many requests with this key. Wait a second and go on.');
  }
}

/**
 * Stores a key for later use by its holder.
 *
 * @param key the secret, at least 24 characters without white space
 * @throws AmaanError `key-weak`, `role-unknown`
 */
export async function addKey(
  db: QueryExecutorProvider,
  { id, name, roles, key }: { id: string; name: string; roles: readonly Role[]; key: string },
  now: Date,
): Promise<void> {
  if (!/^[\x21-\x7e]{24,}$/.test(key)) throw new AmaanError('key-weak', 'A key needs 24 characters or more.');
  if (roles.length === 0 || !roles.every((role) => ROLES.includes(role)))
    throw new AmaanError('role-unknown', `Roles are ${ROLES.join(', ')}.`);
  await sql`insert into platform_key (id, name, roles, hash, created_at)
    values (${id}, ${name}, ${[...roles]}::text[], ${digest(key)}, ${now}) on conflict (hash) do nothing`.execute(
    db,
  );
}

/** Cuts a key off. @returns whether there was a living key of that id */
export async function revokeKey(db: QueryExecutorProvider, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update platform_key set revoked_at = ${now}
    where id = ${id} and revoked_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** The keys without their secrets. */
export async function listKeys(
  db: QueryExecutorProvider,
): Promise<{ id: string; name: string; roles: Role[]; createdAt: Date; revokedAt: Date | null }[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    roles: Role[];
    createdAt: Date;
    revokedAt: Date | null;
  }>`select id, name, roles, created_at as "createdAt", revoked_at as "revokedAt" from platform_key order by created_at`.execute(
    db,
  );
  return rows;
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
