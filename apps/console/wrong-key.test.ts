import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReviewers, type Reviewers } from './testing/reviewers.ts';
import { cannot } from './testing/stage.ts';

let stage: Reviewers;
beforeAll(async () => {
  if (!cannot) stage = await openReviewers();
});
afterAll(async () => stage?.close());

test.skipIf(cannot)(
  'a wrong key is told in the reader’s language, with what to do and without words for programmers',
  async () => {
    for (const [locale, says] of [
      ['en-GB', 'ask an administrator'],
      ['ur-PK', 'منتظم سے نئی مانگیں'],
    ] as const) {
      const page = await stage.enter({ width: 360, locale, secret: 'wrong', opens: 'review-sign-in' });
      const told = page.locator('[role=alert]');
      await told.waitFor();
      expect(await told.textContent()).toContain(says);
      expect(await told.textContent()).not.toContain('bearer');
      await page.context().close();
    }
  },
);
