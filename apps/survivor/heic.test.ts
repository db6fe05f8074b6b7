import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cannot, openStage, press, type Stage } from './testing/stage.ts';

const SHOTS = process.env.AMAAN_SHOTS;
const HEIC = {
  name: 'IMG_0001.HEIC',
  mimeType: 'image/heic',
  buffer: readFileSync(new URL('../../kernels/signal/testing/p3.heic', import.meta.url)),
};

describe.skipIf(cannot)(`a HEIC from an iPhone${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => stage?.close());

  it.each([
    ['en', 1440],
    ['ur', 360],
  ] as const)(
    'she is told the size and asked before its reader is loaded (%s, %i px)',
    async (lang, width) => {
      const { page, context } = await stage.visitor({ lang, width });
      for (const act of ['danger-no', 'who-myself', 'home-unknown', 'skip', 'age-adult', 'skip'])
        await press(page, act);
      await at(page, 'files');
      const frames = () => page.locator('.room iframe').count();
      const pick = () => page.frameLocator('.room iframe').first().locator('input').setInputFiles(HEIC);
      const shot = (name: string) =>
        SHOTS ? page.screenshot({ path: `${SHOTS}/heic-${lang}-${name}.png`, fullPage: true }) : undefined;
      const question = page.locator('[data-ask="heic"]');
      await shot('empty');

      await pick();
      await question.waitFor();
      expect(await question.textContent()).toContain('0.6 MB');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await shot('question');
      await press(page, 'heic-no');
      await page.locator('[data-file="refused"]').waitFor();
      expect(await question.count()).toBe(0);
      expect(await frames()).toBe(1);

      // Left in the middle of it: nothing waits for what ended with the room.
      await pick();
      await question.waitFor();
      await press(page, 'back');
      await press(page, 'skip');
      await page.locator('[data-file="refused"]').nth(1).waitFor();
      expect(await page.locator('[data-act="next"]').isEnabled()).toBe(true);
      await press(page, 'remove-file');
      await press(page, 'remove-file');

      await pick();
      await question.waitFor();
      // Stopped, and gone on with: it is not picked again, and she is asked again.
      await press(page, 'stop-files');
      await page.locator('[data-act="resume-files"]').waitFor();
      await shot('stopped');
      await press(page, 'resume-files');
      await question.waitFor();
      await page.locator('[data-act="heic-yes"]').focus();
      await page.keyboard.press('Enter');
      await page.locator('[data-file="ready"]').waitFor({ timeout: 60_000 });
      expect(await frames()).toBe(2);
      await shot('ready');
      expect(stage.complaints).toEqual([]);
      await context.close();
    },
  );
});
