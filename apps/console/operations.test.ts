import type { TestPlatform } from '@amaan/platform/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, fine, view } from './testing/look.ts';
import { openReviewers, type Reviewers } from './testing/reviewers.ts';
import { cannot } from './testing/stage.ts';

let stage: Reviewers;
let platform: TestPlatform;
beforeAll(async () => {
  if (cannot) return;
  stage = await openReviewers({ ruleChanges: 'two' });
  platform = stage.platform;
});
afterAll(() => stage?.close());

async function enter(width: number, locale: string, ...roles: ('curate' | 'admin')[]): Promise<Page> {
  const { authorization } = await platform.key(`Key ${roles.join(' ')} ${width}`, ...roles);
  return stage.enter({ width, locale, secret: authorization.replace('Bearer ', ''), opens: 'alarms' });
}

/** Signals of a bank that two others doubt. */
async function doubted(count: number): Promise<void> {
  const { pool } = platform.context.store;
  await pool.query(
    `insert into bank_content (id, bank, sealed, added_at) select n, 'HELPLINE', '', now() from generate_series(1, $1) n`,
    [count],
  );
  await pool.query(`insert into bank_opinion (content, party, value)
    select id, party, 'NotBlocked' from bank_content, unnest(array['a', 'b']) party`);
  await pool.query(`insert into bank_opinion (content, party, value) values (1, 'self', 'Blocked')`);
  await pool.query(`insert into own_account (id, account, content, proposed_by, proposed_at)
    values (repeat('a1', 16), 'creator-1', 1, repeat('b2', 16), now())`);
}

test.skipIf(cannot)('a curator settles suspended signals with a reason, on a phone in Urdu', async () => {
  await doubted(3);
  const page = await enter(360, 'ur-PK', 'curate');
  expect(await page.getAttribute(view('waiting'), 'data-total')).toBe('3');
  await fine(page, 'suspended-ur-360');
  await page.click(`[data-signal="2"] ${act('settle-signal')}`);
  await page.selectOption(act('settle-reason'), 'cannot-tell');
  await fine(page, 'settle-ur-360');
  await page.click(act('settle-go'));
  await page.waitForSelector('[data-view=waiting][data-total="2"]');
  await page.click(`${view('kept')} summary`);
  await page.waitForSelector(`${view('kept')} [data-signal="2"]`);
  await page.click(`[data-signal="1"] ${act('settle-signal')}`);
  await page.click(act('settle-restore'));
  await page.click(act('settle-go'));
  await page.waitForSelector('[data-view=waiting][data-total="1"]');
  // What a reviewer found of an account, a second person agrees to here.
  const own = '[data-account=creator-1]';
  await page.click(`${own} ${act('account-agree')}`);
  await page.waitForSelector(`${own} ${act('account-agree')}`, { state: 'detached' });
  await fine(page, 'own-accounts-ur-360');
  await page.click(`${own} ${act('account-end')}`);
  await page.waitForSelector('[data-view=own-accounts][data-total="0"]');
  // Exchanges and rules are not a curator's.
  expect(await page.locator(`${view('follow')}, ${view('bank-rules')}`).count()).toBe(0);
  const { rows } = await platform.context.store.pool.query(
    `select act || ' ' || reason as line from curate_event where act like 'signal.%' order by id`,
  );
  expect(rows.map(({ line }) => line)).toEqual(['signal.kept cannot-tell', 'signal.restored confirmed-here']);
  expect(stage.complaints).toEqual([]);
  await page.context().close();
});

test.skipIf(cannot)(
  'an administrator follows an exchange and asks for other rules; another one agrees',
  async () => {
    const page = await enter(1440, 'en-GB', 'admin');
    await page.click(act('follow-open'));
    const typed = { name: 'hub', url: 'http://localhost:1/v1', bank: 'HUB', threshold: '20' };
    for (const [name, value] of Object.entries(typed)) await page.fill(act(`follow-${name}`), value);
    await page.fill(act('follow-fetch'), 'planted-fetch');
    await page.fill(act('follow-subscription'), 'planted-sub');
    await page.click(act('follow-go'));
    const hub = '[data-view=exchange][data-name=hub]';
    await page.waitForSelector(hub);
    await fine(page, 'operations-en-1440');
    const html = await page.content();
    const values = await page.$$eval('input', (inputs) => inputs.map((input) => input.value));
    expect(html + values.join(' ')).not.toContain('planted');
    await page.click(`${hub} ${act('change-exchange')}`);
    await page.click(`${hub} ${act('exchange-switch')}`);
    await page.waitForFunction(() => /switched off/.test(document.body.innerText));

    const bank = '[data-view=bank][data-name=HUB]';
    await page.click(`${bank} ${act('aligned')}`);
    await page.fill(`${bank} ${act('enabled-ratio')}`, '50');
    // While it works a button says so and keeps the focus: whoever works by keyboard goes on from there.
    await page.press(`${bank} ${act('set-rules')}`, 'Enter');
    await page.waitForSelector(`${view('rules-waiting')} ${act('rules-refuse')}`);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['act'])).toBe(
      'set-rules',
    );
    expect(await page.locator(act('rules-agree')).count()).toBe(0);
    expect(platform.context.banks.get('HUB')).toMatchObject({ enabledRatio: 1 });

    const other = await enter(360, 'ur-PK', 'admin');
    await fine(other, 'rules-ur-360');
    await other.click(act('rules-agree'));
    await other.waitForSelector(view('rules-waiting'), { state: 'detached' });
    expect(platform.context.banks.get('HUB')).toMatchObject({ enabledRatio: 0.5, aligned: true });

    // A key that was stopped for probing is told here, and may ask again when a person has looked.
    await platform.key('Probing site', 'match');
    await platform.context.store.pool.query(
      `update platform_key set stopped_at = now() where name = 'Probing site'`,
    );
    await other.click(act('reload-operations'));
    await other.waitForSelector('[data-view=alarms][data-alarms="2"]');
    await other.click(act('nav-keys'));
    await other.waitForSelector(act('resume-key'));
    await fine(other, 'stopped-key-ur-360');
    await other.click(act('resume-key'));
    await other.waitForSelector(act('resume-key'), { state: 'detached' });
    // One whose hashes rest gets a figure of its own, and asks on.
    await platform.context.store.pool.query(
      `update platform_key set rests_until = now() where name = 'Probing site'`,
    );
    await other.click(act('nav-operations'));
    await other.click(act('nav-keys'));
    const rests = '[data-name="Probing site"]';
    await other.click(`${rests} [data-view=key-bare] summary`);
    await other.waitForSelector(`${rests} ${view('key-rests')}`);
    await fine(other, 'resting-key-ur-360');
    await other.fill(`${rests} ${act('bare-figure')}`, '50000');
    await other.click(`${rests} ${act('set-bare')}`);
    await other.waitForSelector(`${rests} ${view('key-rests')}`, { state: 'detached' });
    expect(stage.complaints).toEqual([]);
    await Promise.all([page.context().close(), other.context().close()]);
  },
);
