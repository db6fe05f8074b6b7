import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Intake } from '@amaan/custody';
import { type Apps, buildApps } from '../apps.ts';
import { account, type TestContext, testContext, Visitor } from '../testing.ts';
import { checkLedgers } from './check.ts';

let context: TestContext;
let apps: Apps;
beforeAll(async () => {
  context = await testContext();
  apps = await buildApps(context, 'none');
});
afterAll(() => context.close());

test('cases that are opened at one moment are each whole; one that cannot be written stops no other', async () => {
  const visitors = Array.from({ length: 8 }, () => new Visitor(apps.survivor));
  const links = [{ url: 'http://example.org/p/1', kind: 'post' as const }];
  const bodies = await Promise.all(visitors.map((she, i) => she.intake(account(i % 2 ? { links } : {}))));
  // Two grants to one recipient have no place in the store.
  const spoilt = (await new Visitor(apps.survivor).intake()) as Intake;
  const double = { ...spoilt, grants: [...spoilt.grants, ...spoilt.grants] };
  const all = [bodies[0], ...bodies, double, bodies[7]] as object[];
  const answers = await Promise.all(all.map((body) => (visitors[0] as Visitor).post('/v1/cases', body)));
  const found = answers.map(({ statusCode }) => statusCode);
  expect(found).toEqual([200, 422, 200, 200, 200, 200, 200, 200, 200, 500, 422]);
  expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ code: 'taken' });
  const { cases, problems } = await checkLedgers(context.store.db, context.keys.ledger.publicKey);
  expect({ cases, problems }).toEqual({ cases: 8, problems: {} });
  const hers = visitors.slice(0, 2).map(async (she) => [await she.news(), await she.file()] as const);
  for (const [i, [news, file]] of (await Promise.all(hers)).entries()) {
    expect(news?.events[0]).toMatchObject({ type: 'case.opened', refs: { linkCount: i } });
    expect(file?.items.map((item) => item.kind)).toEqual(['story', 'links', 'contact']);
  }
});
