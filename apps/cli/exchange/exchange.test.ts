import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '@amaan/platform';
import { dump, type Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exchange } from './exchange.ts';

let store: Store<unknown> & { url: string };
let printed: string;
const folder = mkdtempSync(join(tmpdir(), 'amaan-exchange-'));
const line = join(folder, 'line');
const file = join(folder, 'file.json');

beforeEach(async () => {
  store = await testStore(MIGRATIONS);
  vi.stubEnv('AMAAN_DATA', folder);
  vi.stubEnv('PLATFORM_DATABASE_URL', store.url);
  writeFileSync(line, 'fetch-key-of-hub, subscription-key-of-hub\n');
  const keys = { subscription: 's-secret-1', fetch: 'f-secret-1', feedback: 'b-secret-1' };
  writeFileSync(
    file,
    JSON.stringify({
      v: 1,
      name: 'x',
      partner: 'p-1',
      url: 'https://amaan.example',
      publicKey: 'ab'.repeat(32),
      keys,
    }),
  );
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await store.close();
  rmSync(join(folder, 'platform'), { recursive: true, force: true });
});

async function list(): Promise<string[][]> {
  printed = '';
  await exchange.run(['list']);
  return printed
    .split('\n')
    .filter(Boolean)
    .map((each) => each.split('\t'));
}

test('exchanges are added, listed with how they stand, changed and removed; no key is shown or stands in the clear', async () => {
  const add = [
    'add',
    'STOPNCII',
    '--keys',
    line,
    '--url',
    'https://hub.example/v1',
    '--threshold',
    '20',
    '--every',
    '60',
  ];
  expect(await exchange.run(add)).toBe(0);
  expect(await exchange.run(['add', 'helpline', '--keys', file, '--bank', 'AMAAN'])).toBe(0);
  expect((await list()).map((each) => each.slice(0, 7))).toEqual([
    [
      'STOPNCII',
      'stopncii',
      'on',
      'bank STOPNCII (20)',
      'https://hub.example/v1',
      'every 60 s',
      'checkpoint 0',
    ],
    ['helpline', 'amaan', 'on', 'bank AMAAN (31)', 'https://amaan.example', 'every 30 s', 'checkpoint 0'],
  ]);
  expect(await exchange.run(['edit', 'STOPNCII', '--off', '--threshold', '10'])).toBe(0);
  expect((await list())[0]?.slice(2, 4)).toEqual(['off', 'bank STOPNCII (10)']);
  let text = '';
  for await (const row of dump(store.pool, 'platform')) text += row;
  expect(text).not.toMatch(/secret-1|key-of-hub/);
  expect(printed).not.toMatch(/secret-1|key-of-hub/);
  expect(await exchange.run(['fetch', 'helpline'])).toBe(0);
  expect(await exchange.run(['remove', 'helpline'])).toBe(0);
  expect(await exchange.run(['remove', 'helpline'])).toBe(1);
  expect(await list()).toHaveLength(1);
});

test('what cannot be meant is refused: a name twice, a bank twice, plain http in production, keys without a comma', async () => {
  const url = ['--url', 'https://hub.example/v1'];
  await exchange.run(['add', 'A', '--keys', line, ...url]);
  await expect(exchange.run(['add', 'A', '--keys', line, ...url])).rejects.toMatchObject({
    code: 'exchange-exists',
  });
  await expect(exchange.run(['add', 'B', '--keys', line, '--bank', 'A', ...url])).rejects.toMatchObject({
    code: 'exchange-bank',
  });
  await expect(exchange.run(['add', '1x', '--keys', line, ...url])).rejects.toMatchObject({
    code: 'exchange-name',
  });
  await expect(exchange.run(['add', 'C', '--keys', line, '--url', 'ftp://x'])).rejects.toMatchObject({
    code: 'exchange-url',
  });
  await expect(exchange.run(['add', 'C', '--keys', line])).rejects.toMatchObject({ code: 'arguments' });
  writeFileSync(line, 'one-key');
  await expect(exchange.run(['add', 'C', '--keys', line, ...url])).rejects.toMatchObject({
    code: 'exchange-keys',
  });
  vi.stubEnv('AMAAN_PROFILE', 'production');
  writeFileSync(line, 'f,s');
  await expect(
    exchange.run(['add', 'C', '--keys', line, '--url', 'http://hub.example/v1']),
  ).rejects.toMatchObject({ code: 'exchange-url' });
  expect(await exchange.run(['nonsense'])).toBe(2);
});
