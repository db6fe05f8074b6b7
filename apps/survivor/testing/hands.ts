import type { FileChooser, Page } from 'playwright-core';
import { press } from './press.ts';

type Files = { name: string; mimeType: string; buffer: Buffer }[] | string[];

/** How a visitor of the way works the page: by pointing, or by keys alone. */
export interface Hands {
  /** What must hold when a new screen has come. */
  arrived?(page: Page, step: string): Promise<void>;
  /** `more` narrows the selector. */
  press(page: Page, act: string, more?: string): Promise<void>;
  check(page: Page, act: string): Promise<void>;
  fill(page: Page, id: string, text: string): Promise<void>;
  pick(page: Page, files: Files): Promise<void>;
}

/** Points and clicks. */
export const pointing: Hands = {
  press,
  check: (page, act) => page.locator(`[data-act="${act}"]`).check(),
  fill: (page, id, text) => page.locator(`#${id}`).fill(text),
  async pick(page, files) {
    const input = page.frameLocator('.room iframe').locator('input[type=file]');
    await input.waitFor({ state: 'attached' });
    await input.setInputFiles(files as string[]);
  },
};

const MOST_TABS = 120;
/** Milliseconds until a person presses a key again that did nothing. */
const AGAIN_AFTER = 3000;

/**
 * Presses Tab until what it looks for has the focus: from where the page put the focus, in the page's own order.
 *
 * @throws when it cannot be reached, with what was on the way
 */
async function tabTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  const passed: string[] = [];
  for (let i = 0; i < MOST_TABS; i++) {
    const here = await page.evaluate((wanted) => {
      const active = document.activeElement;
      if (active?.matches(wanted)) return true;
      return active?.getAttribute('data-act') ?? active?.id ?? active?.tagName ?? '';
    }, selector);
    if (here === true) return;
    passed.push(String(here));
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${selector}; passed ${passed.join(' ')}`);
}

/** Leaves by Escape twice; again where a busy machine let too long pass between the two. */
export async function leaveByKeys(page: Page): Promise<void> {
  const left = page.waitForURL('**/safe').then(() => true);
  do {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  } while (!(await Promise.race([left, page.waitForTimeout(AGAIN_AFTER)])));
}

/** Keys alone: Tab, Enter, Space and letters. */
export const keys: Hands = {
  async arrived(page, step) {
    // A screen reader starts at the heading; on the first screen the exit is what focus must reach first.
    const wanted = step === 'arrive' ? 'body' : 'h1#heading';
    await page.waitForFunction((start) => document.activeElement?.matches(start), wanted);
  },
  async press(page, act, more = '') {
    await tabTo(page, `[data-act="${act}"]${more}:not([disabled])`);
    await page.keyboard.press('Enter');
  },
  async check(page, act) {
    await tabTo(page, `[data-act="${act}"]`);
    await page.keyboard.press('Space');
  },
  async fill(page, id, text) {
    await tabTo(page, `#${id}`);
    await page.keyboard.insertText(text);
  },
  async pick(page, files) {
    await page.frameLocator('.room iframe').locator('input[type=file]').waitFor({ state: 'attached' });
    await tabTo(page, '.room iframe');
    let chooser: FileChooser | undefined;
    const chosen = page.waitForEvent('filechooser').then((came) => (chooser = came));
    // On a busy machine one of two hundred keys is lost that reach a frame just as it comes (measured); a person who
    // sees nothing happen presses again.
    while (!chooser) {
      await page.keyboard.press('Space');
      await Promise.race([chosen, page.waitForTimeout(AGAIN_AFTER)]);
    }
    await chooser.setFiles(files as string[]);
  },
};
