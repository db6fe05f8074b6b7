import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, createApp } from '@amaan/http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApps } from '../apps.ts';
import { purgeCase } from '../cases/retention.ts';
import { caseEvents, caseState } from '../cases/append.ts';
import { addCaseworker, type TestContext, testContext, type TestStaff } from '../testing.ts';
import { ClockWatch } from './clock-doubt.ts';
import { caseNotices, noticeJobs, noticeRoutes } from './index.ts';
import { JOBS } from './job-names.ts';
import { Manners } from './watching/manners.ts';
import { draftAndApprove, makeDocument, openNoticeCase, sealedFor } from './testing.ts';

const HOUR = 3_600_000;
let context: TestContext;
let survivor: App;
let app: App;
let staff: TestStaff;
let site: Server;
let there = true;
let mine = true;
let origin = '';
const asked: string[] = [];
beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/robots.txt')
      return response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('User-agent: *\nDisallow: /closed\n');
    return response.writeHead(there ? 200 : 404, { 'content-type': 'text/html' }).end('<p>A photo</p>');
  });
  await new Promise<void>((done) => site.listen(0, 'localhost', () => done()));
  const host = `localhost:${(site.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  context = await testContext({
    watchLocal: [host],
    env: { AMAAN_PLATFORMS: 'kite=mailto:notices@kite.invalid' },
  });
  survivor = (await buildApps(context, 'none')).survivor;
  staff = await addCaseworker(context);
  await sql`insert into staff_member (id, name, role, intake, recipient, sign_key, joined_at)
    values (${staff.id}, 'A.', 'caseworker', true, ${staff.recipient}, ${Buffer.alloc(32)}, ${context.now()})`.execute(
    context.store.db,
  );
  app = await createApp({ log: context.log });
  noticeRoutes(app, context, {
    caller: async () => ({ id: staff.id, role: 'caseworker' }),
    mayOpen: async () => mine,
  });
});
afterAll(async () => {
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
  await context.close();
});

const hours = (n: number): void => {
  context.time = new Date(context.time.getTime() + n * HOUR);
};

/** A notice about one page of the site, received by the platform. */
async function received(path = '/p/1') {
  const urls = [`${origin}${path}`];
  const { caseId } = await openNoticeCase(context, survivor, 'all', urls[0] ?? '');
  const document = makeDocument({ regime: 'US-223a', addressee: 'kite', urls, now: context.now() });
  expect((await draftAndApprove(app, caseId, document, 'email')).statusCode).toBe(200);
  const { id } = document;
  const fact = (payload: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/notices/${id}/facts`,
      payload: { v: 1, ...payload },
    });
  await fact({ fact: 'sent' });
  const at = context.now().toISOString();
  await fact({ fact: 'receipted', at, kind: 'auto-reply', proof: 'ab'.repeat(32) });
  const look = async () => {
    await noticeJobs(context)[JOBS.watch]?.({ notice: id });
    const all = await caseNotices(context, caseId);
    return all.find((each) => each.id === id);
  };
  return { caseId, id, fact, look };
}

const times = async () =>
  (await app.inject({ url: '/v1/removal-times' })).json<{
    addressees: { addressee: string; notices: number; removed: number; median: number | null }[];
  }>().addressees;

