import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { App } from '@amaan/http';
import { drawScene } from '@amaan/signal/testing';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { claimBank } from '../banks/bank-age.ts';
import { hmaApp } from '../hma/app.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { openNoticeReview } from '../notices/open-review.ts';
import { openCheck } from './check.ts';
import { mediaOfItem } from './media-again.ts';
import { openUpload } from './open.ts';

// What matches a bank of minors' signals is stopped by a person, and never kept, shown, fetched again or told in detail.

let platform: TestPlatform;
let gate: App;
let hma: App;
let site: Server;
let photo: Buffer;
beforeEach(async () => {
  site = createServer(({ url }, response) =>
    response.end(url?.endsWith('/resolve') ? '{"v":1,"items":["upload-1"]}' : photo),
  );
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const siteHook = `http://127.0.0.1:${(site.address() as AddressInfo).port}/hook`;
  platform = await testPlatform({ siteHook, minorReports: 'Duty officer' });
  [gate, hma] = [await gateApp(platform.context), await hmaApp(platform.context)];
  photo ??= await sharp(drawScene(512, 384, 5), { raw: { width: 512, height: 384, channels: 3 } })
    .jpeg()
    .toBuffer();
});
afterEach(async () => {
  await Promise.all([gate.close(), hma.close()]);
  await platform.close();
  site.close();
});

type Headers = { authorization: string };
type Method = 'GET' | 'POST' | 'PUT';
async function call(app: App, who: Headers, method: Method, url: string, payload?: object | Buffer) {
  const type = Buffer.isBuffer(payload) ? { 'content-type': 'image/jpeg' } : {};
  const answer = await app.inject({ method, url, headers: { ...who, ...type }, ...(payload && { payload }) });
  return { status: answer.statusCode, ...answer.json() };
}

