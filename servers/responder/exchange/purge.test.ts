import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { purgeText, readForeignPage, readRecordPage } from '@amaan/exchange';
import { type App, createApp } from '@amaan/http';
import { dump } from '@amaan/store';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildApps } from '../apps.ts';
import { openAtRest } from '../context.ts';
import { testContext, type TestContext } from '../testing.ts';
import { alarms, settleSuspended } from './alarms.ts';
import {
  addPartner,
  exchangeStaffRoutes,
  type PartnerKeys,
  purgeTombstones,
  shareSignals,
  watchExchange,
  withdrawSignals,
} from './index.ts';

const HASHES = [1, 2, 3].map((n) => createHash('sha256').update(`hash ${n}`).digest('hex'));
let context: TestContext;
let app: App;
beforeEach(async () => {
  context = await testContext();
  app = (await buildApps(context, 'none')).exchange;
});
afterEach(async () => {
  await app.close();
  await context.close();
});

const later = (hours: number) => {
  context.time = new Date(context.time.getTime() + hours * 3_600_000);
};
const partner = (code: string) => addPartner(context.store.db, { code, name: code }, context.now());
async function share(caseId: string, ...numbers: number[]): Promise<string[]> {
  const common = { v: 1, contentType: 'photo', width: 9, height: 9, orientation: 1, bytes: 0 } as const;
  const signals = numbers.map((n) => ({
    signal: `s${n}`,
    set: { ...common, pdq: { hash: HASHES[n] ?? '', quality: 100 } },
  }));
  const scope = { views: false, exact: false };
  const shared = await context.store.transaction((trx) =>
    shareSignals(trx, context.atRest, { caseId, ageMark: 'adult', scope, signals }, context.now()),
  );
  return shared.flatMap((one) => ('entry' in one ? [one.entry] : []));
}
const withdraw = (caseId: string, minor: boolean) =>
  context.store.transaction((trx) => withdrawSignals(trx, { caseId }, context.now(), { minor }));
const headers = (keys: PartnerKeys, key: string) => ({
  'ocp-apim-subscription-key': keys.subscription,
  'x-functions-key': key,
});
async function stopncii(keys: PartnerKeys, start: number) {
  const url = `/v1/FetchHashes?startTimestamp=${start}`;
  const answer = await app.inject({ url, headers: headers(keys, keys.fetch) });
  const page = readForeignPage(answer.json());
  return {
    seen: page.records.map(({ hash, gone }) => [HASHES.indexOf(hash), gone]),
    next: page.nextSetTimestamp,
  };
}
async function records(keys: PartnerKeys, after: number) {
  const url = `/exchange/v1/records?after=${after}`;
  return readRecordPage((await app.inject({ url, headers: headers(keys, keys.fetch) })).json(), after);
}
const post = (keys: PartnerKeys, path: string, payload: object) =>
  app.inject({ method: 'POST', url: `/exchange/v1/${path}`, headers: headers(keys, keys.feedback), payload });
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(context.store.db))
    .rows[0]?.n;

test('no hash stands in a dump of the database; what an older version kept in the clear is sealed at the next start', async () => {
  const [entry] = await share('case-1', 0);
  const text = async () => {
    let all = '';
    for await (const line of dump(context.store.pool, 'responder')) all += line;
    return all;
  };
  expect(await text()).not.toContain(HASHES[0]);
  const { db } = context.store;
  const set = {
    v: 1,
    contentType: 'photo',
    width: 9,
    height: 9,
    orientation: 1,
    bytes: 0,
    pdq: { hash: HASHES[1], quality: 90 },
  };
  await sql`update exchange_entry set sealed = null, signals = ${JSON.stringify(set)}::jsonb`.execute(db);
  await sql`insert into exchange_hash_plain (type, hash, withdrawn, second, tie, changed_at)
    values ('ImagePDQ', decode(${HASHES[1]}, 'hex'), false, 1700000000, 990, now())`.execute(db);
  await sql`insert into exchange_entry_hash_plain (entry, type, hash) values (${entry}, 'ImagePDQ', decode(${HASHES[1]}, 'hex'))`.execute(
    db,
  );
  expect(await text()).toContain(HASHES[1]);
  await openAtRest(context.store, context.config);
  expect(await text()).not.toContain(HASHES[1]);
  const keys = await partner('partner-01');
  expect((await stopncii(keys, 10)).seen).toContainEqual([1, false]);
  expect((await records(keys, 0)).records[0]?.signals?.pdq).toEqual({ hash: HASHES[1], quality: 90 });
});

