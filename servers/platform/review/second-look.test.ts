import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim } from './actions.ts';
import { openAppeal } from './appeal.ts';
import { openCheck } from './check.ts';
import { decide } from './decide.ts';
import { type ReviewDesk, reviewDesk, reviewer } from './testing-desk.ts';
import { queueFor } from './view.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await reviewDesk();
});
afterEach(() => desk.platform.close());

test('an appeal takes our opinion back to being looked at, goes to another person, and reversed rests the signal', async () => {
  const context = desk.withoutSite();
  const content = await desk.bankContent();
  const job = await desk.held(content);
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  const own = () => context.banks.opinions('HELPLINE', content).get('self');
  expect(own()).toBe('Blocked');
  const [appeal, same] = [
    await openAppeal(context, job.ticket, 'agreed'),
    await openAppeal(context, job.ticket, 'news'),
  ];
  expect(same.id).toBe(appeal.id);
  expect(own()).toBe('PendingReview');
  expect((await desk.messages()).map((each) => each.event)).toEqual(['removed']);
  expect(Date.parse(appeal.dueAt) - Date.parse(appeal.openedAt)).toBeLessThanOrEqual(7 * 86_400_000);
  await expect(claim(context, reviewer(0), appeal.id)).rejects.toMatchObject({ code: 'another-person' });
  await claim(context, reviewer(1), appeal.id);
  await decide(context, reviewer(1), appeal.id, { decision: 'overturned', reason: 'appeal-consented' });
  expect((await desk.messages()).map((each) => each.event).sort()).toEqual(['removed', 'restored']);
  const { rows } = await sql<{ enabled_from: string }>`
    select enabled_from from bank_content where id = ${content}`.execute(context.store.db);
  expect(rows[0]?.enabled_from).toBe('0');
  await expect(openAppeal(context, job.ticket, 'agreed')).rejects.toMatchObject({ code: 'not-found' });
});

test('half a year after the removal there is no appeal here any more', async () => {
  const context = desk.withoutSite();
  const job = await desk.held(await desk.bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  desk.platform.ahead += 184 * 86_400_000;
  await expect(openAppeal(context, job.ticket, 'agreed')).rejects.toMatchObject({ code: 'too-late' });
});

test('a removal that chance picked is looked at again by another person, once, and stands meanwhile', async () => {
  const context = desk.withoutSite(100);
  const job = await desk.held(await desk.bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  for (const _ of [1, 2]) await openCheck(context, { of: job.id });
  const checks = await queueFor(context, reviewer(1), { kind: 'check' });
  expect(checks).toHaveLength(1);
  const id = checks[0]?.id ?? '';
  await expect(claim(context, reviewer(0), id)).rejects.toMatchObject({ code: 'another-person' });
  await claim(context, reviewer(1), id);
  expect((await desk.messages()).map((each) => each.event)).toEqual(['removed']);
  await decide(context, reviewer(1), id, { decision: 'overturned', reason: 'appeal-wrong-picture' });
  expect((await desk.messages()).map((each) => each.event).sort()).toEqual(['removed', 'restored']);
});
