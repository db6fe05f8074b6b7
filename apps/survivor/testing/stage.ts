import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Apps, buildApps } from '@amaan/responder';
import {
  addCaseworker,
  REAL_WORK,
  testContext,
  type TestContext,
  type TestStaff,
} from '@amaan/responder/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../../../tools/browser.ts';
import { type Hands, pointing } from './hands.ts';
import { press } from './press.ts';

export { press };

/** The built page. */
export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Why tests in the browser are skipped, or nothing. */
export const cannot = noBrowser ?? (existsSync(`${DIST}/index.html`) ? undefined : 'the pages are not built');

/** A responder with one caseworker, and a browser. */
export interface Stage {
  readonly context: TestContext;
  readonly apps: Apps;
  readonly staff: TestStaff;
  readonly origin: string;
  readonly browser: Browser;
  /** Every request that any page made: method, address, body. */
  readonly requests: { method: string; url: string; body: string }[];
  /** Every byte that any page sent to the server, as it went over the wire. */
  readonly wire: Buffer[];
  /** What went wrong in any page: refused by the policy, thrown, printed as an error. */
  readonly complaints: string[];
  visitor(options?: {
    width?: number;
    script?: boolean;
    lang?: string;
    /** Runs in every page before its own script. */
    before?: () => void;
    /** Opens nothing yet. */
    blank?: boolean;
  }): Promise<{ page: Page; context: BrowserContext }>;
  close(): Promise<void>;
}

/** Stands before a server and keeps every byte that is sent to it. @returns its port, and how to end it */
async function recorded(behind: number, wire: Buffer[]): Promise<{ port: number; end: () => void }> {
  const proxy = createServer((from) => {
    const to = connect(behind, 'localhost');
    from.on('data', (bytes) => wire.push(bytes));
    from.pipe(to).pipe(from);
    // A page that is left drops its connections.
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on('error', () => other.destroy());
  });
  await new Promise<void>((ready) => proxy.listen(0, 'localhost', ready));
  return { port: (proxy.address() as AddressInfo).port, end: () => void proxy.close() };
}

/** Starts both. */
export async function openStage(): Promise<Stage> {
  const context = await testContext(REAL_WORK);
  context.time = new Date();
  const staff = await addCaseworker(context);
  const apps = await buildApps(context, 'survivor');
  await apps.survivor.listen({ port: 0, host: 'localhost' });
  const wire: Buffer[] = [];
  const { port, end } = await recorded((apps.survivor.server.address() as AddressInfo).port, wire);
  const browser = await openBrowser();
  const requests: Stage['requests'] = [];
  const complaints: string[] = [];
  return {
    context,
    apps,
    staff,
    browser,
    requests,
    wire,
    complaints,
    origin: `http://localhost:${port}`,
    async visitor({ width = 360, script = true, lang = 'en', before, blank = false } = {}) {
      const visit = await browser.newContext({
        viewport: { width, height: width < 700 ? 780 : 900 },
        javaScriptEnabled: script,
        locale: lang === 'ur' ? 'ur-PK' : 'en-GB',
        bypassCSP: false,
      });
      visit.on('request', (request) =>
        requests.push({ method: request.method(), url: request.url(), body: request.postData() ?? '' }),
      );
      const page = await visit.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      if (before) await page.addInitScript(before);
      if (!blank) await page.goto(`http://localhost:${port}/`);
      return { page, context: visit };
    },
    async close() {
      await browser.close();
      end();
      await Promise.all([apps.survivor.close(), apps.console.close(), apps.exchange.close()]);
      await context.close();
    },
  };
}

/** What a page left in its browser: counted in the page itself, before the exit's answer clears anything. */
export async function leftBehind(page: Page): Promise<number> {
  const kept = await page.evaluate(
    async () =>
      localStorage.length +
      sessionStorage.length +
      (await indexedDB.databases()).length +
      (await caches.keys()).length +
      (await navigator.serviceWorker.getRegistrations()).length,
  );
  return kept + (await page.context().cookies()).length;
}

/** Waits for a screen. */
export async function at(page: Page, step: string): Promise<void> {
  await page.locator(`[data-step="${step}"]`).waitFor();
}

/** What a visitor of the way through brings and answers. */
export interface Way {
  links?: string;
  files?: { name: string; mimeType: string; buffer: Buffer }[] | string[];
  story?: string;
  /** What has happened so far; threatened and posted unless told otherwise. */
  situation?: readonly string[];
  pin?: string;
  yes?: boolean;
  /** By pointing, or by keys alone. */
  hands?: Hands;
  /** For somebody else: how related, and why. */
  helping?: { relation: string; instead: string };
  /** Called on every screen. */
  each?: (page: Page, step: string) => Promise<void>;
}