test("the hash of a minor is served once to each subscriber of StopNCII's wire as withdrawn, and then it is nowhere", async () => {
  const [a, b] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 0);
  await share('case-2', 1);
  const first = await stopncii(a, 10);
  await stopncii(b, 10);
  later(1);
  await withdraw('case-1', true);
  const second = await stopncii(a, first.next);
  expect(second.seen).toContainEqual([0, true]);
  // The checkpoint stands at the tombstone's own second: it is not sent again.
  expect((await stopncii(a, second.next)).seen).toEqual([]);
  expect(await count('exchange_hash')).toBe(2);
  const other = await stopncii(b, first.next);
  expect(other.seen).toContainEqual([0, true]);
  // An answer that was lost is asked for again.
  const again = await stopncii(b, first.next);
  expect(again.seen).toContainEqual([0, true]);
  await stopncii(b, again.next);
  expect(await count('exchange_hash')).toBe(1);
  const fresh = await partner('partner-03');
  expect((await stopncii(fresh, 10)).seen).toEqual([[1, false]]);
});

test('a purge because of a minor stays open and loud until each partner has proven it; one that is late gets tombstones alone', async () => {
  const [good, late] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 0);
  await share('case-2', 1);
  for (const keys of [good, late]) await records(keys, 0);
  await withdraw('case-1', true);
  const page = await records(good, 2);
  const tombstone = page.records.at(-1);
  expect(tombstone).toMatchObject({ state: 'withdrawn', proof: true });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const proof = (code: string, key = privateKey, exchange = page.exchange) => {
    const body = JSON.stringify({
      v: 1,
      exchange,
      subscriber: code,
      id: tombstone?.id,
      purgedAt: context.now().toISOString(),
    });
    return {
      v: 1,
      publicKey: hex,
      proofs: [{ body, signature: sign(null, Buffer.from(purgeText(body)), key).toString('base64') }],
    };
  };
  const stranger = generateKeyPairSync('ed25519').privateKey;
  expect((await post(good, 'purges', proof('partner-01', stranger))).statusCode).toBe(400);
  expect((await post(good, 'purges', proof('partner-02'))).statusCode).toBe(400);
  expect((await post(good, 'purges', proof('partner-01', privateKey, 'elsewhere'))).statusCode).toBe(400);
  expect((await post(good, 'purges', proof('partner-01'))).json()).toEqual({ v: 1, accepted: 1 });
  expect((await post(good, 'purges', proof('partner-01'))).json()).toEqual({ v: 1, accepted: 1 });
  expect((await alarms(context.store.db, context.now())).purges).toMatchObject([
    { partner: 'partner-02', overdue: false },
  ]);

  later(25);
  await watchExchange(context);
  expect(context.logged.join('')).toMatch(/"code":"partner-cut"[\s\S]*"code":"purge-open"/);
  const cut = (await records(late, 0)).records.map((one) => one.state);
  expect(cut).toEqual(['withdrawn']);
  expect((await stopncii(late, 10)).seen).toEqual([]);
  expect((await records(good, 0)).records.map((one) => one.state)).toContain('live');
  // Long after, the tombstone is still there: the purge is not proven.
  later(24 * 60);
  await sql`update exchange_partner set tie = 1000, second = 9999999999`.execute(context.store.db);
  expect(await context.store.transaction((trx) => purgeTombstones(trx, context.now()))).toMatchObject({
    entries: 0,
  });
  const own = (await records(late, 0)).records.find((one) => one.state === 'withdrawn');
  const body = JSON.stringify({
    v: 1,
    exchange: page.exchange,
    subscriber: 'partner-02',
    id: own?.id,
    purgedAt: context.now().toISOString(),
  });
  const proofs = [
    { body, signature: sign(null, Buffer.from(purgeText(body)), privateKey).toString('base64') },
  ];
  expect((await post(late, 'purges', { v: 1, publicKey: hex, proofs })).json()).toEqual({
    v: 1,
    accepted: 1,
  });
  expect((await alarms(context.store.db, context.now())).purges).toEqual([]);
  expect((await records(late, 0)).records.map((one) => one.state)).toContain('live');
});

