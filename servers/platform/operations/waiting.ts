import { SUSPEND_AT } from '@amaan/bank';
import { type QueryExecutorProvider, sql } from 'kysely';
import { OWN } from '../exchange/apply.ts';

const SHOWN = 100;

/** A signal that suggests nothing any more because others said that it is wrong. */
export interface RestingSignal {
  readonly bank: string;
  readonly content: string;
  readonly exchange: string | null;
  /** What other parties answered. */
  readonly blocked: number;
  readonly notBlocked: number;
  /** What our own reviewers said of it last. */
  readonly own: string | null;
  /** Suspended at its exchange too, and not by the opinions that we know alone. */
  readonly there: boolean;
  readonly addedAt: Date;
  /** Why a person here lets it rest; null while nobody has looked. */
  readonly kept: string | null;
}

/**
 * The signals that are suspended and that nobody here has judged to be wrong, the most doubted first. It begins at the
 * opinions and the suspended rows, so a bank of a million costs nothing.
 *
 * @param only this one content
 */
export async function restingSignals(db: QueryExecutorProvider, only?: string): Promise<RestingSignal[]> {
  const { rows } = await sql<RestingSignal>`
    with doubted as (
      select o.content from bank_opinion o left join settled_signal s on s.content = o.content
        where o.value = 'NotBlocked' and o.party <> ${OWN} and not (o.party = any(coalesce(s.heard, '{}')))
        group by o.content having count(*) >= ${SUSPEND_AT}
      union select content from exchange_row where state = 'suspended' and content is not null
      union select s.content from settled_signal s join bank_content c on c.id = s.content
        where s.settlement = 'keep' and c.enabled_from = 0
    )
    select c.bank, c.id::text as content, r.source as exchange, coalesce(r.state = 'suspended', false) as there,
      c.added_at as "addedAt", s.reason as kept,
      (select value from bank_opinion o where o.content = c.id and o.party = ${OWN}) as own,
      (select count(*)::int from bank_opinion o
        where o.content = c.id and o.party <> ${OWN} and o.value = 'Blocked') as blocked,
      (select count(*)::int from bank_opinion o
        where o.content = c.id and o.party <> ${OWN} and o.value = 'NotBlocked') as "notBlocked"
    from doubted d join bank_content c on c.id = d.content left join exchange_row r on r.content = c.id
      left join settled_signal s on s.content = c.id and s.settlement = 'keep' and c.enabled_from = 0
    where not c.removed_here and (${only ?? null}::bigint is null or c.id = ${only ?? null}::bigint)
      and not exists (
        select 1 from bank_opinion o where o.content = c.id and o.party = ${OWN} and o.value = 'NotBlocked')
    order by "notBlocked" desc, c.added_at, c.id`.execute(db);
  return rows;
}

/** Those that wait for a person, and those that a person lets rest; 100 of each at most. */
export async function suspendedSignals(
  db: QueryExecutorProvider,
): Promise<Record<'waiting' | 'kept', { total: number; signals: RestingSignal[] }>> {
  const all = await restingSignals(db);
  const part = (signals: RestingSignal[]) => ({ total: signals.length, signals: signals.slice(0, SHOWN) });
  return {
    waiting: part(all.filter(({ kept }) => kept === null)),
    kept: part(all.filter(({ kept }) => kept !== null)),
  };
}
