import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@amaan/http';
import { drawScene } from '@amaan/signal/testing';
import { type DrawnFrame, drawApng, drawGif } from '@amaan/signal/testing/animation';
import { drawClip } from '@amaan/signal/testing/video';
import { signalsOfPicture, signalsOfVideoBytes } from '@amaan/signal/node';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateApp } from '../app.ts';
import { enter } from '../banks/bank-store.ts';
import { redrawn } from '../review/picture.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';

let platform: TestPlatform;
let app: App;
let key: { authorization: string };
let photo: Buffer;
let clip: Buffer;

/** A drawn picture as a file; other seeds are other pictures. */
function picture(seed: number): Promise<Buffer> {
  return sharp(drawScene(320, 240, seed), { raw: { width: 320, height: 240, channels: 3 } })
    .png()
    .toBuffer();
}

beforeAll(async () => {
  platform = await testPlatform({ keyRate: 50 });
  const { context } = platform;
  app = await gateApp(context);
  key = await platform.key('site', 'match');
  photo = await picture(3);
  clip = await drawClip({ seconds: 6, seed: 5 });
  const bank = context.config.exchangeBank;
  const put = (id: string, signals: Parameters<typeof enter>[1]['signals']) =>
    enter(context.banks, { id, bank, signals, enabledFrom: 1 });
  put('11', await signalsOfPicture(photo));
  put('12', await signalsOfVideoBytes(clip, { exact: true }));
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const ask = async (payload: Buffer | object, type = 'application/octet-stream', query = '') => {
  platform.ahead += 1000; // a second of its own: the limit of the key is another test
  const response = await app.inject({
    method: 'POST',
    url: `/v1/match${query}`,
    headers: { ...key, 'content-type': type },
    payload,
  });
  return { status: response.statusCode, headers: response.headers, ...response.json() };
};

function multipart(bytes: Buffer): [Buffer, string] {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
  return [
    Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
    'multipart/form-data; boundary=x',
  ];
}

test('a picture is asked about as bytes, as a form, and as signals alone, with one answer', async () => {
  const { pdq, ...rest } = await signalsOfPicture(photo);
  const answers = [
    await ask(photo),
    await ask(photo, 'image/png'),
    await ask(...multipart(photo)),
    await ask({ v: 1, signals: { ...rest, pdq } }, 'application/json'),
  ];
  for (const answer of answers)
    expect(answer).toMatchObject({
      v: 1,
      decision: 'review',
      ticket: expect.stringMatching(/^[0-9a-f]{32}$/),
      matches: [{ content: '11', rule: 'plain', distance: 0 }],
    });
  expect(await ask(await picture(8))).toMatchObject({ decision: 'allow', matches: [] });
});

test('a part of a picture opens a review that says which part', async () => {
  const framed = await sharp(photo)
    .flop()
    .extend({ top: 60, bottom: 60, left: 40, right: 40, background: '#e8e4da' })
    .jpeg({ quality: 92 })
    .toBuffer();
  const { decision, matches } = await ask(framed, 'image/jpeg', '?item=framed-1');
  expect(decision).toBe('review');
  expect(matches).toMatchObject([{ content: '11', rule: 'upload-view' }]);
  expect(matches[0].view).toMatch(/^\d+,\d+,\d+,\d+ flipY$/);
  const { rows } = await sql<{ refs: { matches: { view?: string }[] } }>`
    select event->'refs' as refs from review_event where event->'refs'->>'item' = 'framed-1'`.execute(
    platform.context.store.db,
  );
  expect(rows[0]?.refs.matches[0]?.view).toBe(matches[0].view);
  // The reviewer gets the part as a rectangle to draw: the frame is 40 and 60 pixels wide.
  const reviewer = await platform.key('reviewer', 'review');
  const { jobs } = (await app.inject({ url: '/v1/review/jobs?state=open', headers: reviewer })).json();
  const views = await Promise.all(
    jobs.map(async ({ id }: { id: string }) =>
      (await app.inject({ url: `/v1/review/jobs/${id}`, headers: reviewer })).json(),
    ),
  );
  const { rectangle } = views.flatMap((view) => view.matches).find((each) => each.rule === 'upload-view');
  expect(rectangle.x).toBeCloseTo(0.1, 1);
  expect(rectangle.y).toBeCloseTo(1 / 6, 1);
  expect(rectangle.width).toBeCloseTo(0.8, 1);
});

test('a crop is found by the records of views where the bank asks for them, and by nothing else', async () => {
  const { context } = platform;
  const curator = await platform.key('curator', 'curate', 'admin');
  const whole = await picture(21);
  const put = (aligned: boolean) =>
    app.inject({ method: 'PUT', url: '/v1/banks/WITH_VIEWS', headers: curator, payload: { aligned } });
  expect((await put(false)).json()).toMatchObject({ aligned: false });
  const signals = await signalsOfPicture(whole, { views: 'k52', exact: true });
  enter(context.banks, { id: '21', bank: 'WITH_VIEWS', signals, enabledFrom: 1 });
  // A fifth of the picture is gone, from the left and the top.
  const cropped = await sharp(whole)
    .extract({ left: 34, top: 25, width: 286, height: 215 })
    .jpeg({ quality: 85 })
    .toBuffer();
  expect(await ask(cropped)).toMatchObject({ decision: 'allow', matches: [] });
  expect((await put(true)).json()).toMatchObject({ aligned: true });
  const { decision, matches } = await ask(cropped, 'image/jpeg', '?item=cropped-1');
  expect(decision).toBe('review');
  expect(matches).toMatchObject([{ bank: 'WITH_VIEWS', content: '21', rule: 'aligned' }]);
  expect(matches[0].distance).toBeLessThanOrEqual(43);
  expect(await ask(await picture(8))).toMatchObject({ decision: 'allow' });
  // The reviewer's drawing: the picture that is known reaches beyond the upload, left and above.
  const reviewer = await platform.key('reviewer-2', 'review');
  const { jobs } = (await app.inject({ url: '/v1/review/jobs?state=open', headers: reviewer })).json();
  const views = await Promise.all(
    jobs.map(async ({ id }: { id: string }) =>
      (await app.inject({ url: `/v1/review/jobs/${id}`, headers: reviewer })).json(),
    ),
  );
  const { rectangle } = views.flatMap((view) => view.matches).find((each) => each.rule === 'aligned');
  expect(rectangle.x).toBeCloseTo(-34 / 286, 1);
  expect(rectangle.width).toBeCloseTo(320 / 286, 1);
  // A restart keeps the policy; what is withdrawn is not found.
  expect((await platform.restart()).banks.get('WITH_VIEWS')).toMatchObject({ aligned: true });
  context.banks.remove('WITH_VIEWS', '21');
  expect(await ask(cropped)).toMatchObject({ decision: 'allow' });
});

test('a trimmed clip matches by two frames, with both percentages, while look-ups go on beside it', async () => {
  const trimmed = await drawClip({ seconds: 4, seed: 5 });
  let over = false;
  const pending = ask(trimmed, 'video/mp4', '?item=clip-1').finally(() => {
    over = true;
  });
  const signals = await signalsOfPicture(photo);
  let beside = 0;
  while (!over) {
    expect((await ask({ v: 1, signals }, 'application/json')).status).toBe(200);
    beside++;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { decision, matches } = await pending;
  expect(decision).toBe('review');
  expect(matches).toMatchObject([{ content: '12', rule: 'plain', video: { mark: 'strong' } }]);
  expect(matches[0].video.queryPercent).toBeGreaterThanOrEqual(75);
  expect(matches[0].video.bankPercent).toBeGreaterThanOrEqual(50);
  expect(beside).toBeGreaterThan(3);
  // The reviewer sees it as a sheet of stills: a browser never gets a stranger's video.
  const { width, height, format } = await sharp(await redrawn(trimmed)).metadata();
  expect({ width, height, format }).toEqual({ width: 1440, height: 1080, format: 'jpeg' });
});

test('a cutting of less than a second is found, another clip so short is not', async () => {
  const [own, other] = await Promise.all([5, 12].map((seed) => drawClip({ seconds: 0.8, seed })));
  expect((await ask(own!, 'video/mp4')).matches).toMatchObject([
    { content: '12', video: { queryPercent: 100 } },
  ]);
  expect(await ask(other!, 'video/mp4')).toMatchObject({ decision: 'allow' });
});

test('a clip that was mirrored and set into a still picture is found, another one so set is not', async () => {
  const copy = { seconds: 3, fps: 4, mirrored: true, surround: true };
  const [own, other] = await Promise.all([5, 11].map((seed) => drawClip({ ...copy, seed })));
  expect((await ask(own!, 'video/mp4')).matches).toMatchObject([
    { content: '12', video: { mark: 'strong' } },
  ]);
  expect(await ask(other!, 'video/mp4')).toMatchObject({ decision: 'allow' });
});

test('a clip that was cropped, or turned by a quarter, is found by its parts and key frames, and another one is not', async () => {
  const { context } = platform;
  const small = { width: 160, height: 120 };
  const known = await drawClip({ ...small, seconds: 3, seed: 21 });
  const signals = await signalsOfVideoBytes(known, { exact: true, views: 'k24' });
  expect(signals.keyFrames?.length).toBeGreaterThan(2);
  const policy = { name: 'CLIPS', threshold: 31, enabledRatio: 1, kind: 'match' } as const;
  context.banks.put(policy);
  enter(context.banks, { id: '51', bank: 'CLIPS', signals, enabledFrom: 1 });
  const part = { x: 0.1, y: 0.05, width: 0.85, height: 0.85 };
  const [cropped, other, turned] = await Promise.all([
    drawClip({ ...small, seconds: 2, seed: 21, part, mirrored: true }),
    drawClip({ ...small, seconds: 2, seed: 22, part, mirrored: true }),
    drawClip({ ...small, seconds: 2, seed: 21, turned: true }),
  ]);
  const clips = (answer: { matches: Array<{ bank: string }> }) =>
    answer.matches.filter(({ bank }) => bank === 'CLIPS');
  expect(clips(await ask(turned, 'video/mp4', '?item=turned'))).toMatchObject([
    { content: '51', rule: 'upload-view', view: expect.stringMatching(/^at \d.* s, 0,0,100,100 rot/) },
  ]);
  context.banks.put({ ...policy, aligned: true });
  const found = await ask(cropped, 'video/mp4', '?item=cropped-clip');
  expect(clips(found)).toMatchObject([
    {
      content: '51',
      rule: 'aligned',
      view: expect.stringMatching(/^at \d.* s, -?\d+,.* mirrored$/),
      video: { queryPercent: expect.any(Number) },
    },
  ]);
  expect(clips(await ask(other, 'video/mp4'))).toEqual([]);
});

test('frames alone match by two of them, and never by one', async () => {
  const { frames, ...rest } = await signalsOfVideoBytes(clip, {
    exact: false,
    density: { perSecond: 1, drop: -1 },
  });
  const some = frames?.slice(0, 3) ?? [];
  const answer = await ask({ v: 1, signals: { ...rest, frames: some } }, 'application/json');
  expect(answer.matches).toMatchObject([
    { content: '12', video: { queryPercent: 100, bankPercent: expect.any(Number), mark: 'strong' } },
  ]);
  expect(
    await ask({ v: 1, signals: { ...rest, frames: some.slice(0, 1) } }, 'application/json'),
  ).toMatchObject({
    decision: 'allow',
  });
});

/** Drawn pictures as the frames of an animation. */
const slides = (...seeds: number[]): DrawnFrame[] =>
  seeds.map((seed) => ({ data: drawScene(320, 240, seed), width: 320, height: 240, seconds: 0.3 }));

test('an animated picture is found by any of its frames, and as a video by several', async () => {
  const gif = await drawGif(320, 240, slides(40, 3));
  const { decision, matches } = await ask(gif, 'image/gif');
  expect(decision).toBe('review');
  expect(matches).toMatchObject([{ content: '11', rule: 'plain', view: 'at 0.3 s' }]);
  expect(await ask(await drawGif(320, 240, slides(40, 41)), 'image/gif')).toMatchObject({ matches: [] });
  // The reviewer sees all of it, not the harmless first frame alone.
  expect(await sharp(await redrawn(gif)).metadata()).toMatchObject({ width: 1440, height: 1080 });
  // Banked as one kind of file, found as another.
  const signals = await signalsOfPicture(await drawGif(320, 240, slides(50, 51, 52)));
  platform.context.banks.put({ name: 'ANIMATED', threshold: 31, enabledRatio: 1, kind: 'match' });
  enter(platform.context.banks, { id: '31', bank: 'ANIMATED', signals, enabledFrom: 1 });
  const asApng = await ask(await drawApng(320, 240, slides(60, 51, 52)), 'image/png');
  expect(asApng.matches).toMatchObject([{ content: '31', video: { queryPercent: 67 } }]);
  // A still of one frame is found too; of a video it would not be.
  expect((await ask(await picture(52))).matches).toMatchObject([{ content: '31', rule: 'plain' }]);
});

test('a clip or an animation that ends in its middle is compared in part, and the answer and the ledger say so', async () => {
  const gif = await drawGif(320, 240, slides(3, 44, 45));
  for (const [name, bytes] of [
    ['part-gif', gif.subarray(0, gif.length - 400)],
    ['part-mp4', clip.subarray(0, Math.floor(0.7 * clip.length))],
  ] as const) {
    expect(await ask(bytes, 'application/octet-stream', `?item=${name}`)).toMatchObject({
      decision: 'review',
      partial: true,
    });
    const { rows } = await sql<{ refs: object }>`
      select event->'refs' as refs from review_event where event->'refs'->>'item' = ${name}`.execute(
      platform.context.store.db,
    );
    expect(rows[0]?.refs).toMatchObject({ partial: true });
  }
  const other = await drawGif(320, 240, slides(46, 47));
  expect(await ask(other.subarray(0, other.length - 400))).toMatchObject({
    decision: 'allow',
    partial: true,
  });
  expect(await ask(other)).not.toHaveProperty('partial');
});

test('a file that cannot be decoded still matches the identical file in a bank', async () => {
  platform.context.banks.put({ name: 'EXACT', threshold: 31, enabledRatio: 1, kind: 'match' });
  const broken = [clip.subarray(0, 700), photo.subarray(0, photo.length / 3)];
  for (const [i, bytes] of broken.entries()) {
    expect(await ask(bytes)).toMatchObject({ status: 422 });
    const md5 = createHash('md5').update(bytes).digest('hex');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const signals = i === 0 ? { md5 } : { sha256 };
    enter(platform.context.banks, { id: `3${2 + i}`, bank: 'EXACT', signals, enabledFrom: 1 });
    expect(await ask(bytes)).toMatchObject({
      status: 200,
      decision: 'review',
      matches: [{ bank: 'EXACT', content: `3${2 + i}`, rule: 'plain', distance: 0 }],
    });
  }
});

test('what is no picture, cut, empty or of an unknown shape is refused with a sentence', async () => {
  expect(await ask(Buffer.from('not a picture at all'))).toMatchObject({ status: 422 });
  expect(await ask(photo.subarray(0, photo.length / 2))).toMatchObject({ status: 422, code: 'damaged' });
  expect(await ask(clip.subarray(0, 600))).toMatchObject({ status: 422 });
  expect(await ask({ v: 2, signals: {} }, 'application/json')).toMatchObject({ status: 400, code: 'shape' });
  expect(await ask({ v: 1 }, 'application/json')).toMatchObject({ status: 400 });
  expect(await ask(photo, 'text/html')).toMatchObject({ status: 415 });
  expect(await ask(photo, 'image/png', '?item=a%20b')).toMatchObject({ status: 400 });
});

test('an address is fetched from listed hosts only', async () => {
  let asked = 0;
  const server: Server = createServer((_request, response) => {
    asked++;
    response.end(photo);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  for (const url of [`http://127.0.0.1:${port}/x`, `http://localhost:${port}/x`])
    expect(await ask({ v: 1, url }, 'application/json')).toMatchObject({ status: 400, code: 'address' });
  expect(asked).toBe(0);
  server.close();
});

test('a key has its limit, and is told when to come back; no key and the wrong role are refused', async () => {
  platform.ahead += 1000;
  const body = { v: 1, signals: await signalsOfPicture(await picture(8)) };
  const send = (headers: object) =>
    app.inject({ method: 'POST', url: '/v1/match', headers: { ...headers }, payload: body });
  const frozen = platform.ahead - (Date.now() % 1000);
  platform.ahead = frozen;
  const answers = await Promise.all(Array.from({ length: 60 }, () => send(key)));
  const refused = answers.filter((answer) => answer.statusCode === 429);
  expect(refused.length).toBeGreaterThanOrEqual(1);
  expect(refused[0]?.headers['retry-after']).toBe('1');
  platform.ahead += 2000;
  expect((await send(key)).statusCode).toBe(200);
  expect((await send({})).statusCode).toBe(401);
  expect((await send(await platform.key('other', 'review'))).statusCode).toBe(403);
});

test('the description tells what may be sent and what comes back', async () => {
  const { paths } = (await app.inject('/v1/openapi.json')).json();
  const { requestBody, responses, parameters } = paths['/v1/match'].post;
  expect(Object.keys(requestBody.content)).toContain('application/json');
  const { properties } = responses['200'].content['application/json'].schema;
  expect(Object.keys(properties)).toEqual(['v', 'decision', 'ticket', 'partial', 'matches']);
  expect(Object.keys(properties.matches.items.properties)).toEqual([
    'bank',
    'content',
    'rule',
    'distance',
    'view',
    'video',
  ]);
  expect(parameters.map((each: { name: string }) => each.name)).toEqual(['item', 'account', 'lane']);
});
