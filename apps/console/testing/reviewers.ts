import type { AddressInfo } from 'node:net';
import { gateApp } from '@amaan/platform';
import { type TestPlatform, testPlatform } from '@amaan/platform/testing';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../../tools/browser.ts';
import { complaintsOf } from './stage.ts';

/** A platform with its reviewers' console, and a browser. */
export interface Reviewers {
  readonly platform: TestPlatform;
  /** Where the console stands. */
  readonly origin: string;
  /** What went wrong in any page: refused by the policy, thrown, printed as an error; and what axe says of the way in. */
  readonly complaints: string[];
  /** Opens the console and enters with a key's secret. `opens`: the view that the key is shown first. */
  enter(of: { width: number; locale: string; secret: string; opens: string }): Promise<Page>;
  close(): Promise<void>;
}

/** Starts both; `config` replaces settings of the platform. */
export async function openReviewers(config: Parameters<typeof testPlatform>[0] = {}): Promise<Reviewers> {
  const platform = await testPlatform(config);
  const app = await gateApp(platform.context);
  await app.listen({ port: 0, host: 'localhost' });
  const origin = `http://localhost:${(app.server.address() as AddressInfo).port}/console/`;
  const browser = await openBrowser();
  const complaints: string[] = [];
  /** The way in looks the same each time: once for each width and language is enough. */
  const seen = new Set<string>();
  return {
    platform,
    origin,
    complaints,
    enter: async ({ width, locale, secret, opens }) => {
      const visit = await browser.newContext({ viewport: { width, height: 900 }, locale });
      const page = await visit.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(origin);
      if (!seen.has(`${width} ${locale}`)) complaints.push(...(await complaintsOf(page)));
      seen.add(`${width} ${locale}`);
      await page.fill('[data-act=review-key]', secret);
      await page.click('[data-act=review-enter]');
      await page.waitForSelector(`[data-view=${opens}]`);
      return page;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await platform.close();
    },
  };
}
