import { randomBytes } from 'node:crypto';
import {
  type CarriedType,
  type HostRecord,
  type Opinion,
  type PageRequest,
  planPage,
  readFeedback,
  readPageRequest,
  readSubmission,
  showsTombstone,
  type SubmittedHash,
  writePage,
} from '@amaan/exchange';
import type { SignalSet } from '@amaan/signal';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { hashDigest, openHash } from './at-rest.ts';
import { noteLeaks } from './canaries.ts';
import { newestTie, takePlaces } from './clock.ts';
import { tokenTag } from './crypto.ts';
import { storeOpinions } from './opinions.ts';
import type { Partner } from './partners.ts';
import type { ExchangeContext } from './routes.ts';
import { noteServed, noteStored } from './served.ts';
import { insertEntry } from './share.ts';
import { roomOf } from './sources.ts';

interface HashRow {
  type: CarriedType;
  digest: Buffer;
  sealed: Buffer;
  minor: boolean;
  second: string;
  tie: string;
  withdrawn: boolean;
}

/**
 * Answers FetchHashes for one partner.
 *
 * @param query the request's query, unread
 * @throws ExchangeError `badQuery`, `badToken`
 */
export async function fetchHashes(
  { db, atRest, secret, now }: Pick<ExchangeContext, 'db' | 'atRest' | 'secret' | 'now'>,
  partner: Partner,
  query: Record<string, unknown>,
): Promise<{ body: object; refused: readonly number[] }> {
  const tag = tokenTag(secret, partner.code);
  const request = readPageRequest(query, tag);
  if (!request.token) await noteStored(db, partner.code, request.start);
  const newest = await newestTie(db);
  const plan = planPage(request, await nextRows({ db, atRest }, partner, request, newest), newest);
  const before = Math.max(request.start, request.token?.second ?? 0);
  const minors = plan.rows.filter((row) => row.minor);
  await noteServed(db, partner.code, minors, before);
  const page = writePage(plan, tag);
  await sql`update exchange_partner set second = greatest(second, ${request.start}), fetched_at = ${now()}
    where code = ${partner.code}`.execute(db);
  await sql`insert into exchange_fetch (partner, at, wire, start, records)
    values (${partner.code}, ${now()}, 'stopncii', ${request.start}, ${plan.rows.length})`.execute(db);
  return page;
}

/** A record on its way out, and what names it here. */
interface OutRecord extends HostRecord {
  readonly digest: Buffer;
  readonly minor: boolean;
}

async function nextRows(
  { db, atRest }: Pick<ExchangeContext, 'db' | 'atRest'>,
  partner: Partner,
  request: PageRequest,
  newest: number,
): Promise<OutRecord[]> {
  const { token, size, start } = request;
  const from = token
    ? sql`(second, tie) > (${token.second}::bigint, ${token.tie}::bigint)`
    : sql`second >= ${start}`;
  // The rule about tombstones turns on one number, so the database can apply it.
  const threshold = tombstoneThreshold(partner, request, newest);
  const { rows } = await sql<HashRow>`
    select type, digest, sealed, second, tie, withdrawn, minor from exchange_hash h
    where ${from} and (not withdrawn or tie > ${threshold}) and (withdrawn or not ${partner.cut})
      and (canary is null or canary = ${partner.code})
      and not (minor and exists (select 1 from exchange_served s
        where s.partner = ${partner.code} and s.type = h.type and s.digest = h.digest and s.done))
    order by second, tie limit ${size + 1}`.execute(db);
  const opinions = await opinionsFor(db, rows);
  return rows.map((row) => ({
    type: row.type,
    hash: openHash(atRest, row.type, row.digest, row.sealed),
    digest: row.digest,
    second: Number(row.second),
    tie: Number(row.tie),
    withdrawn: row.withdrawn,
    minor: row.minor,
    opinions: opinions.get(`${row.type}:${row.digest.toString('hex')}`) ?? [],
  }));
}

function tombstoneThreshold(partner: Partner, request: PageRequest, newest: number): number {
  if (showsTombstone(partner.tombstones, request, 0, newest)) return 0;
  if (!showsTombstone(partner.tombstones, request, Number.MAX_SAFE_INTEGER, newest))
    return Number.MAX_SAFE_INTEGER;
  return request.token?.began ?? newest;
}