test("a minor's picture in another case rests everywhere until a person has looked", async () => {
  await share('case-1', 0);
  const [other] = await share('case-2', 0);
  await withdraw('case-1', true);
  expect((await alarms(context.store.db, context.now())).suspended).toMatchObject([
    { entry: other, caseId: 'case-2' },
  ]);
  const keys = await partner('partner-01');
  expect((await stopncii(keys, 10)).seen).toEqual([]);
});

test('what was taken back before anybody knew of a minor is purged with proof all the same', async () => {
  const keys = await partner('partner-01');
  await share('case-1', 0);
  const { cursor } = await records(keys, 0);
  const { next } = await stopncii(keys, 10);
  await withdraw('case-1', false);
  const gone = await records(keys, cursor);
  expect(gone.records).toMatchObject([{ state: 'withdrawn' }]);
  expect(gone.records[0]).not.toHaveProperty('proof');
  const seen = await stopncii(keys, next);
  later(1);
  await withdraw('case-1', true);
  expect((await records(keys, gone.cursor)).records).toMatchObject([{ state: 'withdrawn', proof: true }]);
  expect(await alarms(context.store.db, context.now())).toMatchObject({
    purges: [{ partner: 'partner-01' }],
    minorsWaiting: 1,
  });
  const again = await stopncii(keys, seen.next);
  expect(again.seen).toEqual([[0, true]]);
  await stopncii(keys, again.next);
  expect(await count('exchange_hash')).toBe(0);
});

test("while a minor's hash waits to be purged, another case does not bring it back: a person is told", async () => {
  const had = await partner('partner-01');
  await share('case-1', 0);
  const first = await stopncii(had, 10);
  await records(had, 0);
  later(1);
  await withdraw('case-1', true);
  later(1);
  const fresh = await partner('partner-02');
  const [entry = ''] = await share('case-2', 0);
  expect(await alarms(context.store.db, context.now())).toMatchObject({
    minorsWaiting: 1,
    suspended: [{ entry, caseId: 'case-2', ageDoubt: true }],
  });
  for (const keys of [had, fresh])
    expect((await records(keys, 0)).records.map((one) => one.state)).toEqual(['withdrawn']);
  expect((await stopncii(fresh, 10)).seen).toEqual([]);
  const second = await stopncii(had, first.next);
  expect(second.seen).toEqual([[0, true]]);
  await stopncii(had, second.next);
  expect(await count('exchange_hash')).toBe(0);
  // A person found that it is no minor's: from then on it is served.
  await context.store.transaction((trx) =>
    settleSuspended(trx, context.atRest, entry, 'restore', 'ab'.repeat(16), context.now()),
  );
  expect((await stopncii(had, second.next)).seen).toEqual([[0, false]]);
  expect((await records(fresh, 0)).records.at(-1)).toMatchObject({ state: 'live' });
});

test('what rests for a doubt about age and is then taken back is purged with proof', async () => {
  const keys = await partner('partner-01');
  const [entry = ''] = await share('case-1', 0);
  const { records: all, cursor } = await records(keys, 0);
  const opinion = {
    id: all[0]?.id,
    decision: 'cd'.repeat(16),
    value: 'PendingReview',
    tags: [],
    ageDoubt: true,
  };
  await post(keys, 'opinions', { v: 1, opinions: [opinion] });
  const rests = await records(keys, cursor);
  expect(rests.records).toMatchObject([{ state: 'suspended' }]);
  expect((await alarms(context.store.db, context.now())).suspended).toMatchObject([
    { entry, ageDoubt: true },
  ]);
  await context.store.transaction((trx) =>
    settleSuspended(trx, context.atRest, entry, 'withdraw', 'ab'.repeat(16), context.now()),
  );
  expect((await records(keys, rests.cursor)).records).toMatchObject([{ state: 'withdrawn', proof: true }]);
  expect((await alarms(context.store.db, context.now())).purges).toMatchObject([{ entry }]);
});

