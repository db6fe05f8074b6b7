import { type QueryExecutorProvider, sql } from 'kysely';

/** A tombstone of a minor as a page gives it out. */
interface MinorRow {
  readonly type: string;
  readonly digest: Buffer;
  readonly second: number;
}

/** Served so often without a newer checkpoint, a tombstone counts as stored. */
const TWICE = 2;

/**
 * Notes which tombstones of minors a subscriber of StopNCII's wire has stored, as its next request shows: it asks from
 * behind them, or from their second after a page that brought it there, or it was given them twice.
 *
 * @param start where the subscriber's new chain begins
 */
export async function noteStored(db: QueryExecutorProvider, partner: string, start: number): Promise<void> {
  const { rows } = await sql`
    update exchange_served s set done = true from exchange_hash h
    where s.partner = ${partner} and not s.done and h.type = s.type and h.digest = s.digest and h.minor
      and (h.second < ${start} or (s.sure and h.second <= ${start}) or s.times >= ${TWICE}) returning 1`.execute(
    db,
  );
  if (rows.length > 0) await purgeServed(db);
}

/**
 * Notes what a page gives out.
 *
 * @param before the checkpoint that the subscriber had before this page
 */
export async function noteServed(
  db: QueryExecutorProvider,
  partner: string,
  rows: readonly MinorRow[],
  before: number,
): Promise<void> {
  for (const { type, digest, second } of rows)
    await sql`insert into exchange_served (partner, type, digest, sure)
      values (${partner}, ${type}, ${digest}, ${before < second})
      on conflict (partner, type, digest) do update
        set times = exchange_served.times + 1, sure = exchange_served.sure or excluded.sure`.execute(db);
}

/**
 * Deletes the hashes of minors that every subscriber of StopNCII's wire has been served. Those that are never given
 * tombstones have the sweeper; those that came after the withdrawal never had the hash.
 *
 * @returns how many hashes were deleted
 */
export async function purgeServed(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql`
    delete from exchange_hash h where h.minor and h.withdrawn and not exists (
      select 1 from exchange_partner p where p.revoked_at is null and p.second > 0 and p.tombstones <> 'never'
        and p.created_at <= h.changed_at and not exists (
          select 1 from exchange_served s where s.partner = p.code and s.type = h.type and s.digest = h.digest and s.done))
    returning 1`.execute(db);
  return rows.length;
}
