import { type QueryExecutorProvider, sql } from 'kysely';

/** So many of a source's submissions were found wrong, and so many of a hundred, before a person looks at new ones. */
const FEWEST = 5;
const PERCENT = 20;
/** A source is new until so many came in, and until then so many a day go by themselves; then so many. */
const NEW = 1000;
const A_DAY = { new: 500, known: 20_000 } as const;

/** How the submissions of one source ended, of those that are still here. */
export interface SourceRecord {
  readonly partner: string;
  readonly submitted: number;
  /** Withdrawn by a person here, or resting because others answered against them. */
  readonly refused: number;
}

/** A source with too many refusals: what it submits rests until a person has looked (abuse control P8). */
export function standsLow({ submitted, refused }: SourceRecord): boolean {
  return refused >= FEWEST && refused * 100 >= submitted * PERCENT;
}

/** The records of the partners that submit, worst first. */
export async function sourceRecords(db: QueryExecutorProvider, partner?: string): Promise<SourceRecord[]> {
  const { rows } = await sql<SourceRecord>`
    select e.partner, count(*)::int as submitted, count(*) filter (where
      exists (select 1 from exchange_settlement s where s.entry = e.id and s.settlement = 'withdraw')
      or (e.state = 'suspended' and exists (select 1 from exchange_opinion o
        where o.entry = e.id and o.value = 'NotBlocked' and o.partner <> e.partner)))::int as refused
    from exchange_entry e where e.partner is not null and not e.canary
      and ${partner === undefined ? sql`true` : sql`e.partner = ${partner}`}
    group by e.partner order by refused desc, e.partner`.execute(db);
  return rows;
}

/**
 * How many more submissions of a source go by themselves today; what comes after them rests until a person has looked.
 * None where its record is bad.
 */
export async function roomOf(trx: QueryExecutorProvider, partner: string, now: Date): Promise<number> {
  const [record = { partner, submitted: 0, refused: 0 }] = await sourceRecords(trx, partner);
  if (standsLow(record)) return 0;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from exchange_entry
    where partner = ${partner} and not canary and came_on = ${now.toISOString().slice(0, 10)}::date`.execute(
    trx,
  );
  return Math.max(0, (record.submitted < NEW ? A_DAY.new : A_DAY.known) - (rows[0]?.n ?? 0));
}
