import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LANGS, type Lang, say } from '@amaan/base';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeOn } from '../../../tools/axe.ts';
import { noBrowser, openBrowser } from '../../../tools/browser.ts';
import { gateApp } from '../app.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { FORM } from './form-text.ts';
import { openNoticeReview } from './open-review.ts';

// The form as people without software, script or account meet it, in both languages.

const SHOTS = process.env.AMAAN_SHOTS;
let platform: TestPlatform;
let app: App;
let site: Server;
let origin = '';
let browser: Browser | undefined;
beforeAll(async () => {
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      if (!request.url?.endsWith('/resolve')) return response.writeHead(404).end();
      const items = (JSON.parse(body) as { links: string[] }).links.map(
        (link) => link.split('/p/')[1] ?? null,
      );
      return response.end(JSON.stringify({ v: 1, items }));
    });
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const siteHook = `http://127.0.0.1:${(site.address() as AddressInfo).port}/hook`;
  platform = await testPlatform({ siteHook });
  app = await gateApp(platform.context);
  await app.listen({ port: 0, host: 'localhost' });
  origin = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  if (!noBrowser) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app.close();
  await platform.close();
  site.close();
});

const GOOD = {
  age: 'adult',
  links: 'https://photos.example/p/aa',
  who: 'depicted_person',
  nonconsent: 'yes',
  contact: 'me@example.org',
  signature: 'A. N.',
};
const post = (typed: object, url = '/notices') =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'ur-PK' },
    payload: new URLSearchParams({ ...typed }).toString(),
  });

test('every page speaks the language of the browser, until the address or the form names another', async () => {
  for (const url of [
    '/notices',
    '/notices/form?age=adult',
    '/notices/form?age=unsure',
    '/notices/status',
    '/transparency',
  ]) {
    const page = await app.inject({ url, headers: { 'accept-language': 'ur-PK,en;q=0.5' } });
    expect(page.body, url).toContain('<html lang="ur" dir="rtl">');
    expect(page.headers.vary, url).toBe('accept-language');
    // Without an icon that is there, and that the page may load, the browser asks for /favicon.ico in vain.
    const icon = await app.inject(/<link rel="icon" href="([^"]+)"/.exec(page.body)?.[1] ?? 'none');
    expect(icon.body, url).toBe(readFileSync('apps/survivor/public/icon.svg', 'utf8'));
    expect(page.headers['content-security-policy'], url).toContain("img-src 'self'");
    expect((await app.inject({ url })).body, url).toContain('<html lang="en"');
    const named = `${url}${url.includes('?') ? '&' : '?'}lang=en`;
    const english = await app.inject({ url: named, headers: { 'accept-language': 'ur-PK' } });
    expect(english.body, url).toContain('<html lang="en"');
  }
  // What is outside is said before anything is asked.
  expect((await app.inject({ url: '/notices' })).body).toContain(say('en', FORM.scope));
  expect((await post({ ...GOOD, signature: '' })).body).toContain('<html lang="ur"');
  expect((await post({ number: 'N-0', secret: 'x' }, '/notices/status')).body).toContain('<html lang="ur"');
});

test('what cannot be sent is named, and nothing that was typed is lost', async () => {
  const odd = `https://photos.example/p/${'x'.repeat(2000)}`;
  const cases = [
    [{ ...GOOD, contact: ' ', nonconsent: '' }, ['href="#contact"', 'href="#nonconsent"'], FORM.missing],
    [{ ...GOOD, links: `${GOOD.links}\nhttps://<b>` }, ['https://&lt;b&gt;', 'href="#links"'], FORM.address],
    [{ ...GOOD, links: `${GOOD.links}\n${odd}` }, [odd], FORM.address],
    // A sentence is one line, and not a list of its words.
    [{ ...GOOD, links: `${GOOD.links}\nI saw it there` }, ['<bdi>I saw it there</bdi>'], FORM.address],
  ] as const;
  for (const [typed, parts, text] of cases) {
    const { statusCode, body } = await post({ ...typed, lang: 'en' });
    expect([statusCode, body.includes(say('en', text))]).toEqual([400, true]);
    for (const part of [...parts, 'A. N.', GOOD.links, 'aria-invalid="true"']) expect(body).toContain(part);
  }
  const many = Array.from({ length: 501 }, (_, i) => `https://photos.example/p/${i}`).join('\n');
  const over = await post({ ...GOOD, links: many, lang: 'en' });
  expect([
    over.statusCode,
    over.body.includes('at most \u2068500\u2069'),
    over.body.includes('/p/500'),
  ]).toEqual([400, true, true]);
  const huge = await post({ ...GOOD, links: many.repeat(80) });
  expect([huge.statusCode, huge.body.includes(say('ur', FORM.large))]).toEqual([413, true]);
  // The other language keeps what was typed, and sends nothing.
  const { rows } = await sql`select 1 from notice`.execute(platform.context.store.db);
  const other = await post({ ...GOOD, lang: 'ur', switch: 'en' });
  expect(other.body).toMatch(/<html lang="en"[\s\S]*photos\.example\/p\/aa[\s\S]*A\. N\./);
  expect((await sql`select 1 from notice`.execute(platform.context.store.db)).rows).toEqual(rows);
});