test('a removal we saw ends the time; what comes back asks for one linked notice and takes no more once it is drafted', async () => {
  there = true;
  const { caseId, id, look } = await received();
  hours(10);
  expect((await look())?.clock?.state).toBe('running');
  expect(await times()).toMatchObject([{ addressee: 'kite', notices: 1, removed: 0, median: null }]);
  there = false;
  hours(10);
  await look();
  hours(1);
  expect(await look()).toMatchObject({ state: 'observed', clock: { reason: 'removed', inTime: 'yes' } });
  // Dated by the first look that missed it.
  expect(await times()).toMatchObject([{ notices: 1, removed: 1, median: 20 * HOUR }]);
  there = true;
  hours(24);
  const back = await look();
  expect(back?.clock?.state).toBe('stopped');
  expect(back?.again).toMatchObject([{ links: [0] }]);
  const next = back?.again[0]?.next ?? '';
  const draft = {
    ...makeDocument({ regime: 'US-223a', addressee: 'kite', urls: [`${origin}/p/1`], now: context.now() }),
    id: next,
  };
  const payload = {
    v: 1,
    id: next,
    regime: draft.regime,
    regimeVersion: draft.regimeVersion,
    addressee: 'kite',
    channel: 'email',
    links: 1,
    digest: draft.digest,
    previous: id,
    ...(await sealedFor(caseId, draft)),
  };
  expect((await app.inject({ method: 'POST', url: `/v1/cases/${caseId}/notices`, payload })).statusCode).toBe(
    200,
  );
  const [first, second] = await caseNotices(context, caseId);
  expect(first?.again).toEqual([]);
  expect(second).toMatchObject({ id: next, previous: id, state: 'drafted' });
  expect(
    (await caseEvents(context.store.db, caseId)).filter((each) => each.type === 'reappeared'),
  ).toHaveLength(1);
});

test('what a person saw stands beside what the checker saw, which goes on from there', async () => {
  there = true;
  const { fact, look } = await received('/closed/2');
  await look();
  expect((await fact({ fact: 'looked', link: 0, state: 'present' })).statusCode).toBe(200);
  expect((await look())?.watched).toMatchObject([{ state: 'uncertain', reason: 'robots' }]);
  hours(1);
  const seen = await fact({ fact: 'looked', link: 0, state: 'missing' });
  expect(seen.json<{ notices: object[] }>().notices).toMatchObject([
    { state: 'observed', watched: [{ state: 'missing', reason: 'person' }], clock: { reason: 'removed' } },
  ]);
  // Said twice it is gone once.
  await fact({ fact: 'looked', link: 0, state: 'missing' });
  expect((await look())?.history.filter(({ type }) => type === 'removal.observed')).toHaveLength(1);
});

test('a person who sees it again after it was gone brings it back as a check would', async () => {
  const { fact, look } = await received();
  there = false;
  await look();
  await look();
  const answer = await fact({ fact: 'looked', link: 0, state: 'present' });
  expect(answer.json<{ notices: { again: unknown[] }[] }>().notices[0]?.again).toHaveLength(1);
});

test('what a site forbids to robots, and what the operator forbids, is left to a person', async () => {
  const { look } = await received('/closed/1');
  expect((await look())?.watched).toMatchObject([{ state: 'uncertain', reason: 'robots' }]);
  expect(asked).not.toContain('/closed/1');
  const listed = new Manners({ local: context.config.watchLocal }, ['a.example']);
  expect(await listed.forbids('https://www.a.example/p', 0)).toBe('operator');
  expect(await listed.forbids(`${origin}/p/1`, 0)).toBeUndefined();
});

test('figures outlive a deleted case without saying whose they were', async () => {
  const { caseId, look } = await received();
  there = true;
  hours(5);
  await look();
  const before = await times();
  const state = await caseState(context.store.db, caseId);
  if (!state) throw new Error('no case');
  await context.store.transaction((trx) => purgeCase(context, trx, caseId, state.status));
  expect(await times()).toEqual(before);
  const { rows } = await sql`select * from removal_figure`.execute(context.store.db);
  expect(rows).toEqual([{ addressee: 'kite', hours: 5, removed: false }]);
});

