import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Banks } from '@amaan/bank';
import { collectNow } from '@amaan/bank/node';
import { createLog, type Log } from '@amaan/http';
import {
  type AtRest,
  loadAtRest,
  migrate,
  openAlone,
  prepareJobs,
  restKeyPath,
  ScreenDays,
  type Store,
} from '@amaan/store';
import { ensureBank, loadBanks } from './banks/bank-store.ts';
import { Tallies } from './banks/tallies.ts';
import { isUnused, sealPlain } from './banks/seal-plain.ts';
import type { Config } from './config.ts';
import { makeReaders, type Readers } from './gate/readers.ts';
import { KeyRing } from './keys/key-ring.ts';
import { Probes } from './keys/probes.ts';
import { loadSecret, type PlatformKey, platformKey } from './keys/secrets.ts';

/** The server's numbered migrations, of all its rooms. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/** What every room of the platform works with. Time and randomness come from here, so tests decide them. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store<unknown>;
  readonly banks: Banks;
  readonly tallies: Tallies;
  readonly readers: Readers;
  /** Keeps hashes and credentials out of the database's files. */
  readonly atRest: AtRest;
  readonly keys: KeyRing;
  readonly probes: Probes;
  /** Reviewers' time at the console. */
  readonly screen: ScreenDays;
  /** Signs review events and status messages. */
  readonly key: PlatformKey;
  /** Shared with the site: signs our messages to it. */
  readonly hookSecret: Uint8Array;
  now(): Date;
  random(bytes: number): Uint8Array;
}

/** The lock of the process that serves a database: its banks in memory follow its own work, and nobody else's. */
export const LOCK = 7_239_104_514;
/** As long as a process that is ending, or was killed, may still hold it. */
const WAIT_MS = 5_000;

/**
 * Puts the server together: database, banks in memory, keys. The database is this process's alone before anything in it is
 * changed: a newer version must not migrate it under a server that works.
 *
 * @throws StoreError `not-alone`
 */
export async function openContext(
  config: Config,
  log: Log = createLog('platform'),
  waitMs = WAIT_MS,
): Promise<Context> {
  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: `${config.folder}/postgres` };
  const store = await openAlone<unknown>(place, {
    server: 'platform',
    lock: LOCK,
    waitMs,
    lost: () => {
      log.error(
        { code: 'not-alone' },
        'the database was away and another platform server took it: this one ends',
      );
      process.kill(process.pid, 'SIGTERM');
    },
  });
  try {
    await migrate(store, MIGRATIONS);
    await prepareJobs(store);
    const context = await assemble(config, log, store, () => new Date());
    // What loading left behind goes now, and not while the first uploads wait.
    collectNow();
    return context;
  } catch (error) {
    // The database is our own child: without us it would stay behind.
    await store.close();
    throw error;
  }
}

/** The context over a database that is open and migrated; tests bring their own store and clock. */
export async function assemble(
  config: Config,
  log: Log,
  store: Store<unknown>,
  now: () => Date,
): Promise<Context> {
  const make = config.profile === 'demo';
  await ensureBank(
    store.db,
    { name: config.exchangeBank, kind: 'match', threshold: config.exchangeThreshold, enabledRatio: 1 },
    now(),
  );
  const atRest = await openAtRest(store, config.folder, config.env);
  const keys = new KeyRing(store.db, config.keyRate);
  await keys.load();
  return {
    config,
    log,
    store,
    banks: await loadBanks(store.db, atRest),
    tallies: new Tallies(now()),
    readers: makeReaders(),
    atRest,
    keys,
    probes: new Probes(),
    screen: new ScreenDays(store.db, config.screen, now),
    key: platformKey(loadSecret(config.folder, 'platform', { make })),
    hookSecret: loadSecret(config.folder, 'hook', { make }),
    now,
    random: randomFromPool(),
  };
}

/** The key for what is encrypted in the database; what an older version left in the clear is sealed with it. */
export async function openAtRest(store: Store<unknown>, folder: string, env: Config['env']): Promise<AtRest> {
  const atRest = loadAtRest(restKeyPath('platform', folder, env), { unused: await isUnused(store.db) });
  await sealPlain(store, atRest);
  return atRest;
}

const POOL = 4096;

/** Random bytes, fetched for many small wishes at once: each byte is given once and then wiped here. */
function randomFromPool(): Context['random'] {
  let pool = new Uint8Array();
  let at = 0;
  return (bytes) => {
    if (bytes > POOL) return randomBytes(bytes);
    if (at + bytes > pool.length) {
      pool = new Uint8Array(randomBytes(POOL));
      at = 0;
    }
    const given = pool.slice(at, at + bytes);
    pool.fill(0, at, at + bytes);
    at += bytes;
    return given;
  };
}

/** A random id: 16 bytes as hex, never ordered by time. */
export function newId(context: Pick<Context, 'random'>): string {
  return Buffer.from(context.random(16)).toString('hex');
}