async function opinionsFor(
  db: QueryExecutorProvider,
  rows: readonly HashRow[],
): Promise<Map<string, Opinion[]>> {
  const found = new Map<string, Opinion[]>();
  if (rows.length === 0) return found;
  const { rows: opinions } = await sql<Opinion & { type: string; digest: Buffer }>`
    select distinct on (eh.type, eh.digest, o.partner) eh.type, eh.digest, o.partner as source, o.value, o.tags
    from exchange_entry_hash eh join exchange_opinion o on o.entry = eh.entry
    where eh.digest = any(${rows.map((row) => row.digest)}::bytea[])
    order by eh.type, eh.digest, o.partner, o.at desc`.execute(db);
  for (const { type, digest, source, value, tags } of opinions) {
    const key = `${type}:${digest.toString('hex')}`;
    found.set(key, [...(found.get(key) ?? []), { source, value, tags }]);
  }
  return found;
}

/** Takes SubmitHashes from a partner, in the caller's transaction. @returns how many were accepted */
export async function submitHashes(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  partner: Partner,
  body: unknown,
  now: Date,
): Promise<number> {
  const submitted = readSubmission(body);
  let room = await roomOf(trx, partner.code, now);
  for (const hash of submitted) {
    // Nobody has a picture for another partner's canary. Its submitter is answered as always.
    if ((await noteLeaks(trx, atRest, [hash.hash], partner.code, now)).length > 0) continue;
    const own = await ownEntry(trx, atRest, partner.code, hash);
    const entry = own ?? (await newEntry(trx, atRest, partner.code, hash, now, room <= 0));
    if (own === undefined) room--;
    if (hash.value !== 'None' || hash.tags.length > 0)
      await storeOpinions(trx, partner.code, [{ entry, value: hash.value, tags: hash.tags }], now);
  }
  return submitted.length;
}

async function ownEntry(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  partner: string,
  { type, hash }: SubmittedHash,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select e.id from exchange_entry e join exchange_entry_hash eh on eh.entry = e.id
    where e.partner = ${partner} and e.state <> 'withdrawn' and eh.type = ${type}
      and eh.digest = ${hashDigest(atRest, type, hash)} limit 1`.execute(trx);
  return rows[0]?.id;
}

async function newEntry(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  partner: string,
  { type, hash }: SubmittedHash,
  now: Date,
  waits: boolean,
): Promise<string> {
  const entry = randomBytes(16).toString('hex');
  const common = { v: 1, width: 1, height: 1, orientation: 1, bytes: 0 } as const;
  // This wire carries no size and no quality; the partner vouches for the hash.
  const set: SignalSet =
    type === 'ImagePDQ'
      ? { ...common, contentType: 'photo', pdq: { hash, quality: 100 } }
      : { ...common, contentType: 'video', md5: hash };
  const [place] = await takePlaces(trx, 1, now);
  if (place) await insertEntry(trx, atRest, { entry, set, partner, waits }, place, now);
  return entry;
}

/** Takes SubmitFeedback from a partner, in the caller's transaction. @returns how many records it met */
export async function submitFeedback(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  partner: Partner,
  body: unknown,
  now: Date,
): Promise<{ accepted: number; suspended: string[] }> {
  const suspended: string[] = [];
  let accepted = 0;
  for (const { hash, value, tags } of readFeedback(body)) {
    if ((await noteLeaks(trx, atRest, [hash], partner.code, now)).length > 0) {
      accepted++;
      continue;
    }
    // A feedback names no type: it is for every record of this value.
    const digests = (['ImagePDQ', 'VideoMD5'] as const).map((type) => hashDigest(atRest, type, hash));
    const { rows } = await sql<{ entry: string }>`
      select distinct entry from exchange_entry_hash where digest = any(${digests}::bytea[])`.execute(trx);
    if (rows.length > 0) accepted++;
    const given = rows.map(({ entry }) => ({ entry, value, tags }));
    suspended.push(...(await storeOpinions(trx, partner.code, given, now)).suspended);
  }
  return { accepted, suspended };
}