/** Answers every age question of that name that is still open. */
async function answerAll(page: Page, hands: Hands, act: string): Promise<void> {
  for (let n = await page.locator(`[data-act="${act}"]`).count(); n > 0; n--) {
    await hands.press(page, act, '[aria-pressed="false"]');
    await page.waitForFunction(
      ([of, left]) =>
        document.querySelectorAll(`[data-act="${of}"][aria-pressed="false"]`).length < Number(left),
      [act, n] as const,
    );
  }
}

/** From arriving to the receipt in her hand. @returns the code and the check words */
export async function makeCase(page: Page, way: Way = {}): Promise<{ receipt: string; words: string }> {
  const { each = async () => {}, hands = pointing, situation = ['threat', 'posted'] } = way;
  const on = async (step: string, act: string, before?: () => Promise<void>) => {
    await at(page, step);
    await hands.arrived?.(page, step);
    await before?.();
    await each(page, step);
    await hands.press(page, act);
  };
  await on('arrive', 'danger-no');
  await on('who', way.helping ? 'who-helping' : 'who-myself');
  await on('home', 'home-unknown');
  await on('situation', 'next', async () => {
    for (const one of situation) await hands.check(page, `situation-${one}`);
  });
  if (situation.includes('threat')) await on('threat', 'next');
  await on('age', 'age-adult');
  await on('places', 'next', async () => {
    if (!way.links) return;
    await hands.fill(page, 'links', way.links);
    await hands.press(page, 'add-links');
    // Several groups: each has its own age question.
    await answerAll(page, hands, 'group-age-adult');
  });
  await on('files', 'next', async () => {
    if (!way.files) return;
    await hands.pick(page, way.files);
    await page
      .locator('[data-file="ready"]')
      .nth(way.files.length - 1)
      .waitFor();
    // Whatever is not the only thing has its own age question.
    await answerAll(page, hands, 'file-age-adult');
  });
  await on('words', 'next', async () => {
    if (way.helping) {
      await page.locator('#relation').fill(way.helping.relation);
      await page.locator('#instead').fill(way.helping.instead);
    }
    if (way.story) await hands.fill(page, 'story', way.story);
  });
  await on('review', 'next');
  for (;;) {
    await page.locator('[data-step="consents"], [data-step="contact"]').waitFor();
    if (await page.locator('[data-step="contact"]').count()) break;
    const part = await page.locator('[data-step="consents"]').getAttribute('data-part');
    await each(page, `consents-${part}`);
    await hands.press(page, way.yes === false ? 'consent-no' : 'consent-yes');
    await page.waitForFunction(
      (before) => document.querySelector('[data-step="consents"]')?.getAttribute('data-part') !== before,
      part,
    );
  }
  await on('contact', 'next', async () => hands.press(page, 'contact-here'));
  let receipt = '';
  let words = '';
  await on('receipt', 'receipt-kept', async () => {
    if (way.pin) {
      await hands.press(page, 'pin-open');
      await hands.fill(page, 'pin', way.pin);
      await hands.fill(page, 'pin-again', way.pin);
    }
    receipt = (await page.locator('[data-receipt]').getAttribute('data-receipt')) ?? '';
    words = (await page.locator('[data-words]').getAttribute('data-words')) ?? '';
  });
  await on('typeback', 'send', async () => {
    const group = Number(await page.locator('[data-step="typeback"]').getAttribute('data-part'));
    await hands.fill(page, 'group', receipt.split('-')[group - 1] ?? '');
  });
  await at(page, 'done');
  await each(page, 'done');
  return { receipt, words };
}

/** Comes back with a receipt; `each` is called on the way. */
export async function comeBack(
  page: Page,
  receipt: string,
  pin = '',
  { hands = pointing, each = async () => {} }: Pick<Way, 'hands' | 'each'> = {},
): Promise<void> {
  await at(page, 'arrive');
  await hands.press(page, 'return');
  await at(page, 'return');
  await each(page, 'return');
  await hands.fill(page, 'receipt', receipt);
  if (pin) await hands.fill(page, 'pin', pin);
  await hands.press(page, 'open');
  await page.locator('[data-step="case"][data-part="news"]').waitFor();
}
