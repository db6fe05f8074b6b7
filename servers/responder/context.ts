import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLog, type Log } from '@amaan/http';
import {
  type AtRest,
  loadAtRest,
  migrate,
  openStore,
  prepareJobs,
  restKeyPath,
  ScreenDays,
  type Store,
} from '@amaan/store';
import type { Config } from './config.ts';
import { loadKeys, type ServerKeys } from './keys.ts';
import { isUnused, loadPublished, type PublishedList, sealPlain } from './exchange/index.ts';
import { ClockWatch } from './notices/clock-doubt.ts';

/** The server's numbered migrations, of all its rooms. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/** What every room of the responder works with. Time and randomness come from here, so tests decide them. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store<unknown>;
  readonly keys: ServerKeys;
  /** Keeps hashes out of the database's files. */
  readonly atRest: AtRest;
  /** What is widely published, where the operator has a list; commands beside the server share nothing and have none. */
  readonly published?: PublishedList;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** Everybody's time at the console. */
  readonly screen: ScreenDays;
  /** What speaks against `now`: every deadline hangs on it. */
  readonly clockWatch: ClockWatch;
}

/** Opens the database, brings it up to date and loads the keys: the one place where the server is put together. */
export async function openContext(config: Config, log: Log = createLog('responder')): Promise<Context> {
  // Nobody else looks into it. As root the database runs as another user, who has to pass through.
  mkdirSync(config.folder, { recursive: true });
  chmodSync(config.folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  // Before the database, so that a damaged list ends us with nothing under way.
  const published = config.publishedList && (await loadPublished(config.publishedList));
  const store = await openStore<unknown>(
    config.databaseUrl ? { url: config.databaseUrl } : { folder: `${config.folder}/postgres` },
  );
  await migrate(store, MIGRATIONS);
  await prepareJobs(store);
  const context = await contextOn(config, store, log);
  return published ? { ...context, published } : context;
}

/** A context on a database that is open and up to date: the server's own, or one beside it for the operator's commands. */
export async function contextOn(
  config: Config,
  store: Store<unknown>,
  log: Log = createLog('responder'),
): Promise<Context> {
  const now = () => new Date();
  return {
    config,
    log,
    store,
    screen: new ScreenDays(store.db, config.screen, now),
    keys: loadKeys(config.folder, config.profile),
    atRest: await openAtRest(store, config),
    now,
    random: (bytes) => randomBytes(bytes),
    clockWatch: new ClockWatch(),
  };
}

/** The key for hashes in the database; what an older version left in the clear is sealed with it. */
export async function openAtRest(store: Store<unknown>, { folder, env }: Config): Promise<AtRest> {
  const atRest = loadAtRest(restKeyPath('responder', folder, env), { unused: await isUnused(store.db) });
  await sealPlain(store, atRest);
  return atRest;
}

/** A random id: 16 bytes as hex, never ordered by time. */
export function newId(context: Context): string {
  return Buffer.from(context.random(16)).toString('hex');
}

/** Today, UTC, as YYYY-MM-DD: the only time that her own acts carry. */
export function today(context: Context): string {
  return context.now().toISOString().slice(0, 10);
}
