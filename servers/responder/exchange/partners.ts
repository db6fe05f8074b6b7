import { randomBytes } from 'node:crypto';
import type { TombstoneMode } from '@amaan/exchange';
import { HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';
import { hasDigest, keyDigest } from './crypto.ts';

/** The four keys of a partner, shown once when they are made. The alphabet is what other clients can carry. */
export interface PartnerKeys {
  readonly subscription: string;
  readonly fetch: string;
  readonly submit: string;
  readonly feedback: string;
}

/** Which endpoint a function key opens. */
export type Endpoint = 'fetch' | 'submit' | 'feedback';

/** A partner that showed both keys. */
export interface Partner {
  readonly code: string;
  readonly tombstones: TombstoneMode;
  /** A proof of purge is overdue: it gets tombstones alone. */
  readonly cut: boolean;
}

/** Makes a partner with fresh keys. @returns the keys; the database keeps their digests only */
export async function addPartner(
  db: QueryExecutorProvider,
  { code, name, tombstones = 'incremental' }: { code: string; name: string; tombstones?: TombstoneMode },
  now: Date,
): Promise<PartnerKeys> {
  const key = () => randomBytes(18).toString('base64url');
  const keys = { subscription: key(), fetch: key(), submit: key(), feedback: key() };
  await sql`insert into exchange_partner (code, name, subscription, fetch_key, submit_key,
    feedback_key, tombstones, created_at)
    values (${code}, ${name}, ${keyDigest(keys.subscription)}, ${keyDigest(keys.fetch)}, ${keyDigest(keys.submit)},
      ${keyDigest(keys.feedback)}, ${tombstones}, ${now})`.execute(db);
  return keys;
}

/** Cuts a partner off: its next call is refused. @returns whether there was such a partner */
export async function revokePartner(db: QueryExecutorProvider, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update exchange_partner set revoked_at = ${now}
    where code = ${code} and revoked_at is null returning code`.execute(db);
  return rows.length > 0;
}

/** A partner without its keys. `cutAt`: since then it gets tombstones alone, because a proof of purge is overdue. */
interface ListedPartner {
  readonly code: string;
  readonly name: string;
  readonly tombstones: TombstoneMode;
  readonly fetchedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly cutAt: Date | null;
}

/** The partners, without keys. */
export async function listPartners(db: QueryExecutorProvider): Promise<ListedPartner[]> {
  const { rows } = await sql<ListedPartner>`
    select code, name, tombstones, fetched_at as "fetchedAt", revoked_at as "revokedAt", cut_at as "cutAt"
    from exchange_partner order by code`.execute(db);
  return rows;
}

/**
 * Who calls: the subscription key names the partner, the function key opens this endpoint.
 *
 * @throws HttpError 401 `key` for a wrong key, 403 `wrong-endpoint` for a right key of another endpoint
 */
export async function authenticate(
  db: QueryExecutorProvider,
  request: FastifyRequest,
  endpoint: Endpoint,
): Promise<Partner> {
  const subscription = request.headers['ocp-apim-subscription-key'];
  const key = request.headers['x-functions-key'];
  const refused = new HttpError(401, 'key', 'Give both keys of this exchange, as it handed them out.');
  if (typeof subscription !== 'string' || typeof key !== 'string') throw refused;
  const { rows } = await sql<Partner & Record<Endpoint, Buffer>>`
    select code, tombstones, cut_at is not null as cut, fetch_key as "fetch", submit_key as submit, feedback_key as feedback from exchange_partner
    where subscription = ${keyDigest(subscription)} and revoked_at is null`.execute(db);
  const partner = rows[0];
  if (!partner) throw refused;
  if (hasDigest(key, partner[endpoint]))
    return { code: partner.code, tombstones: partner.tombstones, cut: partner.cut };
  if ((['fetch', 'submit', 'feedback'] as const).some((other) => hasDigest(key, partner[other])))
    throw new HttpError(403, 'wrong-endpoint', 'This key is for another endpoint of this exchange.');
  throw refused;
}
