import { mkdirSync, readFileSync } from 'node:fs';
import type { Mandate } from '@amaan/custody';
import { brandLetter, textPaper } from '@amaan/notice';
import { pdfOf } from '@amaan/notice/node';
import { firstCodeNotes } from '@amaan/responder/staff';
import { account, anId, Visitor } from '@amaan/responder/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeIn, joinByHand } from './testing/join.ts';
import { cannot, complaintsOf, openStage, type Stage } from './testing/stage.ts';

const SHOTS = process.env.AMAAN_SHOTS;
const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;

const HOSTS = ['localhost:4300', 'www.tiktok.com', 'x.com', 'pics.nowhere.example'];
const LINKS = Array.from({ length: 12 }, (_, i) => ({
  url: `https://${HOSTS[i % 4]}/p/${i}`,
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
  const scope: Mandate = { signer: 'helpline', addressees: ['any'], until: '2099-01-01', unseen: true };
  page = await stage.page();
  await joinByHand(page, codeIn((await firstCodeNotes(stage.context)).join()));
  await she.open(
    account({
      links: LINKS.map((link) => ({ ...link, kind: 'post' as const })),
      consents: [{ kind: 'sendNotices', given: true, at: today, scope }],
    }),
  );
  // Whoever has the list open sees the new case by itself.
  await page.waitForSelector(act('open-case'));
  await page.click(act('open-case'));
  await page.click(act('tab-notices'));
});
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
);

const plan = () =>
  page.$eval(view('plan'), (node) => [Number(node.dataset.documents), Number(node.dataset.ready)]);

