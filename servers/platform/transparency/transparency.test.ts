import type { App } from '@amaan/http';
import { sealDocument } from '@amaan/notice';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { applyRecord } from '../exchange/apply.ts';
import { addSource } from '../exchange/sources.ts';
import { claim } from '../review/actions.ts';
import { openAppeal } from '../review/appeal.ts';
import { decide } from '../review/decide.ts';
import type { Job } from '../review/fold.ts';
import { openUpload } from '../review/open.ts';
import { takeNews } from '../banks/news.ts';
import { newId } from '../context.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';

const HOUR = 3_600_000;
let platform: TestPlatform;
let app: App;
beforeAll(async () => {
  platform = await testPlatform();
  app = await gateApp(platform.context);
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const reviewer = (n: number) => ({ id: String(n).repeat(32), name: `r${n}`, roles: ['review'] as const });

async function held(): Promise<Job> {
  const { context } = platform;
  const matches = [{ bank: 'HELPLINE', content: '1', rule: 'plain' as const, distance: 3 }];
  return openUpload(context, { item: newId(context), matches, media: undefined });
}

async function decided(job: Job, by: number, decision: 'remove' | 'keep' | 'overturned', reason: string) {
  await claim(platform.context, reviewer(by), job.id);
  await decide(platform.context, reviewer(by), job.id, { decision, reason });
}

const hash = () => Buffer.from(platform.context.random(32)).toString('hex');
const look = async () => (await app.inject('/v1/transparency')).json();

test('a month is told once it is over: what happened, and no count under 10', async () => {
  const { context } = platform;
  expect(await look()).toEqual({ v: 1, least: 10, months: [], rules: [] });

  // Into the first days of the next month, so that nothing of the test runs over its end.
  const now = context.now();
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2);
  platform.ahead += next - now.getTime();
  const month = new Date(next).toISOString().slice(0, 7);

  const site = await platform.key('Site', 'match');
  const signals = { v: 1, contentType: 'photo', width: 8, height: 8, orientation: 1, bytes: 1 };
  for (let i = 0; i < 55; i++) {
    const payload = { v: 1, signals: { ...signals, pdq: { hash: hash(), quality: 100 } } };
    await app.inject({ method: 'POST', url: '/v1/match', headers: site, payload });
  }
  const jobs: Job[] = [];
  for (let i = 0; i < 33; i++) jobs.push(await held());
  platform.ahead += 2.5 * HOUR;
  for (const job of jobs.slice(0, 20)) await decided(job, 1, 'remove', 'ncii-depicted');
  for (const job of jobs.slice(20)) await decided(job, 1, 'keep', 'not-the-picture');
  for (const job of jobs.slice(0, 4)) {
    const appeal = await openAppeal(context, job.ticket, 'notThatPicture');
    await decided(appeal, 2, 'overturned', 'appeal-wrong-picture');
  }
  for (let i = 0; i < 12; i++) {
    const document = sealDocument({
      v: 1,
      id: newId(context),
      regime: 'US-223a',
      regimeVersion: 'US-223a',
      addressee: 'this-platform',
      sender: 'Helpline',
      onBehalf: 'authorised_person',
      links: [{ url: 'https://board.example/1' }],
      elements: {},
      text: { en: 'Please remove.' },
      reply: {},
      createdAt: context.now().toISOString(),
    });
    expect((await app.inject({ method: 'POST', url: '/v1/notices', payload: document })).statusCode).toBe(
      201,
    );
  }
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
  for (let i = 0; i < 11; i++) {
    const record = { remote: `r${i}`, opinions: new Map(), signals: { pdq: { hash: hash(), quality: 100 } } };
    for (const state of ['live', 'withdrawn', 'withdrawn'] as const)
      await context.store.transaction((trx) => applyRecord(trx, context, 'hub', 'HUB', { ...record, state }));
  }
  const titles = (await look()).months.map((each: { month: string }) => each.month);
  expect(titles).not.toContain(month);

  platform.ahead += 31 * 24 * HOUR;
  const told = (await look()).months.find((each: { month: string }) => each.month === month);
  const figure = (name: string) => told.figures.find((each: { name: string }) => each.name === name);
  expect(figure('compared')).toMatchObject({
    total: 55,
    parts: [
      { name: 'held', count: 33 },
      { name: 'passed', count: 22 },
    ],
  });
  // Nobody was decided to be a minor: nought is a small count too, and two of the three could tell it.
  expect(figure('decisions')).toMatchObject({ total: 33, parts: [{}, { count: null }, { count: null }] });
  expect(figure('appealsOpened').total).toBe(null);
  expect(figure('appeals').parts.every(({ count }: { count: null }) => count === null)).toBe(true);
  expect(figure('noticesReceived').total).toBe(12);
  expect(figure('noticesDue').total).toBe(12);
  expect(figure('withdrawals').total).toBe(11);
  expect(told.times).toEqual([{ name: 'decision', median: 3, p90: null }]);

  for (const [lang, says] of [
    ['en', 'not shown'],
    ['ur', 'نہیں دکھایا گیا'],
  ]) {
    const page = await app.inject(`/transparency?lang=${lang}`);
    expect(page.headers['content-security-policy']).not.toContain('script');
    expect(page.body).toContain(says);
    for (const [, count] of page.body.matchAll(/<td>(\d+)/g))
      expect(Number(count)).toBeGreaterThanOrEqual(10);
  }
});

test('what was told of a month stays as it was, after a restart too', async () => {
  const before = await look();
  const again = await gateApp(await platform.restart());
  expect((await again.inject('/v1/transparency')).json()).toEqual(before);
  await again.close();
});
