import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readForeignPage, readRecordPage } from '@amaan/exchange';
import { type App, createApp, createLog } from '@amaan/http';
import type { SignalSet } from '@amaan/signal';
import { AtRest, type Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordPage } from './records.ts';
import {
  addPartner,
  exchangeRoutes,
  type PartnerKeys,
  purgeTombstones,
  revokePartner,
  shareSignals,
  withdrawSignals,
} from './index.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const secret = new Uint8Array(32).fill(7);
const atRest = new AtRest(secret);
let store: Store<unknown>;
let app: App;
let now: Date;
let suspended: string[];

beforeEach(async () => {
  store = await testStore<unknown>(migrations);
  now = new Date('2026-11-24T08:00:00Z');
  suspended = [];
  app = await createApp({ log: createLog('test', { write: () => {} }) });
  exchangeRoutes(app, {
    db: store.db,
    transaction: (work) => store.transaction(work),
    now: () => now,
    name: 'helpline',
    secret,
    atRest,
    sign: (bytes) => sign(null, bytes, privateKey),
    suspended: async (entries) => void suspended.push(...entries),
    unsendable: () => expect.unreachable(),
  });
});
afterEach(async () => {
  await app.close();
  await store.close();
});

const hashNumber = (n: number) => createHash('sha256').update(`hash ${n}`).digest('hex');
const photo = (n: number): SignalSet => ({
  v: 1,
  contentType: 'photo',
  width: 640,
  height: 480,
  orientation: 1,
  pdq: { hash: hashNumber(n), quality: 100 },
  sha256: 'ab'.repeat(32),
  bytes: 1234,
});

function share(caseId: string, ...numbers: number[]) {
  return store.transaction((trx) =>
    shareSignals(
      trx,
      atRest,
      {
        caseId,
        ageMark: 'adult',
        scope: { views: false, exact: false },
        signals: numbers.map((n) => ({ signal: `s${n}`, set: photo(n) })),
      },
      now,
    ),
  );
}

const partner = (code: string) => addPartner(store.db, { code, name: code }, now);
const headers = (keys: PartnerKeys, endpoint: 'fetch' | 'submit' | 'feedback') => ({
  'ocp-apim-subscription-key': keys.subscription,
  'x-functions-key': keys[endpoint],
});

async function fetchAll(keys: PartnerKeys, start = 10, pageSize = 800) {
  const records = [];
  let token = '';
  let checkpoint = start;
  do {
    const url = `/v1/FetchHashes?startTimestamp=${start}&pageSize=${pageSize}&nextPageToken=${token}`;
    const answer = await app.inject({ url, headers: headers(keys, 'fetch') });
    expect(answer.statusCode).toBe(200);
    const page = readForeignPage(answer.json());
    expect(page.quarantined).toEqual([]);
    expect(page.nextSetTimestamp).toBeGreaterThanOrEqual(checkpoint);
    checkpoint = page.nextSetTimestamp;
    records.push(...page.records);
    token = page.hasMore ? (page.nextPageToken ?? '') : '';
  } while (token !== '');
  return { records, checkpoint };
}

async function fetchRecords(keys: PartnerKeys, after: number, reads?: string) {
  const answer = await app.inject({
    url: `/exchange/v1/records?after=${after}`,
    headers: { ...headers(keys, 'fetch'), ...(reads && { 'amaan-signal-set': reads }) },
  });
  expect(answer.statusCode).toBe(200);
  const signature = String(answer.headers['amaan-signature']).replace('ed25519=', '');
  expect(verify(null, answer.rawPayload, publicKey, Buffer.from(signature, 'base64'))).toBe(true);
  return readRecordPage(answer.json(), after);
}

test('what a case shares is served on both wires, without what was not agreed to', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 1, 2);
  const { records } = await fetchAll(keys);
  expect(records.map((each) => [each.hash, each.gone])).toEqual([
    [hashNumber(1), false],
    [hashNumber(2), false],
  ]);
  const page = await fetchRecords(keys, 0);
  expect(page.records).toHaveLength(2);
  expect(page.records[0]?.signals).toMatchObject({ pdq: { hash: hashNumber(1) }, bytes: 0 });
  expect(page.records[0]?.signals).not.toHaveProperty('sha256');
});

