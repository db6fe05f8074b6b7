import { setTimeout as sleep } from 'node:timers/promises';
import { comeBack, press } from '@amaan/survivor/testing';
import type { Page } from 'playwright-core';
import { statusOf } from '../board.ts';
import { must, type Step, type World } from '../world.ts';
import { decide } from './match.ts';

const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;
const OBSERVED_MS = 60_000;

/** A notice for her link: sent, acknowledged, decided, asserted, observed; and her timeline says so. */
export const noticeStep: Step = {
  name: 'a notice is sent, the link goes, and her timeline says so',
  run: async (world) => {
    const { staff, reviewer } = world.pages;
    const { leak } = world.found;
    must(staff && reviewer && leak, 'the steps before this one were made');
    must((await statusOf(leak)) === 200, 'the link is still public');

    await draft(world, staff);
    await sheSaysYes(world);
    await staff.waitForSelector('[data-view=her-yes][data-hers=yes]');
    await staff.click(act('send-notice'));
    await state(staff, ['receipted', 'answered', 'asserted', 'observed']);
    await world.shot(staff, 'notice-acknowledged');
    world.saw('the platform acknowledged, and the clock runs from its acknowledgement');

    await reviewer.click(act('back'));
    await reviewer.selectOption(act('queue-state'), 'open').catch(() => undefined);
    await reviewer.waitForSelector('[data-act=open-job][data-kind=notice]');
    await reviewer.click('[data-act=open-job][data-kind=notice]');
    await reviewer.waitForSelector(view('job-open'));
    await decide(world, reviewer, 'remove', 'notice');

    const until = Date.now() + OBSERVED_MS;
    while ((await statusOf(leak)) === 200) {
      must(Date.now() < until, 'the site takes the picture away after the decision');
      await sleep(300);
    }
    world.saw('removal is asserted: the link is gone for everyone');
    await state(staff, ['observed']);
    await world.shot(staff, 'notice-observed');
    world.saw("the helpline's own check observed it, and the clock stopped");

    const visit = await world.visitor(360);
    const page = await visit.newPage();
    world.pages.survivor = page;
    await page.goto(world.product.at(4100));
    await comeBack(page, world.found.receipt ?? '');
    await page.locator('[data-event="removal.observed"]').first().waitFor();
    const words = (await page.locator('[data-news] li').first().textContent())?.replace(/\s+/g, ' ').trim();
    world.saw(`her timeline now begins: "${words}"`);
    await world.shot(page, 'return-timeline');
    await press(page, 'tab-places');
    await page.locator('[data-stand="gone"]').first().waitFor();
    await world.shot(page, 'return-links');
    world.saw('her link stands in one row: sent, received, gone as seen by us');
    await visit.close();
    delete world.pages.survivor;
  },
};

async function draft(world: World, page: Page): Promise<void> {
  await page.click(act('tab-notices'));
  await page.click(act('new-notice'));
  await page.waitForSelector(view('notice-draft'));
  await page.click(act('approve-notice'));
  // Without its elements it cannot be sent, and says so.
  await page.getByText(/None of them is ready|ابھی کوئی تیار نہیں/).waitFor();
  await page.check(act('fact-notAgreed'));
  await page.check(act('fact-sexual'));
  for (const radio of await page.locator('[data-act^=test-][data-act$=-yes]').all()) await radio.check();
  if (await page.locator(act('second-yes')).count()) await page.check(act('second-yes'));
  await world.shot(page, 'notice-draft');
  await page.click(act('approve-notice'));
  await page.waitForSelector(view('notice'));
  const regime = await page
    .locator(`${view('notice')} .badge`)
    .first()
    .textContent();
  world.saw(`a notice under ${regime} was put before her`);
}

/** She comes back, reads exactly what they will see, and says yes to it, in two steps. */
async function sheSaysYes(world: World): Promise<void> {
  const visit = await world.visitor(360);
  const page = await visit.newPage();
  await page.goto(world.product.at(4100));
  await comeBack(page, world.found.receipt ?? '');
  await press(page, 'letter-open');
  await page.locator('[data-letter] pre').first().waitFor();
  must(
    (await page.locator('[data-letter] pre').first().textContent())?.includes(world.found.leak ?? '?'),
    'she reads the exact text, with her link in it',
  );
  await world.shot(page, 'letter');
  await press(page, 'letter-yes');
  await press(page, 'letter-send');
  await page.locator('[data-hers=true]').first().waitFor({ state: 'attached' });
  world.saw('she read exactly what they will see, and said yes to it');
  await visit.close();
}

/** Waits until the notice stands in one of these states. */
async function state(page: Page, states: readonly string[]): Promise<void> {
  await page.waitForSelector(states.map((one) => `[data-view=notice][data-state=${one}]`).join(', '), {
    timeout: OBSERVED_MS,
  });
}