test.skipIf(cannot)(
  'one story, many documents: grouped by place, five regimes, gated by elements, tests and second yeses, sent at once',
  async () => {
    await page.click(act('new-notice'));
    await page.waitForSelector(view('notice-draft'));
    expect(
      await page.locator(view('target')).evaluateAll((all) => all.map((each) => each.dataset.host)),
    ).toEqual(['localhost:4300', 'tiktok.com', 'x.com', 'pics.nowhere.example']);
    expect(await plan()).toEqual([4, 0]);
    // Before copyright is chosen, staff read that and how soon it may be undone; beside no other route.
    expect(await page.isChecked('[data-route="tiktok US-DMCA"]')).toBe(false);
    const back = page.locator(`${view('target')} [data-put-back]`);
    expect(new Set(await back.evaluateAll((all) => all.map((each) => each.dataset.putBack)))).toEqual(
      new Set(['US-DMCA']),
    );
    expect(await back.first().isVisible()).toBe(true);
    expect(await back.first().textContent()).toContain('10 to 14 business days');
    // One tick chooses a route at every place that offers it, and takes it back everywhere.
    const everywhere = `${act('route-all')}[data-route="EU-DSA-16"]`;
    await page.check(everywhere);
    expect(await plan()).toEqual([8, 0]);
    await page.uncheck('[data-route="x EU-DSA-16"]');
    expect(await page.isChecked(everywhere)).toBe(false);
    await page.check(everywhere);
    await page.uncheck(everywhere);
    expect(await plan()).toEqual([4, 0]);
    for (const fact of ['notAgreed', 'sexual', 'ownPicture']) await page.check(act(`fact-${fact}`));
    for (const route of ['tiktok UK-OSA-10-3A', 'tiktok EU-DSA-16', 'x IN-3-2-b'])
      await page.check(`[data-route="${route}"]`);
    const playbook = page.locator('[data-playbook=tiktok]');
    await playbook.locator('summary').click();
    expect(await playbook.locator('[data-checked]').getAttribute('data-checked')).toBe('never');
    await playbook.locator(act('check-playbook-on')).fill('2026-11-20');
    await playbook.locator(act('check-playbook')).click();
    await playbook.locator('[data-checked="2026-11-20"]').filter({ hasText: 'Rabia' }).waitFor();
    await page.click(`${view('authorities')} > summary`);
    await page.check('[data-route="pk-authority PK-21-3"]');
    for (const radio of await page.locator('[data-act^=test-][data-act$=-yes]').all()) await radio.check();
    expect((await plan())[1]).toBe(0);
    for (const yes of await page.locator(act('second-yes')).all()) await yes.check();
    expect(await plan()).toEqual([8, 8]);

    await page.locator('[data-planned="pk-authority PK-21-3 0"] > summary').click();
    await page.locator('[data-planned="pk-authority PK-21-3 0"]').locator(act('notice-text')).click();
    expect(await page.locator('[data-planned="pk-authority PK-21-3 0"] [lang=ur]').textContent()).toContain(
      'tiktok.com/p/1',
    );
    await shot('drafting-en-1440');
    expect(await complaintsOf(page)).toEqual([]);

    await page.check(act('per-account'));
    expect(await plan()).toEqual([22, 22]);
    await page.uncheck(act('per-account'));
    await page.click(act('approve-notice'));
    await page.waitForFunction(() => document.querySelectorAll('[data-view=notice]').length === 8);
    const approved = async () =>
      (await she.news())?.events.filter(({ type }) => type === 'notice.approved').length;
    // The application is hers to bring: it waits for her yes to its exact text, whatever her mandate says.
    expect(await approved()).toBe(7);
    await page.waitForSelector('[data-view=her-yes][data-hers=waiting]');
    const own = (await she.news())?.events.find(
      (event) => event.type === 'notice.drafted' && event.refs.regime === 'PK-21-3',
    );
    if (own?.type !== 'notice.drafted') throw new Error('nothing was put before her');
    const { notice, digest } = own.refs;
    await she.write({ op: 'notice', id: anId(), notice, digest, answer: 'yes' });
    await page.waitForSelector('[data-view=her-yes][data-hers=yes]');
    await page.click(act('send-notice'));
    await page.waitForSelector(view('her-yes'), { state: 'detached' });
    expect(await approved()).toBe(8);
    // Of what left, none holds a word of her story, the case's id, a fingerprint, or anything that ties it to another.
    const left = new Map(
      stage.sent
        .filter((body) => body.includes('"document"'))
        .map((body) => (JSON.parse(body) as { document: { id: string; digest: string } }).document)
        .map((document) => [document.id, document]),
    );
    expect(left.size).toBe(8);
    const caseId = (await she.news())?.caseId ?? '';
    for (const [id, { digest: _, ...document }] of left) {
      const text = JSON.stringify(document);
      for (const other of [caseId, 'what happened', ...[...left.keys()].filter((each) => each !== id)])
        expect(text).not.toContain(other);
      expect(text).not.toMatch(/[0-9a-f]{64}/);
    }
  },
);

