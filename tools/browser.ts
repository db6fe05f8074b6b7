import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The machine's Chromium, or nothing. */
export const CHROMIUM = CANDIDATES.find((path) => path && existsSync(path));

/** Why tests in the browser are skipped, or nothing. */
export const noBrowser = CHROMIUM ? undefined : 'no browser: install chromium or name it in CHROMIUM';

/** Starts the machine's Chromium without anything that would call home. */
export async function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error(noBrowser);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
