import { type App } from '@amaan/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApps } from '../apps.ts';
import { type TestContext, testContext } from '../testing.ts';
import { alarms } from './alarms.ts';
import {
  addPartner,
  keepCanaries,
  noteLeaks,
  type PartnerKeys,
  revokePartner,
  shareSignals,
} from './index.ts';

let context: TestContext;
let app: App;
const keys = new Map<string, PartnerKeys>();
beforeAll(async () => {
  context = await testContext();
  app = (await buildApps(context, 'none')).exchange;
  for (const code of ['p1', 'p2', 'p3'])
    keys.set(code, await addPartner(context.store.db, { code, name: code }, context.now()));
});
afterAll(async () => {
  await app.close();
  await context.close();
});

const headers = (code: string, key: 'fetch' | 'submit' | 'feedback') => ({
  'ocp-apim-subscription-key': keys.get(code)?.subscription ?? '',
  'x-functions-key': keys.get(code)?.[key] ?? '',
});

async function share(from: number, count: number): Promise<void> {
  const signals = Array.from({ length: count }, (_, i) => ({
    signal: `s${from + i}`,
    set: {
      v: 1 as const,
      contentType: 'photo' as const,
      width: 640,
      height: 480,
      orientation: 1,
      pdq: { hash: `f${(from + i).toString(16).padStart(63, '0')}`, quality: 100 },
      bytes: 1,
    },
  }));
  const scope = { views: false, exact: false };
  await context.store.transaction((trx) =>
    shareSignals(trx, context.atRest, { caseId: 'c', ageMark: 'adult', scope, signals }, context.now()),
  );
}

/** The hashes that a partner is given on either wire. */
async function listOf(code: string, wire: 'stopncii' | 'amaan' = 'stopncii'): Promise<string[]> {
  const url =
    wire === 'amaan' ? '/exchange/v1/records?after=0' : '/v1/FetchHashes?startTimestamp=10&pageSize=800';
  const page = (await app.inject({ url, headers: headers(code, 'fetch') })).json();
  return wire === 'amaan'
    ? page.records.map((record: { signals: { pdq: { hash: string } } }) => record.signals.pdq.hash)
    : page.hashRecords.map((record: { hashValue: string }) => record.hashValue);
}

const real = (hash: string) => hash.startsWith('f000');
const submit = (code: string, hash: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/SubmitHashes',
    headers: headers(code, 'submit'),
    payload: {
      count: 1,
      hashRecords: [{ lastModtimestamp: 1, signalType: 'ImagePDQ', hashValue: hash, CSPFeedbacks: [] }],
    },
  });

test('each partner has canaries of its own on both wires once the list can hide them, and no more with each round', async () => {
  await share(0, 19);
  await keepCanaries(context);
  expect((await listOf('p1')).every(real)).toBe(true);
  await share(19, 50);
  await keepCanaries(context);
  await keepCanaries(context);
  const lists = new Map<string, string[]>();
  for (const code of ['p1', 'p2', 'p3']) {
    const list = await listOf(code);
    expect(list.filter(real)).toHaveLength(69);
    const canaries = list.filter((hash) => !real(hash)).sort();
    expect(canaries).toHaveLength(3);
    expect((await listOf(code, 'amaan')).filter((hash) => !real(hash)).sort()).toEqual(canaries);
    // Like every PDQ, as many ones as noughts.
    for (const hash of canaries)
      expect(BigInt(`0x${hash}`).toString(2).replaceAll('0', '')).toHaveLength(128);
    lists.set(code, canaries);
  }
  expect(new Set([...lists.values()].flat()).size).toBe(9);
});

test('a canary that another one shows names the partner whose list it is from, and nothing in the answer says so', async () => {
  const [mine = ''] = (await listOf('p1')).filter((hash) => !real(hash));
  const own = await submit('p1', mine);
  expect((await alarms(context.store.db, context.now())).leaks).toEqual([]);
  const theirs = await submit('p2', mine);
  expect([theirs.statusCode, theirs.body]).toEqual([own.statusCode, own.body]);
  expect((await alarms(context.store.db, context.now())).leaks).toMatchObject([
    { partner: 'p1', seen: 'p2' },
  ]);
  // It is not handed on to anybody by that.
  for (const wire of ['stopncii', 'amaan'] as const) expect(await listOf('p3', wire)).not.toContain(mine);

  const list = await listOf('p3');
  const found = await context.store.transaction((trx) =>
    noteLeaks(trx, context.atRest, list, 'forum post', context.now()),
  );
  expect(found).toEqual(['p3']);
  expect((await alarms(context.store.db, context.now())).leaks).toHaveLength(2);
  await revokePartner(context.store.db, 'p3', context.now());
  expect((await alarms(context.store.db, context.now())).leaks).toHaveLength(1);
});

test("others' canaries put nobody out of sync", async () => {
  const { db } = context.store;
  const records = async (after: number) =>
    (
      await app.inject({ url: `/exchange/v1/records?after=${after}`, headers: headers('p2', 'fetch') })
    ).json();
  const { cursor } = await records(0);
  await addPartner(db, { code: 'p4', name: 'p4' }, context.now());
  await keepCanaries(context);
  await records(cursor);
  context.time = new Date(context.time.getTime() + 30 * 3_600_000);
  const behind = (await alarms(db, context.now())).outOfSync.map(({ partner }) => partner);
  expect(behind).not.toContain('p2');
  expect(behind).toContain('p4');
});