test.skipIf(cannot)(
  'a notice that a person carries is cut up for the form; in Urdu on a phone everything fits',
  async () => {
    const card = page.locator(view('notice')).filter({ hasText: 'TikTok' }).first();
    await card.locator(act('open-document')).click();
    await card.locator(view('handover')).waitFor();
    expect(await card.locator('[data-field=urls] pre').textContent()).toBe(
      LINKS.filter(({ url }) => url.includes('tiktok'))
        .map(({ url }) => url)
        .join('\n'),
    );
    const copied = card.locator(`[data-field=urls] ${view('copied')}`);
    const clipboard = await page.context().newCDPSession(page);
    const { browserContextId } = (await clipboard.send('Target.getTargetInfo')).targetInfo;
    await clipboard.send('Browser.setPermission', {
      permission: { name: 'clipboard-write' },
      setting: 'denied',
      ...(browserContextId ? { browserContextId } : {}),
    });
    await card.locator(`[data-field=urls] ${act('copy-field')}`).click();
    await expect.poll(() => copied.textContent()).toMatch(/by hand/);
    await shot('copy-refused-en-1440');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await card.locator(`[data-field=urls] ${act('copy-field')}`).click();
    await expect.poll(() => copied.textContent()).toBe('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^https?:.*tiktok/);
    await shot('notices-en-1440');
    expect(await complaintsOf(page)).toEqual([]);
    // What others did about the application starts a clock that follows it.
    const application = page.locator(view('notice')).filter({ hasText: 'PK-21-3' });
    await application.locator(act('enter-fact')).click();
    await application.locator(`${view('happened')} > summary`).click();
    await application.locator(act('happened-what')).selectOption('direction.issued');
    await application.locator(act('happened-at')).fill('2026-11-20');
    await application.locator(act('enter-happened')).click();
    await application.locator('[data-follow="PK-2B-l"][data-follow-state=running]').waitFor();
    expect(await complaintsOf(page)).toEqual([]);
    // What a person saw where nobody lets our checker look, and that the authority made its order.
    await application.locator(`${view('looks')} > summary`).click();
    await application.locator(`${act('look-link')}[data-link="1"]`).check();
    await application.locator(act('look-missing')).click();
    await expect
      .poll(async () => (await she.news())?.events.find(({ type }) => type === 'removal.observed')?.refs)
      .toMatchObject({ link: 1 });
    await application.locator(act('fact')).selectOption('answered.refused');
    await application.locator(act('fact-came')).fill('2026-11-21');
    await application.locator(act('enter-fact')).click();
    await application.locator('[data-clock=stopped]').filter({ hasText: 'They refused' }).waitFor();
    const answer = (await she.news())?.events.find(({ type }) => type === 'notice.answered');
    expect(answer?.refs).toMatchObject({ answer: 'refused', at: '2026-11-21' });
    await application.locator(act('happened-what')).selectOption('case.filed');
    await application.locator(act('happened-at')).fill('2026-11-22');
    await application.locator(act('enter-happened')).click();
    await application.locator('[data-follow="PK-2V"]').waitFor();
    expect(await complaintsOf(page)).toEqual([]);
    await shot('follows-en-1440');
    await page.setViewportSize({ width: 360, height: 780 });
    await page.click(act('language'));
    await shot('notices-ur-360');
    expect(await complaintsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.click(act('new-notice'));
    await page.waitForSelector(view('notice-draft'));
    for (const fact of ['notAgreed', 'sexual']) await page.check(act(`fact-${fact}`));
    await shot('drafting-ur-360');
    expect(await complaintsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(stage.complaints).toEqual([]);
  },
);

test.skipIf(cannot)(
  'the law, place by place: an administrator enters who read a row, and it stands there in both languages',
  async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.click(act('language'));
    await page.click(act('nav-law'));
    const place = page.locator('[data-place=AU]');
    await place.locator('summary').first().click();
    // A row that no letter is made under is here too: its clock follows a complaint.
    const row = place.locator('[data-row="AU-77"]');
    expect(await row.getAttribute('data-read')).toBe('false');
    await row.locator('summary').click();
    await row.locator(act('review-lawyer')).fill('A. Lawyer');
    await row.locator(act('review-on')).fill('2026-11-24');
    await row.locator(act('enter-review')).click();
    await place.locator('[data-row="AU-77"][data-read=true]').filter({ hasText: 'A. Lawyer' }).waitFor();
    expect(await place.locator('summary').first().textContent()).toMatch(/AU.*1.*of/);
    // One of them was tried in the test before; what nobody has tried is said as a number.
    const untried = Number(await page.getAttribute('[data-untried]', 'data-untried'));
    expect(untried).toBe(await page.locator('[data-checked=never]').count());
    expect(untried).toBeGreaterThan(10);
    // A day on which the law was read is no day on which the way was tried.
    expect(await page.locator('[data-playbook=us-ftc] > summary').textContent()).toContain(
      'nobody has tried',
    );
    await page.locator('[data-playbook=meta] > summary').click();
    await shot('law-en-1440');
    expect(await complaintsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.click(act('language'));
    await shot('law-ur-360');
    expect(await complaintsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(stage.complaints).toEqual([]);
  },
);