/** A clip of so many frames, with one key frame. */
function video(n: number, frames: number): SignalSet {
  const hashes = Buffer.concat([Buffer.from(hashNumber(n), 'hex'), Buffer.alloc(23 * 32, 1)]);
  const quality = Array.from({ length: 24 }, () => 90);
  return {
    v: 2,
    contentType: 'video',
    width: 640,
    height: 480,
    orientation: 1,
    frames: Array.from({ length: frames }, (_, t) => ({ t, hash: hashNumber(1000 * n + t), quality: 80 })),
    keyFrames: [
      { t: 0, views: { layout: 'k24', aspect: 4 / 3, hashes: hashes.toString('base64'), quality } },
    ],
    partial: true,
    md5: 'ab'.repeat(16),
    bytes: 1234,
  };
}

const shareVideos = (views: boolean, ...sets: SignalSet[]) =>
  store.transaction((trx) =>
    shareSignals(
      trx,
      atRest,
      {
        caseId: 'case-9',
        ageMark: 'adult',
        scope: { views, exact: true },
        signals: sets.map((set, i) => ({ signal: `v${i}`, set })),
      },
      now,
    ),
  );

test('key frames go to partners that read them, and others and narrower consents get a set without', async () => {
  const keys = await partner('partner-01');
  await shareVideos(true, video(1, 3));
  const { keyFrames, ...rest } = video(1, 3);
  const signalsFor = async (reads?: string) => (await fetchRecords(keys, 0, reads)).records[0]?.signals;
  expect(await signalsFor('2')).toEqual({ ...rest, keyFrames, bytes: 0 });
  expect(await signalsFor()).toEqual({ ...rest, v: 1, bytes: 0 });
  await shareVideos(false, video(2, 3));
  const { records } = await fetchRecords(keys, 1, '2');
  const { frames: _frames, partial: _partial, ...bare } = rest;
  expect(records[0]?.signals).toEqual({ ...bare, v: 1, bytes: 0 });
});

test('a page of videos ends at its bytes, and the next goes on after it', async () => {
  const keys = await partner('partner-01');
  const long = Array.from({ length: 7 }, (_, i) => video(i + 1, 100));
  await shareVideos(true, ...long);
  const page = (after: number) =>
    store.transaction((trx) =>
      recordPage(
        trx,
        { code: 'partner-01', tombstones: 'incremental', cut: false },
        { after, limit: 500, sets: 2, bytes: 30_000 },
        { atRest, secret, now: () => now, name: 'helpline' },
      ),
    );
  const first = await page(0);
  expect(first.more).toBe(true);
  expect(first.records.length).toBeGreaterThan(2);
  expect(first.records.length).toBeLessThan(long.length);
  const ids = first.records.map(({ id }) => id);
  for (let next = first; next.more; ) {
    next = await page(next.cursor);
    ids.push(...next.records.map(({ id }) => id));
  }
  // The same, in the same order, as all at once.
  expect(ids).toEqual((await fetchRecords(keys, 0)).records.map(({ id }) => id));
  expect(ids).toHaveLength(long.length);
});

test('two partners know one entry by two names', async () => {
  const [a, b] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 1);
  const [first, second] = [await fetchRecords(a, 0), await fetchRecords(b, 0)];
  expect(first.records[0]?.id).not.toBe(second.records[0]?.id);
});

test('pages of any size give every record once, in order, with more than 400 in one go', async () => {
  const keys = await partner('partner-01');
  await share('case-1', ...Array.from({ length: 1000 }, (_, i) => i + 1));
  for (const size of [7, 400, 800]) {
    const { records } = await fetchAll(keys, 10, size);
    expect(records).toHaveLength(1000);
    expect(new Set(records.map((each) => each.hash)).size).toBe(1000);
  }
  const seconds = Object.values(Object.groupBy((await fetchAll(keys)).records, (each) => each.second));
  expect(Math.max(...seconds.map((each) => each?.length ?? 0))).toBe(400);
});

