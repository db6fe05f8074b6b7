import type { Page } from 'playwright-core';

/** Presses the button of that name; `more` narrows the selector. */
export async function press(page: Page, act: string, more = ''): Promise<void> {
  const button = page.locator(`[data-act="${act}"]${more}`).first();
  await button.waitFor();
  await button.evaluate(async (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    // With a sandboxed frame in the page, a click that comes in the frame of the scroll lands where the page was before.
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
  });
  await button.click();
}
