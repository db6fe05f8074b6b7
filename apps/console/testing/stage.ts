import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Apps, buildApps } from '@amaan/responder';
import { testContext, type TestContext } from '@amaan/responder/testing';
import type { Browser, Page } from 'playwright-core';
import { axeOn } from '../../../tools/axe.ts';
import { noBrowser, openBrowser } from '../../../tools/browser.ts';
import { freePort } from '../../../tools/free-ports.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Why tests in the browser are skipped, or nothing. */
export const cannot = noBrowser ?? (existsSync(`${DIST}/index.html`) ? undefined : 'the pages are not built');

/** A responder with its console, and a browser. */
export interface Stage {
  readonly context: TestContext;
  readonly apps: Apps;
  readonly origin: string;
  readonly browser: Browser;
  /** What went wrong in any page: refused by the policy, thrown, printed as an error. */
  readonly complaints: string[];
  /** Every body that any page sent. */
  readonly sent: string[];
  page(width?: number, locale?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts both; `env` and `config` are the responder's. Passkeys are bound to the origin, so the port is chosen first. */
export async function openStage(
  env: Readonly<Record<string, string>> = {},
  config: NonNullable<Parameters<typeof testContext>[0]> = {},
): Promise<Stage> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const context = await testContext({ ...config, consoleOrigin: origin, env });
  context.time = new Date();
  const apps = await buildApps(context, 'console');
  await apps.console.listen({ port, host: 'localhost' });
  const browser = await openBrowser();
  const complaints: string[] = [];
  const sent: string[] = [];
  return {
    context,
    apps,
    origin,
    browser,
    complaints,
    sent,
    async page(width = 1440, locale = 'en-GB') {
      const visit = await browser.newContext({
        viewport: { width, height: width < 700 ? 780 : 900 },
        locale,
      });
      const page = await visit.newPage();
      page.on('request', (request) => sent.push(request.postData() ?? ''));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(origin);
      return page;
    },
    async close() {
      await browser.close();
      await Promise.all([apps.survivor.close(), apps.console.close(), apps.exchange.close()]);
      await context.close();
    },
  };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest task that the page's main thread had during some work, in milliseconds of its own processor time: what
 * else runs on the machine does not count.
 */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[];
  };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  const times = traceEvents
    .filter((event) => event.name === 'RunTask' && main.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
  if (times.length === 0) throw new Error('nothing was traced');
  return Math.round(Math.max(...times));
}

/** What axe finds on a page, as sentences. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const { violations } = await axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
}
