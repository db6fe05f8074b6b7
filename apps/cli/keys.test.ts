import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS as PLATFORM } from '@amaan/platform';
import { MIGRATIONS as RESPONDER } from '@amaan/responder';
import type { Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from './keys.ts';

let platform: Store<unknown> & { url: string };
let responder: Store<unknown> & { url: string };
let printed: string[];
const folder = mkdtempSync(join(tmpdir(), 'amaan-keys-'));

beforeEach(async () => {
  platform = await testStore(PLATFORM);
  responder = await testStore(RESPONDER);
  vi.stubEnv('AMAAN_DATA', folder);
  vi.stubEnv('PLATFORM_DATABASE_URL', platform.url);
  vi.stubEnv('RESPONDER_DATABASE_URL', responder.url);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await platform.close();
  await responder.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a key is shown once, listed without its secret, and revoked', async () => {
  expect(await keys.run(['add', 'Night shift', 'review,match', '--bare-matches', '5000'])).toBe(0);
  const secret = printed.join('').trim();
  expect(secret).toMatch(/^[A-Za-z0-9_-]{32}$/);
  printed = [];
  await keys.run(['list']);
  const [id, state, roles] = printed.join('').split('\t');
  expect([state, roles]).toEqual(['living', 'review,match']);
  expect(printed.join('')).not.toContain(secret);
  expect(printed.join('')).toContain('\t5000 bare matches a day\tasks');
  await platform.pool.query(`update platform_key set rests_until = now()`);
  expect(await keys.run(['bare-matches', id ?? '', 'default'])).toBe(0);
  const { rows } = await platform.pool.query(`select bare_matches, rests_until from platform_key`);
  expect(rows).toEqual([{ bare_matches: null, rests_until: null }]);
  expect(await keys.run(['bare-matches', '0'.repeat(32), '7'])).toBe(1);
  await expect(keys.run(['bare-matches', id ?? '', 'many'])).rejects.toMatchObject({ code: 'key-limit' });
  for (const [answer, code] of [
    ['yes', 0],
    ['yes', 1],
  ] as const)
    expect(await keys.run(['trained', id ?? '', answer])).toBe(code);
  printed = [];
  await keys.run(['list']);
  expect(printed.join('')).toContain('trained for minors');
  expect(await keys.run(['trained', id ?? '', 'no'])).toBe(0);
  await expect(keys.run(['trained', id ?? '', 'perhaps'])).rejects.toMatchObject({ code: 'arguments' });
  expect(await keys.run(['revoke', id ?? ''])).toBe(0);
  expect(await keys.run(['revoke', id ?? ''])).toBe(1);
  await expect(keys.run(['add', 'x', 'king'])).rejects.toMatchObject({ code: 'role-unknown' });
  expect(await keys.run(['add'])).toBe(2);
});

test('after an upgrade, keys can be listed before the server was started once', async () => {
  await platform.pool.query(`delete from migration where name = '0800-bare-matches.sql'`);
  await platform.pool.query('alter table platform_key drop column bare_matches, drop column rests_until');
  expect(await keys.run(['add', 'Photo board', 'match'])).toBe(0);
  expect(await keys.run(['list'])).toBe(0);
  expect(printed.join('')).toContain('bare matches by default');
});

test('a partner of the exchange gets four keys, and is cut off', async () => {
  await keys.run(['add-partner', 'partner-07', 'A forum']);
  const made = JSON.parse(printed.join('')) as { keys: Record<string, string> };
  expect(Object.keys(made.keys)).toEqual(['subscription', 'fetch', 'submit', 'feedback']);
  printed = [];
  await keys.run(['partners']);
  expect(printed.join('')).toContain('partner-07\tliving\tnever fetched\tA forum');
  expect(await keys.run(['revoke-partner', 'partner-07'])).toBe(0);
  printed = [];
  await keys.run(['partners']);
  expect(printed.join('')).toContain('revoked');
});