test('a withdrawal reaches who has the record; a new subscriber never sees the hash', async () => {
  const [old, fresh] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 1, 2);
  const { checkpoint } = await fetchAll(old);
  const { cursor } = await fetchRecords(old, 0);
  now = new Date('2026-11-24T08:10:00Z');
  await store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, now));
  const gone = (await fetchAll(old, checkpoint)).records.filter((each) => each.gone);
  expect(gone.map((each) => each.hash).sort()).toEqual([hashNumber(1), hashNumber(2)].sort());
  expect((await fetchAll(fresh)).records).toEqual([]);
  const page = await fetchRecords(old, cursor);
  expect(page.records.map((each) => [each.state, each.signals])).toEqual([
    ['withdrawn', undefined],
    ['withdrawn', undefined],
  ]);
});

test('what is withdrawn between two pages of a full sync is delivered as withdrawn', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 1, 2);
  await share('case-2', 3, 4);
  const first = await app.inject({
    url: '/v1/FetchHashes?startTimestamp=10&pageSize=2',
    headers: headers(keys, 'fetch'),
  });
  await store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, now));
  const token = first.json<{ nextPageToken: string }>().nextPageToken;
  const rest = await app.inject({
    url: `/v1/FetchHashes?startTimestamp=10&pageSize=800&nextPageToken=${token}`,
    headers: headers(keys, 'fetch'),
  });
  const records = readForeignPage(rest.json()).records;
  expect(records.filter((each) => each.gone)).toHaveLength(2);
  expect(records.filter((each) => !each.gone)).toHaveLength(2);
});

test('a hash that two cases share stays live until both have taken it back', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 1);
  await share('case-2', 1);
  await store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, now));
  expect((await fetchAll(keys)).records).toMatchObject([{ hash: hashNumber(1), gone: false }]);
  await store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-2' }, now));
  expect((await fetchAll(keys)).records).toEqual([]);
});

test('keys: none and wrong are 401, a right key at the wrong endpoint is 403, a revoked partner is 401', async () => {
  const keys = await partner('partner-01');
  const url = '/v1/FetchHashes?startTimestamp=10';
  expect((await app.inject({ url })).statusCode).toBe(401);
  const swapped = { 'ocp-apim-subscription-key': keys.fetch, 'x-functions-key': keys.subscription };
  expect((await app.inject({ url, headers: swapped })).statusCode).toBe(401);
  expect((await app.inject({ url, headers: headers(keys, 'feedback') })).statusCode).toBe(403);
  expect((await app.inject({ url, headers: headers(keys, 'fetch') })).statusCode).toBe(200);
});

test('feedback counts once for each partner, shows on the wire, and two against suspend with a person told', async () => {
  const [a, b] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 1);
  const feedback = (keys: PartnerKeys, feedbackValue: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/SubmitFeedback',
      headers: headers(keys, 'feedback'),
      payload: { count: 1, hashFeedbacks: [{ hashValue: hashNumber(1), feedbackValue, tags: ['Nude'] }] },
    });
  expect((await feedback(a, 'Blocked')).json()).toEqual({ accepted: 1 });
  const { records, checkpoint } = await fetchAll(a);
  expect(records[0]?.opinions).toEqual([{ source: 'partner-01', value: 'Blocked' }]);
  await feedback(a, 'Blocked');
  expect((await fetchAll(a)).checkpoint).toBe(checkpoint);
  await feedback(a, 'NotBlocked');
  expect(suspended).toEqual([]);
  await feedback(b, 'NotBlocked');
  expect(suspended).toHaveLength(1);
  expect((await fetchAll(b, checkpoint)).records).toMatchObject([{ gone: true }]);
});

