import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createLog, type Log } from '@amaan/http';
import { migrate, openStore, prepareJobs, type Store } from '@amaan/store';
import type { Config } from './config.ts';
import { loadKeys, type ServerKeys } from './keys.ts';
import { ClockWatch } from './notices/clock-doubt.ts';

/** The server's numbered migrations, of all its rooms. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/** What every room of the responder works with. Time and randomness come from here, so tests decide them. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store<unknown>;
  readonly keys: ServerKeys;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** What speaks against `now`: every deadline hangs on it. */
  readonly clockWatch: ClockWatch;
}

/** Opens the database, brings it up to date and loads the keys: the one place where the server is put together. */
export async function openContext(config: Config, log: Log = createLog('responder')): Promise<Context> {
  const store = await openStore<unknown>(
    config.databaseUrl ? { url: config.databaseUrl } : { folder: `${config.folder}/postgres` },
  );
  await migrate(store, MIGRATIONS);
  await prepareJobs(store);
  return {
    config,
    log,
    store,
    keys: loadKeys(config.folder, config.profile),
    now: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    clockWatch: new ClockWatch(),
  };
}

/** A random id: 16 bytes as hex, never ordered by time. */
export function newId(context: Context): string {
  return Buffer.from(context.random(16)).toString('hex');
}

/** Today, UTC, as YYYY-MM-DD: the only time that her own acts carry. */
export function today(context: Context): string {
  return context.now().toISOString().slice(0, 10);
}
