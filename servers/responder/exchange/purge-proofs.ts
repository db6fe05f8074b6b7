import { createPublicKey, verify } from 'node:crypto';
import { ExchangeError, type PurgePost, purgeText, readPurgeBody } from '@amaan/exchange';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Partner } from './partners.ts';

// The fixed head of a public Ed25519 key in SPKI form (RFC 8410, section 4).
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
/** A proof is due so soon after the withdrawal. */
export const PROOF_HOURS = 24;

/**
 * Takes signed proofs of purge from a partner, in the caller's transaction. The first one pins the partner's key, unless
 * it was given when the partner was made. The same proof twice counts once; when none is missing any more, a partner
 * that was cut for it gets live records again.
 *
 * @throws ExchangeError `badSignature` when a proof is not signed with the partner's key or speaks of another exchange
 */
export async function takeProofs(
  trx: QueryExecutorProvider,
  partner: Partner,
  exchange: string,
  post: PurgePost,
  now: Date,
): Promise<number> {
  const { rows: known } = await sql<{ key: string | null }>`
    select public_key as key from exchange_partner where code = ${partner.code} for update`.execute(trx);
  const pinned = known[0]?.key ?? post.publicKey;
  const key = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, Buffer.from(pinned, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  let accepted = 0;
  for (const { body, signature } of post.proofs) {
    const stated = readPurgeBody(body);
    const signed = verify(null, Buffer.from(purgeText(body)), key, Buffer.from(signature, 'base64'));
    if (!signed || stated.exchange !== exchange || stated.subscriber !== partner.code)
      throw new ExchangeError(
        'badSignature',
        'A proof of purge is not signed with your key for this exchange.',
      );
    const { rows } = await sql`
      insert into exchange_purge_proof (partner, entry, at, body, signature)
      select ${partner.code}, e.id, ${now}, ${body}, ${Buffer.from(signature, 'base64')}
      from exchange_pseudonym p join exchange_entry e on e.id = p.entry
      where p.partner = ${partner.code} and p.pseudonym = ${stated.id} and e.proof
      on conflict (partner, entry) do update set at = exchange_purge_proof.at returning entry`.execute(trx);
    accepted += rows.length;
  }
  await sql`update exchange_partner set public_key = ${pinned} where code = ${partner.code}`.execute(trx);
  const missing = await missingProofs(trx, now);
  if (!missing.some((one) => one.partner === partner.code && one.overdue))
    await sql`update exchange_partner set cut_at = null where code = ${partner.code}`.execute(trx);
  return accepted;
}

/** A proof that has not come. */
export interface MissingProof {
  readonly partner: string;
  readonly entry: string;
  readonly since: Date;
  readonly overdue: boolean;
}

/** The proofs that are missing: from every living partner of Amaan's own wire that was given the entry while it was live. */
export async function missingProofs(db: QueryExecutorProvider, now: Date): Promise<MissingProof[]> {
  const { rows } = await sql<Omit<MissingProof, 'overdue'>>`
    select p.partner, e.id as entry, e.changed_at as since
    from exchange_entry e join exchange_pseudonym p on p.entry = e.id join exchange_partner q on q.code = p.partner
    where e.proof and q.revoked_at is null and p.given_live
      and not exists (select 1 from exchange_purge_proof f where f.partner = p.partner and f.entry = e.id)
    order by e.changed_at, p.partner`.execute(db);
  const before = now.getTime() - PROOF_HOURS * 3_600_000;
  return rows.map((row) => ({ ...row, overdue: row.since.getTime() < before }));
}

/** Gives partners whose proof is overdue tombstones alone until it comes. @returns who was cut just now */
export async function cutOverdue(db: QueryExecutorProvider, now: Date): Promise<string[]> {
  const late = new Set((await missingProofs(db, now)).filter((one) => one.overdue).map((one) => one.partner));
  const { rows } = await sql<{ code: string }>`
    update exchange_partner set cut_at = ${now}
    where code = any(${[...late]}::text[]) and cut_at is null returning code`.execute(db);
  return rows.map((row) => row.code);
}
