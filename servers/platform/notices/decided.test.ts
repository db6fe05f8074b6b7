import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { openAppeal } from '../review/appeal.ts';
import { findJob } from '../review/ledger.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { openNoticeReview } from './open-review.ts';

let platform: TestPlatform;
let app: App;
let site: Server;
beforeEach(async () => {
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      if (!request.url?.endsWith('/resolve')) return response.writeHead(404).end();
      const { links } = JSON.parse(body) as { links: string[] };
      const items = links.map((link) => link.split('/p/')[1] ?? null);
      return response.end(JSON.stringify({ v: 1, items }));
    });
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const siteHook = `http://127.0.0.1:${(site.address() as AddressInfo).port}/hook`;
  platform = await testPlatform({ siteHook });
  app = await gateApp(platform.context);
});
afterEach(async () => {
  await app.close();
  await platform.close();
  site.close();
});

interface Sent {
  readonly number: string;
  readonly secret: string;
  readonly jobs: string[];
}

/** Hands in a notice by the plain form and opens its reviews. */
async function send(...paths: string[]): Promise<Sent> {
  const { context } = platform;
  const { body } = await form('/notices', {
    age: 'adult',
    links: paths.map((path) => `https://photos.example/${path}`).join('\n'),
    who: 'depicted_person',
    nonconsent: 'yes',
    contact: 'me@example.org',
    signature: 'A. N.',
  });
  const [number = '', secret = ''] = [...body.matchAll(/<code dir="ltr">([^<]+)</g)].map((each) => each[1]);
  const { rows } = await sql<{ id: string }>`select id from notice where number = ${number}`.execute(
    context.store.db,
  );
  const notice = rows[0]?.id ?? '';
  await openNoticeReview(context, { notice });
  const { rows: jobs } = await sql<{ job: string }>`
    select job from notice_item where notice = ${notice} order by item`.execute(context.store.db);
  return { number, secret, jobs: jobs.map(({ job }) => job) };
}

const form = (url: string, typed: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(typed).toString(),
  });

async function decide(key: { authorization: string }, job: string, decision: string, reason: string) {
  const url = `/v1/review/jobs/${job}`;
  expect((await app.inject({ method: 'POST', url: `${url}/claim`, headers: key })).statusCode).toBe(200);
  const payload = { decision, reason };
  expect((await app.inject({ method: 'POST', url: `${url}/decide`, headers: key, payload })).statusCode).toBe(
    200,
  );
}

/** What the sender reads: on the page in one language, and by the API. */
async function told({ number, secret }: Sent, lang = 'en') {
  const page = (await form('/notices/status', { number, secret, lang })).body;
  const headers = { authorization: `Bearer ${secret}` };
  const { messages } = (await app.inject({ url: `/v1/notices/${number}`, headers })).json<{
    messages: { event: string; reason?: string }[];
  }>();
  return { page, said: messages.map(({ event, reason }) => [event, reason]) };
}

test('when a reviewer needs more, the sender is told what, once, and the notice stays open for another person', async () => {
  const [one, two] = [await platform.key('One', 'review'), await platform.key('Two', 'review')];
  const notice = await send('p/aa', 'p/bb');
  for (const job of notice.jobs) await decide(one, job, 'needMore', 'unclear-picture');
  const { page, said } = await told(notice);
  expect(said).toEqual([
    ['acknowledged', undefined],
    ['needsMore', 'unclear-picture'],
  ]);
  expect(page).toContain('send a new notice with the same address');
  expect(page).not.toContain('one of ours');
  expect((await told(notice, 'ur')).page).toContain('اب ایک دوسرا فرد اسے دیکھ رہا ہے');

  await decide(two, notice.jobs[0] ?? '', 'keep', 'not-intimate');
  await decide(two, notice.jobs[1] ?? '', 'keep', 'not-intimate');
  const after = await told(notice);
  expect(after.said.at(-1)).toEqual(['refused', 'not-intimate']);
  // Whoever is refused reads why (abuse controls, P13 and W4).
  expect(after.page).toContain('nothing intimate in it');
});

test('whoever holds the review of a notice reads what it says, without a name, a contact or a signature; nobody else does', async () => {
  const key = await platform.key('Sana', 'review');
  const { jobs } = await send('p/aa');
  const url = `/v1/review/jobs/${jobs[0]}`;
  const read = async () => (await app.inject({ url, headers: key })).json<{ notice?: object }>();
  expect((await read()).notice).toBeUndefined();
  await app.inject({ method: 'POST', url: `${url}/claim`, headers: key });
  const held = await read();
  expect(held.notice).toMatchObject({
    onBehalf: 'depicted_person',
    says: [expect.stringMatching(/^In good faith/), 'https://photos.example/p/aa'],
  });
  expect(JSON.stringify(held)).not.toMatch(/me@example\.org|A\. N\./);
});

test('an address that is none of ours is said to be that', async () => {
  const notice = await send('other');
  expect(notice.jobs).toEqual([]);
  expect((await told(notice)).page).toContain('None of the addresses is one of ours');
});

test('an appeal that brings a picture back is told to whoever had it removed, without a word about the uploader', async () => {
  const [one, two] = [await platform.key('One', 'review'), await platform.key('Two', 'review')];
  const notice = await send('p/aa', 'p/bb');
  const [first = '', second = ''] = notice.jobs;
  await decide(one, first, 'remove', 'ncii-depicted');
  await decide(one, second, 'remove', 'ncii-depicted');
  expect((await told(notice)).said.at(-1)).toEqual(['removed', 'ncii-depicted']);
  const removed = await findJob(platform.context.store.db, first);
  const appeal = await openAppeal(platform.context, removed?.ticket ?? '', 'iAmShown');
  await decide(two, appeal.id, 'overturned', 'appeal-own-picture');
  const { said, page } = await told(notice);
  expect(said.at(-1)).toEqual(['decided', 'looked-again']);
  expect(page).toContain('what was removed is back');
});
