import type { OpinionValue } from '@amaan/bank';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { enter, readSettings } from './bank-store.ts';
import { openSignals } from './sealed-signals.ts';

const SLICE = 5000;
/** No content has this id: a line with it says that the bank's policy changed. */
const POLICY = '0';

/**
 * Tells the running server, in another process's transaction, which contents that one wrote or deleted; without any, that
 * the bank's policy changed.
 */
export async function tellNews(
  trx: QueryExecutorProvider,
  bank: string,
  contents: readonly string[] = [POLICY],
): Promise<void> {
  await sql`insert into bank_news (bank, content)
    select ${bank}, id::bigint from unnest(${[...contents]}::text[]) id`.execute(trx);
}

interface NewContent {
  id: string;
  bank: string;
  enabledFrom: string;
  sealed: Buffer;
  opinions: { party: string; value: OpinionValue }[] | null;
}

/** Brings the banks in memory up to date with what other processes did. The lines are taken away once that is done. */
export async function takeNews({ store, banks, atRest }: Context): Promise<void> {
  for (;;) {
    const { rows: news } = await sql<{ id: string; bank: string; content: string }>`
      select id, bank, content from bank_news order by id limit ${SLICE}`.execute(store.db);
    if (news.length === 0) return;
    for (const bank of await readSettings(store.db)) banks.put(bank);
    const ids = [...new Set(news.map((line) => line.content))];
    const { rows } = await sql<NewContent>`
      select id, bank, enabled_from as "enabledFrom", sealed,
        (select json_agg(json_build_object('party', party, 'value', value)) from counted_opinion o where o.content = c.id)
          as opinions
      from bank_content c where id = any(${ids}::bigint[]) and not removed_here`.execute(store.db);
    const there = new Set(rows.map((row) => row.id));
    for (const { bank, content } of news) if (!there.has(content)) banks.remove(bank, content);
    for (const { id, bank, enabledFrom, sealed, opinions } of rows) {
      enter(banks, { id, bank, enabledFrom: Number(enabledFrom), signals: openSignals(atRest, id, sealed) });
      for (const { party, value } of opinions ?? []) banks.setOpinion(bank, id, party, value);
    }
    await sql`delete from bank_news where id = any(${news.map((line) => line.id)}::bigint[])`.execute(
      store.db,
    );
  }
}
