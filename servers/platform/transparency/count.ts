import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';

type Counted = 'compared' | 'withdrawn';

/** Adds to what is counted for the present month. */
export async function countMonth(
  trx: QueryExecutorProvider,
  name: Counted,
  by: number,
  now: Date,
): Promise<void> {
  await sql`insert into month_count (month, name, count) values (${now.toISOString().slice(0, 7)}, ${name}, ${by})
    on conflict (month, name) do update set count = month_count.count + excluded.count`.execute(trx);
}

/** Writes down how many look-ups there were since the last time: a look-up itself writes nothing. */
export async function writeCompared({
  store,
  tallies,
  now,
}: Pick<Context, 'store' | 'tallies' | 'now'>): Promise<void> {
  const fresh = tallies.takeFresh();
  if (fresh > 0) await countMonth(store.db, 'compared', fresh, now());
}