test('what two parties suspended is brought back or withdrawn by a person, and old opinions count no more', async () => {
  const parties = [
    await partner('partner-01'),
    await partner('partner-02'),
    await partner('partner-03'),
  ] as const;
  const [entry = ''] = await share('case-1', 0);
  const answer = async (n: 0 | 1 | 2, value: string) => {
    const { records: all } = await records(parties[n], 0);
    const decision = `${n}${Math.floor(context.time.getTime() / 1000)}`.padStart(32, '0');
    await post(parties[n], 'opinions', {
      v: 1,
      opinions: [{ id: all.at(-1)?.id, decision, value, tags: [] }],
    });
  };
  await answer(0, 'NotBlocked');
  expect((await records(parties[2], 0)).records[0]?.state).toBe('live');
  await answer(1, 'NotBlocked');
  expect((await records(parties[2], 0)).records.at(-1)?.state).toBe('suspended');
  expect((await stopncii(parties[2], 11)).seen).toEqual([[0, true]]);
  later(1);
  expect(
    await context.store.transaction((trx) =>
      settleSuspended(trx, context.atRest, entry, 'restore', 'ab'.repeat(16), context.now()),
    ),
  ).toBe(true);
  expect((await stopncii(parties[2], 11)).seen).toEqual([[0, false]]);
  later(1);
  await answer(2, 'NotBlocked');
  expect((await records(parties[2], 0)).records.at(-1)?.state).toBe('live');
  await answer(0, 'NotBlocked');
  expect((await records(parties[2], 0)).records.at(-1)?.state).toBe('suspended');
  expect(
    await context.store.transaction((trx) =>
      settleSuspended(trx, context.atRest, entry, 'withdraw', 'ab'.repeat(16), context.now()),
    ),
  ).toBe(true);
  expect((await records(parties[2], 0)).records.at(-1)?.state).toBe('withdrawn');
  expect(
    await context.store.transaction((trx) =>
      settleSuspended(trx, context.atRest, entry, 'restore', 'ab'.repeat(16), context.now()),
    ),
  ).toBe(false);
});

test('a partner that has not read for a day what changed is out of sync', async () => {
  const [reader, away] = [await partner('partner-01'), await partner('partner-02')];
  await share('case-1', 0);
  const { cursor } = await records(reader, 0);
  await records(reader, cursor);
  await records(away, 0);
  await share('case-2', 1);
  const { cursor: next } = await records(reader, cursor);
  expect((await alarms(context.store.db, context.now())).outOfSync).toEqual([]);
  later(25);
  await records(reader, next);
  expect((await alarms(context.store.db, context.now())).outOfSync).toMatchObject([
    { partner: 'partner-02' },
  ]);
});

test('staff see what waits and settle it; without a session they see nothing', async () => {
  const { console } = await buildApps(context, 'none');
  expect((await console.inject('/v1/exchange/alarms')).statusCode).toBe(401);
  await console.close();
  const [entry] = await share('case-1', 0);
  await share('case-2', 0);
  await withdraw('case-2', true);
  const staff = await createApp({ log: context.log });
  const told: unknown[] = [];
  const { store } = context;
  exchangeStaffRoutes(
    staff,
    {
      db: store.db,
      transaction: (work) => store.transaction(work),
      now: () => context.now(),
      atRest: context.atRest,
      hold: async () => {},
      withdrawn: async (_trx, caseId, of) => void told.push([caseId, of]),
    },
    async () => ({ id: 'ab'.repeat(16), role: 'supervisor' as const }),
  );
  const seen = await staff.inject('/v1/exchange/alarms');
  expect(seen.json()).toMatchObject({ v: 1, suspended: [{ entry, caseId: 'case-1' }], minorsWaiting: 0 });
  expect(seen.body).not.toContain(HASHES[0]);
  const settle = () =>
    staff.inject({
      method: 'POST',
      url: `/v1/exchange/entries/${entry}/settle`,
      payload: { v: 1, settlement: 'withdraw' },
    });
  expect((await settle()).json()).toEqual({ v: 1, ok: true });
  expect((await settle()).statusCode).toBe(409);
  expect(told).toEqual([['case-1', entry]]);
  const { rows } = await sql<{ staff: string; settlement: string }>`
    select staff, settlement from exchange_settlement where entry = ${entry}`.execute(store.db);
  expect(rows).toEqual([{ staff: 'ab'.repeat(16), settlement: 'withdraw' }]);
  await staff.close();
});
