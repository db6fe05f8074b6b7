import { firstCodeNotes } from '@amaan/responder/staff';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeIn, joinByHand } from './testing/join.ts';
import { act, fine, view } from './testing/look.ts';
import { cannot, openStage, type Stage } from './testing/stage.ts';

const ONE = 'a1'.repeat(16);
const TWO = 'b2'.repeat(16);
let stage: Stage;
beforeAll(async () => {
  if (!cannot) stage = await openStage();
});
afterAll(() => stage?.close());

async function join(page: Page): Promise<void> {
  await joinByHand(page, codeIn((await firstCodeNotes(stage.context)).join()));
}

test.skipIf(cannot)(
  'whoever leads the team sees what of the exchange waits, restores one signal and withdraws another',
  async () => {
    const { pool } = stage.context.store;
    await pool.query(`insert into exchange_partner (code, name, subscription, fetch_key, submit_key, feedback_key, created_at)
      select code, code, sha256(code::bytea), sha256('f'), sha256('s'), sha256('o'), now() - interval '3 days'
      from unnest(array['p1', 'p2']) code`);
    const pdq = { hash: `f0${'a5c3'.repeat(15)}7f`, quality: 100 };
    const set = { v: 1, contentType: 'photo', width: 9, height: 9, orientation: 1, bytes: 0, pdq };
    for (const [n, id] of [ONE, TWO].entries())
      await pool.query(
        `insert into exchange_entry (id, partner, age_mark, state, age_doubt, sealed, tie, changed_at, suspended_at)
          values ($1, 'p1', 'adult', 'suspended', $2, $3, $4, now(), now())`,
        [
          id,
          id === TWO,
          stage.context.atRest.seal('exchange-entry', id, Buffer.from(JSON.stringify(set))),
          n + 1,
        ],
      );
    await pool.query(
      `insert into exchange_opinion (partner, entry, value, at)
        select p, $1, 'NotBlocked', now() from unnest(array['p1', 'p2']) p`,
      [ONE],
    );
    await pool.query(`insert into exchange_leak (partner, seen, at) values ('p2', 'forum post', now())`);
    const page = await stage.page(360, 'ur-PK');
    await join(page);
    await page.click(act('nav-exchange'));
    await page.waitForSelector(`[data-entry="${ONE}"]`);
    await page.click(`[data-entry="${ONE}"] ${act('entry-restore')}`);
    expect(await page.textContent(view('leaks'))).toContain('forum post');
    await fine(page, 'exchange-ur-360');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.click(act('language'));
    await fine(page, 'exchange-en-1440');
    await page.click(act('entry-yes'));
    await page.waitForSelector(`[data-entry="${ONE}"]`, { state: 'detached' });
    await page.click(`[data-entry="${TWO}"] ${act('entry-withdraw')}`);
    expect(await page.textContent(`[data-entry="${TWO}"]`)).toContain('must prove');
    await page.click(act('entry-yes'));
    await page.waitForSelector(`[data-entry="${TWO}"]`, { state: 'detached' });
    const { rows } = await pool.query(
      `select e.id, e.state, e.proof, s.settlement, s.staff ~ '^[0-9a-f]{32}$' as by from exchange_entry e
        join exchange_settlement s on s.entry = e.id order by e.id`,
    );
    expect(rows).toEqual([
      { id: ONE, state: 'live', proof: false, settlement: 'restore', by: true },
      { id: TWO, state: 'withdrawn', proof: true, settlement: 'withdraw', by: true },
    ]);
    expect(stage.complaints).toEqual([]);
    await page.context().close();
  },
);
