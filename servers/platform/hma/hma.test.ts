import { type AddressInfo, connect } from 'node:net';
import { drawScene } from '@amaan/signal/testing';
import type { App } from '@amaan/http';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyRecord } from '../exchange/apply.ts';
import { sql } from 'kysely';
import { testPlatform, type TestPlatform } from '../testing.ts';
import { hmaApp } from './app.ts';

const HASH = '50f84e799e7ba649d08d386bcea10b38a1cb303cc98a58a81eec7de17dfe41b1';
const MD5 = '0123456789abcdef0123456789abcdef';
let platform: TestPlatform;
let app: App;
let curator: { authorization: string };
let matcher: { authorization: string };

beforeAll(async () => {
  platform = await testPlatform();
  app = await hmaApp(platform.context);
  curator = await platform.key('curator', 'curate', 'match');
  matcher = await platform.key('matcher', 'match');
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const call = (method: Method, url: string, payload?: object, headers = curator) =>
  app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
const get = (url: string, headers = matcher) => call('GET', url, undefined, headers);
const lookup = async (hash: string, type = 'pdq', more = '') =>
  (await get(`/m/lookup?signal_type=${type}&signal=${hash}${more}`)).json();

function form(field: string, bytes: Buffer, fields: Record<string, string> = {}) {
  const boundary = 'amaan-test';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="x"\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
const upload = (url: string, field: string, bytes: Buffer, headers = curator, fields = {}) => {
  const { payload, type } = form(field, bytes, fields);
  return app.inject({ method: 'POST', url, payload, headers: { ...headers, ...type } });
};
const picture = (seed: number, more: (image: Sharp) => Sharp = (image) => image.png()) =>
  more(sharp(drawScene(640, 480, seed), { raw: { width: 640, height: 480, channels: 3 } })).toBuffer();

test('a bank is made with text values, answered with a float, refused twice, renamed and dropped', async () => {
  const made = await call('POST', '/c/banks', {
    name: 'FIRST',
    enabled: 'true',
    matching_enabled_ratio: 1.0,
  });
  expect([made.statusCode, made.body]).toEqual([201, '{"matching_enabled_ratio":1.0,"name":"FIRST"}']);
  expect((await call('POST', '/c/banks', { name: 'FIRST' })).json()).toEqual({
    message: 'Bank already exists',
  });
  expect((await call('POST', '/c/banks', { name: 'first' })).statusCode).toBe(400);
  expect((await get('//c/banks')).body).toContain('{"matching_enabled_ratio":1.0,"name":"FIRST"}');
  await call('POST', '/c/banks', { name: 'SECOND', enabled_ratio: '0.5' });
  expect((await call('PUT', '/c/bank/SECOND', { name: 'FIRST' })).statusCode).toBe(403);
  expect((await call('PUT', '/c/bank/SECOND', { name: 'RENAMED' })).body).toContain('"RENAMED"');
  expect((await get('/c/bank/SECOND')).json()).toEqual({ message: "bank 'SECOND' not found" });
  expect((await get('/c/bank/RENAMED')).body).toBe('{"matching_enabled_ratio":0.5,"name":"RENAMED"}');
  expect((await call('DELETE', '/c/bank/RENAMED')).json()).toEqual({ message: 'Done' });
  expect((await call('DELETE', '/c/bank/RENAMED')).json()).toEqual({ message: 'Done' });
});

test('a signal matches at once in any case, with its distance as text, and is gone at once when disabled', async () => {
  await call('POST', '/c/banks', { name: 'LOCAL' });
  const signals = { pdq: HASH.toUpperCase(), video_md5: MD5.toUpperCase() };
  const added = (await call('POST', '/c/bank/LOCAL/signal', signals)).json();
  expect(added.signals).toEqual({ pdq: HASH, video_md5: MD5 });
  expect(added.id).toBeLessThan(2 ** 53);
  const found = { LOCAL: [{ bank_content_id: added.id, distance: '0' }] };
  expect(await lookup(HASH.toUpperCase())).toEqual(found);
  expect(await lookup(MD5, 'video_md5')).toEqual(found);
  expect(await lookup(HASH, 'pdq', '&banks=OTHER')).toEqual({});
  const path = `/c/bank/LOCAL/content/${added.id}`;
  // A strict client reads the ratio as a float here too.
  const bank = '{"bank":{"matching_enabled_ratio":1.0,"name":"LOCAL"},"disable_until_ts":';
  expect((await get(path)).body.startsWith(`${bank}1,"id":${added.id},`)).toBe(true);
  expect((await call('PUT', path, { disable_until_ts: '1' })).body.startsWith(`${bank}1,`)).toBe(true);
  expect((await call('POST', '/c/bank/LOCAL/signal', { sha1: HASH })).json()).toEqual({
    message: 'No such signal type sha1',
  });
  for (const pdq of ['0'.repeat(64), 'a1'.repeat(32)]) {
    const flat = await call('POST', '/c/bank/LOCAL/signal', { pdq });
    expect([flat.statusCode, flat.json().message]).toEqual([400, expect.stringContaining('pdq signal')]);
    expect(flat.body).not.toContain(pdq);
  }
  expect((await call('PUT', path, { disable_until_ts: 0 })).statusCode).toBe(200);
  expect(await lookup(HASH)).toEqual({});
  const raw = await get(`/m/raw_lookup?signal_type=pdq&signal=${HASH}&include_distance=true`);
  expect(raw.json()).toEqual({ matches: [{ bank_content_id: added.id, distance: '0' }] });
  await call('PUT', path, { disable_until_ts: 1 });
  expect(await lookup(HASH)).toEqual(found);
  expect((await call('DELETE', path)).json()).toEqual({ deleted: 1 });
  expect((await call('DELETE', path)).json()).toEqual({ deleted: 0 });
  expect(await lookup(HASH)).toEqual({});
});

test('a content belongs to its bank: another bank neither shows, changes nor deletes it', async () => {
  await call('POST', '/c/banks', { name: 'MINE' });
  await call('POST', '/c/banks', { name: 'OTHER' });
  const { id } = (await call('POST', '/c/bank/MINE/signal', { pdq: HASH })).json();
  for (const method of ['GET', 'PUT'] as const)
    expect(
      (await call(method, `/c/bank/OTHER/content/${id}`, method === 'PUT' ? {} : undefined)).statusCode,
    ).toBe(404);
  const elsewhere = await call('DELETE', `/c/bank/OTHER/content/${id}`);
  expect([elsewhere.statusCode, elsewhere.json()]).toEqual([404, { message: `content '${id}' not found` }]);
  expect(Object.keys(await lookup(HASH))).toEqual(['MINE']);
  await call('DELETE', '/c/bank/MINE');
});

test('a bank made as disabled never matches, and only a curator may pass its ratio', async () => {
  const bytes = await picture(11);
  await call('POST', '/c/banks', { name: 'OFF', enabled: false });
  expect((await upload('/c/bank/OFF/content', 'photo', bytes)).statusCode).toBe(200);
  for (let i = 0; i < 20; i++)
    expect((await upload('/m/lookup', 'photo', bytes)).json()).toEqual({ pdq: {} });
  expect((await upload('/m/lookup?bypass_coinflip=true', 'photo', bytes, matcher)).statusCode).toBe(403);
  const forced = await upload('/m/lookup?bypass_coinflip=true', 'photo', bytes);
  expect(Object.keys(forced.json().pdq)).toEqual(['OFF']);
});

test('a type that is switched off refuses look-ups from then on', async () => {
  expect((await call('PUT', '/c/signal_type/pdq', { enabled_ratio: 0 })).statusCode).toBe(204);
  expect(await lookup(HASH)).toEqual({ message: "SignalType 'pdq' is not enabled" });
  await call('PUT', '/c/signal_type/pdq', { enabled_ratio: '1.0' });
  expect((await get('/c/signal_type')).body).toContain('{"enabled_ratio":1.0,"name":"pdq"}');
});

test('a hash answer holds signal types with text values alone; quality stands in headers', async () => {
  const good = await upload('/h/hash', 'photo', await picture(11), matcher);
  expect(Object.entries(good.json())).toEqual([['pdq', expect.stringMatching(/^[0-9a-f]{64}$/)]]);
  const grey = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  const flat = await upload('/h/hash', 'photo', grey, matcher);
  expect([flat.statusCode, flat.json()]).toEqual([200, {}]);
  expect(flat.headers['x-signal-note']).toBe('pdq=low-quality');
  expect((await upload('/m/lookup', 'photo', grey, matcher)).json()).toEqual({});
  const refused = await upload('/c/bank/LOCAL/content', 'photo', grey);
  expect(refused.statusCode).toBe(400);
  expect(refused.json().message).toMatch(/quality is \d+, and 50/);
});

test('what is no picture is 400 with a sentence', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('not a picture at all')])
    expect((await upload('/m/lookup', 'photo', bytes)).json()).toEqual({ message: 'not a readable photo' });
  expect((await upload('/h/hash', 'file', Buffer.from('x'))).json()).toEqual({
    message: "no such content_type: 'file'",
  });
  expect((await call('POST', '/h/hash', {})).json()).toEqual({
    message: 'Missing multipart/form-data file upload',
  });
});

