import { mkdirSync, readFileSync } from 'node:fs';
import type { Mandate } from '@amaan/custody';
import { brandLetter, textPaper } from '@amaan/notice';
import { pdfOf } from '@amaan/notice/node';
import { firstCodeNotes } from '@amaan/responder/staff';
import { account, Visitor } from '@amaan/responder/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cannot, complaintsOf, openStage, type Stage } from './testing/stage.ts';

const SHOTS = process.env.AMAAN_SHOTS;
const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;

const LINKS = Array.from({ length: 12 }, (_, i) => ({
  url: `http://localhost:4300/p/${i}`,
  account: `user_${i % 3}`,
}));
let stage: Stage;
let page: Page;
let she: Visitor;

async function shot(name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/** The bytes of what a click puts into the downloads. */
async function download(selector: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.click(selector),
  ]);
  return readFileSync(await file.path());
}

beforeAll(async () => {
  if (cannot) return;
  stage = await openStage();
  she = new Visitor(stage.apps.survivor);
  const today = stage.context.now().toISOString().slice(0, 10);
  const scope: Mandate = { signer: 'helpline', addressees: ['any'], until: '2099-01-01' };
  page = await stage.page();
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec((await firstCodeNotes(stage.context)).join())?.[0] ?? '';
  await page.fill(act('join-code'), code);
  await page.fill(act('join-name'), 'Rabia');
  await page.click(act('join-start'));
  const phrase = (await page.textContent(view('phrase-text')))?.trim() ?? '';
  const group = Number(await page.getAttribute(act('phrase-group'), 'data-group'));
  await page.fill(act('phrase-group'), phrase.split('-')[group - 1] ?? '');
  await page.click(act('join-finish'));
  await page.waitForSelector(view('cases'));
  await she.open(
    account({
      links: LINKS.map((link) => ({ ...link, kind: 'post' as const })),
      consents: [{ kind: 'sendNotices', given: true, at: today, scope }],
    }),
  );
  await page.waitForSelector(act('open-case'), { timeout: 20_000 });
  await page.click(act('open-case'));
  await page.click(act('tab-notices'));
}, 90_000);
afterAll(() => stage?.close());

test.skipIf(cannot)(
  'papers are set as PDF under the policy, with the bytes of the command line; the number typed for printing goes nowhere',
  async () => {
    await page.click(`${view('papers')} > summary`);
    for (const fact of ['sexual', 'authentic', 'public', 'harm-purpose', 'threat'])
      await page.check(act(`paper-${fact}`));
    await page.fill(act('print-cnic'), '99999-7654321-9');
    const pack = await download('[data-act=save-pdf][data-paper=complaint]');
    expect(pack.subarray(0, 5).toString()).toBe('%PDF-');
    const day = new Date().toISOString().slice(0, 10);
    const text = brandLetter({
      sender: { name: 'Amaan helpline (demo)', signer: '', contact: 'notices@helpline.invalid' },
      links: LINKS,
      description: 'A photograph of one person.',
      facts: { notAgreed: true, threatened: true },
      seenOn: day,
    });
    const expected = await pdfOf(textPaper({ title: 'Letter', day, draft: true, text }));
    expect((await download('[data-act=save-pdf][data-paper=brand]')).equals(expected.pdf)).toBe(true);
    await shot('papers-en-1440');
    expect(await complaintsOf(page)).toEqual([]);
    expect(stage.sent.join('')).not.toContain('7654321');
    expect(stage.complaints).toEqual([]);
  },
  90_000,
);
