import { readForeignPage } from '@amaan/exchange';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { purgeTombstones, revokePartner, withdrawSignals } from './index.ts';
import { hashNumber, TestWire } from './testing-wire.ts';

let wire: TestWire;
beforeEach(async () => {
  wire = await TestWire.open();
});
afterEach(() => wire.close());

test('what a case shares is served on both wires, without what was not agreed to', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', 1, 2);
  const { records } = await wire.fetchAll(keys);
  expect(records.map((each) => [each.hash, each.gone])).toEqual([
    [hashNumber(1), false],
    [hashNumber(2), false],
  ]);
  const page = await wire.fetchRecords(keys, 0);
  expect(page.records).toHaveLength(2);
  expect(page.records[0]?.signals).toMatchObject({ pdq: { hash: hashNumber(1) }, bytes: 0 });
  expect(page.records[0]?.signals).not.toHaveProperty('sha256');
});

test('two partners know one entry by two names', async () => {
  const [a, b] = [await wire.partner('partner-01'), await wire.partner('partner-02')];
  await wire.share('case-1', 1);
  const [first, second] = [await wire.fetchRecords(a, 0), await wire.fetchRecords(b, 0)];
  expect(first.records[0]?.id).not.toBe(second.records[0]?.id);
});

test('pages of any size give every record once, in order, with more than 400 in one go', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', ...Array.from({ length: 1000 }, (_, i) => i + 1));
  for (const size of [7, 400, 800]) {
    const { records } = await wire.fetchAll(keys, 10, size);
    expect(records).toHaveLength(1000);
    expect(new Set(records.map((each) => each.hash)).size).toBe(1000);
  }
  const seconds = Object.values(Object.groupBy((await wire.fetchAll(keys)).records, (each) => each.second));
  expect(Math.max(...seconds.map((each) => each?.length ?? 0))).toBe(400);
});

test('a withdrawal reaches who has the record; a new subscriber never sees the hash', async () => {
  const [old, fresh] = [await wire.partner('partner-01'), await wire.partner('partner-02')];
  await wire.share('case-1', 1, 2);
  const { checkpoint } = await wire.fetchAll(old);
  const { cursor } = await wire.fetchRecords(old, 0);
  wire.now = new Date('2026-11-24T08:10:00Z');
  await wire.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, wire.now));
  const gone = (await wire.fetchAll(old, checkpoint)).records.filter((each) => each.gone);
  expect(gone.map((each) => each.hash).sort()).toEqual([hashNumber(1), hashNumber(2)].sort());
  expect((await wire.fetchAll(fresh)).records).toEqual([]);
  const page = await wire.fetchRecords(old, cursor);
  expect(page.records.map((each) => [each.state, each.signals])).toEqual([
    ['withdrawn', undefined],
    ['withdrawn', undefined],
  ]);
});

test('what is withdrawn between two pages of a full sync is delivered as withdrawn', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', 1, 2);
  await wire.share('case-2', 3, 4);
  const first = await wire.app.inject({
    url: '/v1/FetchHashes?startTimestamp=10&pageSize=2',
    headers: wire.headers(keys, 'fetch'),
  });
  await wire.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, wire.now));
  const token = first.json<{ nextPageToken: string }>().nextPageToken;
  const rest = await wire.app.inject({
    url: `/v1/FetchHashes?startTimestamp=10&pageSize=800&nextPageToken=${token}`,
    headers: wire.headers(keys, 'fetch'),
  });
  const records = readForeignPage(rest.json()).records;
  expect(records.filter((each) => each.gone)).toHaveLength(2);
  expect(records.filter((each) => !each.gone)).toHaveLength(2);
});

test('a hash that two cases share stays live until both have taken it back', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', 1);
  await wire.share('case-2', 1);
  await wire.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, wire.now));
  expect((await wire.fetchAll(keys)).records).toMatchObject([{ hash: hashNumber(1), gone: false }]);
  await wire.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-2' }, wire.now));
  expect((await wire.fetchAll(keys)).records).toEqual([]);
});

test('keys: none and wrong are 401, a right key at the wrong endpoint is 403, a revoked partner is 401', async () => {
  const keys = await wire.partner('partner-01');
  const url = '/v1/FetchHashes?startTimestamp=10';
  expect((await wire.app.inject({ url })).statusCode).toBe(401);
  const swapped = { 'ocp-apim-subscription-key': keys.fetch, 'x-functions-key': keys.subscription };
  expect((await wire.app.inject({ url, headers: swapped })).statusCode).toBe(401);
  expect((await wire.app.inject({ url, headers: wire.headers(keys, 'feedback') })).statusCode).toBe(403);
  expect((await wire.app.inject({ url, headers: wire.headers(keys, 'fetch') })).statusCode).toBe(200);
});

test('a forged page token is refused', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', 1, 2);
  const url = '/v1/FetchHashes?startTimestamp=10&pageSize=1';
  const first = await wire.app.inject({ url, headers: wire.headers(keys, 'fetch') });
  const token = first.json<{ nextPageToken: string }>().nextPageToken;
  const other = await wire.partner('partner-02');
  const stolen = await wire.app.inject({
    url: `${url}&nextPageToken=${token}`,
    headers: wire.headers(other, 'fetch'),
  });
  expect(stolen.statusCode).toBe(400);
  expect(stolen.json()).toMatchObject({ code: 'badToken' });
});

test('numbers grow in the order of commit even when changes race and the clock goes back', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => wire.share(`case-${i}`, i + 1)));
  wire.now = new Date('2026-11-24T07:00:00Z');
  await wire.share('case-late', 99);
  const keys = await wire.partner('partner-01');
  const { records } = await wire.fetchAll(keys);
  expect(records.at(-1)?.hash).toBe(hashNumber(99));
  const seconds = records.map((each) => each.second);
  expect(seconds).toEqual([...seconds].sort((x, y) => x - y));
});

test('a tombstone goes with its hash when all partners have passed it and 30 days are over, and not before', async () => {
  const [reader, stopncii, cut] = [
    await wire.partner('partner-01'),
    await wire.partner('partner-02'),
    await wire.partner('partner-03'),
  ];
  await wire.share('case-1', 1);
  const { cursor } = await wire.fetchRecords(reader, 0);
  const { checkpoint } = await wire.fetchAll(stopncii);
  await wire.fetchRecords(cut, 0);
  wire.now = new Date('2026-11-24T09:00:00Z');
  await wire.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-1' }, wire.now));
  const purge = () => wire.store.transaction((trx) => purgeTombstones(trx, wire.now));
  wire.now = new Date('2026-12-30T09:00:00Z');
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
  const gone = await wire.fetchRecords(reader, cursor);
  await wire.fetchRecords(reader, gone.cursor);
  await wire.share('case-2', 2);
  const next = await wire.fetchAll(stopncii, checkpoint);
  await wire.fetchAll(stopncii, next.checkpoint);
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
  await revokePartner(wire.store.db, 'partner-03', wire.now);
  expect(await purge()).toEqual({ entries: 1, hashes: 1 });
  expect(await purge()).toEqual({ entries: 0, hashes: 0 });
});
