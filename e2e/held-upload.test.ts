import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cannot, complaintsOf } from '../apps/console/testing/stage.ts';
import { entry } from '../apps/console/text/entry.ts';
import type { Line } from '../apps/console/text/line.ts';
import { review } from '../apps/console/text/review.ts';
import { fill } from '../apps/console/text/words.tsx';
import { type HeldWorld, openHeldWorld } from './held.ts';
import { standsOn, tabTo, treeOf } from './keyboard.ts';
import { drawPhoto } from './photo.ts';

// An upload's whole way on the photo board, in a real browser and with the real servers as processes. Uploader and
// reviewers use their keyboards only, and each screen is looked at with axe and in the browser's accessibility tree:
// each day one width for each language, each night all of them.

const SHOTS = process.env.AMAAN_SHOTS;
const DAILY = [
  { lang: 'en', width: 1440 },
  { lang: 'ur', width: 360 },
] as const;
const NIGHTLY = [...DAILY, { lang: 'en', width: 360 }, { lang: 'ur', width: 1440 }] as const;
const WAYS = (process.env.AMAAN_NIGHTLY ? NIGHTLY : DAILY).map((way, nth) => ({ ...way, nth }));
/** What the board and the platform say to an uploader whose objection was followed. */
const BACK = {
  en: ['Your picture is back', 'another person looked again'],
  ur: ['آپ کی تصویر واپس آ گئی ہے', 'ایک دوسرے فرد نے دوبارہ دیکھ کر فیصلہ کیا'],
} as const;
const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;

let world: HeldWorld;
beforeAll(async () => {
  if (cannot) return;
  world = await openHeldWorld(WAYS.length + 1);
  await hma('/c/banks', JSON.stringify({ name: 'OURS', enabled: true, enabled_ratio: 1 }));
});
afterAll(() => world?.close());

async function hma(path: string, body: BodyInit, json = true): Promise<void> {
  const headers = { authorization: `Bearer ${world.secret('admin')}` };
  const answer = await fetch(world.at(4201, path), {
    method: 'POST',
    headers: json ? { ...headers, 'content-type': 'application/json' } : headers,
    body,
  });
  expect(answer.ok).toBe(true);
}

