import { type QueryExecutorProvider, sql } from 'kysely';

/** A tombstone stays so many days after every subscriber has passed it. */
export const TOMBSTONE_DAYS = 30;

/**
 * Deletes tombstones with their hashes once every living partner has read past them and 30 days are over. A partner
 * that was made after a withdrawal never had the record; one that was revoked is not waited for. An entry whose purge is
 * not proven stays, whatever its age.
 *
 * @returns how many entries and hashes were deleted
 */
export async function purgeTombstones(
  trx: QueryExecutorProvider,
  now: Date,
): Promise<{ entries: number; hashes: number }> {
  const before = new Date(now.getTime() - TOMBSTONE_DAYS * 86_400_000);
  const entries = await sql`
    delete from exchange_entry e where state = 'withdrawn' and changed_at < ${before} and not (proof and exists (
      select 1 from exchange_pseudonym s join exchange_partner q on q.code = s.partner
      where s.entry = e.id and s.given_live and q.revoked_at is null and not exists (
        select 1 from exchange_purge_proof f where f.partner = s.partner and f.entry = e.id)))
    and not exists (
      select 1 from exchange_partner p where p.revoked_at is null and p.created_at <= e.changed_at
        and p.tie < e.tie and not exists (
          select 1 from exchange_entry_hash eh join exchange_hash h using (type, digest)
          where eh.entry = e.id having count(*) > 0 and max(h.second) < p.second))
    returning id`.execute(trx);
  const hashes = await sql`
    delete from exchange_hash h where withdrawn and changed_at < ${before} and not exists (
      select 1 from exchange_entry_hash eh where eh.type = h.type and eh.digest = h.digest)
    returning digest`.execute(trx);
  return { entries: entries.rows.length, hashes: hashes.rows.length };
}
