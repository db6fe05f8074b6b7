import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { toHex } from '@amaan/base';
import { type App, createApp } from '@amaan/http';
import { runJobs } from '@amaan/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../servers/platform/app.ts';
import type { Context as PlatformContext } from '../servers/platform/context.ts';
import { jobHandlers } from '../servers/platform/jobs.ts';
import { claim } from '../servers/platform/review/actions.ts';
import { decide } from '../servers/platform/review/decide.ts';
import { noticeDecided } from '../servers/platform/notices/index.ts';
import { type Apps, buildApps } from '../servers/responder/apps.ts';
import { readConfig } from '../servers/responder/config.ts';
import { caseNotices, noticeJobs, noticeRoutes } from '../servers/responder/notices/index.ts';
import { draftAndApprove, makeDocument, openNoticeCase } from '../servers/responder/notices/testing.ts';
import {
  addCaseworker,
  anId,
  type TestContext,
  testContext,
  type TestStaff,
} from '../servers/responder/testing.ts';
import { type Site, startPlatform, startSite } from './site.ts';

let responder: TestContext;
let platform: PlatformContext;
let apps: Apps;
let staffApi: App;
let gate: App;
let staff: TestStaff;
let site: Site;
let boardUrl: string;
const stops: (() => Promise<unknown>)[] = [];

const portOf = (app: App): number => (app.server.address() as AddressInfo).port;

