import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLog } from '@amaan/http';
import { type Board, createBoard } from '../examples/photo-board/app.ts';
import { buildApps } from '../servers/responder/apps.ts';
import { handOver, shareSignals, withdrawSignals } from '../servers/responder/exchange/index.ts';
import { testContext, type TestContext } from '../servers/responder/testing.ts';
import { gateApp } from '../servers/platform/app.ts';
import { readKeyFile } from '../servers/platform/exchange/key-file.ts';
import { takeKeyFile } from '../servers/platform/exchange/sources.ts';
import { pullAll } from '../servers/platform/exchange/sync.ts';
import { jobHandlers } from '../servers/platform/jobs.ts';
import { recordsOf, testPlatform, type TestPlatform } from '../servers/platform/testing.ts';
import { signalsOfPicture, signalsOfVideoBytes } from '@amaan/signal/node';
import { drawClip } from '@amaan/signal/testing/video';
import { runJobs } from '@amaan/store';
import type { App } from '@amaan/http';
import sharp from 'sharp';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

let responder: TestContext;
let exchange: App;
let platform: TestPlatform;
let gate: App;
let board: Board;
let boardUrl: string;
let jobs: { stop(): Promise<void> };
let one: { authorization: string };
let two: { authorization: string };
const site: { gate?: { url: string; key: string } } = {};

const addressOf = (app: App) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

/** A photograph-like drawing: soft light and many shapes, another one for each seed. */
async function draw(seed: number): Promise<Buffer> {
  const random = (n: number) => Math.abs(Math.sin(seed * 127.1 + n * 311.7) * 43758.5453) % 1;
  const shapes = Array.from({ length: 60 }, (_, i) => {
    const [x, y, r] = [random(i) * 640, random(i + 100) * 480, 10 + random(i + 200) * 90];
    const colour = `hsl(${random(i + 300) * 360} 60% ${20 + random(i + 400) * 60}%)`;
    return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * (0.4 + random(i + 500))}" fill="${colour}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).blur(1.2).jpeg({ quality: 92 }).toBuffer();
}

/** The same picture as an uploader would have it: smaller, brighter, saved again. */
function edit(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize(480).modulate({ brightness: 1.06 }).jpeg({ quality: 70 }).toBuffer();
}

beforeAll(async () => {
  responder = await testContext();
  exchange = (await buildApps(responder, 'none')).exchange;
  await exchange.listen({ port: 0, host: '127.0.0.1' });

  board = await createBoard({
    folder: join(responder.config.folder, 'board'),
    log: createLog('board', { write: () => {} }),
    gate: () => site.gate,
    hookSecret: () => Buffer.from(platform.context.hookSecret),
    hosts: ['photos.test'],
    ask: { pause: 20 },
  });
  await board.app.listen({ port: 0, host: '127.0.0.1' });
  boardUrl = addressOf(board.app);

  platform = await testPlatform({ siteHook: `${boardUrl}/hooks/amaan` });
  await handOver(
    responder.store.db,
    platform.context.config.exchangeKeyFile,
    {
      code: 'partner-01',
      name: 'helpline',
      url: addressOf(exchange),
      publicKey: Buffer.from(responder.keys.exchange.publicKey, 'hex'),
    },
    responder.now(),
  );
  gate = await gateApp(platform.context);
  await gate.listen({ port: 0, host: '127.0.0.1' });
  const { authorization } = await platform.key('board', 'match');
  site.gate = { url: addressOf(gate), key: authorization.replace('Bearer ', '') };
  one = await platform.key('one', 'review');
  two = await platform.key('two', 'review');
  jobs = await runJobs(platform.context.store, jobHandlers(platform.context), () => {});
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([gate.close(), board.stop(), exchange.close()]);
  await platform.close();
  await responder.close();
});

async function pull(): Promise<number> {
  const { context } = platform;
  const file = readKeyFile(context.config.exchangeKeyFile);
  if (!file) throw new Error('no key file');
  const settings = { bank: context.config.exchangeBank, threshold: 31, pollEvery: 1000 };
  await context.store.transaction((trx) => takeKeyFile(trx, context.atRest, file, settings, context.now()));
  return pullAll(context, file.name);
}

async function share(caseId: string, picture: Buffer): Promise<void> {
  const set = await signalsOfPicture(picture, { views: 'none', exact: false });
  const signals = [{ signal: '11'.repeat(16), set }];
  const scope = { views: false, exact: false };
  await responder.store.transaction((trx) =>
    shareSignals(trx, responder.atRest, { caseId, ageMark: 'adult', scope, signals }, responder.now()),
  );
}

