import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { act, fine, view } from './look.ts';
import type { Stage } from './stage.ts';

/**
 * A day at the screen that is done, and on the next one a break that is proposed, by the page's own clock.
 *
 * @param page signed out, 360 px wide and in Urdu; afterwards signed in, in the list of cases
 */
export async function aDayThatEnds(
  stage: Stage,
  page: Page,
  signIn: (page: Page) => Promise<void>,
): Promise<void> {
  // The day is done: what was not open stays shut, and who is in danger now is there to be passed on.
  const { pool } = stage.context.store;
  await pool.query(`insert into screen_day select id, current_date + n, 360
    from staff_member, generate_series(-1, 1) n on conflict (person, day) do update set minutes = 360`);
  await signIn(page);
  // Nobody is offered who could not open it.
  await page.waitForSelector(`${view('day-done')} ${view('pass-on')} li`);
  expect(await page.locator(act('pass-on')).count()).toBe(0);
  await fine(page, 'day-done-alone-ur-360');
  await pool.query(`with back as (update staff_member set left_at = null returning id, recipient)
    insert into case_grant (id, case_id, kind, recipient, compartments, sealed)
    select md5(g.id || back.id), case_id, 'staff', back.recipient, compartments, sealed from back, case_grant g
      join case_file f on f.id = g.case_id and f.urgent where g.kind = 'staff' on conflict do nothing`);
  await page.reload();
  await signIn(page);
  await page.waitForSelector(`${view('day-done')} ${act('pass-on')}`);
  await page.click(act('open-case'));
  await page.waitForSelector('main [role=alert]');
  expect(await page.locator(view('case-open')).count()).toBe(0);
  await fine(page, 'day-done-ur-360');
  await pool.query('delete from screen_day');
  stage.complaints.length = 0; // The browser itself prints that something was refused.
  await page.clock.install();
  await page.reload();
  await signIn(page);
  await page.waitForSelector(act('open-case'));
  // 52 minutes with a key every four of them: a break is proposed, and neither the focus nor a letter is lost.
  await page.focus(act('find-case'));
  for (let minute = 0; minute < 52; minute += 4) {
    expect(await page.locator(act('rested')).count()).toBe(0);
    await page.keyboard.press('x');
    await page.clock.fastForward('04:00');
  }
  await page.waitForSelector(act('rested'));
  expect(await page.inputValue(`${act('find-case')}:focus`)).toBe('x'.repeat(13));
  await page.fill(act('find-case'), '');
  await page.click(act('rested'));
  await page.waitForSelector(act('rested'), { state: 'detached' });
  expect(await page.locator(view('day-done')).count()).toBe(0);
}
