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

interface Source {
  name: string;
  wire: 'amaan' | 'stopncii';
  cursor: string;
  fetchedAt: Date | null;
  lastError: string | null;
  items: number;
}

/** The exchanges that this platform follows. */
export async function exchanges(db: QueryExecutorProvider): Promise<Source[]> {
  const { rows } = await sql<Source>`select bank as name, wire, cursor, fetched_at as "fetchedAt",
    last_error as "lastError",
    (select count(*)::int from exchange_row r where r.source = exchange_source.name and content is not null) as items
    from exchange_source order by bank`.execute(db);
  return rows;
}

/** `GET /c/exchange/X/status`. */
export function exchangeStatus(source: Source): Record<string, unknown> {
  return {
    checkpoint_ts: source.wire === 'stopncii' ? Number(source.cursor) : seconds(source.fetchedAt),
    fetched_items: source.items,
    last_fetch_complete_ts: source.fetchedAt ? seconds(source.fetchedAt) : null,
    last_fetch_succeeded: source.fetchedAt ? source.lastError === null : null,
    running_fetch_start_ts: null,
    up_to_date: source.lastError === null && source.fetchedAt !== null,
  };
}
