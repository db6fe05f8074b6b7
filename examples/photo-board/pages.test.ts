import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGS } from '@amaan/base';
import { createLog } from '@amaan/http';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeOn } from '../../tools/axe.ts';
import { noBrowser, openBrowser } from '../../tools/browser.ts';
import { type Board, createBoard } from './app.ts';

const SHOTS = process.env.AMAAN_SHOTS;
const HILLS =
  '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="#bcd8e6"/><circle cx="690" cy="150" r="60" fill="#f3d9a0"/><path d="M0 420 240 220 460 400 640 270 900 440V600H0Z" fill="#5d7f73"/><path d="M0 500 320 400 900 520V600H0Z" fill="#38564c"/></svg>';
const statement = {
  en: 'A person looked at it. It shows somebody who did not agree.',
  ur: 'ایک فرد نے اسے دیکھا۔ اس میں کوئی ایسا ہے جس نے اجازت نہیں دی۔',
};
let folder: string;
let board: Board;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  if (noBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'amaan-board-pages-'));
  board = await createBoard({
    folder,
    log: createLog('board', { write: () => {} }),
    gate: () => undefined,
    hookSecret: () => undefined,
    hosts: [],
  });
  await board.app.listen({ port: 0, host: 'localhost' });
  origin = `http://localhost:${(board.app.server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await board?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Nothing is wider than the window, and axe finds nothing. */
async function isFit(page: Page, name: string): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
    if (!SHOTS) continue;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/photo-board-${name}-${width}.png`, fullPage: true });
  }
  const { violations } = await axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`,
  );
  expect(found, name).toEqual([]);
}

test.skipIf(noBrowser).each(LANGS)(
  'in the language of the browser (%s), by keyboard, at 360 and 1440 px: from the upload to the objection',
  async (lang) => {
    const visit = await browser.newContext(
      lang === 'ur' ? { locale: 'ur-PK', colorScheme: 'light' } : { locale: 'en-GB', colorScheme: 'dark' },
    );
    const page = await visit.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const buffer = await sharp(Buffer.from(HILLS)).jpeg().toBuffer();
    for (let i = 0; i < 4; i++)
      board.pictures.change(board.pictures.add(buffer, 'image/jpeg', new Date()).picture.id, {
        state: 'shown',
      });
    await page.goto(origin);
    expect(await page.getAttribute('html', 'lang')).toBe(lang);
    await page.setInputFiles('#picture', {
      name: 'a-landscape-with-quite-a-long-name-2026-11-25.jpg',
      mimeType: 'image/jpeg',
      buffer,
    });
    await isFit(page, `front-${lang}`);
    // Board, language, file, button: the button is the fourth stop.
    await page.locator('body').focus();
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/p\//);
    await isFit(page, `own-${lang}`);
    const id = /\/p\/([\w-]+)/.exec(page.url())?.[1] ?? '';
    board.pictures.change(id, { state: 'removed', ticket: 'a', appealable: true, statement });
    await page.reload();
    expect(await page.textContent('main')).toContain(statement[lang]);
    await isFit(page, `removed-${lang}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('input[type=radio]').first().isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    // No gate here: the objection is not lost in silence.
    await page.waitForURL(/\/appeal/);
    await isFit(page, `not-sent-${lang}`);
    // What the page's policy refuses would stand here; the 503 and the icon that browsers ask for are none of it.
    expect(complaints.filter((each) => !each.startsWith('Failed to load resource'))).toEqual([]);
    await visit.close();
  },
);
