import { type FeedbackValue, type Opinion, standingOf, type Tag } from '@amaan/exchange';
import { type QueryExecutorProvider, sql } from 'kysely';
import { takePlaces } from './clock.ts';
import { sinkHashes } from './withdraw.ts';

/** An opinion on one entry as a partner gave it. */
export interface GivenOpinion {
  readonly entry: string;
  readonly value: FeedbackValue;
  readonly tags: readonly Tag[];
  readonly decision?: string;
  /** The reviewer doubts that the person shown is an adult: the entry rests everywhere until a person looks. */
  readonly ageDoubt?: boolean;
}

/**
 * Stores a partner's opinions, in the caller's transaction. The same opinion twice counts once and changes nothing.
 * An entry that independent parties answer with `NotBlocked` is suspended until a person looks.
 *
 * @returns how many changed something, and the entries that are suspended from now on
 */
export async function storeOpinions(
  trx: QueryExecutorProvider,
  partner: string,
  opinions: readonly GivenOpinion[],
  now: Date,
): Promise<{ changed: number; suspended: string[] }> {
  const touched = new Set<string>();
  const doubted = new Set<string>();
  for (const { entry, value, tags, decision, ageDoubt } of opinions) {
    const { rows } = await sql`
      insert into exchange_opinion (partner, entry, value, tags, decision, at)
      values (${partner}, ${entry}, ${value}, ${[...tags]}::text[], ${decision ?? null}, ${now})
      on conflict (partner, entry) do update set value = excluded.value, tags = excluded.tags,
        decision = excluded.decision, at = excluded.at
        where (exchange_opinion.value, exchange_opinion.tags, exchange_opinion.decision)
          is distinct from (excluded.value, excluded.tags, excluded.decision)
      returning entry`.execute(trx);
    if (rows.length > 0) touched.add(entry);
    if (ageDoubt) doubted.add(entry);
  }
  const suspended: string[] = [];
  for (const entry of new Set([...touched, ...doubted]))
    if (await settleEntry(trx, entry, doubted.has(entry), now)) suspended.push(entry);
  return { changed: touched.size, suspended };
}

/** Gives a changed entry and its hashes their new places. @returns whether it is suspended from now on */
async function settleEntry(
  trx: QueryExecutorProvider,
  entry: string,
  doubted: boolean,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state from exchange_entry where id = ${entry} for update`.execute(trx);
  if (doubted)
    await sql`update exchange_entry set age_doubt = true where id = ${entry} and state <> 'withdrawn'`.execute(
      trx,
    );
  if (rows[0]?.state !== 'live') return false;
  const standing = standingOf(await opinionsOf(trx, entry, { open: true }));
  const rests = standing.suspended || doubted;
  const hashes = await sql<{ type: string; digest: Buffer }>`
    select type, digest from exchange_entry_hash where entry = ${entry} order by type, digest`.execute(trx);
  const places = await takePlaces(trx, 1 + hashes.rows.length, now);
  await sql`update exchange_entry set state = ${rests ? 'suspended' : 'live'}, tie = ${places[0]?.tie ?? 0},
    changed_at = ${now},
    suspended_at = ${rests ? now : null} where id = ${entry}`.execute(trx);
  for (const [i, { type, digest }] of hashes.rows.entries())
    await sql`update exchange_hash set second = ${places[i + 1]?.second ?? 0}, tie = ${places[i + 1]?.tie ?? 0},
      changed_at = ${now} where type = ${type} and digest = ${digest} and not withdrawn`.execute(trx);
  if (rests) await sinkHashes(trx, [entry], now);
  return rests;
}

/**
 * The opinions on an entry, one for each partner.
 *
 * @param options `open`: only those that came after a person last looked
 */
export async function opinionsOf(
  db: QueryExecutorProvider,
  entry: string,
  { open = false } = {},
): Promise<Opinion[]> {
  const { rows } = await sql<Opinion>`
    select o.partner as source, o.value, o.tags from exchange_opinion o join exchange_entry e on e.id = o.entry
    where o.entry = ${entry} and (not ${open} or e.cleared_at is null or o.at > e.cleared_at)
    order by o.partner`.execute(db);
  return rows;
}
