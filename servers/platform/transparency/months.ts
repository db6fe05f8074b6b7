import { closedMonths, type MonthCounts, type PublicMonth, publishMonth } from '@amaan/notice/figures';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { writeCompared } from './count.ts';

/**
 * What may be told of this platform's months, newest first. A month that is over does not change any more, so each is
 * counted once, from the events, and kept as it may be shown.
 */
export class PublicMonths {
  readonly #context: Context;
  readonly #kept = new Map<string, PublicMonth>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** All months that are over, two years at most. */
  async all(): Promise<PublicMonth[]> {
    const { store } = this.#context;
    const now = this.#context.now();
    await writeCompared(this.#context);
    const { rows } = await sql<{ since: Date | null }>`select min(created_at) as since from bank`.execute(
      store.db,
    );
    const told: PublicMonth[] = [];
    for (const month of closedMonths(rows[0]?.since ?? now, now)) {
      const kept = this.#kept.get(month) ?? publishMonth(await countsOf(store.db, month));
      this.#kept.set(month, kept);
      told.push(kept);
    }
    return told;
  }
}

async function countsOf(db: QueryExecutorProvider, month: string): Promise<MonthCounts> {
  const from = `${month}-01T00:00:00Z`;
  const within = (column: 'opened_at' | 'decided_at' | 'received_at' | 'due_at' | 'at') =>
    sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${from}::timestamptz + interval '1 month'`;
  const { rows: counted } = await sql<{ figure: string; part: string; count: number }>`
    select 'decisions' as figure, folded ->> 'decision' as part, count(*)::int as count from review_job
      where ${within('decided_at')} and folded ->> 'decision' in ('remove', 'keep', 'minor') group by 2
    union all select 'appeals', folded ->> 'decision', count(*)::int from review_job
      where ${within('decided_at')} and kind = 'appeal' and folded ->> 'decision' in ('upheld', 'overturned') group by 2
    union all select 'appealsOpened', 'all', count(*)::int from review_job
      where ${within('opened_at')} and kind = 'appeal'
    union all select 'held', 'all', count(*)::int from review_job where ${within('opened_at')} and kind = 'upload'
    union all select 'noticesReceived', 'all', count(*)::int from notice where ${within('received_at')}
    union all select 'noticesDue', case when exists (select 1 from notice_status s where s.notice = notice.id
        and s.body ->> 'event' <> 'acknowledged' and (s.body ->> 'at')::timestamptz <= due_at)
        then 'inTime' else 'late' end, count(*)::int
      from notice where ${within('due_at')} group by 2
    union all select 'feedback', event -> 'refs' ->> 'value', sum((event -> 'refs' ->> 'count')::int)::int
      from review_event where type = 'feedback.sent' and ${within('at')} group by 2
    union all select name, 'all', count::int from month_count where month = ${month}`.execute(db);
  const { rows: times } = await sql<{ hours: number }>`
    select extract(epoch from decided_at - opened_at)::float8 / 3600 as hours from review_job
    where ${within('decided_at')} and kind in ('upload', 'notice')`.execute(db);
  const of = (figure: string) =>
    Object.fromEntries(
      counted.filter((row) => row.figure === figure).map(({ part, count }) => [part, count]),
    );
  const one = (figure: string) => of(figure)['all'] ?? 0;
  return {
    month,
    counts: {
      // A look-up is written down up to a second after its upload was held, so the rest is never taken for negative.
      compared: { held: one('held'), passed: Math.max(0, one('compared') - one('held')) },
      decisions: of('decisions'),
      appealsOpened: of('appealsOpened'),
      appeals: of('appeals'),
      noticesReceived: of('noticesReceived'),
      noticesDue: of('noticesDue'),
      withdrawals: { all: one('withdrawn') },
      feedback: of('feedback'),
    },
    hours: { decision: times.map((row) => row.hours) },
  };
}
