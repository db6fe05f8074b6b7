// What must arrive whole: what she writes while the keys of her case change elsewhere, and lists of thousands.
import { randomBytes } from 'node:crypto';
import { receiptKeys } from '@amaan/custody';
import { type Apps, buildApps } from '@amaan/responder';
import { addCaseworker, testContext, type TestContext, Visitor } from '@amaan/responder/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { start } from '../state/model.ts';
import { newReceipt, sendCase } from './making.ts';
import { placesOf } from './places.ts';
import { shareWith, stopHelper } from './rotate.ts';
import { add, messagesOf, openVisit, readVisit } from './visit.ts';

let context: TestContext;
let apps: Apps;
beforeAll(async () => {
  context = await testContext();
  context.time = new Date();
  apps = await buildApps(context, 'none');
  await addCaseworker(context);
  vi.stubGlobal(
    'fetch',
    async (url: string, { method = 'GET', body }: { method?: 'GET' | 'POST'; body?: string }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await apps.survivor.inject({ method, url, ...(body ? { headers, payload: body } : {}) });
      return new Response(answer.body, { status: answer.statusCode });
    },
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await context.close();
});

test('a message and a helper given under keys that changed meanwhile arrive all the same', async () => {
  const keys = receiptKeys(randomBytes(15));
  await new Visitor(apps.survivor, keys).open();
  const open = await openVisit(keys);
  const elsewhere = await openVisit(keys);
  await shareWith(elsewhere, ['messages']);
  const there = await readVisit(elsewhere);
  await stopHelper(there, there.news?.helpers[0]?.id ?? '');

  await add(open, { kind: 'message', text: 'written meanwhile' });
  await shareWith(open, ['messages', 'links']);
  const now = await openVisit(keys);
  expect(now.caseKeys).not.toEqual(open.caseKeys);
  expect((await messagesOf(now)).map(({ text }) => text)).toEqual(['written meanwhile']);
  expect(now.news?.helpers).toHaveLength(1);
});

// Some seconds for a list that few bring: every night.
test.skipIf(!process.env.AMAAN_NIGHTLY)(
  'a list longer than one sealed item arrives whole, and is counted once',
  async () => {
    const links = Array.from({ length: 700 }, (_, i) => ({
      url: `https://example.org/${'a-long-address-'.repeat(9)}${i}`,
      kind: 'post' as const,
      platform: 'example.org',
    }));
    const keys = await sendCase({ ...start('en'), age: 'adult', links }, newReceipt(), () => undefined);
    const visit = await openVisit(keys);
    expect((await placesOf(visit)).links.map(({ url }) => url)).toEqual(links.map(({ url }) => url));
    expect(visit.status?.linkCount).toBe(700);
  },
);
