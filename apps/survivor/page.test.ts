import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cannot, comeBack, makeCase, openStage, press, type Stage } from './testing/stage.ts';

const PHOTO = fileURLToPath(new URL('../../../shared/data/photos/img/clothing_00.jpg', import.meta.url));
const SHOTS = process.env.AMAAN_SHOTS;

describe.skipIf(cannot)(`the survivor's page${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it('makes a case in English with links, words and a photo, and comes back to it', async () => {
    const { page, context } = await stage.visitor({ width: 1440 });
    let n = 0;
    const made = await makeCase(page, {
      links: 'https://www.instagram.com/p/abc123/?igsh=xyz\nhttps://instagram.com/p/abc123\n@someone.bad',
      ...(existsSync(PHOTO) ? { files: [PHOTO] } : {}),
      story: 'planted words of the story',
      pin: '4711',
      each: async (shown, step) => {
        if (SHOTS)
          await shown.screenshot({
            path: `${SHOTS}/en-${String(n++).padStart(2, '0')}-${step}.png`,
            fullPage: true,
          });
      },
    });
    await press(page, 'open-case');
    await page.locator('[data-step="case"][data-part="news"]').waitFor();
    await press(page, 'tab-messages');
    await page.locator('#message').fill('a message to the helpline');
    await press(page, 'message-send');
    await page.locator('[data-message="survivor"]').waitFor();
    await context.close();

    const again = await stage.visitor();
    await comeBack(again.page, made.receipt.toLowerCase().replaceAll('-', ' '), '۴۷۱۱');
    expect(await again.page.locator('[data-words]').getAttribute('data-words')).toBe(made.words);
    await press(again.page, 'tab-messages');
    await again.page.locator('[data-message="survivor"]').waitFor();
    for (const tab of ['news', 'messages', 'add', 'choices', 'helpers', 'leave']) {
      await press(again.page, `tab-${tab}`);
      await again.page.waitForTimeout(150);
      if (SHOTS) await again.page.screenshot({ path: `${SHOTS}/case-${tab}.png`, fullPage: true });
    }
    await again.context.close();
    const sent = stage.requests.map(({ body }) => body).join('\n');
    expect(sent).not.toContain('planted words');
    expect(sent).not.toContain(made.receipt);
    expect(stage.complaints).toEqual([]);
  }, 120_000);

  it('does the same in Urdu, from right to left', async () => {
    const { page, context } = await stage.visitor({ lang: 'ur' });
    let n = 0;
    await makeCase(page, {
      yes: false,
      ...(existsSync(PHOTO) ? { files: [PHOTO] } : {}),
      story: 'میرے الفاظ',
      links: 'https://facebook.com/some.page/posts/1',
      each: async (shown, step) => {
        if (SHOTS)
          await shown.screenshot({
            path: `${SHOTS}/ur-${String(n++).padStart(2, '0')}-${step}.png`,
            fullPage: true,
          });
      },
    });
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    await context.close();
    expect(stage.complaints).toEqual([]);
  }, 120_000);

  it('leads anyone under 18, unsure or silent to other help, and neither asks nor loads anything more', async () => {
    for (const answer of ['age-minor', 'age-unsure', 'skip']) {
      const before = stage.requests.length;
      const { page, context } = await stage.visitor();
      await press(page, 'danger-no');
      await press(page, 'who-myself');
      await press(page, 'home-know');
      await at(page, 'situation');
      await press(page, 'skip');
      await at(page, 'age');
      await press(page, answer);
      await at(page, 'minor');
      expect(await page.locator('input, textarea, iframe').count()).toBe(0);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/minor.png`, fullPage: true });
      await context.close();
      const asked = stage.requests.slice(before).map(({ url }) => new URL(url).pathname);
      expect(asked.filter((path) => /late|room|\/v1\//.test(path))).toEqual([]);
    }
  }, 60_000);
});
