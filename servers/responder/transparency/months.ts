import { closedMonths, type MonthCounts, type PublicMonth, publishMonth } from '@amaan/notice/figures';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';

/** A month is closed when it has been over for so long: what began before its end is written by then. */
const SETTLED_MS = 3_600_000;
const EVER = 12 * 100;
const NAMES = ['cases', 'declarations', 'sentUnder', 'sentTo', 'late', 'removed', 'demands'] as const;

interface Tally {
  figure: string;
  part: string;
  hours: number | null;
}

/** The months that may be told, newest first, two years at most. */
export async function publicMonths(db: QueryExecutorProvider): Promise<PublicMonth[]> {
  const { rows } = await sql<{ told: PublicMonth }>`
    select told from figure_month order by month desc limit 24`.execute(db);
  return rows.map((row) => row.told);
}

/**
 * Closes each month that is over: what may be told of it is kept, and what was counted is deleted. A month in which
 * nothing was counted is told as well, because its absence would say so.
 */
export async function closeFigures({ store, now }: Pick<Context, 'store' | 'now'>): Promise<void> {
  await store.transaction(async (trx) => {
    await sql`lock table figure_month in share row exclusive mode`.execute(trx);
    const { rows } = await sql<{ first: string | null; last: string | null }>`
      select least((select min(month) from figure_tally), (select min(month) from figure_month)) as first,
        (select max(month) from figure_month) as last`.execute(trx);
    const { first, last } = rows[0] ?? {};
    if (!first) return;
    const settled = new Date(now().getTime() - SETTLED_MS);
    for (const month of closedMonths(new Date(`${first}-01T00:00:00Z`), settled, EVER)) {
      if (last && month <= last) continue;
      const { rows: tallies } = await sql<Tally>`
        delete from figure_tally where month = ${month} returning figure, part, hours`.execute(trx);
      const told = publishMonth(countsOf(month, tallies));
      await sql`insert into figure_month (month, told) values (${month}, ${JSON.stringify(told)}::jsonb)`.execute(
        trx,
      );
    }
  });
}

function countsOf(month: string, tallies: readonly Tally[]): MonthCounts {
  const counts = (name: string) => {
    const parts: Record<string, number> = {};
    for (const { figure, part } of tallies) if (figure === name) parts[part] = (parts[part] ?? 0) + 1;
    return parts;
  };
  return {
    month,
    counts: Object.fromEntries(NAMES.map((name) => [name, counts(name)])),
    hours: { removal: tallies.flatMap((each) => (each.figure === 'removal' ? [each.hours ?? 0] : [])) },
  };
}