/** Uploads through the board's form. @returns the uploader's own link and the public one */
async function upload(picture: Buffer): Promise<{ own: string; open: string; id: string }> {
  const form = new FormData();
  form.append('picture', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'x.jpg');
  const answer = await fetch(`${boardUrl}/upload`, { method: 'POST', body: form, redirect: 'manual' });
  expect(answer.status).toBe(303);
  const own = new URL(answer.headers.get('location') ?? '', boardUrl);
  return { own: own.href, open: `${own.origin}${own.pathname}`, id: own.pathname.slice(3) };
}

async function until<T>(work: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const value = await work();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not happen in time');
}

const status = async (url: string) => (await fetch(url)).status;
const review = async (
  who: { authorization: string },
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
) => gate.inject({ method, url: `/v1/review/${path}`, headers: who, ...(payload ? { payload } : {}) });

interface Line {
  id: string;
  kind: string;
  distance?: number;
}
const queue = async (who: { authorization: string }) =>
  (await review(who, 'GET', 'jobs')).json<{ jobs: Line[] }>().jobs;

async function opinions(): Promise<{ value: string }[]> {
  const { rows } = await sql<{ value: string }>`select value from exchange_opinion order by at`.execute(
    responder.store.db,
  );
  return rows;
}

test('the loop: shared, pulled, matched, held, decided, told, appealed, brought back', async () => {
  const original = await draw(1);
  await share('case-1', original);
  expect(await pull()).toBe(1);
  expect(await pull()).toBe(0);

  const harmless = await upload(await draw(2));
  await until(async () => (await status(harmless.open)) === 200);

  const edited = await upload(await edit(original));
  expect(await status(edited.own)).toBe(200);
  const [line] = await until(async () => {
    const jobs = await queue(one);
    return jobs.length > 0 && jobs;
  });
  expect(line).toMatchObject({ kind: 'upload' });
  expect(line?.distance).toBeGreaterThan(0);
  expect(line?.distance).toBeLessThanOrEqual(31);
  expect(await status(edited.open)).toBe(404);
  expect(await status(edited.own)).toBe(200);

  const id = line?.id ?? '';
  const held = join(platform.folder, 'held');
  expect(readdirSync(held)).toEqual([id]);
  expect((await review(one, 'POST', `jobs/${id}/reveal`, { reason: 'decide' })).statusCode).toBe(409);
  expect((await review(one, 'POST', `jobs/${id}/claim`)).statusCode).toBe(200);
  expect((await review(two, 'POST', `jobs/${id}/claim`)).json()).toMatchObject({ code: 'claimed' });
  expect((await review(one, 'GET', `jobs/${id}/preview`)).headers['content-type']).toBe('image/jpeg');
  const revealed = await review(one, 'POST', `jobs/${id}/reveal`, { reason: 'decide' });
  expect((await sharp(revealed.rawPayload).metadata()).format).toBe('jpeg');
  expect((await review(one, 'GET', 'session')).json()).toMatchObject({ reveals: { used: 1 } });

  const wrong = await review(one, 'POST', `jobs/${id}/decide`, {
    decision: 'remove',
    reason: 'not-intimate',
  });
  expect(wrong.json()).toMatchObject({ code: 'reason' });
  const decided = await review(one, 'POST', `jobs/${id}/decide`, {
    decision: 'remove',
    reason: 'ncii-depicted',
  });
  expect(decided.json()).toMatchObject({ job: { state: 'decided', decision: 'remove' } });
  expect(readdirSync(held)).toEqual([]);

  await until(async () => (await (await fetch(edited.own)).text()).includes('removed'));
  expect(await status(edited.open)).toBe(404);
  await until(async () => (await opinions()).length === 1);
  expect(await opinions()).toEqual([{ value: 'Blocked' }]);

  const key = new URL(edited.own).searchParams.get('key') ?? '';
  const appeal = await fetch(`${boardUrl}/p/${edited.id}/appeal`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key, ground: 'agreed' }),
  });
  expect(appeal.status).toBe(303);
  const [second] = await queue(two);
  expect(second).toMatchObject({ kind: 'appeal' });
  const again = second?.id ?? '';
  expect((await review(one, 'POST', `jobs/${again}/claim`)).json()).toMatchObject({ code: 'another-person' });
  await review(two, 'POST', `jobs/${again}/claim`);
  expect((await review(two, 'GET', `jobs/${again}/preview`)).statusCode).toBe(200);
  const verdict = { decision: 'overturned', reason: 'appeal-wrong-picture' };
  expect((await review(two, 'POST', `jobs/${again}/decide`, verdict)).statusCode).toBe(200);
  await until(async () => (await status(edited.open)) === 200);
  await until(async () => (await opinions())[0]?.value === 'NotBlocked');
  expect(await opinions()).toHaveLength(1);

  // Judged wrong: it no longer suggests anything here.
  const once = await upload(await edit(original));
  await until(async () => (await status(once.open)) === 200);
});