test('the calendar shows times and nothing else, to its holder alone, until the address is ended', async () => {
  await received();
  const feed = async (path: string) => app.inject({ url: path });
  const make = async () =>
    (await app.inject({ method: 'POST', url: '/v1/calendar' })).json<{ path: string }>().path;
  const old = await make();
  const path = await make();
  expect((await feed(old)).statusCode).toBe(404);
  const { statusCode, headers, body } = await feed(path);
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  const lines = body.split('\r\n');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT').length).toBeGreaterThan(0);
  // Every line is of a kind that holds no content.
  for (const line of lines)
    expect(line).toMatch(
      /^(?:BEGIN|END|VERSION|PRODID|METHOD|X-PUBLISHED-TTL|REFRESH-INTERVAL|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|SUMMARY:(?:Due|Reminder)$)|^$/,
    );
  expect(body).not.toMatch(/kite|223a|localhost/);
  mine = false;
  expect((await feed(path)).body).not.toContain('VEVENT');
  mine = true;
  await app.inject({ method: 'DELETE', url: '/v1/calendar' });
  expect((await feed(path)).statusCode).toBe(404);
});

test('a clock that is wrong is noticed: by the one that cannot be set, by the record, by two others that agree', () => {
  const jumped = new ClockWatch();
  jumped.tick(1_000_000, 0);
  jumped.tick(1_060_000, 60_000);
  expect(jumped.doubt).toBeUndefined();
  jumped.tick(1_120_000 + HOUR, 120_000);
  expect(jumped.doubt).toEqual({ kind: 'jumped', byMs: HOUR });

  const back = new ClockWatch();
  back.compare(10 * HOUR, 10 * HOUR + 1000);
  expect(back.doubt).toBeUndefined();
  back.compare(9 * HOUR, 10 * HOUR);
  expect(back.doubt).toEqual({ kind: 'back', byMs: -HOUR });

  const others = new ClockWatch();
  others.hear('one', 10 * HOUR, 9 * HOUR);
  others.hear('two', 10 * HOUR, 11 * HOUR);
  expect(others.doubt).toBeUndefined();
  others.hear('three', 10 * HOUR, 9 * HOUR + 1000);
  expect(others.doubt).toMatchObject({ kind: 'others', byMs: HOUR - 1000 });
});

test('where Pakistani applications go is changed only by somebody, on a day', async () => {
  const authority = async (env: Record<string, string>) => {
    Object.assign(context.config.env, { AMAAN_PK_AUTHORITY: 'smpra', AMAAN_PK_AUTHORITY_BY: '', ...env });
    return (await app.inject({ url: '/v1/addressees' })).json<{ contentAuthority: string }>()
      .contentAuthority;
  };
  expect(await authority({})).toBe('both_named');
  expect(await authority({ AMAAN_PK_AUTHORITY_BY: 'A. Lawyer' })).toBe('both_named');
  expect(await authority({ AMAAN_PK_AUTHORITY_BY: 'A. Lawyer, 2026-11-25' })).toBe('smpra');
  expect(await authority({ AMAAN_PK_AUTHORITY: 'me', AMAAN_PK_AUTHORITY_BY: 'A, 2026-11-25' })).toBe(
    'both_named',
  );
});

test('who tried an addressee, and when, is kept here and counts for 90 days; days to come are refused', async () => {
  const meta = async () =>
    (await app.inject({ url: '/v1/addressees' }))
      .json<{
        addressees: { code: string; checkedOn: string | null; checkedBy: string | null; stale: boolean }[];
      }>()
      .addressees.find(({ code }) => code === 'meta');
  const tried = async (code: string, on: string) =>
    (await app.inject({ method: 'POST', url: `/v1/addressees/${code}/checks`, payload: { v: 1, on } }))
      .statusCode;
  const day = (ago: number) => new Date(context.time.getTime() - ago * 24 * HOUR).toISOString().slice(0, 10);
  expect(await meta()).toMatchObject({ checkedOn: null, checkedBy: null, stale: true });
  expect([await tried('meta', day(-1)), await tried('nobody', day(0))]).toEqual([422, 404]);
  expect(await tried('meta', day(91))).toBe(200);
  expect(await meta()).toMatchObject({ checkedOn: day(91), checkedBy: 'A.', stale: true });
  expect(await tried('meta', day(2))).toBe(200);
  expect(await meta()).toMatchObject({ checkedOn: day(2), checkedBy: 'A.', stale: false });
});
