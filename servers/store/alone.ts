import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { StoreError } from './errors.ts';
import { isUpToDate, migrate } from './migrate.ts';
import { openStore, type Store, type StorePlace } from './store.ts';

const PAUSE_MS = 50;
const AWAY_MS = 250;

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
  /** The database was away, and another process took it meanwhile: this one must end. */
  readonly lost: () => void;
}

/**
 * Opens the database at `place` for this process alone: before anything in it is read, migrated or written. `close` gives it
 * back. When the connection that holds it is cut (the database starts anew, say), it is taken again.
 *
 * @throws StoreError `not-alone` when another process works on it, and what `openStore` throws
 */
export async function openAlone<DB>(
  place: StorePlace,
  { server, lock, waitMs, lost }: Alone,
): Promise<Store<DB>> {
  const store = await openStore<DB>(place);
  const first = await holdAlone(store, lock, waitMs);
  if (!first) {
    // The connections alone are closed: an embedded database is the other's child.
    await store.db.destroy();
    throw new StoreError(
      'not-alone',
      `Another ${server} server works on this database. End it first: what it holds in memory belongs to one process.`,
    );
  }
  let held: PoolClient | undefined;
  let closing = false;
  let taking: Promise<void> = Promise.resolve();
  const hold = (client: PoolClient) => {
    held = client;
    client.once('end', () => {
      client.release(true);
      held = undefined;
      if (!closing) taking = again();
    });
  };
  const again = async () => {
    while (!closing)
      try {
        const next = await holdAlone(store, lock, waitMs);
        if (next) hold(next);
        else lost();
        return;
      } catch {
        await sleep(AWAY_MS); // the database is still away
      }
  };
  hold(first);
  return {
    ...store,
    close: async () => {
      closing = true;
      await taking;
      // The pool waits for every connection that is out.
      held?.removeAllListeners('end').release(true);
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
