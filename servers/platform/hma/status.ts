import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { TYPES } from './read.ts';

interface Size {
  size: number;
  newest: Date | null;
}

async function sizeOf(db: QueryExecutorProvider, type: string): Promise<Size> {
  const kept = type === 'pdq' ? ['pdq', 'pdqStored'] : ['md5'];
  const { rows } = await sql<Size>`select count(*)::int as size, max(c.added_at) as newest
    from bank_hash h join bank_content c on c.id = h.content
    where h.type = any(${kept}::text[]) and not c.removed_here`.execute(db);
  return rows[0] ?? { size: 0, newest: null };
}

const seconds = (at: Date | null): number => (at ? Math.floor(at.getTime() / 1000) : -1);

/** `GET /m/index/status`: the index follows the record at once, so it is always as new as its newest entry. */
export async function indexStatus(context: Context, only?: string): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = {};
  for (const type of TYPES.filter((name) => only === undefined || name === only)) {
    const { size, newest } = await sizeOf(context.store.db, type);
    answer[type] = { built_to: seconds(newest), present: size > 0, size };
  }
  return answer;
}

/** `GET /c/signal_type/index`. */
export async function typeIndex(context: Context): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = {};
  for (const type of TYPES) {
    const { size, newest } = await sizeOf(context.store.db, type);
    answer[type] = {
      db_size: size,
      index_built_to: seconds(newest),
      index_out_of_date: false,
      index_size: size,
      newest_db_item: seconds(newest),
    };
  }
  return answer;
}

/** An exchange as this API shows it: under its bank's name. */
export interface FollowedExchange {
  name: string;
  /** Its own name. */
  source: string;
  enabled: boolean;
  hasCredentials: boolean;
  begunAt: Date | null;
  wire: 'amaan' | 'stopncii';
  cursor: string;
  fetchedAt: Date | null;
  lastError: string | null;
  items: number;
}

/** The exchanges that this platform follows. */
export async function exchanges(db: QueryExecutorProvider): Promise<FollowedExchange[]> {
  const { rows } = await sql<FollowedExchange>`select bank as name, name as source, enabled,
    credentials is not null as "hasCredentials", begun_at as "begunAt", wire, cursor, fetched_at as "fetchedAt",
    last_error as "lastError",
    (select count(*)::int from exchange_row r where r.source = exchange_source.name and content is not null) as items
    from exchange_source order by bank`.execute(db);
  return rows;
}

/** `GET /c/exchange/X/status`. */
export function exchangeStatus(source: FollowedExchange): Record<string, unknown> {
  return {
    checkpoint_ts: source.wire === 'stopncii' ? Number(source.cursor) : seconds(source.fetchedAt),
    fetched_items: source.items,
    last_fetch_complete_ts: source.fetchedAt ? seconds(source.fetchedAt) : null,
    last_fetch_succeeded: source.lastError !== null ? false : source.fetchedAt ? true : null,
    running_fetch_start_ts: source.begunAt ? seconds(source.begunAt) : null,
    up_to_date: source.lastError === null && source.fetchedAt !== null,
  };
}
