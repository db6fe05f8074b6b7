import { createHash } from 'node:crypto';
import { readForeignPage } from '@amaan/exchange';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApps } from '../apps.ts';
import { testContext, type TestContext } from '../testing.ts';
import { alarms, settleSuspended } from './alarms.ts';
import { addPartner, type PartnerKeys, shareSignals } from './index.ts';

let context: TestContext;
let app: App;
beforeAll(async () => {
  context = await testContext();
  app = (await buildApps(context, 'none')).exchange;
});
afterAll(async () => {
  await app.close();
  await context.close();
});

const partner = (code: string) => addPartner(context.store.db, { code, name: code }, context.now());
const hash = (n: number) => createHash('sha256').update(`picture ${n}`).digest('hex');
const headers = (keys: PartnerKeys, key: 'fetch' | 'submit') => ({
  'ocp-apim-subscription-key': keys.subscription,
  'x-functions-key': keys[key],
});

async function submit(keys: PartnerKeys, ...numbers: number[]): Promise<void> {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/SubmitHashes',
    headers: headers(keys, 'submit'),
    payload: {
      count: numbers.length,
      hashRecords: numbers.map((n) => ({
        signalType: 'StopNCIISignalType.ImagePDQ',
        hashValue: hash(n),
        CSPFeedbacks: [],
      })),
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function served(keys: PartnerKeys): Promise<string[]> {
  const url = '/v1/FetchHashes?startTimestamp=10';
  const page = readForeignPage((await app.inject({ url, headers: headers(keys, 'fetch') })).json());
  return page.records.filter(({ gone }) => !gone).map((each) => each.hash);
}

async function entryOf(n: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from exchange_entry where partner is not null
    order by tie`.execute(context.store.db);
  return rows[n]?.id ?? '';
}

test('a source whose submissions were found wrong too often waits for a person, and only its own', async () => {
  const [bad, good] = [await partner('partner-01'), await partner('partner-02')];
  await submit(bad, 1, 2, 3, 4, 5, 6);
  expect(await served(good)).toHaveLength(6);
  const settle = async (entry: string, settlement: 'restore' | 'withdraw') =>
    context.store.transaction((trx) =>
      settleSuspended(trx, context.atRest, entry, settlement, 'ab'.repeat(16), context.now()),
    );
  const ids = await Promise.all([0, 1, 2, 3, 4].map(entryOf));
  await sql`update exchange_entry set state = 'suspended', suspended_at = now() where id = any(${ids}::text[])`.execute(
    context.store.db,
  );
  for (const id of ids) await settle(id, 'withdraw');
  expect((await alarms(context.store.db, context.now())).low).toEqual([
    { partner: 'partner-01', submitted: 6, refused: 5 },
  ]);
  await submit(bad, 7);
  await submit(good, 8);
  const now = await served(good);
  expect(now).toContain(hash(8));
  expect(now).not.toContain(hash(7));
  const [waiting] = (await alarms(context.store.db, context.now())).suspended;
  await settle(waiting?.entry ?? '', 'restore');
  expect(await served(good)).toContain(hash(7));
});

test('a new source sends so many a day by itself; the next day goes on', async () => {
  const fresh = await partner('partner-03');
  await sql`insert into exchange_entry (id, partner, sealed, state, age_mark, tie, changed_at, came_on)
    select md5(n::text), 'partner-03', '\\x00', 'live', 'adult', -n, ${context.now()}, ${context.now()}::date
    from generate_series(1, 499) n`.execute(context.store.db);
  await submit(fresh, 11, 12);
  const states = () =>
    sql<{ state: string }>`select state from exchange_entry where partner = 'partner-03' and tie > 0
      order by tie`.execute(context.store.db);
  expect((await states()).rows.map((row) => row.state)).toEqual(['live', 'suspended']);
  context.time = new Date(context.time.getTime() + 86_400_000);
  await submit(fresh, 13);
  expect((await states()).rows.at(-1)?.state).toBe('live');
});

test('a picture with too little structure is not shared by its look; an exact hash that she agreed to still is', async () => {
  const flat = { v: 1, contentType: 'photo', width: 9, height: 9, orientation: 1, bytes: 0 } as const;
  const sets = [
    { ...flat, pdq: { hash: hash(40), quality: 49 } },
    { ...flat, pdq: { hash: '0'.repeat(64), quality: 100 } },
    { ...flat, pdq: { hash: hash(41), quality: 49 }, sha256: 'ab'.repeat(32) },
    { ...flat, pdq: { hash: hash(42), quality: 50 } },
  ];
  const signals = sets.map((set, i) => ({ signal: `s${i}`, set }));
  const share = (exact: boolean) =>
    context.store.transaction((trx) =>
      shareSignals(
        trx,
        context.atRest,
        { caseId: 'case-flat', ageMark: 'adult', scope: { views: false, exact }, signals },
        context.now(),
      ),
    );
  const refused = async (exact: boolean) =>
    (await share(exact)).map((each) => ('refused' in each ? each.refused : 'shared'));
  expect(await refused(false)).toEqual(['quality', 'quality', 'quality', 'shared']);
  expect(await refused(true)).toEqual(['quality', 'quality', 'shared', 'shared']);
});