beforeAll(async () => {
  site = await startSite();
  boardUrl = site.url;
  ({ platform, gate } = await startPlatform(`${boardUrl}/hook`));
  const env = { AMAAN_PLATFORMS: `photo-board=http://localhost:${portOf(gate)}` };
  responder = await testContext({
    env,
    watchLocal: [new URL(boardUrl).host],
    profile: readConfig({}).profile,
  });
  Object.defineProperty(responder, 'now', { value: () => new Date() });
  apps = await buildApps(responder, 'none');
  await apps.exchange.listen({ port: 0, host: 'localhost' });
  staff = await addCaseworker(responder);
  staffApi = await createApp({ log: responder.log });
  noticeRoutes(staffApi, responder, {
    caller: async () => ({ id: staff.id, role: 'caseworker' }),
    mayOpen: async () => true,
  });
  const shout = (job: string, error: unknown) => {
    throw new Error(job, { cause: error });
  };
  const work = [
    await runJobs(responder.store, noticeJobs(responder), shout),
    await runJobs(platform.store, jobHandlers(platform), shout),
  ];
  stops.push(
    ...work.map((each) => () => each.stop()),
    () => gate.close(),
    () => apps.exchange.close(),
    () => site.close(),
    () => responder.close(),
    () => platform.store.close(),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** Waits until `look` gives something. */
async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited in vain: ${what}`);
}

const openCase = (consents: 'all' | 'none') =>
  openNoticeCase(responder, apps.survivor, consents, `${boardUrl}/p/one`);
const documentFor = (urls: string[], leaveOut?: string) =>
  makeDocument({
    regime: 'US-223a',
    addressee: 'photo-board',
    urls,
    now: new Date(),
    reply: (id) => `http://localhost:${portOf(apps.exchange)}/v1/notices/${id}/status`,
    ...(leaveOut === undefined ? {} : { leaveOut }),
  });

const stateOf = async (caseId: string, id: string) =>
  (await caseNotices(responder, caseId)).find((each) => each.id === id);

test('from draft to observed removal: sent, acknowledged, decided by a person, seen to be gone, and her timeline says so', async () => {
  const { she, caseId } = await openCase('all');
  const document = documentFor([`${boardUrl}/p/one`]);
  expect((await draftAndApprove(staffApi, caseId, document, 'api')).statusCode).toBe(200);

  const running = await until(async () => {
    const notice = await stateOf(caseId, document.id);
    return notice?.clock?.state === 'running' && notice.watched[0]?.state === 'present' && notice;
  }, 'a running clock and a first look');
  expect(Date.parse(running.clock?.dueAt ?? '') - Date.parse(running.clock?.startedAt ?? '')).toBe(
    48 * 3_600_000,
  );
  const { rows: queued } = await sql`select 1 from notice_queue`.execute(responder.store.db);
  expect(queued).toEqual([]);

  const job = await until(async () => {
    const { rows } = await sql<{ id: string }>`select id from review_job where kind = 'notice'`.execute(
      platform.store.db,
    );
    return rows[0]?.id;
  }, 'a review job');
  const reviewer = { id: toHex(randomBytes(16)), name: 'R', roles: ['review' as const] };
  await claim(platform, reviewer, job);
  await decide(platform, reviewer, job, { decision: 'remove', reason: 'ncii-depicted' }, [
    noticeDecided(platform),
  ]);

  const stopped = await until(async () => {
    const notice = await stateOf(caseId, document.id);
    return notice?.clock?.state === 'stopped' && notice;
  }, 'an observed removal');
  expect(stopped).toMatchObject({ state: 'observed', clock: { reason: 'removed', inTime: 'yes' } });

  const news = await she.news();
  const types = news?.events.map((event) => event.type) ?? [];
  for (const type of ['notice.sent', 'notice.receipted', 'removal.asserted', 'removal.observed'])
    expect(types.filter((each) => each === type)).toHaveLength(1);
});

test('a repeated message from the platform changes nothing, and one that it did not sign is refused', async () => {
  const { rows } = await sql<{ notice: string; body: Record<string, unknown> }>`
    select notice, body from notice_status where seq = 1`.execute(platform.store.db);
  const { notice, body } = rows[0] ?? { notice: '', body: {} };
  const count = async () => (await sql`select 1 from case_event`.execute(responder.store.db)).rows.length;
  const before = await count();
  const url = `/v1/notices/${notice}/status`;
  expect((await apps.exchange.inject({ method: 'POST', url, payload: body })).statusCode).toBe(200);
  expect(await count()).toBe(before);
  const forged = { ...body, event: 'refused' };
  expect((await apps.exchange.inject({ method: 'POST', url, payload: forged })).statusCode).toBe(422);
  expect(await count()).toBe(before);
});

test('the same notice handed in twice is one notice, with the same number and time', async () => {
  const document = documentFor([`${boardUrl}/p/two`]);
  const post = () => gate.inject({ method: 'POST', url: '/v1/notices', payload: document });
  const [first, second] = await Promise.all([post(), post()]);
  expect(new Set([first.statusCode, second.statusCode])).toEqual(new Set([200, 201]));
  expect(first.json()).toEqual(second.json());
  const { number } = first.json<{ status: { number: string } }>().status;
  const secret = first.json<{ secret: string }>().secret;
  const ask = (key: string) =>
    gate.inject({ url: `/v1/notices/${number}`, headers: { authorization: `Bearer ${key}` } });
  expect((await ask(secret)).json<{ messages: unknown[] }>().messages[0]).toEqual(
    first.json<{ status: object }>().status,
  );
  expect((await ask(anId())).statusCode).toBe(404);
});

test('nothing leaves without her mandate or with a required element missing', async () => {
  const none = await openCase('none');
  const refused = await draftAndApprove(staffApi, none.caseId, documentFor([`${boardUrl}/p/one`]), 'api');
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('notice.problems');
  expect(refused.body).toContain('mandate:missing');
  const all = await openCase('all');
  const unsigned = await draftAndApprove(
    staffApi,
    all.caseId,
    documentFor([`${boardUrl}/p/one`], 'signature'),
    'api',
  );
  expect(unsigned.body).toContain('element:signature');
  const { rows } = await sql`select 1 from notice_queue`.execute(responder.store.db);
  expect(rows).toEqual([]);
});

test('the plain form gives number, time and secret, and sends children elsewhere without keeping a word', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const typed = {
    links: `${boardUrl}/p/two\n${boardUrl}/p/three`,
    who: 'depicted_person',
    age: 'adult',
    nonconsent: 'yes',
    contact: 'someone@example.org',
    signature: 'S. <b>Someone</b>',
  };
  // The age comes first, on a page without a box; no clear answer is help for children and nothing else (minors, Q1, Q3).
  const get = async (url: string) => (await gate.inject({ url })).body;
  const first = await get('/notices?lang=ur');
  expect(first).toContain('dir="rtl"');
  expect(first).not.toContain('<textarea');
  for (const age of ['younger', 'unsure', '', 'x'])
    expect(await get(`/notices/form?age=${age}`)).toMatch(/^(?=[\s\S]*takeitdown)(?![\s\S]*<form)/);
  const form = await get('/notices/form?age=adult');
  const [once, at] = ['once', 'at'].map(
    (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1] ?? '',
  );
  const post = (fields: object, url = '/notices') =>
    gate.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ ...fields }).toString() });
  const count = async () => (await sql`select 1 from notice`.execute(platform.store.db)).rows.length;
  const before = await count();
  for (const age of ['younger', '', 'x'])
    expect((await post({ ...typed, age })).body).toContain('takeitdown.ncmec.org');
  const bad = await post({ ...typed, links: 'nowhere' });
  expect(bad.statusCode).toBe(400);
  expect(bad.body).toContain('S. &lt;b&gt;Someone');
  expect(await count()).toBe(before);
  const sent = await post(typed);
  expect(sent.statusCode).toBe(201);
  const [, number = '', secret = ''] =
    /<code[^>]*>(N-[0-9A-Z]{10})<[\s\S]*<code[^>]*>([0-9a-f]{32})</.exec(sent.body) ?? [];
  expect((await post({ number, secret }, '/notices/status')).body).toContain('Received');
  // One form pressed twice is one notice; the same form with other words is refused.
  const twice = { ...typed, once, at };
  const numbers = [await post(twice), await post(twice)].map(({ body }) => /N-[0-9A-Z]{10}/.exec(body)?.[0]);
  expect(numbers[0]).toBe(numbers[1]);
  expect((await post({ ...twice, contact: 'another@example.org' })).statusCode).toBe(409);
  expect(await count()).toBe(before + 2);
  expect((await post({ number, secret: 'no' }, '/notices/status')).statusCode).toBe(404);
});

test('a flood of notices is turned away with a clear answer, and the next minute is open again', async () => {
  const flooded = { ...platform, config: { ...platform.config, env: { AMAAN_NOTICES_PER_MINUTE: '1' } } };
  const app = await gateApp(flooded);
  const post = () =>
    app.inject({ method: 'POST', url: '/v1/notices', payload: documentFor([`${boardUrl}/p/nine`]) });
  expect((await post()).statusCode).toBe(201);
  expect((await post()).statusCode).toBe(429);
  Object.assign(flooded, { now: () => new Date(Date.now() + 60_000) });
  expect((await post()).statusCode).toBe(201);
  await app.close();
});