test('opinions of an Amaan platform come by pseudonym; a doubt about age suspends at once', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 1);
  const { records, cursor } = await fetchRecords(keys, 0);
  const opinion = { id: records[0]?.id, decision: '11'.repeat(16), value: 'PendingReview', tags: [] };
  const post = (opinions: object[]) =>
    app.inject({
      method: 'POST',
      url: '/exchange/v1/opinions',
      headers: headers(keys, 'feedback'),
      payload: { v: 1, opinions },
    });
  expect((await post([opinion])).json()).toEqual({ v: 1, accepted: 1 });
  expect((await post([{ ...opinion, id: `px-${'0'.repeat(32)}` }])).json()).toEqual({ v: 1, accepted: 0 });
  await post([{ ...opinion, ageDoubt: true }]);
  expect(suspended).toHaveLength(1);
  expect((await fetchRecords(keys, cursor)).records).toMatchObject([{ state: 'suspended' }]);
});

test('a submitted hash is served; a wrong one is refused with one sentence that does not repeat it', async () => {
  const keys = await partner('partner-01');
  const submit = (record: object) =>
    app.inject({
      method: 'POST',
      url: '/v1/SubmitHashes',
      headers: headers(keys, 'submit'),
      payload: { count: 1, hashRecords: [record] },
    });
  const good = {
    signalType: 'StopNCIISignalType.ImagePDQ',
    hashValue: hashNumber(9).toUpperCase(),
    CSPFeedbacks: [{ tags: ['Nude'], feedbackValue: 'Blocked' }],
  };
  expect((await submit(good)).json()).toEqual({ accepted: 1 });
  await submit(good);
  expect((await fetchAll(keys)).records).toMatchObject([
    { hash: hashNumber(9), opinions: [{ source: 'partner-01', value: 'Blocked' }] },
  ]);
  for (const bad of [
    { ...good, hashValue: 'abc' },
    { ...good, hashValue: '0'.repeat(64) },
    { ...good, hashValue: 'a1'.repeat(32) },
    { ...good, signalType: 'imagePDQ' },
    { ...good, CSPFeedbacks: [{ feedbackValue: 'Blocked', tags: ['Her name'] }] },
  ]) {
    const answer = await submit(bad);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('Her name');
    expect(answer.json()).toMatchObject({ code: 'badSubmission' });
  }
});

test('a forged page token is refused', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 1, 2);
  const url = '/v1/FetchHashes?startTimestamp=10&pageSize=1';
  const first = await app.inject({ url, headers: headers(keys, 'fetch') });
  const token = first.json<{ nextPageToken: string }>().nextPageToken;
  const other = await partner('partner-02');
  const stolen = await app.inject({
    url: `${url}&nextPageToken=${token}`,
    headers: headers(other, 'fetch'),
  });
  expect(stolen.statusCode).toBe(400);
  expect(stolen.json()).toMatchObject({ code: 'badToken' });
});

test('numbers grow in the order of commit even when changes race and the clock goes back', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => share(`case-${i}`, i + 1)));
  now = new Date('2026-11-24T07:00:00Z');
  await share('case-late', 99);
  const keys = await partner('partner-01');
  const { records } = await fetchAll(keys);
  expect(records.at(-1)?.hash).toBe(hashNumber(99));
  const seconds = records.map((each) => each.second);
  expect(seconds).toEqual([...seconds].sort((x, y) => x - y));
});

test('a tombstone goes with its hash when all partners have passed it and 30 days are over, and not before', async () => {
  const [reader, stopncii, cut] = [
    await partner('partner-01'),
    await partner('partner-02'),
    await partner('partner-03'),
  ];
  await share('case-1', 1);
  const { cursor } = await fetchRecords(reader, 0);
  const { checkpoint } = await fetchAll(stopncii);
  await fetchRecords(cut, 0);
  now = new Date('2026-11-24T09:00:00Z');
  await store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, now));
  const purge = () => store.transaction((trx) => purgeTombstones(trx, now));
  now = new Date('2026-12-30T09:00:00Z');
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
  const gone = await fetchRecords(reader, cursor);
  await fetchRecords(reader, gone.cursor);
  await share('case-2', 2);
  const next = await fetchAll(stopncii, checkpoint);
  await fetchAll(stopncii, next.checkpoint);
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
  await revokePartner(store.db, 'partner-03', now);
  expect(await purge()).toEqual({ entries: 1, hashes: 1 });
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
});