/** A bank of minors' signals that holds the drawn picture's hash, under a note. @returns the content's id */
async function bankOfMinors(curator: Headers): Promise<number> {
  expect(await call(gate, curator, 'PUT', '/v1/banks/LISTED', { age: 'minor' })).toMatchObject({
    status: 200,
  });
  const form = new FormData();
  form.set('photo', new Blob([Uint8Array.from(photo)]), 'x');
  const body = new Response(form);
  const { pdq } = (
    await hma.inject({
      method: 'POST',
      url: '/h/hash',
      headers: { ...curator, 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    })
  ).json<{ pdq: string }>();
  const added = await call(hma, curator, 'POST', '/c/bank/LISTED/signal', { pdq, note: 'from a list' });
  expect(added).toMatchObject({ status: 200 });
  return added.id as number;
}

test('what a bank of minors matched is held without a copy, and its site learns nothing but that it waits', async () => {
  const curator = await platform.key('Curator', 'curate', 'match');
  await bankOfMinors(curator);
  const answer = await call(gate, curator, 'POST', '/v1/match?item=upload-1', photo);
  expect(answer).toMatchObject({ decision: 'review', matches: [] });
  const held = join(platform.folder, 'held');
  expect(readdirSync(platform.folder).includes('held') ? readdirSync(held) : []).toEqual([]);
  const { rows } = await sql`
    select 1 from held_media union all select 1 from review_job where file is not null`.execute(
    platform.context.store.db,
  );
  expect(rows).toEqual([]);
});

test('its reviewer sees no picture and may stop it, pass it on, or say that the match is wrong; nothing else', async () => {
  const curator = await platform.key('Curator', 'curate', 'match');
  const reviewer = await platform.trained('Sana');
  const content = await bankOfMinors(curator);
  await call(gate, curator, 'POST', '/v1/match?item=upload-1', photo);
  const [{ id, minors }] = (await call(gate, reviewer, 'GET', '/v1/review/jobs')).jobs;
  expect(minors).toBe(true);
  expect((await call(gate, reviewer, 'GET', '/v1/review/session')).minorReports).toBe('Duty officer');
  const job = `/v1/review/jobs/${id}`;
  await call(gate, reviewer, 'POST', `${job}/claim`, {});
  expect(await call(gate, reviewer, 'POST', `${job}/reveal`, { reason: 'decide' })).toMatchObject({
    code: 'media-gone',
  });
  for (const [decision, reason] of [
    ['remove', 'ncii-depicted'],
    ['needMore', 'unclear-picture'],
    ['keep', 'not-intimate'],
  ])
    expect(await call(gate, reviewer, 'POST', `${job}/decide`, { decision, reason })).toMatchObject({
      code: 'decision',
    });
  const stopped = await call(gate, reviewer, 'POST', `${job}/decide`, {
    decision: 'minor',
    reason: 'may-show-minor',
  });
  expect(stopped.job).toMatchObject({ state: 'decided', decision: 'minor' });
  // Nobody looked, so nobody judged: the list's signal goes on matching, and no opinion of ours stands on it.
  const again = await call(gate, curator, 'POST', '/v1/match?item=upload-2', photo);
  expect(again.decision).toBe('review');
  expect(platform.context.banks.opinions('LISTED', String(content)).size).toBe(0);
});

test('one trained person holds it: nobody else is offered it, sees it or acts on it, and the mark can be taken back', async () => {
  const curator = await platform.key('Curator', 'curate', 'match');
  const admin = await platform.key('Admin', 'admin');
  const other = await platform.key('Other', 'review');
  await bankOfMinors(curator);
  await call(gate, curator, 'POST', '/v1/match?item=upload-1', photo);
  const queue = (who: Headers) => call(gate, who, 'GET', '/v1/review/jobs');
  expect(await queue(other)).toMatchObject({ jobs: [], forTrained: { waiting: 1, nobody: true } });
  const keys = () => call(gate, admin, 'GET', '/v1/keys');
  const [waits] = (await keys()).nobody;
  expect(waits).toMatchObject({ kind: 'upload', minors: true });
  const job = `/v1/review/jobs/${waits.id}`;
  const outside = { v: 1, name: 'Outside', roles: ['review'], job: waits.id };
  expect(await call(gate, admin, 'POST', '/v1/keys', outside)).toMatchObject({ code: 'trained' });

  const sana = await platform.key('Sana', 'review');
  const idOf = async (name: string) =>
    (await keys()).keys.find((each: { name: string }) => each.name === name).id as string;
  const mark = async (name: string, trained: boolean, who = admin) =>
    call(gate, who, 'PUT', `/v1/keys/${await idOf(name)}/trained`, { v: 1, trained });
  expect(await mark('Sana', true, other)).toMatchObject({ status: 403 });
  expect(await mark('Curator', true)).toMatchObject({ code: 'key-trained' });
  expect(await mark('Sana', true)).toMatchObject({ status: 200 });
  expect((await keys()).nobody).toEqual([]);
  expect(await queue(other)).toMatchObject({ jobs: [], forTrained: { waiting: 1, nobody: false } });
  const seen = await queue(sana);
  expect([seen.jobs.length, seen.forTrained]).toEqual([1, undefined]);

  const acts = [
    ['GET', job],
    ['POST', `${job}/claim`, {}],
    ['GET', `${job}/preview`],
    ['POST', `${job}/reveal`, { reason: 'decide' }],
    ['POST', `${job}/decide`, { decision: 'minor', reason: 'may-show-minor' }],
  ] as const;
  for (const [method, url, body] of acts)
    expect(await call(gate, other, method, url, body), url).toMatchObject({ status: 403, code: 'trained' });
  expect(await call(gate, sana, 'POST', `${job}/claim`, {})).toMatchObject({ status: 200 });
  await mark('Sana', false);
  for (const [method, url, body] of acts)
    expect(await call(gate, sana, method, url, body), url).toMatchObject({ status: 403, code: 'trained' });
  await mark('Sana', true);
  expect((await call(gate, sana, ...acts[4])).job).toMatchObject({ decision: 'minor' });
  const { rows } = await sql<{ act: string }>`select act from curate_event where act like 'key.%trained'
    order by id`.execute(platform.context.store.db);
  expect(rows.map(({ act }) => act)).toEqual(['key.trained', 'key.untrained', 'key.trained']);
});

test("whatever comes next about an item that was stopped is a child's case too, and no objection brings it back", async () => {
  const { context } = platform;
  const site = await platform.key('Site', 'match');
  const [one, two] = [await platform.key('One', 'review'), await platform.key('Two', 'review')];
  const decide = async (who: Headers, id: string, decision: string, reason: string) => {
    await call(gate, who, 'POST', `/v1/review/jobs/${id}/claim`, {});
    return call(gate, who, 'POST', `/v1/review/jobs/${id}/decide`, { decision, reason });
  };
  const match = { bank: 'HELPLINE', content: '1', rule: 'plain' as const, distance: 4 };
  const held = () => openUpload(context, { item: 'upload-1', matches: [match], media: undefined });
  const removed = await held();
  await decide(one, removed.id, 'remove', 'ncii-depicted');
  expect((await decide(two, (await held()).id, 'minor', 'may-show-minor')).status).toBe(200);

  const typed = {
    age: 'adult',
    links: 'https://photos.example/p/upload-1',
    who: 'depicted_person',
    nonconsent: 'yes',
    contact: 'me@example.org',
    signature: 'A. N.',
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams(typed).toString();
  expect((await gate.inject({ method: 'POST', url: '/notices', headers, payload })).statusCode).toBe(201);
  const notices = await sql<{ id: string }>`select id from notice`.execute(context.store.db);
  await openNoticeReview(context, { notice: notices.rows[0]?.id });
  const { rows } = await sql<{ job: string }>`select job from notice_item`.execute(context.store.db);
  for (const id of [(await held()).id, rows[0]?.job ?? ''])
    expect(await call(gate, one, 'GET', `/v1/review/jobs/${id}`), id).toMatchObject({ code: 'trained' });
  const ask = { v: 1, ticket: removed.ticket, ground: 'iAmShown' };
  expect(await call(gate, site, 'POST', '/v1/appeals', ask)).toMatchObject({ status: 404 });
  await openCheck(context, { of: removed.id });
  const { rows: checks } = await sql`select 1 from review_job where kind in ('check', 'appeal')`.execute(
    context.store.db,
  );
  expect(checks).toEqual([]);
});

test('what was stopped is never fetched from the site again', async () => {
  const curator = await platform.key('Curator', 'curate', 'match');
  expect(await mediaOfItem(platform.context, 'upload-1')).toMatchObject({ width: 512 });
  await bankOfMinors(curator);
  await call(gate, curator, 'POST', '/v1/match?item=upload-1', photo);
  expect(await mediaOfItem(platform.context, 'upload-1')).toBeUndefined();
});

test('the older interface tells no detail of such a content, takes no file for such a bank, and mixes no banks', async () => {
  const curator = await platform.key('Curator', 'curate', 'match');
  const content = await bankOfMinors(curator);
  const url = `/c/bank/LISTED/content/${content}?include_signals=true&include_metadata=true`;
  const { bank, ...told } = await call(hma, curator, 'GET', url);
  expect(bank.name).toBe('LISTED');
  expect(told).toEqual({ status: 200, id: content, disable_until_ts: 1, original_media_uri: null });
  const address = '/c/bank/LISTED/content?url=https://photos.example/a.jpg&content_type=photo';
  expect(await call(hma, curator, 'POST', address)).toMatchObject({
    status: 403,
    message: "bank 'LISTED' takes signals, never files",
  });
  // A bank without a mark is one of adults from its first signal on, and no mark is changed.
  await call(hma, curator, 'POST', '/c/banks', { name: 'OURS' });
  await call(hma, curator, 'POST', '/c/bank/OURS/signal', {
    pdq: 'cc88d2f185f43ca2589b563f5ae65a7474550d9c53a7d6c318e0e720f252db72',
  });
  const { store } = platform.context;
  for (const [name, age] of [
    ['OURS', 'minor'],
    ['LISTED', 'adult'],
  ] as const)
    await expect(store.transaction((trx) => claimBank(trx, name, age))).rejects.toMatchObject({
      code: 'bank-age',
    });
  const admin = await platform.key('Admin', 'admin');
  expect(await call(gate, admin, 'PUT', '/v1/banks/LISTED', { age: 'adult' })).toMatchObject({
    code: 'bank-age',
  });
});
