import { hash } from 'node:crypto';
import { AmaanError } from '@amaan/base';
import { bearer, HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';

export const ROLES = ['match', 'curate', 'review', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The highest limit that a key may have. */
export const MOST_A_SECOND = 1_000_000;
/** The highest figure that a key may have for what it meets by hashes alone in a day. */
export const MOST_BARE = 1_000_000;
const DAY_MS = 86_400_000;

/** Who calls. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The one review job that this key opens; without it, every one. */
  readonly job?: string;
  /** Banked contents that it may meet in a day by hashes alone; 0: any number; without it, the installation's figure. */
  readonly bareMatches?: number;
  /** Until when its hashes without a file rest (milliseconds since 1970), or did, until an administrator has looked. */
  readonly restsUntil?: number;
  /** Trained to hold what may show a minor (minors, T5). */
  readonly trained?: true;
}

interface KeyRow {
  id: string;
  name: string;
  roles: Role[];
  digest: Buffer;
  perSecond: number | null;
  job: string | null;
  stopped: boolean;
  bareMatches: number | null;
  restsUntil: Date | null;
  trained: boolean;
}

/** A living key in memory. */
interface Living {
  readonly caller: Caller;
  /** Requests a second; 0 for no limit. */
  readonly perSecond: number;
  readonly stopped: boolean;
}

/** A key that is to be stored. */
export interface NewKey {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly key: string;
  readonly perSecond?: number;
  readonly job?: string;
  readonly bareMatches?: number;
  readonly trained?: boolean;
}

/** What operators see of a key. */
export interface KeyFacts {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  /** null: the installation's limit. */
  readonly perSecond: number | null;
  /** A day, UTC; null: not used yet. */
  readonly lastUsed: string | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** null: every job. */
  readonly job: string | null;
  /** Since when it rests because its questions looked like probing. */
  readonly stoppedAt: Date | null;
  /** Banked contents that it may meet in a day by hashes alone; 0: any number; null: the installation's figure. */
  readonly bareMatches: number | null;
  /** Until when its hashes without a file rest, or did, until an administrator has looked. */
  readonly restsUntil: Date | null;
  /** Whether its holder is trained to hold what may show a minor. */
  readonly trained: boolean;
}

const TRAINED_REVIEW = 'Only a key with the role review can be that of a trained person.';

/** What a stopped key is told. */
export const STOPPED = 'This key was stopped. Ask the administrator of this platform about it.';

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
  readonly #keys = new Map<string, Living>();
  readonly #used = new Map<string, Allowance>();
  /** The day of each key's last use (days since 1970, UTC), and which of them the database does not know yet. */
  readonly #days = new Map<string, number>();
  readonly #unwritten = new Set<string>();
  readonly #perSecond: number;

  /** @param perSecond requests in a second for keys without a limit of their own; 0 for no limit */
  constructor(db: QueryExecutorProvider, perSecond = 0) {
    this.#db = db;
    this.#perSecond = perSecond;
  }

  /**
   * Writes down which keys were used on which day, and reads the keys again: at start, and after another process (the
   * command line) changed them.
   */
  async load(): Promise<void> {
    await this.#writeDays();
    const { rows } = await sql<KeyRow>`
      select id, name, roles, hash as digest, per_second as "perSecond", job, stopped_at is not null as stopped,
        bare_matches as "bareMatches", rests_until as "restsUntil", trained
      from platform_key where revoked_at is null`.execute(this.#db);
    this.#keys.clear();
    for (const { id, name, roles, digest, perSecond, job, stopped, bareMatches, restsUntil, trained } of rows)
      this.#keys.set(digest.toString('base64'), {
        caller: {
          id,
          name,
          roles,
          ...(job === null ? {} : { job }),
          ...(bareMatches === null ? {} : { bareMatches }),
          ...(restsUntil === null ? {} : { restsUntil: restsUntil.getTime() }),
          ...(trained && { trained }),
        },
        perSecond: perSecond ?? this.#perSecond,
        stopped,
      });
  }

  /** Lets nobody by who has no living key, whatever its roles. @throws HttpError 401 `key` */
  atTheDoor(request: FastifyRequest): void {
    this.#livingOf(request);
  }

  #livingOf(request: FastifyRequest): Living {
    const key = bearer(request);
    const living = key === undefined ? undefined : this.#keys.get(hash('sha256', key, 'base64'));
    if (!living) throw new HttpError(401, 'key', 'Send a key of this platform as a bearer token.');
    return living;
  }

  /**
   * The caller of a request, who must have one of these roles.
   *
   * @throws HttpError 401 `key`, 403 `role`, `key-stopped`, 429 `rate`
   */
  require(request: FastifyRequest, now: Date, ...roles: Role[]): Caller {
    const living = this.#livingOf(request);
    const { caller } = living;
    if (living.stopped) throw new HttpError(403, 'key-stopped', STOPPED);
    if (!roles.some((role) => caller.roles.includes(role)))
      throw new HttpError(403, 'role', `This key lacks the role ${roles.join(' or ')}.`);
    this.#count(living, now);
    return caller;
  }

  /** The ids of the living keys that may open this review job; `minors`: it needs a trained person. */
  reviewersOf(job: string, minors: boolean): string[] {
    return [...this.#keys.values()]
      .map(({ caller }) => caller)
      .filter(({ roles, job: one }) => roles.includes('review') && (one === undefined || one === job))
      .filter(({ trained }) => trained || !minors)
      .map(({ id }) => id);
  }

  #count({ caller: { id }, perSecond }: Living, now: Date): void {
    this.#note(id, Math.floor(now.getTime() / DAY_MS));
    if (perSecond === 0) return;
    const second = Math.floor(now.getTime() / 1000);
    const allowance = this.#used.get(id);
    if (!allowance || allowance.second !== second) this.#used.set(id, { second, used: 1 });
    else if (++allowance.used > perSecond)
      throw new HttpError(429, 'rate', 'Too many requests with this key. Wait a second and go on.');
  }

  #note(id: string, day: number): void {
    if (this.#days.get(id) === day) return;
    this.#days.set(id, day);
    this.#unwritten.add(id);
  }

  async #writeDays(): Promise<void> {
    for (const id of this.#unwritten) {
      const day = new Date(DAY_MS * (this.#days.get(id) ?? 0)).toISOString().slice(0, 10);
      await sql`update platform_key set last_used = ${day}::date where id = ${id}`.execute(this.#db);
      this.#unwritten.delete(id);
    }
  }
}

/**
 * Stores a key for later use by its holder.
 *
 * @param key the secret, at least 24 characters without white space; `perSecond`, `bareMatches`: its own limits, if any
 * @throws AmaanError `key-weak`, `role-unknown`, `key-limit`, `key-job`, `key-trained`
 */
export async function addKey(
  db: QueryExecutorProvider,
  { id, name, roles, key, perSecond, job, bareMatches, trained = false }: NewKey,
  now: Date,
): Promise<void> {
  if (
    perSecond !== undefined &&
    !(Number.isInteger(perSecond) && perSecond >= 1 && perSecond <= MOST_A_SECOND)
  )
    throw new AmaanError('key-limit', `A key's limit is a whole number from 1 to ${MOST_A_SECOND}.`);
  if (bareMatches !== undefined) checkBareMatches(bareMatches);
  if (!/^[\x21-\x7e]{24,}$/.test(key)) throw new AmaanError('key-weak', 'A key needs 24 characters or more.');
  if (roles.length === 0 || !roles.every((role) => ROLES.includes(role)))
    throw new AmaanError('role-unknown', `Roles are ${ROLES.join(', ')}.`);
  if (job !== undefined && roles.some((role) => role !== 'review'))
    throw new AmaanError('key-job', 'A key for one job has the role review and no other.');
  if (trained && !roles.includes('review')) throw new AmaanError('key-trained', TRAINED_REVIEW);
  await sql`insert into platform_key (id, name, roles, hash, per_second, job, bare_matches, trained, created_at)
    values (${id}, ${name}, ${[...roles]}::text[], ${hash('sha256', key, 'buffer')}, ${perSecond ?? null}, ${job ?? null},
      ${bareMatches ?? null}, ${trained}, ${now})
    on conflict (hash) do nothing`.execute(db);
}

/**
 * Sets how many banked contents a key may meet in a day by hashes alone; null: the installation's figure. Whoever sets it
 * has looked at the key: it rests no more.
 *
 * @returns whether there was a living key of that id
 * @throws AmaanError `key-limit`
 */
export async function setBareMatches(
  db: QueryExecutorProvider,
  id: string,
  bareMatches: number | null,
): Promise<boolean> {
  if (bareMatches !== null) checkBareMatches(bareMatches);
  const { rows } = await sql`update platform_key set bare_matches = ${bareMatches}, rests_until = null
    where id = ${id} and revoked_at is null returning id`.execute(db);
  return rows.length > 0;
}

function checkBareMatches(figure: number): void {
  if (!Number.isInteger(figure) || figure < 0 || figure > MOST_BARE)
    throw new AmaanError(
      'key-limit',
      `What a key may meet by hash alone in a day is a whole number from 0 (any) to ${MOST_BARE}.`,
    );
}

/**
 * Says whether a key's holder is trained to hold what may show a minor.
 *
 * @returns whether there was a living key of that id which said otherwise
 * @throws AmaanError `key-trained` for a key that does not review
 */
export async function markTrained(db: QueryExecutorProvider, id: string, trained: boolean): Promise<boolean> {
  const { rows } = await sql<{ roles: Role[] }>`
    select roles from platform_key where id = ${id} and revoked_at is null and trained <> ${trained}`.execute(
    db,
  );
  const [key] = rows;
  if (!key) return false;
  if (!key.roles.includes('review')) throw new AmaanError('key-trained', TRAINED_REVIEW);
  await sql`update platform_key set trained = ${trained} where id = ${id}`.execute(db);
  return true;
}

/** Cuts a key off. @returns whether there was a living key of that id */
export async function revokeKey(db: QueryExecutorProvider, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update platform_key set revoked_at = ${now}
    where id = ${id} and revoked_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** Whether there is a living key of that id, which stays so until the caller's transaction ends. */
export async function isLiving(trx: QueryExecutorProvider, id: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from platform_key where id = ${id} and revoked_at is null for share`.execute(trx);
  return rows.length > 0;
}

/** The keys without their secrets, the living ones first. */
export async function listKeys(db: QueryExecutorProvider): Promise<KeyFacts[]> {
  const { rows } = await sql<KeyFacts>`select id, name, roles, per_second as "perSecond",
      to_char(last_used, 'YYYY-MM-DD') as "lastUsed", created_at as "createdAt", revoked_at as "revokedAt", job,
      stopped_at as "stoppedAt", bare_matches as "bareMatches", rests_until as "restsUntil", trained
    from platform_key order by revoked_at is not null, created_at, id`.execute(db);
  return rows;
}
