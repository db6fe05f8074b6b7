import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cannot, complaintsOf } from '../apps/console/testing/stage.ts';
import { openBrowser } from '../tools/browser.ts';
import { drawPhoto } from './photo.ts';
import { freeOffset } from './servers.ts';

// An upload's whole way on the photo board, in a real browser and with the real servers as processes. The reviewers use
// their keyboards only. `AMAAN_LANGUAGE=ur` goes the same way in Urdu.

const SHOTS = process.env.AMAAN_SHOTS;
const lang = process.env.AMAAN_LANGUAGE === 'ur' ? 'ur' : 'en';
const locale = { en: 'en-GB', ur: 'ur-PK' }[lang];
/** What the board and the platform say to an uploader whose objection was followed. */
const BACK = {
  en: ['Your picture is back', 'another person looked again'],
  ur: ['آپ کی تصویر واپس آ گئی ہے', 'ایک دوسرے فرد نے دوبارہ دیکھ کر فیصلہ کیا'],
} as const;
const ROOT = join(import.meta.dirname, '..');
const view = (name: string) => `[data-view=${name}]`;

let data: string;
let offset: number;
let browser: Browser;
let post: Server;
const running: ChildProcess[] = [];
const at = (port: number, path = '/') => `http://localhost:${port + offset}${path}`;
/** Every message that the platform sent and the board took, in order. */
const delivered: { id: string; event: string; item: string }[] = [];
/** What went wrong in the console's pages. */
const complaints: string[] = [];

async function start(main: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, main)], {
    env: { ...process.env, AMAAN_DATA: data, PORT: String(offset), AMAAN_CHECK_PERCENT: '0', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.push(child);
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready());
    child.once('exit', () => fail(new Error(`${main} ended`)));
  });
}

/** The wire between platform and board, where messages are counted. */
async function startPost(): Promise<Server> {
  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const signature = String(request.headers['amaan-signature']);
    const answer = await fetch(at(4300, request.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'amaan-signature': signature },
      body,
    });
    if (answer.ok && request.url === '/hooks/amaan')
      delivered.push(JSON.parse(body.toString()) as (typeof delivered)[number]);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer(
    (request, response) => void carry(request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

beforeAll(async () => {
  if (cannot) return;
  data = mkdtempSync(join(tmpdir(), 'amaan-held-'));
  offset = await freeOffset();
  post = await startPost();
  const hook = `http://127.0.0.1:${(post.address() as AddressInfo).port}/hooks/amaan`;
  const servers = Promise.all([
    start('servers/platform/main.ts', { AMAAN_SITE_HOOK: hook, AMAAN_REVEALS: '3' }),
    start('examples/photo-board/main.ts', {}),
  ]);
  [browser] = await Promise.all([openBrowser(), servers]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  for (const child of running.filter((each) => each.exitCode === null)) {
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    await gone;
  }
  post?.close();
  if (data) rmSync(data, { recursive: true, force: true });
});

const secret = (name: string) =>
  Buffer.from(readFileSync(join(data, 'platform', 'keys', `${name}.key`), 'utf8').trim(), 'hex').toString(
    'base64url',
  );

async function hma(path: string, body: BodyInit, json = true): Promise<void> {
  const headers = { authorization: `Bearer ${secret('admin')}` };
  const answer = await fetch(at(4201, path), {
    method: 'POST',
    headers: json ? { ...headers, 'content-type': 'application/json' } : headers,
    body,
  });
  expect(answer.ok).toBe(true);
}

async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/held-${name}.png`, fullPage: true });
}

async function visitor(url: string): Promise<Page> {
  const visit = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale });
  const page = await visit.newPage();
  await page.goto(url);
  return page;
}

/** Uploads as a visitor would. @returns the page that its uploader then has before them */
async function upload(file: Buffer): Promise<Page> {
  const page = await visitor(at(4300));
  await page.setInputFiles('#picture', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: file });
  await page.click('button');
  await page.waitForURL(/\/p\//);
  return page;
}

/** The page without what is random in it. */
const words = async (page: Page) =>
  ((await page.locator('main').innerHTML()) ?? '').replaceAll(/[\w-]{12}(?=[?"])|key=[\w%-]+/g, '');
/** The status that a stranger gets. */
const strangers = async (page: Page, path: 'p' | 'i' = 'p') =>
  (await fetch(at(4300, `/${path}/${itemOf(page)}`))).status;
const itemOf = (page: Page) => /\/p\/([\w-]+)/.exec(page.url())?.[1] ?? '';

/** Moves the focus by Tab until it stands on an element. */
async function tabTo(page: Page, selector: string, most = 40): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${selector}.`);
}

/** A reviewer's console, signed in and at the first job of the queue, without a mouse. */
async function review(who: string): Promise<Page> {
  const page = await visitor(at(4200, '/console/'));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await tabTo(page, '[data-act=review-key]');
  await page.keyboard.type(secret(who));
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-act=open-job]');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector(view('job-open'));
  await page.keyboard.press('c');
  await page.waitForSelector('[data-view=media][data-shown=preview]');
  return page;
}

