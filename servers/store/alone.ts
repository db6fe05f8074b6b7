import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Store } from './store.ts';

const PAUSE_MS = 50;

/**
 * Takes a lock of the database for this process, on a connection of its own: the lock ends with its process, however that
 * ends.
 *
 * @param lock the same number for all who must not work at once
 * @param waitMs how long to wait for it: a killed process's connection may need a moment until the database notices
 * @returns the connection that holds the lock (`release(true)` gives it back), or undefined when another process lives
 */
export async function holdAlone<DB>(
  store: Store<DB>,
  lock: number,
  waitMs: number,
): Promise<PoolClient | undefined> {
  const client = await store.pool.connect();
  const until = Date.now() + waitMs;
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock]);
    if (rows[0]?.got) return client;
    if (Date.now() > until) {
      client.release();
      return undefined;
    }
    await sleep(PAUSE_MS);
  }
}