test('a withdrawal is unmatchable as soon as it is pulled', async () => {
  const original = await draw(3);
  await share('case-2', original);
  await pull();
  const before = await upload(await edit(original));
  await until(async () => (await queue(one)).length === 1);
  await responder.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-2' }, responder.now()));
  await pull();
  const after = await upload(await edit(original));
  await until(async () => (await status(after.open)) === 200);
  expect(await status(before.open)).toBe(404);
  const context = await platform.restart();
  expect(context.banks.count(context.config.exchangeBank)).toBe(platform.context.banks.count('HELPLINE'));
});

test('a withdrawal because of a minor is deleted here and proven to the exchange with a signature', async () => {
  await share('case-3', await draw(5));
  await pull();
  const contents = () => platform.context.banks.count('HELPLINE');
  const before = contents();
  await responder.store.transaction((trx) =>
    withdrawSignals(trx, { caseId: 'case-3' }, responder.now(), { minor: true }),
  );
  await pull();
  expect(contents()).toBe(before - 1);
  const proofs = async () =>
    (
      await sql<{ partner: string; body: string }>`select partner, body from exchange_purge_proof`.execute(
        responder.store.db,
      )
    ).rows;
  await until(async () => (await proofs()).length === 1);
  expect(await proofs()).toMatchObject([{ partner: 'partner-01' }]);
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from purge_proof where sent_at is null`.execute(platform.context.store.db);
  expect(rows[0]?.open).toBe(0);
});

test('views and frames that she agreed to share arrive in the bank, sealed, and the gate finds a clip by its frames, and a cropped copy by its key frames', async () => {
  const set = await signalsOfPicture(await draw(6), { views: 'k24', exact: true });
  expect(set.views?.layout).toBe('k24');
  const small = { width: 160, height: 120, seed: 21 };
  const clip = await drawClip({ ...small, seconds: 3 });
  const video = await signalsOfVideoBytes(clip, { exact: true, views: 'k24' });
  expect(video.v).toBe(2);
  expect(video.keyFrames?.length).toBeGreaterThan(2);
  const { context } = platform;
  const share = (caseId: string, views: boolean) =>
    responder.store.transaction((trx) =>
      shareSignals(
        trx,
        responder.atRest,
        {
          caseId,
          ageMark: 'adult',
          scope: { views, exact: false },
          signals: [
            { signal: '22'.repeat(16), set },
            { signal: '33'.repeat(16), set: video },
          ],
        },
        responder.now(),
      ),
    );
  // Without that consent neither leaves the helpline; a video has nothing else to share.
  expect((await share('case-6', false)).filter((one) => 'entry' in one)).toHaveLength(1);
  await pull();
  expect(recordsOf(context.banks, 'HELPLINE')).toHaveLength(0);
  await share('case-7', true);
  await pull();
  const records = [set, ...(video.keyFrames ?? [])].flatMap(({ views }) => views ?? []);
  expect(recordsOf(context.banks, 'HELPLINE')).toEqual(records);
  const ask = async (payload: Buffer | object, type = 'application/json') => {
    const headers = { authorization: `Bearer ${site.gate?.key}`, 'content-type': type };
    return (await gate.inject({ method: 'POST', url: '/v1/match', headers, payload })).json();
  };
  expect(await ask({ v: 1, signals: video })).toMatchObject({
    decision: 'review',
    matches: [{ bank: 'HELPLINE', rule: 'plain' }],
  });
  // A copy that was cropped and mirrored is found by the key frames, where the bank's policy says so.
  const part = { x: 0.1, y: 0.05, width: 0.85, height: 0.85 };
  const copy = await drawClip({ ...small, seconds: 2, part, mirrored: true });
  const policy = context.banks.get('HELPLINE');
  if (policy) context.banks.put({ ...policy, aligned: true });
  expect(await ask(copy, 'video/mp4')).toMatchObject({
    decision: 'review',
    matches: [{ bank: 'HELPLINE', rule: 'aligned', video: {} }],
  });
  if (policy) context.banks.put(policy);
  // What came over the exchange is there after a restart as well, and a withdrawal takes it all.
  expect(recordsOf((await platform.restart()).banks, 'HELPLINE')).toEqual(records);
  await responder.store.transaction((trx) => withdrawSignals(trx, { caseId: 'case-7' }, responder.now()));
  await pull();
  expect(recordsOf(context.banks, 'HELPLINE')).toHaveLength(0);
});

test('an unsigned page is not believed', async () => {
  await share('case-4', await draw(4));
  const { db } = platform.context.store;
  await sql`update exchange_source set public_key = ${'00'.repeat(32)}`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from exchange_source`.execute(db);
  await expect(pullAll(platform.context, rows[0]?.name ?? '')).rejects.toMatchObject({
    code: 'badSignature',
  });
});
