import { createHash } from 'node:crypto';
import type { OpinionValue } from '@amaan/bank';
import { fromUtf8 } from '@amaan/base';
import {
  beginChain,
  ExchangeError,
  type ForeignPage,
  type ForeignRecord,
  followPage,
  readForeignPage,
  startOf,
} from '@amaan/exchange';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { type AfterCommit, applyRecord, type Incoming, quarantine } from './apply.ts';
import { call } from './call.ts';
import type { KeyFile } from './key-file.ts';
import type { Pulled } from './pull-amaan.ts';

const PAGE_SIZE = 800;

/**
 * Pulls everything new over StopNCII's wire, page by page, each page with its checkpoint in one transaction. On a full
 * sync what was not delivered is removed, but only after the last page.
 *
 * @throws CallError, ExchangeError `badPage`, `tokenMissing`, `tokenRepeated`
 */
export async function pullStopncii(context: Context, file: KeyFile, bank: string): Promise<Pulled> {
  const { rows } = await sql<{ cursor: string; fetched: Date | null }>`
    select cursor, fetched_at as fetched from exchange_source where name = ${file.name}`.execute(
    context.store.db,
  );
  const unix = (time: Date) => Math.floor(time.getTime() / 1000);
  const row = rows[0];
  const checkpoint =
    row?.fetched && Number(row.cursor) > 0
      ? { second: Number(row.cursor), fetchedAt: unix(row.fetched) }
      : undefined;
  const { start, full } = startOf(checkpoint, unix(context.now()));
  const seen = new Set<string>();
  let chain = beginChain(start);
  let token = '';
  let records = 0;
  let bad = 0;
  for (;;) {
    const page = await fetchPage(file, start, token);
    chain = followPage(chain, page);
    const incoming = page.records.map(readRecord);
    for (const record of incoming) seen.add(record.remote);
    await store(context, file, bank, { incoming, page, second: chain.second });
    records += incoming.length;
    bad += page.quarantined.length;
    if (!page.hasMore) break;
    token = page.nextPageToken ?? '';
  }
  if (chain.rewinds > 0) context.log.warn({ exchange: file.name, code: 'rewound', pages: chain.rewinds });
  if (full) await removeOthers(context, file.name, bank, seen);
  return { records, quarantined: bad, more: false };
}

async function fetchPage(file: KeyFile, start: number, token: string): Promise<ForeignPage> {
  const query = new URLSearchParams({
    startTimestamp: String(start),
    pageSize: String(PAGE_SIZE),
    ...(token ? { nextPageToken: token } : {}),
  });
  const { body } = await call(file, 'fetch', `/FetchHashes?${query}`);
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(body));
  } catch {
    throw new ExchangeError('badPage', 'The exchange did not send JSON.');
  }
  return readForeignPage(value);
}

/** This wire has no ids: a record's name here is a digest of what it stands for. */
function readRecord(record: ForeignRecord): Incoming {
  const opinions = new Map<string, OpinionValue>();
  for (const { source, value } of record.opinions)
    if (value === 'Blocked' || value === 'NotBlocked' || value === 'PendingReview')
      opinions.set(source || 'unnamed', value);
  const remote = createHash('sha256').update(`${record.type}:${record.hash}`).digest('hex');
  if (record.gone) return { remote, state: 'withdrawn', opinions };
  const signals =
    record.type === 'ImagePDQ' ? { pdq: { hash: record.hash, quality: 100 } } : { md5: record.hash };
  return { remote, state: 'live', signals, opinions };
}

async function store(
  context: Context,
  file: KeyFile,
  bank: string,
  { incoming, page, second }: { incoming: readonly Incoming[]; page: ForeignPage; second: number },
): Promise<void> {
  const now = context.now();
  // Twice on one page: the last one wins.
  const last = new Map(incoming.map((record) => [record.remote, record]));
  const steps = await context.store.transaction(async (trx) => {
    const made: AfterCommit[] = [];
    for (const record of last.values()) made.push(await applyRecord(trx, file.name, bank, record, now));
    await quarantine(trx, file.name, page.quarantined, now);
    await sql`update exchange_source set cursor = ${second} where name = ${file.name}`.execute(trx);
    return made;
  });
  for (const step of steps) step(context.banks);
}

async function removeOthers(
  context: Context,
  source: string,
  bank: string,
  seen: ReadonlySet<string>,
): Promise<void> {
  const now = context.now();
  const { rows } = await sql<{ remote: string }>`
    select remote from exchange_row where source = ${source} and state <> 'withdrawn'`.execute(
    context.store.db,
  );
  const gone = rows.filter(({ remote }) => !seen.has(remote));
  const steps = await context.store.transaction(async (trx) => {
    const made: AfterCommit[] = [];
    for (const { remote } of gone)
      made.push(
        await applyRecord(trx, source, bank, { remote, state: 'withdrawn', opinions: new Map() }, now),
      );
    return made;
  });
  for (const step of steps) step(context.banks);
}
