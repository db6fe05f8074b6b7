import { type QueryExecutorProvider, sql } from 'kysely';
import type { ForeignPage } from '@amaan/exchange';
import type { Context } from '../context.ts';
import { fetchPage, tryPage } from './foreign.ts';
import type { KeyFile } from './key-file.ts';

const ASK_AGAIN_MS = 60_000;

/**
 * Looks for the next second at which the host can be read again, in growing steps.
 *
 * @param second where it could not be read
 * @param now Unix seconds
 * @returns undefined when nothing up to now can be read: then it is the host, and not one page
 */
export async function nextReadable(file: KeyFile, second: number, now: number): Promise<number | undefined> {
  for (let step = 1; second + step <= now + 1; step *= 2)
    if (await tryPage(file, second + step, '')) return second + step;
  return undefined;
}

/** Notes a stretch that could not be read and tells the operator, in the caller's transaction. */
export async function noteGap(
  trx: QueryExecutorProvider,
  context: Context,
  source: string,
  { second, until }: { second: number; until: number },
): Promise<void> {
  await sql`insert into exchange_gap (source, second, until, asked_at)
    values (${source}, ${second}, ${until}, ${context.now()}) on conflict do nothing`.execute(trx);
  context.log.error(
    { exchange: source, code: 'gap', seconds: until - second },
    'a page cannot be read; it is asked for again',
  );
}

/** Whether something of this exchange is still missing. */
export async function hasGaps(db: QueryExecutorProvider, source: string): Promise<boolean> {
  const { rows } = await sql`select 1 from exchange_gap where source = ${source} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Asks again for what could not be read, at most once a minute for each stretch.
 *
 * @param take stores a page's records
 */
export async function askForGaps(
  context: Context,
  file: KeyFile,
  take: (page: ForeignPage) => Promise<void>,
): Promise<void> {
  const { db } = context.store;
  const before = new Date(context.now().getTime() - ASK_AGAIN_MS);
  const { rows } = await sql<{ second: string; until: string }>`
    update exchange_gap set asked_at = ${context.now()} where source = ${file.name} and asked_at < ${before}
    returning second, until`.execute(db);
  for (const { second, until } of rows) {
    let token = '';
    for (;;) {
      const page: ForeignPage = await fetchPage(file, Number(second), token);
      await take(page);
      if (!page.hasMore || page.nextSetTimestamp >= Number(until)) break;
      token = page.nextPageToken ?? '';
    }
    await sql`delete from exchange_gap where source = ${file.name} and second = ${second}`.execute(db);
    context.log.info({ exchange: file.name, code: 'gap-closed' });
  }
}
