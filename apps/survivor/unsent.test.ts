import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, cannot, makeCase, openStage, press, type Stage } from './testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  if (!cannot) stage = await openStage();
});
afterAll(async () => stage?.close());

test.skipIf(cannot)('a case that could not be sent: help lines, another try, and deleting', async () => {
  const { page, context } = await stage.visitor();
  await page.route(
    (url) => url.pathname === '/v1/cases',
    (route) => route.abort(),
  );
  const made = makeCase(page, { story: 'He threatens me.', yes: false }).catch(() => undefined);
  await page.locator('[data-trouble="sending.failed"]').waitFor();
  await at(page, 'sending');
  expect(await page.locator('h1').textContent()).toBe('Not sent yet');
  expect(await page.locator('[data-act="call-15"]').isVisible()).toBe(true);
  expect(await page.locator('[data-act="retry"]').isVisible()).toBe(true);
  await press(page, 'forget');
  await press(page, 'forget-yes');
  await at(page, 'arrive');
  await context.close();
  await made;
});

test.skipIf(cannot)('what does not fit into a box is told, and not cut off in silence', async () => {
  const { page, context } = await stage.visitor();
  const found: number[] = [];
  const made = makeCase(page, {
    yes: false,
    each: async (shown, step) => {
      if (step !== 'words') return;
      await shown.locator('#story').focus();
      await shown.keyboard.insertText('x'.repeat(39_999));
      found.push(await shown.locator('[data-full]').count());
      await shown.keyboard.insertText('yz');
      await shown.locator('[data-full="story"]').waitFor();
      found.push((await shown.locator('#story').inputValue()).length);
    },
  });
  await made;
  expect(found).toEqual([0, 40_000]);
  await context.close();
});
