import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '@amaan/http';
import { gateApp } from '../app.ts';
import { holdUpload } from '../testing-held.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { openAppeal } from './appeal.ts';

let platform: TestPlatform;
let app: App;
beforeEach(async () => {
  platform = await testPlatform({ siteHook: 'http://127.0.0.1:9/hook' });
  app = await gateApp(platform.context);
});
afterEach(async () => {
  await app.close();
  await platform.close();
});

type Headers = { authorization: string };
async function call(who: Headers, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: who, ...(payload && { payload }) });
  return { status: answer.statusCode, ...answer.json() };
}
const job = (id: string, act = '') => `/v1/review/jobs/${id}${act}`;
const decide = async (who: Headers, id: string, decision: string, reason: string, more = {}) => {
  await call(who, 'POST', job(id, '/claim'), {});
  return call(who, 'POST', job(id, '/decide'), { decision, reason, ...more });
};

test('an appeal against a removal by the only two reviewers says so, and a key from outside opens it and nothing else', async () => {
  const [one, two] = [await platform.key('One', 'review'), await platform.key('Two', 'review')];
  const admin = await platform.key('Admin', 'admin');
  const { id, ticket } = await holdUpload(platform);
  const other = await holdUpload(platform);
  for (const who of [one, two]) await decide(who, id, 'remove', 'ncii-depicted', { sensitive: true });
  const appeal = await openAppeal(platform.context, ticket, 'news');

  const lines = (await call(one, 'GET', '/v1/review/jobs')).jobs as { id: string; nobody?: boolean }[];
  expect(lines.find((line) => line.id === appeal.id)?.nobody).toBe(true);
  expect(lines.find((line) => line.id === other.id)?.nobody).toBeUndefined();
  expect(await call(two, 'POST', job(appeal.id, '/claim'), {})).toMatchObject({ code: 'another-person' });
  expect((await call(admin, 'GET', '/v1/keys')).nobody).toEqual([
    { id: appeal.id, kind: 'appeal', dueAt: appeal.dueAt, minors: false },
  ]);

  const make = (body: object) => call(admin, 'POST', '/v1/keys', { v: 1, name: 'Outside', ...body });
  expect(await make({ roles: ['review', 'curate'], job: appeal.id })).toMatchObject({ code: 'key-job' });
  expect(await make({ roles: ['review'], job: id })).toMatchObject({ code: 'decided' });
  const made = await make({ roles: ['review'], job: appeal.id });
  const outside = { authorization: `Bearer ${made.key}` };
  expect((await call(admin, 'GET', '/v1/keys')).nobody).toEqual([]);
  const seen = (await call(outside, 'GET', '/v1/review/jobs')).jobs as { id: string }[];
  expect(seen.map((line) => line.id)).toEqual([appeal.id]);
  for (const [method, act] of [
    ['GET', ''],
    ['GET', '/preview'],
    ['POST', '/claim'],
    ['POST', '/reveal'],
    ['POST', '/decide'],
    ['POST', '/release'],
  ] as const) {
    const body = { '/reveal': { reason: 'decide' }, '/decide': { decision: 'keep', reason: 'not-intimate' } };
    const payload = method === 'POST' ? (body[act as keyof typeof body] ?? {}) : undefined;
    expect(await call(outside, method, job(other.id, act), payload), act).toMatchObject({ status: 404 });
  }
  expect(await decide(outside, appeal.id, 'overturned', 'appeal-news')).toMatchObject({ status: 200 });
});

test('a job that all had and passed on waits for somebody from outside too', async () => {
  const [one, two] = [await platform.key('One', 'review'), await platform.key('Two', 'review')];
  const { id } = await holdUpload(platform);
  await decide(one, id, 'escalate', 'needs-counsel');
  expect((await call(one, 'GET', job(id))).job.nobody).toBeUndefined();
  await decide(two, id, 'needMore', 'unclear-consent');
  expect((await call(one, 'GET', job(id))).job.nobody).toBe(true);
});

test('a key for one job decides no duplicates, but what may show a minor is stopped everywhere', async () => {
  const outsideOf = async (id: string) => {
    const admin = await platform.key('Admin', 'admin');
    const body = { v: 1, name: 'Outside', roles: ['review'], job: id };
    return { authorization: `Bearer ${(await call(admin, 'POST', '/v1/keys', body)).key}` };
  };
  const inside = await platform.key('One', 'review');
  const state = async (id: string) => (await call(inside, 'GET', job(id))).job.state;
  const [first, copy, last] = [
    await holdUpload(platform),
    await holdUpload(platform),
    await holdUpload(platform),
  ];
  await decide(await outsideOf(first.id), first.id, 'keep', 'not-intimate', { duplicates: true });
  expect([await state(first.id), await state(copy.id)]).toEqual(['decided', 'open']);
  await decide(await outsideOf(copy.id), copy.id, 'minor', 'may-show-minor');
  expect([await state(copy.id), await state(last.id)]).toEqual(['decided', 'decided']);
});
