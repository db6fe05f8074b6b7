import type { Page } from 'playwright-core';

/** Presses the button of that name; `more` narrows the selector. */
export async function press(page: Page, act: string, more = ''): Promise<void> {
  const button = page.locator(`[data-act="${act}"]${more}`).first();
  await button.scrollIntoViewIfNeeded();
  // With a sandboxed frame in the page, a click that comes in the frame of the scroll lands where the page was before.
  await page.evaluate(
    () => new Promise<void>((next) => requestAnimationFrame(() => requestAnimationFrame(() => next()))),
  );
  await button.click();
}
