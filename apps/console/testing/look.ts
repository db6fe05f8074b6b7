import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { complaintsOf } from './stage.ts';

const SHOTS = process.env.AMAAN_SHOTS;

/** What is pressed, filled or chosen, by its stable name. */
export const act = (name: string): string => `[data-act=${name}]`;
/** A part of a page, by its stable name. */
export const view = (name: string): string => `[data-view=${name}]`;

/** Writes a picture of the page into `AMAAN_SHOTS`, for somebody to look at; of a phone's page the office's width too. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  if (width > 700) return;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.screenshot({ path: `${SHOTS}/${name.replace(String(width), '1440')}.png`, fullPage: true });
  await page.setViewportSize({ width, height });
}

/** Axe finds nothing, and nothing is wider than the screen. */
export async function fine(page: Page, name: string): Promise<void> {
  expect(await complaintsOf(page), name).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  await shot(page, name);
}

/** Presses a button too early. @returns where the focus goes, and what is said there */
export async function pressEarly(page: Page, button: string): Promise<(string | undefined)[]> {
  await page.click(act(button));
  const field = page.locator('[aria-invalid=true]:focus');
  await field.waitFor();
  return field.evaluate((each: HTMLElement) => {
    const [first = ''] = (each.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => id.endsWith('-lack'));
    return [each.dataset['act'], document.getElementById(first)?.textContent ?? undefined];
  });
}
