import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepHeld } from '../held/sweep.ts';
import { claim, reveal } from './actions.ts';
import { decide } from './decide.ts';
import { type ReviewDesk, reviewDesk, reviewer } from './testing-desk.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await reviewDesk();
});
afterEach(() => desk.platform.close());

test('held media is sealed on disk, and gone with the decision: file, key and mark', async () => {
  const { context } = desk.platform;
  const job = await desk.held(await desk.bankContent());
  const path = join(desk.platform.folder, 'held', job.id);
  const sealed = readFileSync(path);
  expect(sealed.includes(desk.picture.subarray(100, 132))).toBe(false);
  await claim(context, reviewer(0), job.id);
  expect(await reveal(context, reviewer(0), job.id, 'decide')).toEqual(desk.picture);
  await decide(context, reviewer(0), job.id, { decision: 'keep', reason: 'not-intimate' });
  expect(existsSync(path)).toBe(false);
  const { rows } =
    await sql`select 1 from held_media union all select 1 from review_job where file is not null`.execute(
      context.store.db,
    );
  expect(rows).toEqual([]);
  await expect(reveal(context, reviewer(0), job.id, 'decide')).rejects.toMatchObject({ code: 'media-gone' });
});

test('what a crash left in the folder of held media is deleted at start; what is needed stays', async () => {
  const job = await desk.held(await desk.bankContent());
  writeFileSync(join(desk.platform.folder, 'held', 'ab'.repeat(16)), 'left behind');
  expect(await sweepHeld(desk.platform.context)).toBe(1);
  expect(readdirSync(join(desk.platform.folder, 'held'))).toEqual([job.id]);
});

test('the day has a budget of revealed pictures', async () => {
  const { config } = desk.platform.context;
  const small = { ...desk.platform.context, config: { ...config, review: { ...config.review, reveals: 2 } } };
  const job = await desk.held(await desk.bankContent());
  await claim(small, reviewer(0), job.id);
  await reveal(small, reviewer(0), job.id, 'decide');
  await reveal(small, reviewer(0), job.id, 'decide');
  await expect(reveal(small, reviewer(0), job.id, 'decide')).rejects.toMatchObject({ code: 'budget' });
});
