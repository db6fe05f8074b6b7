import { type ExchangeRecord, MAX_RECORDS, type OpinionPost, type RecordPage } from '@amaan/exchange';
import { inVersionOne, type SignalSet } from '@amaan/signal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openSet } from './at-rest.ts';
import { newestTie } from './clock.ts';
import { pseudonymOf } from './crypto.ts';
import { opinionsOf, storeOpinions } from './opinions.ts';
import type { Partner } from './partners.ts';
import type { ExchangeContext } from './routes.ts';

/** Sealed bytes of the records of one page: with its JSON a page stays far below what a partner takes (64 MB). */
const PAGE_BYTES = 16 * 2 ** 20;

interface EntryRow {
  id: string;
  sealed: Buffer | null;
  state: ExchangeRecord['state'];
  proof: boolean;
  tie: string;
}

/** What is wanted of a page. */
interface PageWish {
  /** The number of the last change that the partner has. */
  readonly after: number;
  readonly limit: number;
  /** The newest version of SignalSet that the partner reads. */
  readonly sets?: number;
  readonly bytes?: number;
}

/**
 * One page of full records for one partner, and the pseudonyms that its opinions will name. What rests is not given to
 * a partner that does not have it.
 */
export async function recordPage(
  trx: QueryExecutorProvider,
  partner: Partner,
  { after, limit, sets = 1, bytes = PAGE_BYTES }: PageWish,
  { atRest, secret, now, name }: Pick<ExchangeContext, 'atRest' | 'secret' | 'now' | 'name'>,
): Promise<RecordPage> {
  const size = Math.min(limit, MAX_RECORDS);
  const newest = await newestTie(trx);
  // Videos weigh a thousand times as much as pictures: a page ends at its bytes, and has one record at least.
  const { rows } = await sql<EntryRow & { before: string }>`
    select id, case when before < ${bytes} then sealed end as sealed, state, proof, tie, before from (
      select id, sealed, state, proof, tie,
        sum(coalesce(octet_length(sealed), 0)) over (order by tie) - coalesce(octet_length(sealed), 0) as before
      from (select id, sealed, state, proof, tie from exchange_entry
    where tie > ${after} and tie <= ${newest} and (state = 'withdrawn' or not ${partner.cut})
      and (not canary or partner = ${partner.code})
      and not (state = 'suspended' and not exists (select 1 from exchange_pseudonym s
        where s.partner = ${partner.code} and s.entry = exchange_entry.id)) order by tie limit ${size + 1}) as near) as weighed
    order by tie`.execute(trx);
  const page = rows.slice(0, size).filter(({ before }) => Number(before) < bytes);
  const records: ExchangeRecord[] = [];
  for (const row of page) {
    const pseudonym = pseudonymOf(secret, partner.code, row.id);
    const live = row.sealed !== null;
    await sql`insert into exchange_pseudonym (partner, pseudonym, entry, given_live)
      values (${partner.code}, ${pseudonym}, ${row.id}, ${live}) on conflict (partner, pseudonym) do update
        set given_live = true where ${live} and not exchange_pseudonym.given_live`.execute(trx);
    records.push({
      id: pseudonym,
      seq: Number(row.tie),
      state: row.state,
      opinions: (await opinionsOf(trx, row.id)).map((each) => ({ ...each, tags: [...each.tags] })),
      ...(row.sealed
        ? {
            ageMark: 'adult' as const,
            signals: readable(openSet(atRest, 'exchange-entry', row.id, row.sealed), sets),
          }
        : {}),
      ...(row.proof ? { proof: true } : {}),
    });
  }
  const cursor = Math.max(after, records.at(-1)?.seq ?? after);
  await sql`update exchange_partner set tie = greatest(tie, ${after}), fetched_at = ${now()}
    where code = ${partner.code}`.execute(trx);
  if (page.length > 0)
    await sql`insert into exchange_fetch (partner, at, wire, start, records)
      values (${partner.code}, ${now()}, 'amaan', ${after}, ${page.length})`.execute(trx);
  return {
    v: 1,
    exchange: name,
    subscriber: partner.code,
    after,
    cursor,
    more: rows.length > page.length,
    at: now().toISOString(),
    records,
  };
}

/** The set as far as the partner can read it. */
function readable(set: SignalSet, sets: number): SignalSet {
  return set.v <= sets ? set : inVersionOne(set);
}

/** Takes opinions from another Amaan server, in the caller's transaction. Unknown ids are accepted and dropped. */
export async function postOpinions(
  trx: QueryExecutorProvider,
  partner: Partner,
  post: OpinionPost,
  now: Date,
): Promise<{ accepted: number; suspended: string[] }> {
  const suspended: string[] = [];
  let accepted = 0;
  for (const { id, value, tags, decision, ageDoubt } of post.opinions) {
    const { rows } = await sql<{ entry: string }>`
      select entry from exchange_pseudonym where partner = ${partner.code} and pseudonym = ${id}`.execute(
      trx,
    );
    const entry = rows[0]?.entry;
    if (entry === undefined) continue;
    accepted++;
    const given = { entry, value, tags, decision, ageDoubt: ageDoubt === true };
    suspended.push(...(await storeOpinions(trx, partner.code, [given], now)).suspended);
  }
  return { accepted, suspended };
}
