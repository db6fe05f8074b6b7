import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { act, fine, view } from './look.ts';

/** Every tab of a case and every part of the console, on a phone in Urdu. @param alias the case's, in English */
export async function everyPart(page: Page, alias: string): Promise<void> {
  // The case with links, a message and a notice: every tab has something to fit.
  await page.click(`[data-alias="${alias}"]`);
  for (const tab of ['talk', 'links', 'notices', 'work', 'record', 'manage']) {
    await page.click(act(`tab-${tab}`));
    await page.waitForTimeout(150);
    await fine(page, `case-${tab}-ur-360`);
    if (tab === 'manage') {
      // Who outside takes a report of a minor's picture, by name.
      await page.click(act('minor-do'));
      expect(await page.textContent(view('minor-do'))).toMatch(/IWF.*INHOPE.*CyberTipline/s);
      // What not to do stands first; who here holds such cases, and that one may say no, stands before the list.
      expect(await page.textContent(`${view('minor-do')} li`)).toMatch(/^اسے نہ کھولیں.*کسی بچے سے کبھی/s);
      expect(await page.textContent(view('doubt'))).toMatch(
        /ایسے معاملے ان کے پاس ہیں: \u2068Hina\u2069.*بغیر وجہ بتائے انکار/s,
      );
      await fine(page, 'doubt-ur-360');
    }
    if (tab === 'talk')
      expect(await page.textContent(`${view('story')} dl`)).not.toMatch(/threat|posted|home/);
    if (tab === 'record') {
      const told = await page.$$eval('.detail bdi', (all) => all.map((one) => one.textContent ?? ''));
      expect(told.length).toBeGreaterThan(5);
      // Words, days, numbers, and the names of a law and of a platform; no code.
      expect(
        told.filter((each) => /[a-z]/i.test(each) && !['US-223a', 'Photo board'].includes(each)),
      ).toEqual([]);
    }
  }
  for (const place of ['approvals', 'team', 'people', 'board']) {
    await page.click(act(`nav-${place}`));
    await page.waitForSelector(view(place === 'board' ? 'board' : `${place}-page`));
    await page.waitForTimeout(150);
    await fine(page, `${place}-ur-360`);
  }
}
