import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { StoreError } from './errors.ts';
import { isUpToDate, migrate } from './migrate.ts';
import { openStore, type Store, type StorePlace } from './store.ts';

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

/** Who may work on a database: the one process that holds its lock. */
export interface Alone {
  /** The server's name, for the sentence that a second one gets. */
  readonly server: string;
  /** The same number for all who must not work at once. */
  readonly lock: number;
  /** As long as a process that is ending, or was killed, may still hold it. */
  readonly waitMs: number;
}

/**
 * Opens the database at `place` for this process alone: before anything in it is read, migrated or written. `close` gives it
 * back.
 *
 * @throws StoreError `not-alone` when another process works on it, and what `openStore` throws
 */
export async function openAlone<DB>(place: StorePlace, { server, lock, waitMs }: Alone): Promise<Store<DB>> {
  const store = await openStore<DB>(place);
  const client = await holdAlone(store, lock, waitMs);
  if (!client) {
    // The connections alone are closed: an embedded database is the other's child.
    await store.db.destroy();
    throw new StoreError(
      'not-alone',
      `Another ${server} server works on this database. End it first: what it holds in memory belongs to one process.`,
    );
  }
  return {
    ...store,
    close: async () => {
      // The pool waits for every connection that is out.
      client.release(true);
      await store.close();
    },
  };
}

/**
 * Brings a database up to date for a command, unless a server works on it: that one would go on with tables that it does
 * not know.
 *
 * @throws StoreError `migration-pending` while an older server works on it, and what `migrate` throws
 */
export async function migrateBeside<DB>(store: Store<DB>, folder: string, lock: number): Promise<void> {
  const client = await holdAlone(store, lock, 0);
  try {
    if (client) await migrate(store, folder);
    else if (!(await isUpToDate(store, folder)))
      throw new StoreError(
        'migration-pending',
        'An older server works on this database. End it and start this version before you use its commands.',
      );
  } finally {
    client?.release(true);
  }
}
