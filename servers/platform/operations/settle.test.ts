import type { OpinionValue } from '@amaan/bank';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { takeNews } from '../banks/news.ts';
import { applyRecord } from '../exchange/apply.ts';
import { addSource } from '../exchange/sources.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';

type Key = { authorization: string };
let platform: TestPlatform;
let app: App;
let curator: Key;
let site: Key;
beforeAll(async () => {
  platform = await testPlatform();
  const { context } = platform;
  app = await gateApp(context);
  curator = await platform.key('Curator', 'curate');
  site = await platform.key('Site', 'match');
  const keys = { fetch: 'f'.repeat(32), subscription: 's'.repeat(32) };
  const source = {
    name: 'hub',
    url: 'https://hub.example/v1',
    partner: 'us',
    keys,
    bank: 'HUB',
    threshold: 20,
  };
  await addSource(context.store.db, context.atRest, { ...source, pollEvery: 1000 }, context.now());
  await takeNews(context);
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

/** A signal that the exchange delivers, with its answers; it may be delivered again and again. */
function signalOf(remote: string) {
  const hash = Buffer.from(platform.context.random(32)).toString('hex');
  return {
    deliver: async (against: readonly string[], state: 'live' | 'suspended' = 'live') => {
      const { context } = platform;
      const opinions = new Map(against.map((party): [string, OpinionValue] => [party, 'NotBlocked']));
      const record = { remote, state, opinions, signals: { pdq: { hash, quality: 100 } } };
      const step = await context.store.transaction((trx) => applyRecord(trx, context, 'hub', 'HUB', record));
      step(context.banks);
    },
    matches: async (gate = app) => {
      const signals = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
      const payload = { v: 1, signals: { ...signals, pdq: { hash, quality: 100 } } };
      const answer = await gate.inject({ method: 'POST', url: '/v1/match', headers: site, payload });
      return answer.json().decision === 'review';
    },
    content: async () => {
      const { rows } = await sql<{ content: string }>`
        select content::text from exchange_row where remote = ${remote}`.execute(platform.context.store.db);
      return rows[0]?.content ?? '';
    },
  };
}

async function settle(content: string, settlement: string, reason: string, headers = curator) {
  const url = `/v1/operations/signals/${content}`;
  const answer = await app.inject({ method: 'POST', url, headers, payload: { v: 1, settlement, reason } });
  return answer.statusCode === 200 ? 200 : answer.json().code;
}

async function standing(): Promise<Record<'waiting' | 'kept', string[]>> {
  const { waiting, kept } = (await app.inject({ url: '/v1/operations', headers: curator })).json();
  const ids = (part: { signals: { content: string }[] }) => part.signals.map(({ content }) => content);
  return { waiting: ids(waiting), kept: ids(kept) };
}

test('restored, a signal suggests again whatever is delivered, until others than those who were heard doubt it', async () => {
  const signal = signalOf('restored');
  await signal.deliver(['a', 'b']);
  const content = await signal.content();
  expect(await signal.matches()).toBe(false);
  expect(await settle(content, 'restore', 'matches-harmless')).toBe('reason');
  expect(await settle(content, 'restore', 'confirmed-here', site)).toBe('role');
  expect(await settle(content, 'restore', 'confirmed-here')).toBe(200);
  expect(await signal.matches()).toBe(true);
  expect((await standing()).waiting).not.toContain(content);
  await signal.deliver(['a', 'b', 'c']);
  expect(await signal.matches()).toBe(true);
  const again = await gateApp(await platform.restart());
  expect(await signal.matches(again)).toBe(true);
  await again.close();
  await signal.deliver(['a', 'b', 'c', 'd']);
  expect(await signal.matches()).toBe(false);
  expect((await standing()).waiting).toContain(content);
});

test('kept, it rests though its doubters take it back; removed, it is gone however often it is delivered', async () => {
  const signal = signalOf('kept');
  await signal.deliver(['a', 'b']);
  const content = await signal.content();
  expect(await settle(content, 'keep', 'cannot-tell')).toBe(200);
  expect(await standing()).toMatchObject({ kept: [content] });
  await signal.deliver([]);
  expect(await signal.matches()).toBe(false);
  expect(await standing()).toMatchObject({ kept: [content] });
  expect(await settle(content, 'restore', 'answer-by-mistake')).toBe(200);
  expect(await signal.matches()).toBe(true);
  expect(await settle(content, 'keep', 'cannot-tell')).toBe('not-suspended');

  const other = signalOf('removed');
  await other.deliver(['a', 'b']);
  expect(await settle(await other.content(), 'remove', 'others-are-right')).toBe(200);
  await other.deliver([]);
  expect(await other.matches()).toBe(false);
  expect((await standing()).waiting).not.toContain(await other.content());
});

test('what its exchange suspended comes back from there alone; each act is on record with its reason', async () => {
  const signal = signalOf('there');
  await signal.deliver([], 'suspended');
  const content = await signal.content();
  expect(await settle(content, 'restore', 'confirmed-here')).toBe('suspended-there');
  expect(await settle(content, 'keep', 'asked-exchange')).toBe(200);
  const { rows } = await sql<{ act: string; reason: string }>`
    select act, reason from curate_event where act like 'signal.%' order by id`.execute(
    platform.context.store.db,
  );
  expect(rows.map(({ act, reason }) => `${act} ${reason}`)).toEqual([
    'signal.restored confirmed-here',
    'signal.kept cannot-tell',
    'signal.restored answer-by-mistake',
    'signal.removed others-are-right',
    'signal.kept asked-exchange',
  ]);
});
