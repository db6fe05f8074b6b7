import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fromUtf8, toHex } from '@amaan/base';
import { identityOf, recipientOf, type StaffKey } from '@amaan/custody';
import { createLog } from '@amaan/http';
import { ScreenDays } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { type Apps, buildApps } from './apps.ts';
import { publishDirectory } from './cases/index.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, MIGRATIONS, openAtRest } from './context.ts';
import { loadPublished } from './exchange/index.ts';
import { loadKeys, signingKey } from './keys.ts';
import { ClockWatch } from './notices/clock-doubt.ts';

/** A context on a fresh test database, with a clock that tests may set and everything that was logged. */
export interface TestContext extends Context {
  time: Date;
  readonly logged: string[];
  close(): Promise<void>;
}

/** Proofs of work as in the product, for tests of what visitors and strangers are promised. */
export const REAL_WORK: Pick<Config, 'workBits'> = { workBits: readConfig({}).workBits };

/** Opens one; `config` replaces settings. Proofs of work are cheap in it, unless `REAL_WORK` is given. */
export async function testContext(config: Partial<Config> = {}): Promise<TestContext> {
  const folder = config.folder ?? mkdtempSync(join(tmpdir(), 'amaan-responder-'));
  const store = await testStore<unknown>(MIGRATIONS);
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      logged.push(fromUtf8(chunk));
      next();
    },
  });
  const settings: Config = { ...readConfig({}), workBits: 2, folder, ...config };
  const context: TestContext = {
    config: settings,
    log: createLog('responder', sink),
    store,
    keys: loadKeys(folder, 'demo'),
    atRest: await openAtRest(store, settings),
    time: new Date('2026-11-24T13:47:11.123Z'),
    now: () => context.time,
    screen: new ScreenDays(store.db, settings.screen, () => context.time),
    random: (bytes) => randomBytes(bytes),
    clockWatch: new ClockWatch(),
    ...(settings.publishedList ? { published: await loadPublished(settings.publishedList) } : {}),
    logged,
    close: () => store.close(),
  };
  return context;
}

/** A member of staff with keys of their own. */
export interface TestStaff extends StaffKey {
  /** What of it stands in the directory. */
  readonly key: StaffKey;
  readonly identity: string;
  readonly signSecret: Uint8Array;
}

/** Makes a caseworker who takes new cases, and publishes the directory with them. */
export async function addCaseworker(context: Context, others: readonly TestStaff[] = []): Promise<TestStaff> {
  const secret = randomBytes(32);
  const signSecret = randomBytes(32);
  const key: StaffKey = {
    id: toHex(randomBytes(16)),
    role: 'caseworker',
    recipient: recipientOf(secret),
    signKey: signingKey(signSecret).publicKey,
    intake: true,
  };
  await context.store.transaction((trx) =>
    publishDirectory(context, trx, [...others.map((other) => other.key), key]),
  );
  return { ...key, key, identity: identityOf(secret), signSecret };
}

/** A helpline that is open: its servers, without built pages, and a caseworker who takes new cases. */
export interface TestHelpline {
  readonly context: TestContext;
  readonly apps: Apps;
  readonly staff: TestStaff;
}

/** Opens one; `config` replaces settings. Its context is closed by the caller. */
export async function testHelpline(config: Partial<Config> = {}): Promise<TestHelpline> {
  const context = await testContext(config);
  return { context, apps: await buildApps(context, 'none'), staff: await addCaseworker(context) };
}

export { account, anId, Visitor } from './testing-visitor.ts';