test('the same picture as colours, palette and inks, upright and turned, matches the banked one', async () => {
  await call('POST', '/c/banks', { name: 'KINDS' });
  const { id } = (await upload('/c/bank/KINDS/content', 'photo', await picture(11))).json();
  for (const bytes of [
    await picture(11, (image) => image.png({ palette: true })),
    await picture(11, (image) => image.withIccProfile('cmyk').jpeg({ quality: 95 })),
    await picture(11, (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 95 })),
  ]) {
    const { pdq } = (await upload('/m/lookup', 'photo', bytes, matcher)).json();
    expect(pdq.KINDS?.[0]?.bank_content_id).toBe(id);
    expect(Number(pdq.KINDS?.[0]?.distance)).toBeLessThanOrEqual(10);
  }
});

test('a photo banked with an orientation is found as its camera stored it and as it is shown', async () => {
  const turned = await picture(12, (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 95 }));
  await call('POST', '/c/banks', { name: 'TURNED' });
  const { id } = (await upload('/c/bank/TURNED/content', 'photo', turned)).json();
  for (const bytes of [
    await sharp(turned).autoOrient().png().toBuffer(), // upright pixels, no mark
    await sharp(turned, { autoOrient: false }).png().toBuffer(), // stored pixels, the mark lost
    turned,
  ]) {
    const { pdq } = (await upload('/m/lookup', 'photo', bytes, matcher)).json();
    expect(pdq.TURNED?.[0]?.bank_content_id).toBe(id);
    expect(Number(pdq.TURNED?.[0]?.distance)).toBeLessThanOrEqual(10);
  }
});