test('of several addresses, the sender is told at once when some are none of ours', async () => {
  const links = 'photos.example/p/aa\nhttps://elsewhere.example/x';
  const { body } = await post({ ...GOOD, links, lang: 'en' });
  const [number = '', secret = ''] = [...body.matchAll(/<code dir="ltr">([^<]+)</g)].map((each) => each[1]);
  expect(body).toMatch(/<time[^>]*>[^<]*UTC</);
  const { rows } = await sql<{ id: string }>`select id from notice where number = ${number}`.execute(
    platform.context.store.db,
  );
  await openNoticeReview(platform.context, { notice: rows[0]?.id });
  const status = await post({ number: ` ${number.toLowerCase()} `, secret, lang: 'en' }, '/notices/status');
  expect(status.body).toContain('Some of the addresses are none of ours; the others are looked at');
  const wrong = await post({ number, secret: 'forgotten' }, '/notices/status');
  expect(wrong.body).toMatch(new RegExp(`value="${number}"[\\s\\S]*value="forgotten"`));
});

async function isFit(page: Page, name: string): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
    if (!SHOTS) continue;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/notice-form-${name}-${width}.png`, fullPage: true });
  }
  expect(await page.locator('script').count(), name).toBe(0);
  // The others are made of the same parts.
  if (!/^(age|slip|receipt)/.test(name)) return;
  const { violations } = await axeOn(page).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`),
    name,
  ).toEqual([]);
}

test.skipIf(noBrowser).each(LANGS)(
  'pages without script, by keyboard, in its language (%s): age, form with a slip, receipt, status',
  async (lang: Lang) => {
    const visit = await browser?.newContext({
      locale: lang === 'ur' ? 'ur-PK' : 'en-GB',
      colorScheme: lang === 'ur' ? 'light' : 'dark',
    });
    const page = await visit?.newPage();
    if (!visit || !page) throw new Error('no page');
    await page.goto(`${origin}/notices`);
    expect(await page.textContent('h1')).toBe(say(lang, FORM.title));
    await isFit(page, `age-${lang}`);
    await page.getByRole('link', { name: say(lang, FORM['age.unsure']) }).press('Enter');
    await isFit(page, `younger-${lang}`);
    await page.goBack();
    await page.getByRole('link', { name: say(lang, FORM['age.adult']) }).press('Enter');
    await isFit(page, `form-${lang}`);
    await page.getByLabel(say(lang, FORM.links)).fill(`${'https://photos.example/p/aa'}\nno-address`);
    await page.getByLabel(say(lang, FORM['who.depicted_person'])).press('Space');
    await page.getByLabel(say(lang, FORM.nonconsent)).press('Space');
    await page.getByLabel(say(lang, FORM.contact)).fill('me@example.org');
    await page.getByLabel(say(lang, FORM.signature)).fill('نام');
    await page.getByLabel(say(lang, FORM.signature)).press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('no-address');
    await isFit(page, `slip-${lang}`);
    await page.getByLabel(say(lang, FORM.links)).fill(`https://photos.example/p/${'long-'.repeat(300)}`);
    await page.getByRole('button', { name: say(lang, FORM.send) }).press('Enter');
    expect(await page.textContent('h1')).toBe(say(lang, FORM.got));
    await isFit(page, `receipt-${lang}`);
    const [number = '', secret = ''] = await page.locator('code').allTextContents();
    await page.getByRole('link', { name: say(lang, FORM.status) }).press('Enter');
    await page.getByLabel(say(lang, FORM.number), { exact: true }).fill(number);
    await page.getByLabel(say(lang, FORM.secret)).fill(secret);
    await page.getByLabel(say(lang, FORM.secret)).press('Enter');
    expect(await page.locator('ol').textContent()).toContain(say(lang, FORM['said.acknowledged']));
    await isFit(page, `status-${lang}`);
    await visit.close();
  },
);
