import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Banks } from '@amaan/bank';
import { createLog } from '@amaan/http';
import type { ViewRecord } from '@amaan/signal';
import type { Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { type Config, readConfig } from './config.ts';
import { assemble, type Context, MIGRATIONS, newId } from './context.ts';
import { addKey, type NewKey, type Role } from './keys/key-ring.ts';

/** A platform on a fresh test database, with a clock that tests may move and everything that was logged. */
export interface TestPlatform {
  readonly context: Context;
  readonly folder: string;
  readonly logged: string[];
  /** Milliseconds by which the clock is ahead. */
  ahead: number;
  /** Makes a key. @returns the header that carries it */
  key(name: string, ...roles: Role[]): Promise<{ authorization: string }>;
  /** Makes the key of a reviewer who is trained to hold what may show a minor. */
  trained(name: string): Promise<{ authorization: string }>;
  /** The same database and folder in a new context, as after a restart. */
  restart(): Promise<Context>;
  close(): Promise<void>;
}

/** Opens one; `config` replaces settings. */
export async function testPlatform(config: Partial<Config> = {}): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-platform-'));
  const store: Store<unknown> = await testStore<unknown>(MIGRATIONS);
  const logged: string[] = [];
  const log = createLog('platform', { write: (line: string) => void logged.push(line) });
  const whole: Config = {
    ...readConfig({}),
    folder,
    handover: join(folder, 'handover'),
    exchangeKeyFile: join(folder, 'exchange.json'),
    // No test depends on chance; those about second looks ask for all of them.
    review: { ...readConfig({}).review, checkPercent: 0 },
    ...config,
  };
  const now = () => new Date(Date.now() + platform.ahead);
  const open = () => assemble(whole, log, store, now);
  const make = async (what: Pick<NewKey, 'name' | 'roles' | 'trained'>) => {
    const key = randomBytes(24).toString('base64url');
    await addKey(store.db, { id: newId(platform.context), key, ...what }, now());
    await platform.context.keys.load();
    return { authorization: `Bearer ${key}` };
  };
  const platform: TestPlatform = {
    context: undefined as unknown as Context, // set below: the clock needs the platform first
    folder,
    logged,
    ahead: 0,
    key: (name, ...roles) => make({ name, roles }),
    trained: (name) => make({ name, roles: ['review'], trained: true }),
    restart: open,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return Object.assign(platform, { context: await open() });
}

/** The records of views in a bank, as rule `aligned` gets them. */
export function recordsOf(banks: Banks, name: string): ViewRecord[] {
  const settings = banks.get(name);
  if (!settings) return [];
  const records: ViewRecord[] = [];
  banks.put({ ...settings, aligned: true });
  banks.followRecords((_, views) => views && records.push(views));
  banks.followRecords(() => {});
  banks.put(settings);
  return records;
}
