import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { enter, insertContent, newContentId } from '../banks/bank-store.ts';
import { newId } from '../context.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';

type Key = { authorization: string };
let platform: TestPlatform;
let app: App;
let site: Key;
let first: Key;
let second: Key;
let curator: Key;
beforeAll(async () => {
  platform = await testPlatform();
  app = await gateApp(platform.context);
  site = await platform.key('Site', 'match');
  first = await platform.key('One', 'review', 'curate');
  second = await platform.key('Two', 'review');
  curator = await platform.key('Curator', 'curate');
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

async function call(method: 'GET' | 'POST', url: string, headers: Key, payload?: object) {
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, ...answer.json() };
}

/** One more banked picture, and what uploads of it from an account are answered. */
async function picture() {
  const { context } = platform;
  const hash = Buffer.from(context.random(32)).toString('hex');
  const content = {
    id: newContentId(),
    bank: 'HELPLINE',
    signals: { pdq: { hash, quality: 100 } },
    enabledFrom: 1,
  };
  await context.store.transaction((trx) => insertContent(trx, context.atRest, content, context.now()));
  enter(context.banks, content);
  const upload = (account?: string) => {
    const item = newId(context);
    const signals = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
    const url = `/v1/match?item=${item}${account ? `&account=${account}` : ''}`;
    return call('POST', url, site, { v: 1, signals: { ...signals, pdq: { hash, quality: 100 } } });
  };
  return { content: content.id, upload };
}

async function decide(ticket: string, headers: Key, decision: string, reason: string) {
  const { rows } = await sql<{ id: string }>`select id from review_job where ticket = ${ticket}
    and state <> 'decided' order by opened_at desc`.execute(platform.context.store.db);
  await call('POST', `/v1/review/jobs/${rows[0]?.id}/claim`, headers);
  return call('POST', `/v1/review/jobs/${rows[0]?.id}/decide`, headers, { decision, reason });
}

const listed = async () => (await call('GET', '/v1/own-accounts', curator)).accounts;

test('after a reviewer and a second person, her own posts of that one picture are not held; all else is', async () => {
  const mine = await picture();
  const other = await picture();
  const held = await mine.upload('creator-1');
  expect(held.decision).toBe('review');
  expect((await decide(held.ticket, first, 'keep', 'consented-own-account')).status).toBe(200);
  const [waits] = await listed();
  expect(waits).toMatchObject({ account: 'creator-1', content: mine.content, until: null, mine: false });
  expect((await mine.upload('creator-1')).decision).toBe('review');

  const answer = (headers: Key, word: string) =>
    call('POST', `/v1/own-accounts/${waits.id}`, headers, { v: 1, answer: word });
  expect(await answer(first, 'agree')).toMatchObject({ status: 403, code: 'two-people' });
  expect(await answer(site, 'agree')).toMatchObject({ status: 403, code: 'role' });
  expect((await answer(curator, 'agree')).status).toBe(200);

  const passed = await mine.upload('creator-1');
  expect(passed).toMatchObject({ decision: 'allow', matches: [] });
  expect(passed.ticket).toMatch(/^[0-9a-f]{32}$/);
  for (const account of ['creator-2', undefined])
    expect((await mine.upload(account)).decision).toBe('review');
  expect((await other.upload('creator-1')).decision).toBe('review');
  expect((await listed())[0].passes).toBe(1);

  // A lost account shows: some of its posts are held by chance.
  const { review } = platform.context.config;
  Object.assign(review, { checkPercent: 100 });
  expect((await mine.upload('creator-1')).decision).toBe('review');
  Object.assign(review, { checkPercent: 0 });

  expect((await answer(second, 'end')).status).toBe(403);
  expect((await answer(curator, 'end')).status).toBe(200);
  expect((await mine.upload('creator-1')).decision).toBe('review');
});

test('a listing ends with a removal from that account, with a doubt about age, with its year, and with the signal', async () => {
  const list = async (account: string) => {
    const { content, upload } = await picture();
    await call('POST', '/v1/own-accounts', first, { v: 1, account, content });
    const one = (await listed()).find((each: { account: string }) => each.account === account);
    await call('POST', `/v1/own-accounts/${one.id}`, curator, { v: 1, answer: 'agree' });
    expect((await upload(account)).decision).toBe('allow');
    return { content, upload };
  };
  const accounts = async () => (await listed()).map((each: { account: string }) => each.account);

  const removed = await list('removed-1');
  Object.assign(platform.context.config.review, { checkPercent: 100 });
  const held = await removed.upload('removed-1');
  Object.assign(platform.context.config.review, { checkPercent: 0 });
  await decide(held.ticket, first, 'remove', 'ncii-depicted');
  expect(await accounts()).not.toContain('removed-1');

  const young = await list('young-1');
  const elsewhere = await young.upload('somebody-else');
  await decide(elsewhere.ticket, second, 'minor', 'may-show-minor');
  expect(await accounts()).not.toContain('young-1');

  const year = await list('year-1');
  platform.ahead += 366 * 24 * 3_600_000;
  expect((await year.upload('year-1')).decision).toBe('review');

  const gone = await list('gone-1');
  await sql`delete from bank_content where id = ${gone.content}`.execute(platform.context.store.db);
  expect(await accounts()).not.toContain('gone-1');
});

test('the account behind an upload stands in no event, and goes with the decision', async () => {
  const { upload } = await picture();
  const held = await upload('planted-account');
  const { db } = platform.context.store;
  const kept = async () =>
    (
      await sql<{
        n: number;
      }>`select count(*)::int as n from upload_account where account = 'planted-account'`.execute(db)
    ).rows[0]?.n;
  expect(await kept()).toBe(1);
  await decide(held.ticket, second, 'keep', 'not-the-picture');
  expect(await kept()).toBe(0);
  const { rows } = await sql<{ event: string }>`select event::text from review_event`.execute(db);
  expect(rows.map(({ event }) => event).join('')).not.toContain('planted-account');
});
