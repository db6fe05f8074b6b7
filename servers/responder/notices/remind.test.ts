import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestContext } from '../testing.ts';
import { caseNotices } from './index.ts';
import { noticeJobs } from './jobs.ts';
import { JOBS } from './job-names.ts';
import { draftAndApprove, makeDocument, noticeHelpline, openNoticeCase } from './testing.ts';

const DAY = 86_400_000;
let context: TestContext;
let survivor: App;
let app: App;
beforeAll(async () => {
  ({
    context,
    apps: { survivor },
    app,
  } = await noticeHelpline({ env: { AMAAN_PLATFORMS: 'kite=mailto:notices@kite.invalid' } }));
});
afterAll(() => context.close());

/** A notice on a route without a number, sent today and not proved to be there. */
async function sent() {
  const urls = ['https://example.org/p/one'];
  const { caseId } = await openNoticeCase(context, survivor, 'all', urls[0] ?? '');
  const document = makeDocument({
    regime: 'EU-DSA-16',
    addressee: 'kite',
    urls,
    now: context.now(),
  });
  expect(await draftAndApprove(app, caseId, document, 'email')).toMatchObject({ statusCode: 200 });
  const { id } = document;
  const fact = (payload: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/notices/${id}/facts`,
      payload: { v: 1, ...payload },
    });
  expect((await fact({ fact: 'sent' })).statusCode).toBe(200);
  const look = async () => {
    await noticeJobs(context)[JOBS.remind]?.({ notice: id });
    return (await caseNotices(context, caseId))[0]?.reminders ?? [];
  };
  const job = async () => {
    const { rows } = await sql<{ run_at: Date }>`select run_at from graphile_worker.jobs
      where key = ${`${JOBS.remind}:${id}`}`.execute(context.store.db);
    return rows[0]?.run_at;
  };
  return { fact, look, job };
}

const days = (n: number): void => {
  context.time = new Date(context.time.getTime() + n * DAY);
};

test('a route that nobody answers is spoken of on its days, once each, and a day is done when somebody says so', async () => {
  const { fact, look, job } = await sent();
  expect((await look()).map(({ day, raised }) => [day, raised])).toEqual([
    ['2026-11-27', false],
    ['2026-12-01', false],
    ['2026-12-08', false],
  ]);
  // The day begins where the row counts it: midnight in Brussels.
  expect((await job())?.toISOString()).toBe('2026-11-26T23:00:00.000Z');
  days(3);
  await look();
  const [first, second] = await look();
  expect(first).toEqual({ day: '2026-11-27', what: 'no-reply', raised: true, done: false });
  expect(second?.raised).toBe(false);
  const done = { fact: 'reminderDone', what: 'no-reply', day: '2026-11-27' };
  expect((await fact(done)).statusCode).toBe(200);
  expect((await fact(done)).statusCode).toBe(409);
  expect((await look())[0]).toMatchObject({ raised: true, done: true });
  expect((await job())?.toISOString()).toBe('2026-11-30T23:00:00.000Z');
});

test('a server that was down over two days speaks of the latest alone, and a stop silences the rest', async () => {
  const { fact, look, job } = await sent();
  days(10);
  const after = await look();
  expect(after.filter(({ raised }) => raised)).toHaveLength(1);
  expect(await job()).toBeDefined();
  expect((await fact({ fact: 'withdrawn' })).statusCode).toBe(200);
  expect((await look()).filter(({ raised, done }) => raised && !done)).toEqual([]);
  expect(await job()).toBeUndefined();
});