test('the site map lists whole addresses, sorted, each once', async () => {
  const sites: string[] = (await get('/site-map')).json();
  for (const path of [
    '/',
    '/status',
    '/m/index/status',
    '/c/bank/:bank/content/:id',
    '/c/exchange/:name/status',
  ])
    expect(sites).toContain(path);
  expect(sites).toEqual([...new Set<string>(sites)].toSorted());
});

test('many look-ups at once are all answered, and a body without a key takes no room from those with one', async () => {
  const many = await Promise.all(
    Array.from({ length: 40 }, () => get(`/m/lookup?signal_type=pdq&signal=${HASH}`)),
  );
  expect(many.map((answer) => answer.statusCode)).toEqual(many.map(() => 200));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const strangers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1'));
  const said = strangers.map(
    (socket) => new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString()))),
  );
  const head = 'POST /m/lookup HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\n';
  for (const socket of strangers) socket.write(`${head}content-length: 104857600\r\n\r\n`);
  const answers = await Promise.all(said);
  expect(answers.map((text) => text.slice(0, 12))).toEqual(answers.map(() => 'HTTP/1.1 401'));
  expect((await upload('/m/lookup', 'photo', await picture(11), matcher)).statusCode).toBe(200);
  for (const socket of strangers) socket.destroy();
});

test('uploads beyond what can wait are asked to come back, and look-ups by signal go on beside them', async () => {
  const bytes = await picture(11);
  let over = false;
  const all = Promise.all(
    Array.from({ length: 80 }, () => upload('/m/lookup', 'photo', bytes, matcher)),
  ).finally(() => {
    over = true;
  });
  expect((await get(`/m/lookup?signal_type=pdq&signal=${HASH}`)).statusCode).toBe(200);
  expect(over).toBe(false);
  const answers = await all;
  const busy = answers.filter((answer) => answer.statusCode === 429);
  expect(busy.length).toBeGreaterThan(0);
  expect(busy[0]?.headers['retry-after']).toBe('1');
  expect(Object.keys(busy[0]?.json() ?? {})).toEqual(['message']);
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(80 - busy.length);
});