/** The page without what is random in it. */
const words = async (page: Page) =>
  ((await page.locator('main').innerHTML()) ?? '').replaceAll(/[\w-]{12}(?=[?"])|key=[\w%-]+/g, '');
const itemOf = (page: Page) => /\/p\/([\w-]+)/.exec(page.url())?.[1] ?? '';
/** The status that a stranger gets. */
const strangers = async (page: Page, path: 'p' | 'i' = 'p') =>
  (await fetch(world.at(4300, `/${path}/${itemOf(page)}`))).status;

test.skipIf(cannot).each(WAYS)(
  'held, claimed, revealed, removed with reasons, objected to, taken back ($lang, $width px): by keyboard, each step told, nothing before',
  async ({ lang, width, nth }) => {
    const locale = { en: 'en-GB', ur: 'ur-PK' }[lang];
    const text = (line: Line, parts: Record<string, string> = {}) => fill(line, lang, parts);

    /** Looks at a screen: axe, nothing wider than the window, a name for whatever can be reached. */
    const look = async (page: Page, name: string): Promise<void> => {
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: `${SHOTS}/held-${name}-${lang}-${width}.png`, fullPage: true });
      }
      expect(await complaintsOf(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
        width,
      );
      const mute = (await treeOf(page)).filter(
        (node) => node.focusable && !node.name && node.role !== 'main',
      );
      expect(mute, name).toEqual([]);
    };
    const upload = async (file: Buffer): Promise<Page> => {
      const page = await world.visitor(world.at(4300), { width, locale });
      await page.setInputFiles('#picture', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: file });
      await tabTo(page, 'button');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/p\//);
      return page;
    };
    /** What the page says to those who do not see it; `pieces` of a line whose parts vary. */
    const hears = async (page: Page, line: Line, parts?: Record<string, string>): Promise<void> => {
      const pieces = parts ? [text(line, parts)] : line[lang].split(/\{\w+\}/).map((piece) => piece.trim());
      for (const piece of pieces)
        await expect.poll(() => page.locator(`${view('said')}[role=status]`).textContent()).toContain(piece);
    };
    const alarmed = (page: Page, line: Line) =>
      expect.poll(() => page.locator('[role=alert]').allTextContents()).toEqual([line[lang]]);
    const on = (page: Page, told: string) => expect.poll(() => standsOn(page)).toBe(told);
    /** Types a key; `wrong` before it. */
    const enter = async (who: string, wrong = ''): Promise<Page> => {
      const page = await world.visitor(world.at(4200, '/console/'), { width, locale });
      await tabTo(page, act('review-key'));
      if (wrong) {
        await page.keyboard.type(wrong);
        await page.keyboard.press('Enter');
        await page.waitForSelector('[role=alert]');
        await on(page, `textbox ${review['key'][lang]}`);
        await look(page, 'sign-in');
        await page.keyboard.press('Control+a');
      }
      await page.keyboard.type(world.secret(who));
      await page.keyboard.press('Enter');
      await page.waitForSelector(act('open-job'));
      await on(page, `heading ${review['queue'][lang]}`);
      return page;
    };
    const open = async (page: Page, kind: Line): Promise<void> => {
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForSelector(view('job-open'));
      await on(page, `heading ${kind[lang]}`);
    };
    /** Chooses a decision by its number, then goes on to the button. */
    const decide = async (page: Page, number: string, decision: 'remove' | 'overturned'): Promise<void> => {
      await page.keyboard.press(number);
      if (decision === 'remove') await look(page, 'chosen');
      await tabTo(page, act('decide'), 8);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${view('decided')}[data-decision=${decision}]`);
      await hears(page, review['done'], { decision: review[`decision.${decision}`][lang] });
      expect(await standsOn(page)).toMatch(/^heading /);
      await look(page, decision);
    };

    const photo = await drawPhoto(11 + nth);
    const file = new FormData();
    file.set('photo', new Blob([Uint8Array.from(photo)]), 'x');
    await hma('/c/bank/OURS/content', file, false);
    const edited = await sharp(photo).resize({ width: 900 }).modulate({ brightness: 1.1 }).jpeg().toBuffer();
    const [held, other] = [await upload(edited), await upload(await drawPhoto(30 + nth))];
    await expect.poll(() => strangers(other)).toBe(200);
    const first = await enter('reviewer-1', 'not a key');
    // It is in the queue, and its uploader reads what every uploader reads.
    expect([await strangers(held), await strangers(held, 'i')]).toEqual([404, 404]);
    await Promise.all([held.reload(), other.reload()]);
    expect(await words(held)).toBe(await words(other));
    expect(await held.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);
    await look(held, 'uploaded');
    expect(world.delivered.filter(({ item }) => item === itemOf(held))).toEqual([]);

    await look(first, 'queue');
    const region = first.locator(view('said'));
    await region.evaluate((element) => element.setAttribute('data-first', ''));
    await open(first, review['kind.upload']);
    await look(first, 'opened');
    // Back in the queue the reader stands on the line that was left.
    const job = (await first.getAttribute(`${act('open-job')}`, 'data-job')) ?? '';
    await first.keyboard.press('u');
    await expect.poll(() => first.evaluate(() => document.activeElement?.getAttribute('data-job'))).toBe(job);
    await first.keyboard.press('Enter');
    await first.waitForSelector(view('job-open'));
    await first.keyboard.press('c');
    await first.waitForSelector('[data-view=media][data-shown=preview]');
    await hears(first, review['held.mine']);
    await look(first, 'claimed');

    // The claim ended meanwhile: it is said at once, what stands on the page is true again, and it can be taken again.
    const gone = await fetch(world.at(4200, `/v1/review/jobs/${job}/release`), {
      method: 'POST',
      headers: { authorization: `Bearer ${world.secret('reviewer-1')}` },
    });
    expect(gone.ok).toBe(true);
    await first.keyboard.press('r');
    await alarmed(first, review['error.not-yours']);
    await first.waitForSelector('[data-view=job-open][data-mine=no]');
    await first.keyboard.press('c');
    await first.waitForSelector('[data-view=media][data-shown=preview]');
    expect(await first.locator('[role=alert]').count()).toBe(0);

    await tabTo(first, act('reveal-media'));
    await first.keyboard.press('Enter');
    await first.waitForSelector('[data-view=media][data-shown=revealed] img');
    await first.waitForSelector('[data-event="media.revealed"]');
    await hears(first, review['reveal.done']);
    await on(first, `button ${review['reveal.hide'][lang]}`);
    await expect
      .poll(() => first.locator('[data-left]').getAttribute('data-left'))
      .toBe(String(WAYS.length - nth));
    await look(first, 'revealed');
    await first.keyboard.press('Escape');
    await hears(first, review['reveal.hidden']);
    await decide(first, '1', 'remove');
    // The same place spoke all the time: one that comes with its words is not read out.
    expect(await region.getAttribute('data-first')).toBe('');
    expect((await treeOf(first)).find(({ role }) => role === 'status')).toMatchObject({ live: 'polite' });

    const told = () => world.delivered.filter(({ item }) => item === itemOf(held)).map(({ event }) => event);
    await expect.poll(told).toEqual(['removed']);
    await held.reload();
    const reasons = await first.locator(`[data-view=statement] [lang=${lang}]`).last().textContent();
    expect(await held.locator('main').textContent()).toContain(reasons?.trim());
    await look(held, 'objection');
    await tabTo(held, 'input[type=radio]');
    await held.keyboard.press('ArrowDown');
    await held.keyboard.press('ArrowDown');
    expect(await held.isChecked('input[value=notThatPicture]')).toBe(true);
    await tabTo(held, 'button');
    await held.keyboard.press('Enter');
    await held.waitForURL(/\/p\//);
    await expect.poll(() => held.locator('form').count()).toBe(0);
    expect(await strangers(held)).toBe(404);
    await look(held, 'objected');
    await first.keyboard.press('u');
    await on(first, `heading ${review['queue'][lang]}`);

    const second = await enter('reviewer-2');
    await open(second, review['kind.appeal']);
    await tabTo(second, act('claim-job'));
    await second.keyboard.press('Enter');
    await second.waitForSelector('[data-view=media][data-shown=preview]');
    await on(second, `button ${review['release'][lang]}`);
    await decide(second, '2', 'overturned');
    await expect.poll(() => strangers(held)).toBe(200);
    await held.reload();
    const [back, why] = BACK[lang];
    expect(await held.locator('h1').textContent()).toBe(back);
    expect(await held.locator('main').textContent()).toContain(why);
    await look(held, 'back');
    await second.keyboard.press('?');
    await second.waitForSelector(view('help'));
    expect((await treeOf(second)).find(({ role }) => role === 'dialog')?.name).toBe(
      entry['help.title'][lang],
    );
    await look(second, 'keyboard');

    expect(told()).toEqual(['removed', 'restored']);
    expect(world.complaints).toEqual([]);
    await Promise.all([held, other, first, second].map((page) => page.context().close()));
  },
);
