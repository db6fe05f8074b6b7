import { randomBytes } from 'node:crypto';
import { drawScene } from '@amaan/signal/testing';
import type { App } from '@amaan/http';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { least, msOf } from '../../../tools/quick.ts';
import { gateApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { applyRecord, type Incoming } from '../exchange/apply.ts';
import { addSource } from '../exchange/sources.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';
import { hmaApp } from './app.ts';
import { waitingApp } from './waiting.ts';

let platform: TestPlatform;
let app: App;
let open: App;
let key: { authorization: string };
let picture: Buffer;

beforeAll(async () => {
  platform = await testPlatform();
  const { context } = platform;
  app = await hmaApp(context);
  const { hmaAddresses } = readConfig({ AMAAN_HMA_ADDRESSES: '203.0.113.7, 127.0.0.0/8' });
  open = await hmaApp({ ...context, config: { ...context.config, hmaAddresses } });
  key = await platform.key('client', 'match', 'curate', 'admin');
  picture = await sharp(drawScene(640, 480, 21), { raw: { width: 640, height: 480, channels: 3 } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await Promise.all([app.close(), open.close()]);
  await platform.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const call = (method: Method, url: string, payload?: object | string, on = app, headers: object = key) =>
  on.inject({ method, url, headers: { ...headers }, ...(payload === undefined ? {} : { payload }) });
function form(field: string, bytes: Buffer) {
  const head = `--b\r\ncontent-disposition: form-data; name="${field}"; filename="x"\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  };
}
const random = () => `f${randomBytes(32).toString('hex').slice(1)}`;
const lookup = async (hash: string, type = 'pdq') =>
  (await call('GET', `/m/lookup?signal_type=${type}&signal=${hash}`)).json();

test('a client without a key, at a listed address, makes banks with text values and reads distances as integers', async () => {
  const body = { name: 'GEM', enabled: 'true', matching_enabled_ratio: 1.0 };
  const made = await call('POST', '/c/banks', body, open, {});
  expect([made.statusCode, made.body]).toEqual([201, '{"matching_enabled_ratio":1.0,"name":"GEM"}']);
  const again = await call('POST', '/c/banks', body, open, {});
  expect([again.statusCode, again.json().message]).toEqual([403, expect.stringContaining('already exists')]);
  const md5 = randomBytes(16).toString('hex');
  await call('POST', '/c/bank/GEM/signal', { video_md5: md5 }, open, {});
  const [found] = (await lookup(md5, 'video_md5')).GEM;
  expect(Number.isInteger(Number.parseInt(found.distance, 10))).toBe(true);
  expect(String(found.distance)).toMatch(/^\d+$/);
  const limited = await platform.key('reader', 'match');
  const refused = await call('POST', '/c/banks', { name: 'NO' }, app, limited);
  expect([refused.statusCode, refused.json().message]).toEqual([
    403,
    expect.stringContaining('missing role'),
  ]);
  expect((await call('GET', '/status', undefined, app, {})).body).toBe('I-AM-ALIVE');
  // From any other address a key is wanted, and a wrong one is never made good by the address.
  const elsewhere = { method: 'GET', url: '/c/banks', remoteAddress: '203.0.113.8' } as const;
  expect((await open.inject(elsewhere)).statusCode).toBe(401);
  expect((await open.inject({ ...elsewhere, remoteAddress: '::ffff:203.0.113.7' })).statusCode).toBe(200);
  const wrong = { authorization: `Bearer ${'x'.repeat(32)}` };
  expect((await call('GET', '/c/banks', undefined, open, wrong)).statusCode).toBe(401);
  // Every error can be read as one message, unknown paths and methods too.
  for (const answer of [
    await call('GET', '/c/banks/'),
    await call('GET', '/no/such'),
    await call('POST', '/c/banks', '{', open, { 'content-type': 'application/json' }),
  ])
    expect(Object.keys(answer.json())).toEqual(['message']);
});

test('an upload is hashed and looked up well within the three seconds that a client waits', async () => {
  const { payload, headers } = form('photo', picture);
  const send = async () => {
    const url = '/m/lookup';
    const answer = await app.inject({ method: 'POST', url, payload, headers: { ...key, ...headers } });
    expect(answer.statusCode).toBe(200);
  };
  // A server that runs has started its threads.
  await send();
  expect(await least(2500, () => msOf(send))).toBeLessThan(2500);
});

test('a client that looks up every key of a hash answer finds signal types with text values alone, and no bank called message', async () => {
  await call('POST', '/c/banks', { name: 'POLICY' });
  const upload = form('photo', picture);
  const hashed = await app.inject({
    method: 'POST',
    url: '/h/hash',
    payload: upload.payload,
    headers: { ...key, ...upload.headers },
  });
  const entries = Object.entries<string>(hashed.json());
  await call('POST', '/c/bank/POLICY/signal', Object.fromEntries(entries));
  for (const [type, signal] of entries) {
    expect(typeof signal).toBe('string');
    expect(Object.keys(await lookup(signal, type))).toEqual(['POLICY']);
  }
  // Where the look-up could not be answered, hashing fails already: that is what this client checks.
  const curator = await platform.key('curator only', 'curate');
  const headers = { ...curator, ...upload.headers };
  expect(
    (await app.inject({ method: 'POST', url: '/h/hash', payload: upload.payload, headers })).statusCode,
  ).toBe(403);
  await call('PUT', '/c/signal_type/pdq', { enabled_ratio: 0 });
  expect(
    (
      await app.inject({
        method: 'POST',
        url: '/h/hash',
        payload: upload.payload,
        headers: { ...key, ...upload.headers },
      })
    ).statusCode,
  ).toBe(400);
  await call('PUT', '/c/signal_type/pdq', { enabled_ratio: 1 });
});

test('a client with a double slash, text ratios and free metadata keeps its banks apart from exchanges', async () => {
  expect((await call('POST', '//c/banks', { name: 'COOP_ORG_A', enabled_ratio: '0.25' })).body).toBe(
    '{"matching_enabled_ratio":0.25,"name":"COOP_ORG_A"}',
  );
  await call('POST', '//c/banks', { name: 'COOP_ORG_B', enabled_ratio: '1' });
  expect((await call('GET', '//c/bank/COOP_ORG_A')).statusCode).toBe(200);
  expect((await call('GET', '//c/exchange/COOP_ORG_A')).json()).toEqual({
    message: "Exchange 'COOP_ORG_A' not found",
  });
  expect((await call('PUT', '/c/bank/COOP_ORG_A', { name: 'COOP_ORG_B' })).statusCode).toBe(403);
  const metadata = encodeURIComponent('{"anything":{"deep":[1]}}');
  const upload = form('photo', picture);
  const url = `/c/bank/COOP_ORG_B/content?content_id=c1&content_uri=u1&metadata=${metadata}`;
  const added = await app.inject({
    method: 'POST',
    url,
    payload: upload.payload,
    headers: { ...key, ...upload.headers },
  });
  expect((await call('GET', `/c/bank/COOP_ORG_B/content/${added.json().id}`)).json().metadata).toEqual({
    content_id: 'c1',
    content_uri: 'u1',
    json: { anything: { deep: [1] } },
  });
});

test("an exchange's withdrawal ends matching at once and after a restart; a tombstone alone makes nothing; upper case matches", async () => {
  const { context } = platform;
  const keys = { subscription: 's', fetch: 'f' };
  await context.store.transaction((trx) =>
    addSource(
      trx,
      context.atRest,
      {
        name: 'HUB',
        partner: 'p',
        url: 'https://hub.example',
        keys,
        bank: 'HUB',
        threshold: 31,
        pollEvery: 1000,
      },
      context.now(),
    ),
  );
  context.banks.put({ name: 'HUB', kind: 'match', threshold: 31, enabledRatio: 1 });
  const hash = random();
  const deliver = async (record: Pick<Incoming, 'state'> & Partial<Incoming>) => {
    const whole = { remote: 'r', opinions: new Map(), ...record };
    (await context.store.transaction((trx) => applyRecord(trx, context, 'HUB', 'HUB', whole)))(context.banks);
  };
  await deliver({ state: 'withdrawn', remote: 'never seen' });
  expect(context.banks.count('HUB')).toBe(0);
  await deliver({ state: 'live', signals: { pdq: { hash, quality: 100 } } });
  expect(Object.keys(await lookup(hash.toUpperCase()))).toEqual(['HUB']);
  const status = (await call('GET', '/c/exchange/HUB/status')).json();
  expect(status).toMatchObject({ fetched_items: 1, last_fetch_succeeded: null });
  expect((await call('GET', '/c/exchange/HUB')).json()).toEqual({
    name: 'HUB',
    api: 'stop_ncii',
    enabled: true,
    credential_status: { has_credentials: true, source: 'exchange' },
  });
  const begun = performance.now();
  await deliver({ state: 'withdrawn' });
  expect(await lookup(hash)).toEqual({});
  expect(performance.now() - begun).toBeLessThan(1000);
  const after = await hmaApp(await platform.restart());
  expect(
    (await after.inject({ url: `/m/lookup?signal_type=pdq&signal=${hash}`, headers: key })).json(),
  ).toEqual({});
  await after.close();
});

test.each([0, 1, 2])(
  'a bank of %i hashes finds exactly what it holds, within a second of its being added',
  async (count) => {
    const name = `SIZE_${'ABC'[count]}`;
    await call('POST', '/c/banks', { name });
    const hashes = Array.from({ length: count }, random);
    for (const pdq of hashes) {
      const begun = performance.now();
      await call('POST', `/c/bank/${name}/signal`, { pdq });
      expect(Object.keys(await lookup(pdq))).toEqual([name]);
      expect(performance.now() - begun).toBeLessThan(1000);
    }
    expect(await lookup(random())).toEqual({});
  },
);

test('an upload that is too large is refused, and every time that goes out is UTC', async () => {
  const small = await hmaApp(platform.context, { most: 100_000 });
  const huge = form('photo', Buffer.alloc(100_001));
  const refused = await small.inject({
    method: 'POST',
    url: '/h/hash',
    payload: huge.payload,
    headers: { ...key, ...huge.headers },
  });
  expect([refused.statusCode, Object.keys(refused.json())]).toEqual([413, ['message']]);
  await small.close();
  const status = (await call('GET', '/m/index/status')).json();
  expect(Math.abs(status.pdq.built_to - Date.now() / 1000)).toBeLessThan(120);
});

test('metrics count hashes, look-ups and hits for each bank, for administrators, and hold no hash', async () => {
  const gate = await gateApp(platform.context);
  const hash = random();
  await call('POST', '/c/banks', { name: 'COUNTED' });
  await call('POST', '/c/bank/COUNTED/signal', { pdq: hash });
  const read = async () => (await gate.inject({ url: '/metrics', headers: key })).body;
  const before = await read();
  const valueIn = (text: string, name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  await lookup(hash);
  const after = await read();
  expect(valueIn(after, 'amaan_lookups_total')).toBe(valueIn(before, 'amaan_lookups_total') + 1);
  expect(after).toContain('amaan_bank_matches_total{bank="COUNTED"} 1');
  expect(after).toMatch(/amaan_hashes_total [1-9]/);
  expect(after).toContain('amaan_exchange_gaps{exchange="HUB"} 0');
  expect(after).not.toMatch(/[0-9a-f]{32}/);
  const matcher = await platform.key('matcher', 'match');
  expect((await gate.inject({ url: '/metrics', headers: matcher })).statusCode).toBe(403);
  expect((await gate.inject('/metrics')).statusCode).toBe(401);
  await gate.close();
});

test('exchanges are described, made, switched, given keys and ended; keys are shown to nobody', async () => {
  expect((await call('GET', '/c/exchanges/apis')).json()).toEqual(['stop_ncii']);
  expect((await call('GET', '/c/exchanges/api/stop_ncii')).json()).toMatchObject({
    supports_authentification: true,
  });
  expect((await call('GET', '/c/exchanges/api/x')).json()).toEqual({ message: "no such Exchange API 'x'" });
  const schema = await call('GET', '/c/exchanges/api/stop_ncii/schema');
  expect(schema.json().credentials_schema.fields[0]).toMatchObject({
    name: 'fetch_function_key',
    type: 'string',
  });
  expect((await call('GET', '/c/exchanges/api/x/schema')).statusCode).toBe(404);

  const credentials = {
    fetch_function_key: 'FETCH-SECRET',
    subscription_key: 'SUB-SECRET',
    base_url: 'https://hub.example/v1',
  };
  const body = { bank: 'MADE', api: 'stop_ncii', credential_json: credentials };
  const matcher = await platform.key('no admin', 'match', 'curate');
  expect((await call('POST', '/c/exchanges', body, app, matcher)).statusCode).toBe(403);
  for (const wrong of [
    { ...body, bank: '1MADE' },
    { ...body, api: 'x' },
    { bank: 'MADE' },
    { ...body, credential_json: { ...credentials, base_url: 'ftp://x' } },
  ])
    expect((await call('POST', '/c/exchanges', wrong)).statusCode).toBe(400);
  const made = await call('POST', '/c/exchanges', body);
  expect([made.statusCode, made.json()]).toMatchObject([201, { name: 'MADE', enabled: true }]);
  expect((await call('POST', '/c/exchanges', body)).statusCode).toBe(403);
  expect((await call('GET', '/c/bank/MADE')).statusCode).toBe(200);
  expect((await call('PUT', '/c/exchange/MADE', { enabled: 'false' })).json()).toMatchObject({
    name: 'MADE',
    enabled: false,
  });
  expect(
    (await call('POST', '/c/exchange/MADE/credentials', { ...credentials, base_url: '' })).statusCode,
  ).toBe(200);
  const shown = [await call('GET', '/c/exchange/MADE'), await call('GET', '/c/exchange/MADE/status'), made];
  expect(shown.map((one) => one.body).join()).not.toMatch(/SECRET/);
  expect((await call('DELETE', '/c/bank/MADE')).json().message).toContain('exchange');
  expect((await call('DELETE', '/c/exchange/MADE')).json()).toEqual({ message: 'Done' });
  expect((await call('GET', '/c/exchange/MADE')).statusCode).toBe(404);
  const { rows } = await platform.context.store.pool.query(
    "select act from curate_event where bank = 'MADE' order by id",
  );
  expect(rows.map((row) => row.act)).toEqual([
    'exchange.made',
    'exchange.changed',
    'exchange.changed',
    'exchange.ended',
  ]);
});

test('while the banks are read the origin is alive and says that it is not ready, in the words that clients know', async () => {
  const waiting = await waitingApp(platform.context.log);
  const ask = async (url: string, method: Method = 'GET') => {
    const answer = await waiting.inject({ method, url, headers: key });
    return [answer.statusCode, answer.headers['content-type']?.toString().split(';')[0], answer.body];
  };
  expect(await ask('/status/live')).toEqual([200, 'text/plain', 'I-AM-ALIVE']);
  expect(await ask('/status')).toEqual([503, 'text/plain', 'INDEX-NOT-LOADED']);
  const notYet = [503, 'application/json', '{"message":"index not yet ready"}'];
  expect(await ask(`/m/lookup?signal_type=pdq&signal=${random()}`)).toEqual(notYet);
  expect(await ask('//c/banks', 'POST')).toEqual(notYet);
  await waiting.close();
});
