import { SUSPEND_AT } from '@amaan/bank';
import { type QueryExecutorProvider, sql } from 'kysely';
import { OWN } from '../exchange/apply.ts';

const SHOWN = 100;

/** A signal that suggests nothing any more because others said that it is wrong, until a person has looked. */
export interface WaitingSignal {
  readonly bank: string;
  readonly content: string;
  readonly exchange: string | null;
  /** What other parties answered. */
  readonly blocked: number;
  readonly notBlocked: number;
  /** Suspended at its exchange too, and not by the opinions that we know alone. */
  readonly there: boolean;
  readonly addedAt: Date;
}

/**
 * The signals that are suspended and that nobody here has judged to be wrong: the most doubted first, 100 at most.
 * It begins at the opinions and the suspended rows, so a bank of a million costs nothing.
 */
export async function waitingSignals(
  db: QueryExecutorProvider,
): Promise<{ total: number; signals: WaitingSignal[] }> {
  const { rows } = await sql<WaitingSignal & { total: number }>`
    with doubted as (
      select content from bank_opinion where value = 'NotBlocked' and party <> ${OWN}
        group by content having count(*) >= ${SUSPEND_AT}
      union select content from exchange_row where state = 'suspended' and content is not null
    )
    select c.bank, c.id::text as content, r.source as exchange, coalesce(r.state = 'suspended', false) as there,
      c.added_at as "addedAt", count(*) over ()::int as total,
      (select count(*)::int from bank_opinion o
        where o.content = c.id and o.party <> ${OWN} and o.value = 'Blocked') as blocked,
      (select count(*)::int from bank_opinion o
        where o.content = c.id and o.party <> ${OWN} and o.value = 'NotBlocked') as "notBlocked"
    from doubted d join bank_content c on c.id = d.content left join exchange_row r on r.content = c.id
    where not c.removed_here and not exists (
      select 1 from bank_opinion o where o.content = c.id and o.party = ${OWN} and o.value = 'NotBlocked')
    order by "notBlocked" desc, c.added_at, c.id limit ${SHOWN}`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    signals: rows.map(({ bank, content, exchange, blocked, notBlocked, there, addedAt }) => {
      return { bank, content, exchange, blocked, notBlocked, there, addedAt };
    }),
  };
}
