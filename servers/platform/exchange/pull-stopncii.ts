import { beginChain, ExchangeError, type ForeignPage, followPage, startOf } from '@amaan/exchange';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { type AfterCommit, applyRecord, quarantine } from './apply.ts';
import { readRecord, tryPage } from './foreign.ts';
import { askForGaps, hasGaps, nextReadable, noteGap } from './gaps.ts';
import type { KeyFile } from './key-file.ts';
import type { Pulled } from './pull-amaan.ts';

const unix = (time: Date): number => Math.floor(time.getTime() / 1000);

/**
 * Pulls everything new over StopNCII's wire, page by page, each page with its checkpoint in one transaction. On a full
 * sync what was not delivered is removed, but only after the last page and only when nothing is missing. A page that
 * cannot be read is noted as a gap, and the rest goes on.
 *
 * @throws CallError, ExchangeError `badPage` when nothing can be read, `tokenMissing`, `tokenRepeated`
 */
export async function pullStopncii(context: Context, file: KeyFile, bank: string): Promise<Pulled> {
  let { start, full } = await checkpointOf(context, file.name);
  const seen = new Set<string>();
  let chain = beginChain(start);
  let token = '';
  let records = 0;
  let bad = 0;
  for (;;) {
    const page = await tryPage(file, start, token);
    if (!page) {
      start = await skip(context, file, chain.second);
      chain = { ...chain, second: start };
      token = '';
      continue;
    }
    chain = followPage(chain, page);
    for (const remote of await store(context, file.name, bank, page, chain.second)) seen.add(remote);
    records += page.records.length;
    bad += page.quarantined.length;
    if (!page.hasMore) break;
    token = page.nextPageToken ?? '';
  }
  if (chain.rewinds > 0) context.log.warn({ exchange: file.name, code: 'rewound', pages: chain.rewinds });
  await askForGaps(context, file, async (page) => {
    for (const remote of await store(context, file.name, bank, page, chain.second)) seen.add(remote);
  });
  full &&= !(await hasGaps(context.store.db, file.name));
  if (full) await removeOthers(context, file.name, bank, seen);
  return { records, quarantined: bad, more: false };
}

async function checkpointOf(context: Context, name: string): Promise<{ start: number; full: boolean }> {
  const { rows } = await sql<{ cursor: string; fetched: Date | null }>`
    select cursor, fetched_at as fetched from exchange_source where name = ${name}`.execute(context.store.db);
  const row = rows[0];
  const checkpoint =
    row && Number(row.cursor) > 0
      ? { second: Number(row.cursor), fetchedAt: unix(row.fetched ?? context.now()) }
      : undefined;
  return startOf(checkpoint, unix(context.now()));
}

/** Goes on behind what cannot be read. @returns the second to go on from */
async function skip(context: Context, file: KeyFile, second: number): Promise<number> {
  const until = await nextReadable(file, second, unix(context.now()));
  if (until === undefined) throw new ExchangeError('badPage', 'The exchange sends nothing that can be read.');
  await context.store.transaction(async (trx) => {
    await noteGap(trx, context, file.name, { second, until });
    await sql`update exchange_source set cursor = ${until} where name = ${file.name}`.execute(trx);
  });
  return until;
}

/** Stores one page. @returns the names of its records */
async function store(
  context: Context,
  source: string,
  bank: string,
  page: ForeignPage,
  second: number,
): Promise<string[]> {
  const now = context.now();
  // Twice on one page: the last one wins.
  const last = new Map(
    page.records.map((record) => readRecord(context.atRest, record)).map((record) => [record.remote, record]),
  );
  const steps = await context.store.transaction(async (trx) => {
    const made: AfterCommit[] = [];
    for (const record of last.values()) made.push(await applyRecord(trx, context, source, bank, record));
    await quarantine(trx, source, page.quarantined, now);
    await sql`update exchange_source set cursor = greatest(cursor, ${second}) where name = ${source}`.execute(
      trx,
    );
    return made;
  });
  for (const step of steps) step(context.banks);
  return [...last.keys()];
}

async function removeOthers(
  context: Context,
  source: string,
  bank: string,
  seen: ReadonlySet<string>,
): Promise<void> {
  const { rows } = await sql<{ remote: string }>`
    select remote from exchange_row where source = ${source} and state <> 'withdrawn'`.execute(
    context.store.db,
  );
  const gone = rows.filter(({ remote }) => !seen.has(remote));
  const steps = await context.store.transaction(async (trx) => {
    const made: AfterCommit[] = [];
    for (const { remote } of gone)
      made.push(
        await applyRecord(trx, context, source, bank, { remote, state: 'withdrawn', opinions: new Map() }),
      );
    return made;
  });
  for (const step of steps) step(context.banks);
}
