import { mkdirSync } from 'node:fs';
import { createApp, type App } from '@amaan/http';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeIn, joinByHand } from '../apps/console/testing/join.ts';
import { cannot, complaintsOf, openStage, type Stage } from '../apps/console/testing/stage.ts';
import { noticeJobs, noticeRoutes } from '../servers/responder/notices/index.ts';
import { JOBS } from '../servers/responder/notices/job-names.ts';
import { draftAndApprove, makeDocument, openNoticeCase } from '../servers/responder/notices/testing.ts';
import { firstCodeNotes } from '../servers/responder/staff/index.ts';

const HOUR = 3_600_000;
const SHOTS = process.env.AMAAN_SHOTS;
let stage: Stage;
let app: App;
let phrase = '';
let start: Date;
beforeAll(async () => {
  if (cannot) return;
  stage = await openStage({ AMAAN_PLATFORMS: 'kite=mailto:a@kite.invalid heron=mailto:a@heron.invalid' });
  start = stage.context.time;
  app = await createApp({ log: stage.context.log });
  const door = { caller: async () => ({ id: '0'.repeat(32), role: 'caseworker' as const }) };
  noticeRoutes(app, stage.context, { ...door, mayOpen: async () => true });
});
afterAll(() => stage?.close());

const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;
/** Time as it was so many hours ago, or now. */
const ago = (hours: number): void => {
  stage.context.time = new Date(start.getTime() - hours * HOUR);
};

async function join(page: Page): Promise<void> {
  phrase = await joinByHand(page, codeIn((await firstCodeNotes(stage.context)).join()));
}

/** A notice that was sent and, where `proved`, received so many hours ago; `gone` says after how many it was missed. */
async function notice(regime: string, to: string, sentAgo: number, proved: boolean, gone?: number) {
  ago(sentAgo);
  const { context, apps } = stage;
  const url = `https://example.org/p/${sentAgo}`;
  const { caseId } = await openNoticeCase(context, apps.survivor, 'all', url);
  const document = makeDocument({ regime, addressee: to, urls: [url], now: context.now() });
  expect(await draftAndApprove(app, caseId, document, 'email')).toMatchObject({ statusCode: 200 });
  const fact = (payload: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/notices/${document.id}/facts`,
      payload: { v: 1, ...payload },
    });
  await fact({ fact: 'sent' });
  const at = context.now().toISOString();
  if (proved) await fact({ fact: 'receipted', at, kind: 'auto-reply', proof: 'ab'.repeat(32) });
  if (gone !== undefined) {
    ago(sentAgo - gone);
    await fact({ fact: 'looked', link: 0, state: 'missing' });
  }
  ago(0);
  for (const job of [JOBS.clock, JOBS.remind]) await noticeJobs(context)[job]?.({ notice: document.id });
}

async function shots(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
  }
}

test.skipIf(cannot)(
  'the board: what ran out first, filters, a reminder seen to, removal times drawn, a calendar address, in both languages',
  async () => {
    const page = await stage.page();
    await page.waitForSelector(view('join'));
    await join(page);
    for (const [hours, gone] of [
      [80, 12],
      [70, 30],
      [60, 50],
      [50, 20],
    ] as const)
      await notice('US-223a', 'kite', hours, true, gone);
    for (const [hours, gone] of [
      [75, 3],
      [65, 9],
    ] as const)
      await notice('US-223a', 'heron', hours, true, gone);
    await notice('US-223a', 'kite', 60, true);
    await notice('US-223a', 'heron', 40, true);
    await notice('EU-DSA-16', 'heron', 24 * 5, false);
    await page.reload();
    await page.fill(act('phrase'), phrase);
    await page.click(act('sign-in'));
    await page.waitForSelector(view('cases'));
    await page.click('[data-act=nav-board]');
    await page.waitForSelector('[data-board]');
    const states = () =>
      page.$$eval('[data-board]', (lines) => lines.map((line) => line.getAttribute('data-clock-state')));
    expect(await states()).toEqual(['expired', 'running', 'not-started']);
    await page.selectOption(act('board-addressee'), 'heron');
    expect(await states()).toEqual(['running', 'not-started']);
    await page.selectOption(act('board-state'), 'reminder');
    expect(await states()).toEqual(['not-started']);
    expect(await page.getAttribute('[data-times]', 'data-times')).toBe('kite');
    expect(await complaintsOf(page)).toEqual([]);
    await page.selectOption(act('board-state'), 'all');
    await page.selectOption(act('board-addressee'), 'all');
    await page.click('.history summary');
    await page.click(act('calendar-make'));
    const address = (await page.textContent(`${view('calendar')} code`)) ?? '';
    await shots(page, 'board-en');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.click(act('language'));
    await shots(page, 'board-ur');
    expect(await complaintsOf(page)).toEqual([]);
    await page.click(act('reminder-done'));
    await page.waitForFunction(() => !document.querySelector('[data-reminder]'));
    const calendar = await (await fetch(address)).text();
    // The one that ran out, the one that runs; the reminder was seen to.
    expect(calendar.match(/SUMMARY:Due/g)).toHaveLength(2);
    const { rows } = await sql<{ done_by: string }>`select done_by from notice_reminder`.execute(
      stage.context.store.db,
    );
    expect(rows[0]?.done_by).toMatch(/^[0-9a-f]{32}$/);
    expect(stage.complaints).toEqual([]);
    await page.context().close();
  },
);
