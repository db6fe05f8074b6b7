import { beginChain, ExchangeError, type ForeignPage, followPage, startOf } from '@amaan/exchange';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { type AfterCommit, applyRecord, quarantine } from './apply.ts';
import { readRecord, tryPage } from './foreign.ts';
import { askForGaps, hasGaps, nextReadable, noteGap } from './gaps.ts';
import type { Pulled } from './pull-amaan.ts';
import { holdSource, type Source } from './sources.ts';

const unix = (time: Date): number => Math.floor(time.getTime() / 1000);

/**
 * Pulls everything new over StopNCII's wire, page by page, each page with its checkpoint in one transaction. On a full
 * sync what was not delivered is removed, but only after the last page and only when nothing is missing; a full sync
 * that was broken off is ended by the next pull. A page that cannot be read is noted as a gap, and the rest goes on.
 *
 * @throws CallError, ExchangeError `badPage` when nothing can be read, `tokenMissing`, `tokenRepeated`
 */
export async function pullStopncii(context: Context, source: Source): Promise<Pulled> {
  let start = await beginPull(context, source.name);
  let chain = beginChain(start);
  let token = '';
  let records = 0;
  let bad = 0;
  for (;;) {
    const page = await tryPage(source, start, token);
    if (!page) {
      start = await skip(context, source, chain.second);
      chain = { ...chain, second: start };
      token = '';
      continue;
    }
    chain = followPage(chain, page);
    await store(context, source, page, chain.second);
    records += page.records.length;
    bad += page.quarantined.length;
    if (!page.hasMore) break;
    token = page.nextPageToken ?? '';
  }
  if (chain.rewinds > 0) context.log.warn({ exchange: source.name, code: 'rewound', pages: chain.rewinds });
  await askForGaps(context, source, (page) => store(context, source, page, chain.second));
  if (!(await hasGaps(context.store.db, source.name))) await closeRound(context, source);
  return { records, quarantined: bad, more: false };
}

/** Where to go on from. A full sync begins a new round. @returns the first second to ask for */
async function beginPull(context: Context, name: string): Promise<number> {
  const { db } = context.store;
  const { rows } = await sql<{ cursor: string; fetched: Date | null }>`
    select cursor, page_at as fetched from exchange_source where name = ${name}`.execute(db);
  const row = rows[0];
  const checkpoint =
    row && Number(row.cursor) > 0
      ? { second: Number(row.cursor), fetchedAt: unix(row.fetched ?? context.now()) }
      : undefined;
  const { start, full } = startOf(checkpoint, unix(context.now()));
  if (full)
    await sql`update exchange_source set round = round + 1, round_open = true, cursor = 0 where name = ${name}`.execute(
      db,
    );
  return start;
}

/** Goes on behind what cannot be read. @returns the second to go on from */
async function skip(context: Context, source: Source, second: number): Promise<number> {
  const until = await nextReadable(source, second, unix(context.now()));
  if (until === undefined) throw new ExchangeError('badPage', 'The exchange sends nothing that can be read.');
  await context.store.transaction(async (trx) => {
    await holdSource(trx, source.name);
    await noteGap(trx, context, source.name, { second, until });
    await sql`update exchange_source set cursor = ${until} where name = ${source.name}`.execute(trx);
  });
  return until;
}

/** Stores one page with its checkpoint. */
async function store(context: Context, source: Source, page: ForeignPage, second: number): Promise<void> {
  const { name, bank } = source;
  // Twice on one page: the last one wins.
  const last = new Map(
    page.records.map((record) => readRecord(context.atRest, record)).map((record) => [record.remote, record]),
  );
  const steps = await context.store.transaction(async (trx) => {
    await holdSource(trx, name);
    const made: AfterCommit[] = [];
    for (const record of last.values()) made.push(await applyRecord(trx, context, name, bank, record));
    await quarantine(trx, name, page.quarantined, context.now());
    await sql`update exchange_source set cursor = greatest(cursor, ${second}), page_at = ${context.now()}
      where name = ${name}`.execute(trx);
    return made;
  });
  for (const step of steps) step(context.banks);
}

/** After the last page of a full sync: what it did not deliver is not on the exchange's list any more. */
async function closeRound(context: Context, { name, bank }: Source): Promise<void> {
  const steps = await context.store.transaction(async (trx) => {
    await holdSource(trx, name);
    const made: AfterCommit[] = [];
    for (const remote of await undelivered(trx, name))
      made.push(
        await applyRecord(trx, context, name, bank, { remote, state: 'withdrawn', opinions: new Map() }),
      );
    await sql`update exchange_source set round_open = false where name = ${name}`.execute(trx);
    return made;
  });
  for (const step of steps) step(context.banks);
}

async function undelivered(trx: QueryExecutorProvider, name: string): Promise<string[]> {
  const { rows } = await sql<{ remote: string }>`
    select r.remote from exchange_row r join exchange_source s on s.name = r.source
    where s.name = ${name} and s.round_open and r.state <> 'withdrawn' and r.round < s.round`.execute(trx);
  return rows.map((row) => row.remote);
}