test('pairs are compared, exact types too', async () => {
  const other = `${HASH.slice(0, -1)}0`;
  expect((await call('POST', '/m/compare', { pdq: [HASH, other] })).json()).toEqual({
    pdq: [true, { distance: 1 }],
  });
  expect((await call('POST', '/m/compare', { video_md5: [MD5, MD5] })).json()).toEqual({
    video_md5: [true, { distance: 0 }],
  });
  const unlike = (await call('POST', '/m/compare', { video_md5: [MD5, MD5.replace('0', '1')] })).json();
  expect(unlike.video_md5[0]).toBe(false);
  expect((await call('POST', '/m/compare', { pdq: [HASH] })).statusCode).toBe(400);
});

test('what an exchange delivers is never echoed; deleted or disabled here, it stays so after each delivery', async () => {
  const { context } = platform;
  const deliver = async () => {
    const after = await context.store.transaction((trx) =>
      applyRecord(trx, context, 'test', 'HELPLINE', {
        remote: 'r1',
        state: 'live',
        signals: { pdq: { hash: HASH, quality: 100 } },
        opinions: new Map(),
      }),
    );
    after(context.banks);
  };
  await sql`insert into exchange_source (name, wire, bank) values ('test', 'amaan', 'HELPLINE')`.execute(
    context.store.db,
  );
  await deliver();
  const { HELPLINE } = await lookup(HASH);
  const path = `/c/bank/HELPLINE/content/${HELPLINE[0].bank_content_id}`;
  const seen = await call('GET', `${path}?include_signals=true`);
  expect(seen.statusCode).toBe(200);
  expect(seen.body).not.toContain(HASH);
  await call('PUT', path, { disable_until_ts: 0 });
  await deliver();
  expect(await lookup(HASH)).toEqual({});
  expect((await call('DELETE', path)).json()).toEqual({ deleted: 1 });
  await deliver();
  expect(await lookup(HASH)).toEqual({});
  expect((await platform.restart()).banks.count('HELPLINE')).toBe(0);
  expect((await call('DELETE', '/c/bank/HELPLINE')).json().message).toContain('exchange');
  expect((await get('/c/exchange/HELPLINE/status')).json()).toMatchObject({ fetched_items: 1 });
  expect((await get('/c/exchange/LOCAL')).statusCode).toBe(404);
});

test('without a key nothing but the status answers; a matching key cannot change anything', async () => {
  expect((await app.inject('/status')).body).toBe('I-AM-ALIVE');
  for (const url of ['/c/banks', `/m/lookup?signal_type=pdq&signal=${HASH}`, '/m/index/status'])
    expect((await app.inject(url)).statusCode).toBe(401);
  const denied = await call('POST', '/c/banks', { name: 'X' }, matcher);
  expect([denied.statusCode, denied.json().message]).toEqual([403, expect.stringContaining('missing role')]);
  for (const url of ['/dev/factory_reset', '/ui/', '/nothing'])
    expect(Object.keys((await get(url)).json())).toEqual(['message']);
});

test('metadata is taken from query and form, and unknown keys are kept', async () => {
  const { id } = (
    await upload('/c/bank/LOCAL/content?content_id=q7', 'photo', await picture(8), curator, {
      metadata: '{"extra":1}',
      note: 'n',
    })
  ).json();
  expect((await get(`/c/bank/LOCAL/content/${id}`)).json()).toMatchObject({
    metadata: { content_id: 'q7', json: { extra: 1 } },
    note: 'n',
  });
  expect(
    (await upload('/c/bank/LOCAL/content', 'photo', await picture(9), curator, { metadata: '[' })).statusCode,
  ).toBe(400);
});

test('every call of a curator leaves a line without a hash', async () => {
  const { rows } = await sql<{ line: string }>`select curate_event::text as line from curate_event`.execute(
    platform.context.store.db,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(JSON.stringify(rows)).not.toContain(HASH);
});
