import { randomBytes } from 'node:crypto';
import type { App } from '@amaan/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { enter } from './bank-store.ts';

let platform: TestPlatform;
let app: App;
let curator: { authorization: string };
let site: { authorization: string };

beforeAll(async () => {
  platform = await testPlatform();
  app = await gateApp(platform.context);
  curator = await platform.key('curator', 'curate', 'admin');
  site = await platform.key('site', 'match');
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const base = randomBytes(32);
/** The hash with its first bits turned over. */
function flipped(bits: number): string {
  const hash = Buffer.from(base);
  for (let i = 0; i < bits; i++) hash[i >> 3] = (hash[i >> 3] ?? 0) ^ (1 << (i & 7));
  return hash.toString('hex');
}
const put = async (name: string, payload: object, headers = curator) => {
  const response = await app.inject({ method: 'PUT', url: `/v1/banks/${name}`, headers, payload });
  return { status: response.statusCode, ...response.json() };
};
const get = async (path: string) => (await app.inject({ url: `/v1/banks${path}`, headers: curator })).json();
const ask = async (bits: number) => {
  const pdq = { hash: flipped(bits), quality: 100 };
  const signals = { v: 1, contentType: 'photo', width: 9, height: 9, orientation: 1, pdq, bytes: 1 };
  const payload = { v: 1, signals };
  return (await app.inject({ method: 'POST', url: '/v1/match', headers: site, payload })).json().decision;
};
const add = (bank: string, id: string, bits: number) =>
  enter(platform.context.banks, {
    id,
    bank,
    signals: { pdq: { hash: flipped(bits), quality: 100 } },
    enabledFrom: 1,
  });

test('a bank of harmless pictures silences the named bank, is counted, and stays so after a restart', async () => {
  const { exchangeBank } = platform.context.config;
  add(exchangeBank, '1', 0);
  expect(await ask(12)).toBe('review');
  expect(await put('HARMLESS', { kind: 'suppress', threshold: 6, silences: [exchangeBank] })).toMatchObject({
    status: 200,
    kind: 'suppress',
    threshold: 6,
    enabledRatio: 1,
    silences: [exchangeBank],
    contents: 0,
  });
  add('HARMLESS', '2', 14);
  expect(await ask(12)).toBe('allow');
  expect(await get(`/${exchangeBank}`)).toMatchObject({ matched: 1, silenced: 1, contents: 1 });
  const { banks } = await platform.restart();
  expect(banks.get('HARMLESS')).toEqual({
    name: 'HARMLESS',
    kind: 'suppress',
    threshold: 6,
    enabledRatio: 1,
    silences: [exchangeBank],
  });
  expect(await put('HARMLESS', { silences: null })).toMatchObject({ threshold: 6 });
  expect((await get('/HARMLESS')).silences).toBeUndefined();
  expect((await platform.restart()).banks.get('HARMLESS')?.silences).toBeUndefined();
});

test('a preview tells what another threshold would have changed, nearer and wider', async () => {
  const { exchangeBank } = platform.context.config;
  await put('HARMLESS', { enabledRatio: 0 });
  await put(exchangeBank, { threshold: 10 });
  const before = await get(`/${exchangeBank}?threshold=25`);
  for (const bits of [2, 9, 20]) expect(await ask(bits)).toBe(bits <= 10 ? 'review' : 'allow');
  const { preview, distances } = await get(`/${exchangeBank}?threshold=25`);
  expect(preview.today - before.preview.today).toBe(2);
  expect(preview.instead - before.preview.instead).toBe(3);
  expect(distances[20]).toBe(1);
  expect((await get(`/${exchangeBank}?threshold=4`)).preview.instead).toBeLessThan(preview.today);
});

test('policies that cannot be meant, and keys that may not, are refused', async () => {
  expect(await put('lower', { threshold: 3 })).toMatchObject({ status: 400 });
  expect(await put('A', { threshold: 32 })).toMatchObject({ status: 400 });
  expect(await put('A', { treshold: 3 })).toMatchObject({ status: 400 });
  expect(await put('A', { silences: ['HELPLINE'] })).toMatchObject({ status: 400, code: 'bank-silences' });
  expect(await put('A', { kind: 'suppress', silences: ['NOWHERE'] })).toMatchObject({ code: 'bank-unknown' });
  expect(await put('A', {}, site)).toMatchObject({ status: 403 });
  expect((await app.inject({ url: '/v1/banks', headers: site })).statusCode).toBe(403);
  expect(platform.context.banks.get('A')).toBeUndefined();
  const all = await get('');
  expect(all.map((bank: { name: string }) => bank.name)).toContain('HARMLESS');
  expect(JSON.stringify(all)).not.toMatch(/[0-9a-f]{64}/);
});
