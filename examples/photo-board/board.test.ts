import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGS } from '@amaan/base';
import { createLog } from '@amaan/http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, createBoard } from './app.ts';
import { isFromPlatform } from './hooks.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SECRET = Buffer.alloc(32, 5);

let folder: string;
let board: Board;
let gate: Server;
let answers: (number | object)[];
let asked: number;

async function openBoard(): Promise<Board> {
  return createBoard({
    folder,
    log: createLog('board', { write: () => {} }),
    gate: () => ({ url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`, key: 'key' }),
    hookSecret: () => SECRET,
    hosts: ['photos.test'],
    ask: { timeout: 500, tries: 2, pause: 5 },
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amaan-board-'));
  answers = [];
  asked = 0;
  gate = createServer((request, response) => {
    asked++;
    request.resume();
    const answer = answers.shift() ?? 503;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.end(JSON.stringify(answer));
  });
  await new Promise<void>((ready) => gate.listen(0, '127.0.0.1', ready));
  board = await openBoard();
});
afterEach(async () => {
  await board.stop();
  gate.closeAllConnections();
  gate.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = (decision: 'allow' | 'review') => ({ v: 1, decision, ticket: 'ab'.repeat(16), matches: [] });

function form(bytes: Buffer): { payload: Buffer; headers: Record<string, string> } {
  const head =
    '--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\nContent-Type: image/png\r\n\r\n';
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } };
}

interface Upload {
  readonly id: string;
  /** Its uploader's own address. */
  readonly own: string;
}

async function upload(): Promise<Upload> {
  const response = await board.app.inject({ method: 'POST', url: '/upload', ...form(PNG) });
  expect(response.statusCode).toBe(303);
  const own = String(response.headers.location);
  return { id: own.slice(3, 15), own };
}

async function settled(id: string, state: string): Promise<void> {
  await expect.poll(() => board.pictures.get(id)?.state).toBe(state);
}

/** An upload that the gate lets through and one that it wants reviewed, both answered. */
async function clearAndHeld(): Promise<[clear: Upload, held: Upload]> {
  answers = [answer('allow')];
  const clear = await upload();
  await settled(clear.id, 'shown');
  answers = [answer('review')];
  const held = await upload();
  await settled(held.id, 'held');
  return [clear, held];
}

async function hook(message: object, age = 0): Promise<{ statusCode: number }> {
  const body = JSON.stringify(message);
  const time = Math.floor(Date.now() / 1000) - age;
  const mac = createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'amaan-signature': `t=${time},v1=${mac}` };
  return board.app.inject({ method: 'POST', url: '/hooks/amaan', headers, payload: body });
}

test('everything a page names is there, so a visit leaves no error in the log', async () => {
  const { body } = await board.app.inject({ url: '/' });
  const named = [...body.matchAll(/<link rel="(\w+)" href="([^"]+)"/g)].map(([, rel, href]) => ({
    rel,
    href,
  }));
  expect(named.map(({ rel }) => rel)).toEqual(['icon', 'stylesheet']);
  for (const { href } of named) expect((await board.app.inject({ url: href ?? '' })).statusCode).toBe(200);
});

test.each(LANGS)(
  'an upload under review and a cleared one look the same to their uploaders, in every byte that is not its address (%s)',
  async (lang) => {
    const [clear, held] = await clearAndHeld();
    const [a, b] = await Promise.all(
      [clear, held].map(async ({ own, id }) => {
        const response = await board.app.inject({ url: own.replace('lang=en', `lang=${lang}`) });
        expect(response.body).toContain(`<html lang="${lang}"`);
        const key = new URLSearchParams(own.split('?')[1]).get('key') ?? '';
        const { date: _, ...headers } = response.headers;
        const body = response.body.replaceAll(id, 'ID').replaceAll(encodeURIComponent(key), 'KEY');
        return { status: response.statusCode, headers, body };
      }),
    );
    expect(a).toEqual(b);
  },
);

test.each(LANGS)(
  'the public address of a held upload, one not answered yet and none at all are the same to whoever has no key (%s)',
  async (lang) => {
    const [clear, held] = await clearAndHeld();
    const waiting = await upload();
    const open = async (id: string) => {
      const { statusCode, headers, body } = await board.app.inject({ url: `/p/${id}?lang=${lang}` });
      return { statusCode, headers: { ...headers, date: '' }, body };
    };
    const none = await open('no-such-pict');
    expect([(await open(clear.id)).statusCode, none.statusCode]).toEqual([200, 404]);
    expect(await open(held.id)).toEqual(none);
    expect(board.pictures.get(waiting.id)?.state).toBe('asked');
    expect(await open(waiting.id)).toEqual(none);
  },
);

/** Times in milliseconds of one act, done to each of two kinds in turn; the order within a pair is drawn. */
async function timed(pairs: number, act: (kind: 0 | 1) => Promise<void>): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    const first = Math.random() < 0.5 ? 0 : 1;
    for (const kind of [first, first === 0 ? 1 : 0] as const) {
      const begun = performance.now();
      await act(kind);
      times[kind].push(performance.now() - begun);
    }
  }
  return times;
}

/**
 * How far two samples lie apart: Mann and Whitney's U as a number of standard deviations. By ranks, so that what else
 * the machine does counts for little. Of equal samples one in 15,000 is beyond 4.
 */
function apart([a, b]: readonly [number[], number[]]): number {
  const all = [...a.map((time) => [time, 0] as const), ...b.map((time) => [time, 1] as const)];
  const ranks = all.toSorted((x, y) => x[0] - y[0]).map(([, kind], rank) => (kind === 0 ? rank + 1 : 0));
  const u = ranks.reduce((sum, rank) => sum + rank, 0) - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  return Math.abs(u - mean) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
}

test('its uploader cannot time whether an upload is under review: its pages take as long, in a test that sees half a millisecond', async () => {
  const [clear, held] = await clearAndHeld();
  const owns = [clear.own, held.own] as const;
  const page = async (kind: 0 | 1) => void (await board.app.inject({ url: owns[kind] }));
  const urdu = async (kind: 0 | 1) =>
    void (await board.app.inject({ url: owns[kind].replace('lang=en', 'lang=ur') }));
  const image = async (kind: 0 | 1) =>
    void (await board.app.inject({ url: owns[kind].replace('/p/', '/i/') }));
  for (const kind of [0, 1] as const)
    for (let i = 0; i < 30; i++) await Promise.all([page(kind), urdu(kind), image(kind)]);
  const slower = async (kind: 0 | 1) => {
    await page(kind);
    const until = performance.now() + (kind === 1 ? 0.5 : 0);
    while (performance.now() < until);
  };
  // The test's own measure first: a difference that small is seen.
  expect(apart(await timed(300, slower))).toBeGreaterThan(4);
  for (const act of [page, urdu, image]) expect(apart(await timed(300, act))).toBeLessThan(4);
});

test('the answer to an upload comes before the gate is asked, whatever the gate will say and however long it takes', async () => {
  const waiting: ServerResponse[] = [];
  gate.removeAllListeners('request');
  gate.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    waiting.push(response);
  });
  const { id } = await upload();
  expect(waiting).toEqual([]);
  await expect.poll(() => waiting.length).toBe(1);
  expect(board.pictures.get(id)?.state).toBe('asked');
  waiting[0]?.end(JSON.stringify(answer('review')));
  await settled(id, 'held');
});

test('while the gate cannot be reached, an upload stays with its uploader, and is asked about again', async () => {
  answers = [503, 500, answer('allow')];
  const { id, own } = await upload();
  await expect.poll(() => asked).toBe(2);
  expect((await board.app.inject({ url: `/p/${id}` })).statusCode).toBe(404);
  expect((await board.app.inject({ url: own })).statusCode).toBe(200);
  await settled(id, 'shown');
});

test('a board that was ended in between asks again after its start', async () => {
  answers = [500, 500];
  const { id } = await upload();
  await expect.poll(() => asked).toBe(2);
  await board.stop();
  answers = [answer('review')];
  board = await openBoard();
  await settled(id, 'held');
});

test('messages: removed once or twice is removed, a restored one is back, an old or unsigned one is refused', async () => {
  answers = [answer('allow')];
  const { id, own } = await upload();
  await settled(id, 'shown');
  const removed = {
    v: 1,
    id: '1',
    event: 'removed',
    item: id,
    appealable: true,
    statement: { text: { en: '<Why>', ur: '<کیوں>' } },
  };
  for (const _ of [1, 2]) expect((await hook(removed)).statusCode).toBe(200);
  expect((await board.app.inject({ url: `/p/${id}` })).statusCode).toBe(404);
  expect((await board.app.inject({ url: `/i/${id}` })).statusCode).toBe(404);
  expect((await board.app.inject({ url: own })).body).toContain('&lt;Why&gt;');
  expect((await hook({ v: 1, id: '2', event: 'restored', item: id })).statusCode).toBe(200);
  expect((await board.app.inject({ url: `/p/${id}` })).statusCode).toBe(200);
  expect((await hook(removed, 4000)).statusCode).toBe(401);
  const unsigned = await board.app.inject({ method: 'POST', url: '/hooks/amaan', payload: removed });
  expect(unsigned.statusCode).toBe(401);
  const body = Buffer.from('{}');
  expect(
    isFromPlatform(SECRET, `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`, body, new Date()),
  ).toBe(false);
});

test('the answer to an objection is told: back with its reasons, or away for good with its reasons; another removal may be objected to', async () => {
  const texts = (en: string) => ({ text: { en, ur: 'اردو' } });
  const removed = (id: string, ticket: string) => ({
    v: 1,
    id: ticket,
    event: 'removed',
    item: id,
    ticket,
    appealable: true,
    statement: { ...texts('Why'), appealDays: 183 },
  });
  answers = [answer('review'), answer('review')];
  const [back, away] = [await upload(), await upload()];
  for (const { id, own } of [back, away]) {
    await settled(id, 'held');
    await hook(removed(id, 'first'));
    const key = new URLSearchParams(own.split('?')[1]).get('key') ?? '';
    const payload = new URLSearchParams({ key, ground: 'news' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const object = () => board.app.inject({ method: 'POST', url: `/p/${id}/appeal`, headers, payload });
    answers = [409, 503, 503, { v: 1 }];
    const tries = [await object(), await object(), await object()];
    expect(tries.map(({ statusCode }) => statusCode)).toEqual([409, 503, 303]);
    expect((await board.app.inject({ url: own })).body).toContain('Another person is looking at it');
  }
  const page = async (own: string) => (await board.app.inject({ url: own })).body;
  for (const _ of [1, 2]) {
    await hook({ v: 1, id: 'a', event: 'restored', item: back.id, answer: texts('It is news <here>.') });
    await hook({ v: 1, id: 'b', event: 'upheld', item: away.id, answer: texts('It stays removed.') });
  }
  expect(await page(back.own)).toContain('It is news &lt;here&gt;.');
  expect((await board.app.inject({ url: `/p/${back.id}` })).body).not.toContain('news');
  expect(await page(away.own)).toContain('It stays removed.');
  expect(await page(away.own)).not.toContain('<form');
  expect(board.pictures.bytes(away.id)).toBeUndefined();
  await hook(removed(back.id, 'second'));
  expect(await page(back.own)).toContain('<form');
  expect(await page(back.own)).not.toContain('news &lt;here');
});

test('without an appeal the bytes go at once', async () => {
  answers = [answer('review')];
  const { id } = await upload();
  await settled(id, 'held');
  await hook({ v: 1, id: '1', event: 'removed', item: id, appealable: false });
  expect(board.pictures.bytes(id)).toBeUndefined();
  await hook({ v: 1, id: '2', event: 'restored', item: id });
  expect(board.pictures.get(id)?.state).toBe('removed');
});

test('what is no picture is refused', async () => {
  const response = await board.app.inject({ method: 'POST', url: '/upload', ...form(Buffer.from('<svg/>')) });
  expect(response.statusCode).toBe(400);
});

test('a wrong key opens nothing', async () => {
  const { id } = await upload();
  expect((await board.app.inject({ url: `/p/${id}?key=wrong` })).statusCode).toBe(404);
  expect((await board.app.inject({ url: `/i/${id}?key=wrong` })).statusCode).toBe(404);
});

test('in Urdu every page stays Urdu, right to left, from the upload to the objection; the font is ours', async () => {
  answers = [answer('review')];
  const response = await board.app.inject({ method: 'POST', url: '/upload?lang=ur', ...form(PNG) });
  const own = String(response.headers.location);
  const id = own.slice(3, 15);
  await settled(id, 'held');
  const urdu = async (url: string) => {
    const { body } = await board.app.inject({ url });
    expect(body).toContain('<html lang="ur" dir="rtl">');
    return body;
  };
  expect(await urdu('/?lang=ur')).toContain('action="/upload?lang=ur"');
  expect(await urdu(own)).toContain('یہ پتہ صرف آپ کا ہے');
  expect(await urdu('/p/no-such-pict?lang=ur')).toContain('اس پتے پر کوئی تصویر نہیں۔');
  const statement = { text: { en: 'Why', ur: 'کیوں' }, appealDays: 183 };
  await hook({
    v: 1,
    id: '1',
    event: 'removed',
    item: id,
    ticket: 'ab'.repeat(16),
    appealable: true,
    statement,
  });
  expect(await urdu(own)).toContain('<p>کیوں</p>');
  const key = new URLSearchParams(own.split('?')[1]).get('key') ?? '';
  const object = () =>
    board.app.inject({
      method: 'POST',
      url: `/p/${id}/appeal`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ key, ground: 'news', lang: 'ur' }).toString(),
    });
  answers = [409, 503, 503, { v: 1 }];
  expect((await object()).body).toContain('اب یہاں اس پر اعتراض نہیں ہو سکتا۔');
  expect((await object()).body).toContain('ایک منٹ بعد دوبارہ بھیجیے');
  const objected = await object();
  expect(await urdu(String(objected.headers.location))).toContain('آپ نے اعتراض کیا۔');
  expect((await board.app.inject({ url: '/' })).headers['content-security-policy']).toContain(
    "font-src 'self'",
  );
  expect((await board.app.inject({ url: '/naskh.woff2' })).headers['content-type']).toBe('font/woff2');
});

test('the page is in the language that the browser likes best, and it can be changed back', async () => {
  const headers = { 'accept-language': 'ur-PK' };
  const { body, headers: answered } = await board.app.inject({ url: '/', headers });
  expect(answered.vary).toBe('accept-language');
  expect(body).toContain('<html lang="ur" dir="rtl">');
  const back = /href="([^"]+)" lang="en"/.exec(body)?.[1] ?? '';
  expect((await board.app.inject({ url: back, headers })).body).toContain('<html lang="en" dir="ltr">');
});

test('a picture that is too large is refused on a page, and not kept', async () => {
  const large = Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]);
  const response = await board.app.inject({ method: 'POST', url: '/upload?lang=ur', ...form(large) });
  expect(response.statusCode).toBe(413);
  expect(response.body).toContain('یہ تصویر بہت بڑی ہے');
  expect(board.pictures.in('asked')).toEqual([]);
});
