import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { readSource } from '../exchange/sources.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';

let platform: TestPlatform;
let app: App;
let admin: { authorization: string };
beforeAll(async () => {
  platform = await testPlatform();
  app = await gateApp(platform.context);
  admin = await platform.key('Bilal', 'admin');
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

async function call(method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, headers = admin) {
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, text: answer.body, code: answer.json().code };
}

const keys = { fetch: 'planted-fetch', subscription: 'planted-sub' };
const hub = { v: 1, name: 'hub', url: 'https://hub.example/v1', keys, bank: 'HUB', threshold: 20 };

test('an administrator follows, changes and ends an exchange; its keys are told to nobody and stand nowhere in the clear', async () => {
  const { context } = platform;
  const { db } = context.store;
  const curator = await platform.key('Curator', 'curate');
  expect((await call('POST', '/v1/exchanges', hub, curator)).status).toBe(403);
  const made = await call('POST', '/v1/exchanges', hub);
  expect(made).toMatchObject({ status: 201 });
  expect(context.banks.get('HUB')).toMatchObject({ threshold: 20 });
  expect(await readSource(db, context.atRest, 'hub')).toMatchObject({
    wire: 'stopncii',
    keys,
    enabled: true,
  });
  expect(await call('POST', '/v1/exchanges', hub)).toMatchObject({ status: 409, code: 'exchange-exists' });
  expect(await call('POST', '/v1/exchanges', { ...hub, name: 'two' })).toMatchObject({
    code: 'exchange-bank',
  });
  for (const url of ['ftp://hub.example', 'https://me:pass@hub.example', 'https://hub.example/?key=1'])
    expect(await call('PUT', '/v1/exchanges/hub', { v: 1, url })).toMatchObject({ code: 'exchange-url' });
  expect((await call('PUT', '/v1/exchanges/nobody', { v: 1, enabled: false })).status).toBe(404);

  const fresh = { fetch: 'planted-fetch-2', subscription: 'planted-sub-2' };
  await call('PUT', '/v1/exchanges/hub', { v: 1, enabled: false, every: 60, keys: fresh });
  const after = await readSource(db, context.atRest, 'hub');
  expect(after).toMatchObject({ enabled: false, pollEvery: 60_000, keys: fresh, url: hub.url });
  const view = await app.inject({ url: '/v1/operations', headers: admin });
  const { rows } = await sql<{ row: string }>`select s::text as row from exchange_source s
    union all select c::text from curate_event c`.execute(db);
  const everywhere = made.text + view.body + rows.map(({ row }) => row).join('') + platform.logged.join('');
  expect(everywhere).toContain('hub.example');
  expect(everywhere).not.toContain('planted');
  expect(everywhere).not.toContain(Buffer.from('planted').toString('hex'));

  expect((await call('DELETE', '/v1/exchanges/hub')).status).toBe(200);
  expect(await readSource(db, context.atRest, 'hub')).toBeUndefined();
  const acts = await sql<{ act: string }>`select act from curate_event order by id`.execute(db);
  expect(acts.rows.map(({ act }) => act)).toEqual(['exchange.made', 'exchange.changed', 'exchange.ended']);
});

test('an exchange that signs its pages is followed on its own wire', async () => {
  const { context } = platform;
  await call('POST', '/v1/exchanges', {
    ...hub,
    name: 'own',
    bank: 'OWN',
    publicKey: 'ab'.repeat(32),
    partner: 'p1',
  });
  expect(await readSource(context.store.db, context.atRest, 'own')).toMatchObject({
    wire: 'amaan',
    partner: 'p1',
  });
});
