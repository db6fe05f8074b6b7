import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { takePlaces } from './clock.ts';
import { purgeServed } from './served.ts';

/** Which entries are taken back: all of a case, or the named ones. */
export type Withdrawal = { readonly caseId: string } | { readonly entries: readonly string[] };

/**
 * Takes entries back, in the caller's transaction: their signals are deleted here at once, tombstones go out.
 *
 * @param minor true when the picture may show someone under 18: partners must then prove the purge, also of what was
 * taken back before anybody knew
 * @returns the entries that were not withdrawn until now
 */
export async function withdrawSignals(
  trx: QueryExecutorProvider,
  which: Withdrawal,
  now: Date,
  { minor = false }: { minor?: boolean } = {},
): Promise<string[]> {
  const chosen =
    'caseId' in which ? sql`case_id = ${which.caseId}` : sql`id = any(${[...which.entries]}::text[])`;
  const { rows } = await sql<{ id: string; here: boolean }>`
    select id, state <> 'withdrawn' as here from exchange_entry
    where (state <> 'withdrawn' or (${minor} and not proof)) and ${chosen} order by tie for update`.execute(
    trx,
  );
  if (minor) await restOthers(trx, chosen, now);
  await sinkEntries(trx, rows, sql`state = 'withdrawn', sealed = null, proof = ${minor}`, now, { minor });
  if (minor) await purgeServed(trx);
  return rows.filter((row) => row.here).map((row) => row.id);
}

/** Which entries have a hash of the chosen ones. */
function sharesHash(chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`id in (select other.entry from exchange_entry_hash other join exchange_entry_hash own using (type, digest)
    where own.entry in (select id from exchange_entry where ${chosen}))`;
}

/** The same picture may stand in another entry: that one rests until a person has looked. */
async function restOthers(trx: QueryExecutorProvider, chosen: RawBuilder<unknown>, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from exchange_entry where state = 'live' and not (${chosen}) and ${sharesHash(chosen)}
    order by tie for update`.execute(trx);
  await sinkEntries(trx, rows, sql`state = 'suspended', age_doubt = true, suspended_at = ${now}`, now);
  await sql`update exchange_entry set age_doubt = true where state = 'suspended' and not age_doubt and not (${chosen})
    and ${sharesHash(chosen)}`.execute(trx);
}

/**
 * Stops serving these entries: each takes the next place in the feed with what `set` makes of it, and its hashes go with it.
 *
 * @param set the columns' new values, the state among them
 */
export async function sinkEntries(
  trx: QueryExecutorProvider,
  entries: readonly { readonly id: string }[],
  set: RawBuilder<unknown>,
  now: Date,
  { minor = false } = {},
): Promise<void> {
  const places = await takePlaces(trx, entries.length, now);
  for (const [i, { id }] of entries.entries())
    await sql`update exchange_entry set ${set}, tie = ${places[i]?.tie ?? 0}, changed_at = ${now}
      where id = ${id}`.execute(trx);
  await sinkHashes(
    trx,
    entries.map((entry) => entry.id),
    now,
    { minor },
  );
}

/** Marks the hashes of these entries withdrawn where no live entry needs them any more. */
export async function sinkHashes(
  trx: QueryExecutorProvider,
  entries: readonly string[],
  now: Date,
  { minor = false } = {},
): Promise<void> {
  const { rows } = await sql<{ type: string; digest: Buffer }>`
    select distinct h.type, h.digest from exchange_hash h join exchange_entry_hash eh using (type, digest)
    where eh.entry = any(${[...entries]}::text[]) and (not h.withdrawn or ${minor}) and not exists (
      select 1 from exchange_entry_hash other join exchange_entry e on e.id = other.entry
      where other.type = h.type and other.digest = h.digest and e.state = 'live')`.execute(trx);
  const places = await takePlaces(trx, rows.length, now);
  for (const [i, { type, digest }] of rows.entries())
    await sql`update exchange_hash set withdrawn = true, minor = ${minor}, second = ${places[i]?.second ?? 0},
      tie = ${places[i]?.tie ?? 0}, changed_at = ${now} where type = ${type} and digest = ${digest}`.execute(
      trx,
    );
}