/** Chooses a decision by its number, then goes on to the button. */
async function decide(page: Page, number: string, decision: string): Promise<void> {
  await page.keyboard.press(number);
  await tabTo(page, '[data-act=decide]', 8);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`[data-view=decided][data-decision=${decision}]`);
}

test.skipIf(cannot)(
  'held, claimed, revealed, removed with reasons, objected to, taken back: the uploader is told each step, and nothing before',
  async () => {
    const photo = await drawPhoto();
    await hma('/c/banks', JSON.stringify({ name: 'OURS', enabled: true, enabled_ratio: 1 }));
    const file = new FormData();
    file.set('photo', new Blob([Uint8Array.from(photo)]), 'x');
    await hma('/c/bank/OURS/content', file, false);

    const edited = await sharp(photo).resize({ width: 900 }).modulate({ brightness: 1.1 }).jpeg().toBuffer();
    const [held, other] = [await upload(edited), await upload(await drawPhoto(10))];
    await expect.poll(() => strangers(other)).toBe(200);
    const first = await review('reviewer-1');
    // It is in the queue, and its uploader reads what every uploader reads.
    expect([await strangers(held), await strangers(held, 'i')]).toEqual([404, 404]);
    await Promise.all([held.reload(), other.reload()]);
    expect(await words(held)).toBe(await words(other));
    expect(await held.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);
    expect(delivered).toEqual([]);

    await shot(first, 'claimed');
    await first.keyboard.press('r');
    await first.waitForSelector('[data-view=media][data-shown=revealed] img');
    await first.waitForSelector('[data-event="media.revealed"]');
    await expect.poll(() => first.locator('[data-left]').getAttribute('data-left')).toBe('2');
    expect(await complaintsOf(first)).toEqual([]);
    await decide(first, '1', 'remove');

    await expect.poll(() => delivered.map(({ event }) => event)).toEqual(['removed']);
    await held.reload();
    const reasons = await first.locator(`[data-view=statement] [lang=${lang}]`).last().textContent();
    expect(await held.locator('main').textContent()).toContain(reasons?.trim());
    await shot(held, 'removed');
    await held.check('input[value=notThatPicture]');
    await held.click('button');
    await held.waitForURL(/\/p\//);
    expect(await held.locator('form').count()).toBe(0);
    expect(await strangers(held)).toBe(404);

    const second = await review('reviewer-2');
    await shot(second, 'appeal');
    await decide(second, '2', 'overturned');
    await expect.poll(() => strangers(held)).toBe(200);
    await held.reload();
    const [back, why] = BACK[lang];
    expect(await held.locator('h1').textContent()).toBe(back);
    expect(await held.locator('main').textContent()).toContain(why);
    await shot(held, 'back');

    const item = itemOf(held);
    expect(delivered.map((message) => [message.event, message.item])).toEqual([
      ['removed', item],
      ['restored', item],
    ]);
    expect(complaints).toEqual([]);
  },
  60_000,
);
