import { at, comeBack, makeCase, press } from '@amaan/survivor/testing';
import type { Page } from 'playwright-core';
import { codeIn, joinByHand } from '../../apps/console/testing/join.ts';
import { upload } from '../board.ts';
import { must, type Step, type World } from '../world.ts';

const act = (name: string) => `[data-act=${name}]`;
const view = (name: string) => `[data-view=${name}]`;

/** The picture is out; she makes a sealed case; a caseworker opens, reads and answers; she comes back and reads it. */
export const caseStep: Step = {
  name: 'a sealed case is made, read and answered',
  run: async (world) => {
    const leak = await upload(world, world.photo, 'leak');
    world.found.leak = leak.shared;
    world.saw(`the photo is public at ${leak.shared}`);

    const staff = await joinAndSignIn(world);
    await minorLeavesNothing(world);
    const made = await openCase(world, leak.shared);
    world.found.receipt = made.receipt;
    world.saw(`case "${made.words}", receipt of ${made.receipt.length} characters, typed back`);
    await answer(world, staff, made.words);

    const visit = await world.visitor(360);
    const page = await visit.newPage();
    await page.goto(world.product.at(4100));
    await comeBack(page, made.receipt);
    await press(page, 'tab-messages');
    await page.locator('[data-message="staff"]').first().waitFor();
    must(
      (await page.locator('[data-message="staff"]').first().textContent())?.includes('We are here'),
      'she reads the answer',
    );
    await world.shot(page, 'return-messages');
    world.saw('she came back with the receipt and read the answer');
    await visit.close();
  },
};

/** The first administrator: one-time code, recovery phrase typed back, signed out, signed in again by the phrase. */
async function joinAndSignIn(world: World): Promise<Page> {
  const visit = await world.visitor(1440);
  const page = await visit.newPage();
  world.pages.staff = page;
  await page.goto(world.product.at(4101));
  const code = codeIn(world.product.printed());
  must(code, 'npm start printed a one-time code');
  const phrase = await joinByHand(page, code);
  await page.click(act('sign-out'));
  await page.fill(act('phrase'), phrase);
  await page.click(act('sign-in'));
  await page.waitForSelector(view('cases'));
  world.saw('the first administrator joined, and signed in again by the recovery phrase');
  return page;
}

/** "Not sure" about age is routed to other help: no case is opened, and nothing of the room is loaded. */
async function minorLeavesNothing(world: World): Promise<void> {
  const visit = await world.visitor(360);
  const page = await visit.newPage();
  await page.goto(world.product.at(4100));
  const posted: string[] = [];
  visit.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.url());
  });
  await press(page, 'danger-no');
  await press(page, 'who-myself');
  await press(page, 'home-unknown');
  await at(page, 'situation');
  await press(page, 'skip');
  await press(page, 'age-unsure');
  await at(page, 'minor');
  await world.shot(page, 'minor');
  must(
    (await page.locator('input, iframe').count()) === 0 && posted.length === 0,
    'under 18 or not sure sends and loads nothing',
  );
  world.saw('"not sure" about age: other help is offered, nothing was sent');
  await visit.close();
}

async function openCase(world: World, link: string): Promise<{ receipt: string; words: string }> {
  const visit = await world.visitor(360);
  const page = await visit.newPage();
  world.pages.survivor = page;
  await page.goto(world.product.at(4100));
  const made = await makeCase(page, {
    links: link,
    files: [world.photo],
    story: 'It was sent to a friend in confidence.',
    each: (shown, step) => world.shot(shown, `she-${step}`),
  });
  delete world.pages.survivor;
  await visit.close();
  world.found.openedAt = String(Date.now());
  return made;
}

async function answer(world: World, page: Page, alias: string): Promise<void> {
  await page.waitForSelector(act('open-case'));
  await world.shot(page, 'cases');
  await page.click(act('open-case'));
  await page.waitForSelector(view('case-open'));
  must((await page.getAttribute(view('case-open'), 'data-alias')) !== null, 'the case has its alias');
  world.saw(
    `the caseworker opened the case (${await page.getAttribute(view('case-open'), 'data-alias')}; hers: ${alias})`,
  );
  const story = await page.locator(view('story-text')).textContent();
  must(story?.includes('in confidence'), 'the caseworker reads her words');
  await page.click(act('tab-talk')).catch(() => undefined);
  await page.fill(act('answer'), 'We are here. We read what you wrote.');
  await page.click(act('send-answer'));
  await page.waitForSelector('[data-from=staff]');
  await world.shot(page, 'case-answered');
  must((await page.locator('img, video, picture').count()) === 0, 'no picture is ever shown to a caseworker');
}
