import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@amaan/platform';
import { testPlatform } from '@amaan/platform/testing';
import { afterAll, expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { checkExchanges, checkPeople, checkReview, checkSite } from './record.ts';
import { checkPlatformKeys, checkSettings } from './settings.ts';

const data = mkdtempSync(join(tmpdir(), 'amaan-doctor-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const told = (found: readonly Finding[], level: Finding['level']) =>
  found.filter((each) => each.level === level).map(({ sentence }) => sentence.split(/[ :]/)[0]);

const SOUND = {
  AMAAN_PROFILE: 'production',
  AMAAN_DATA: data,
  AMAAN_MINOR_REPORTS: 'The duty officer, ext. 12',
  AMAAN_KEY_RATE: '200',
  AMAAN_SITE_HOOK: 'https://site.example/hooks/amaan',
};

test('settings that weaken the platform are named one by one; a sound production has none', () => {
  const found = (env: object) => checkSettings(readConfig({ ...SOUND, ...env }));
  expect(found({}).map(({ level }) => level)).toEqual(['ok']);
  for (const [name, value, level] of [
    ['AMAAN_MINOR_REPORTS', undefined, 'warn'],
    ['AMAAN_KEY_RATE', '0', 'warn'],
    ['AMAAN_RULE_CHANGES', 'one', 'warn'],
    ['AMAAN_PROBES', '0', 'warn'],
    ['AMAAN_BARE_MATCHES', '0', 'warn'],
    ['AMAAN_CHECK_PERCENT', '0', 'warn'],
    ['AMAAN_HMA_ADDRESSES', '10.0.0.0/8', 'warn'],
    ['AMAAN_HMA_ADDRESSES', '10.0.0.7,127.0.0.0/8', 'fail'],
    ['AMAAN_HMA_ADDRESSES', '::1', 'fail'],
    ['AMAAN_SITE_HOOK', undefined, 'fail'],
    ['AMAAN_SITE_HOOK', 'http://site.example/hook', 'fail'],
  ] as const)
    expect(told(found({ [name]: value }), level), `${name}=${value}`).toEqual([name]);
  expect(told(checkSettings(readConfig({})), 'fail')).toEqual([]);
});

test("keys are there, whole, each its own, none the demo's, and the one at rest elsewhere", () => {
  const home = join(data, 'platform', 'keys');
  const elsewhere = join(data, 'elsewhere');
  for (const folder of [home, elsewhere]) mkdirSync(folder, { recursive: true });
  const write = (path: string, byte: string) => writeFileSync(path, `${byte.repeat(32)}\n`);
  const found = (env: object = { AMAAN_REST_KEYS: elsewhere }) =>
    checkPlatformKeys(readConfig({ ...SOUND, ...env }));
  expect(told(found(), 'fail')).toEqual(['The', 'The', 'There']);
  write(join(home, 'platform.key'), 'a1');
  write(join(home, 'hook.key'), 'b2');
  write(join(elsewhere, 'platform.key'), 'c3');
  expect(found().map(({ level }) => level)).toEqual(['ok']);
  write(join(home, 'at-rest.key'), 'd4');
  expect(found({}).map(({ level }) => level)).toEqual(['warn']);
  write(join(home, 'hook.key'), 'a1');
  write(join(home, 'admin.key'), 'e5');
  expect(told(found(), 'fail')).toEqual(['Two', 'Keys']);
});

test('what the record says of people, exchanges, the site and the queue', async () => {
  const platform = await testPlatform();
  const { store, config } = platform.context;
  const now = new Date();
  try {
    expect(told(await checkPeople(store.db, config), 'fail')).toEqual(['Nobody']);
    for (const role of ['match', 'admin', 'review', 'review'] as const)
      await platform.key(`${role} key`, role);
    // Nobody is trained for what may show a minor: a warning, and a failure once something of the kind waits.
    const trained = async () => told(await checkPeople(store.db, config), 'fail');
    expect(await trained()).toEqual([]);
    expect(told(await checkPeople(store.db, config), 'warn')).toEqual(['Nobody']);
    await store.pool.query(
      `insert into review_job (id, kind, state, ticket, item, opened_at, due_at, priority, folded)
       values (repeat('c', 32), 'upload', 'open', 't', 'i', now(), now(), 0, '{"minors": true}')`,
    );
    expect(await trained()).toEqual(['Nobody']);
    await store.pool.query('delete from review_job');
    await store.pool.query("update platform_key set trained = true where 'review' = any(roles)");
    expect(told(await checkPeople(store.db, config), 'ok')).toEqual(['4']);
    await store.pool.query("update platform_key set stopped_at = now() where 'match' = any(roles)");
    await store.pool.query("update platform_key set created_at = now() - interval '91 days'");
    expect(told(await checkPeople(store.db, config), 'warn')).toEqual(['1', '4']);

    expect(told(await checkExchanges(store.db, now), 'warn')).toEqual(['No']);
    await store.pool.query(
      `insert into exchange_source (name, wire, bank, credentials, poll_ms, fetched_at, failures, last_error)
       values ('hub', 'stopncii', $1, '\\x00', 1000, now() - interval '200 minutes', 5, 'unreachable')`,
      [config.exchangeBank],
    );
    const exchanges = await checkExchanges(store.db, now);
    expect(exchanges.map(({ level }) => level)).toEqual(['fail', 'fail']);
    expect(exchanges[1]?.sentence).toContain('3 hours');

    expect(told(await checkSite(store.db, now), 'ok')).toHaveLength(1);
    expect(told(await checkReview(store.db, now), 'ok')).toHaveLength(1);
    for (const kind of ['upload', 'notice'] as const) {
      await store.pool.query(
        `insert into review_job (id, kind, state, ticket, item, opened_at, due_at, priority, escalated, proposed, folded)
         values ($1, $2, 'open', $1, 'i', now(), now() - interval '1 hour', 1, false, false, '{}')`,
        [kind === 'upload' ? 'a'.repeat(32) : 'b'.repeat(32), kind],
      );
      expect(told(await checkReview(store.db, now), kind === 'upload' ? 'warn' : 'fail')).toEqual(['1']);
    }
    await store.pool.query(
      `insert into site_message (id, job, body, made_at) values ('m', $1, '{}', now() - interval '2 hours')`,
      ['a'.repeat(32)],
    );
    expect(told(await checkSite(store.db, now), 'fail')).toEqual(['1']);
  } finally {
    await platform.close();
  }
});
