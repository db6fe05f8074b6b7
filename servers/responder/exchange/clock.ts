import { nextStamp } from '@amaan/exchange';
import { type QueryExecutorProvider, sql } from 'kysely';

/** The place of a change in the exchange's order. */
export interface Place {
  readonly tie: number;
  readonly second: number;
}

/**
 * Takes the next `count` places. The clock's row stays locked until the caller's transaction ends: call it last.
 *
 * @param now the machine's time; the exchange's own never goes back
 */
export async function takePlaces(trx: QueryExecutorProvider, count: number, now: Date): Promise<Place[]> {
  const { rows } = await sql<{ tie: string; second: string; in_second: number }>`
    select tie, second, in_second from exchange_clock for update`.execute(trx);
  let tie = Number(rows[0]?.tie ?? 0);
  let stamp = { second: Number(rows[0]?.second ?? 0), count: rows[0]?.in_second ?? 0 };
  const places: Place[] = [];
  for (let i = 0; i < count; i++) {
    stamp = nextStamp(stamp, Math.floor(now.getTime() / 1000));
    places.push({ tie: ++tie, second: stamp.second });
  }
  await sql`update exchange_clock set tie = ${tie}, second = ${stamp.second}, in_second = ${stamp.count}`.execute(
    trx,
  );
  return places;
}

/** The number of the newest change. */
export async function newestTie(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ tie: string }>`select tie from exchange_clock`.execute(db);
  return Number(rows[0]?.tie ?? 0);
}
