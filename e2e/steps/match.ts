import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { statusOf, upload } from '../board.ts';
import { drawPhoto, editPhoto } from '../photo.ts';
import { must, type Step, type World } from '../world.ts';

const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;
const MATCHABLE_MS = 15_000;

/** Her signals reach the platform; an edited copy is held, decided by a person, and feedback goes back. */
export const matchStep: Step = {
  name: 'an edited copy is found at upload, and a person decides',
  run: async (world) => {
    await untilMatchable(world);

    const folder = join(world.data, '..');
    const edited = join(folder, 'edited.jpg');
    const other = join(folder, 'other.jpg');
    writeFileSync(edited, await editPhoto(world.photo));
    writeFileSync(other, await drawPhoto(10));
    const copy = await upload(world, edited, 'copy');
    const unrelated = await upload(world, other, 'unrelated');
    must((await statusOf(unrelated.shared)) === 200, 'an unrelated photo is public at once');
    must((await statusOf(copy.shared)) === 404, 'others do not see the edited copy');
    must((await statusOf(copy.own)) === 200, 'its uploader sees it');
    const neutral = (text: string) => text.replace(/[0-9a-f]{8,}/g, '');
    must(
      neutral(copy.words) === neutral(unrelated.words),
      'its uploader reads the same words as for any upload',
    );
    world.saw('edited copy: its uploader sees it, others do not; unrelated photo: public');

    const page = await signIn(world);
    await page.waitForSelector('[data-act=open-job][data-kind=upload]');
    await world.shot(page, 'review-queue');
    await page.click('[data-act=open-job][data-kind=upload]');
    await page.waitForSelector(view('job-open'));
    const distance = await page.locator('[data-distance]').first().getAttribute('data-distance');
    const rule = await page.locator('[data-rule]').first().getAttribute('data-rule');
    world.saw(`suggested match: rule ${rule}, distance ${distance}`);
    await decide(world, page, 'remove', 'copy');
    must((await statusOf(copy.shared)) === 404, 'the copy stays hidden after the decision');
    await feedbackArrives(world, page);
  },
};

/** Asks the platform's HMA API, as a client would, until her hash is found. */
async function untilMatchable(world: World): Promise<void> {
  const { key } = JSON.parse(readFileSync(join(world.data, 'handover/site.json'), 'utf8')) as { key: string };
  const url = `${world.product.at(4201)}/m/lookup?signal_type=pdq&signal=${world.found.hash}`;
  const until = Date.now() + MATCHABLE_MS;
  for (;;) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    const found = (await answer.json()) as Record<string, unknown>;
    if (Object.keys(found).length > 0) break;
    must(Date.now() < until, 'her signal is matchable on the platform within 15 s of her case');
    await sleep(100);
  }
  const after = (Date.now() - Number(world.found.openedAt)) / 1000;
  world.saw(`her signal was matchable on the platform ${after.toFixed(1)} s or less after her case was made`);
}

async function signIn(world: World): Promise<Page> {
  const key = /Reviewer key: (\S+)/.exec(world.product.printed())?.[1];
  must(key, "npm start printed a reviewer's key");
  const visit = await world.visitor(1440);
  const page = await visit.newPage();
  world.pages.reviewer = page;
  await page.goto(`${world.product.at(4200)}/console/`);
  await page.fill(act('review-key'), key);
  await page.click(act('review-enter'));
  await page.waitForSelector(view('job-list'));
  return page;
}

/** Claims the open job, sees it blurred, decides, and waits until the decision stands. */
export async function decide(world: World, page: Page, decision: string, name: string): Promise<void> {
  await page.click(act('claim-job'));
  await page.waitForSelector('[data-view=job-open][data-mine=yes]');
  if (await page.locator(view('media')).count()) {
    await page.waitForSelector('[data-view=media][data-shown=preview]');
    world.saw('the picture is shown blurred and grey');
  }
  await world.shot(page, `review-${name}`);
  await page.click(act(`decision-${decision}`));
  await page.click(act('decide'));
  await page.waitForSelector(`[data-view=decided][data-decision=${decision}]`);
  await world.shot(page, `review-${name}-decided`);
  world.saw(`a person decided: ${decision}`);
}

/** The decision's opinion stands on the exchange's record: it comes back with the next pull. */
async function feedbackArrives(world: World, page: Page): Promise<void> {
  const until = Date.now() + MATCHABLE_MS;
  for (;;) {
    if (await page.locator('[data-event="feedback.sent"]').count()) break;
    must(Date.now() < until, 'feedback goes back to the exchange within 15 s');
    await sleep(500);
    await page.click(act('back'));
    await page.selectOption(act('queue-state'), 'decided').catch(() => undefined);
    await page.locator(act('open-job')).first().click();
    await page.waitForSelector(view('job-open'));
  }
  world.saw('feedback was sent to the exchange');
}
