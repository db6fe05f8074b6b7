import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Running } from './servers.ts';

/** What the steps of the walk hand on to each other, and how they tell what they saw. */
export interface World {
  readonly browser: Browser;
  readonly product: Running;
  /** The product's data folder: the demo hands its keys over there. */
  readonly data: string;
  /** The photograph that is walked with. */
  readonly photo: string;
  readonly language: 'en' | 'ur';
  /** Prints one thing that was seen. */
  saw(what: string): void;
  /** Saves a picture of the page. */
  shot(page: Page, name: string): Promise<void>;
  /** A browser without history or storage, at a width in CSS pixels. */
  visitor(width: number): Promise<BrowserContext>;
  /** Found on the way: the receipt, the alias, the addresses. */
  readonly found: Record<string, string>;
  /** Pages that stay open between steps. */
  readonly pages: Record<string, Page>;
}

/** One of the walk's four steps. */
export interface Step {
  readonly name: string;
  run(world: World): Promise<void>;
}

/** A thing that must be so; the sentence says what was expected. */
export function must(truth: unknown, sentence: string): asserts truth {
  if (!truth) throw new Error(sentence);
}

/** Saves numbered screenshots into `folder`. */
export function shooter(folder: string): (page: Page, name: string) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (page, name) => {
    count += 1;
    await page.screenshot({
      path: join(folder, `${String(count).padStart(2, '0')}-${name}.png`),
      fullPage: true,
    });
  };
}
