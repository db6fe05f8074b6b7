import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim } from './actions.ts';
import { decide } from './decide.ts';
import { firstBroken } from './event.ts';
import { findJob } from './ledger.ts';
import { type ReviewDesk, reviewDesk, reviewer } from './testing-desk.ts';
import { loadNow, queueFor } from './view.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await reviewDesk();
});
afterEach(() => desk.platform.close());

test('two reviewers who claim at once: one gets it; a claim that ran out is free again', async () => {
  const { context } = desk.platform;
  const job = await desk.held(await desk.bankContent());
  const tries = await Promise.allSettled([
    claim(context, reviewer(0), job.id),
    claim(context, reviewer(1), job.id),
  ]);
  expect(tries.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner, loser] = tries[0].status === 'fulfilled' ? [0, 1] : [1, 0];
  desk.platform.ahead += 16 * 60_000;
  await expect(
    decide(context, reviewer(winner), job.id, { decision: 'keep', reason: 'not-intimate' }),
  ).rejects.toMatchObject({ code: 'not-yours' });
  await claim(context, reviewer(loser), job.id);
  expect((await queueFor(context, reviewer(loser), { state: 'mine' })).map((each) => each.id)).toEqual([
    job.id,
  ]);
});

test('what one person passes on goes to another one', async () => {
  const { context } = desk.platform;
  const job = await desk.held(await desk.bankContent());
  await claim(context, reviewer(0), job.id);
  const after = await decide(context, reviewer(0), job.id, { decision: 'escalate', reason: 'needs-counsel' });
  expect(after).toMatchObject({ state: 'open', escalated: true });
  await expect(claim(context, reviewer(0), job.id)).rejects.toMatchObject({ code: 'another-person' });
  expect(await desk.messages()).toEqual([]);
  await claim(context, reviewer(1), job.id);
});

test('exact duplicates are decided together; other files are not', async () => {
  const { context } = desk.platform;
  const content = await desk.bankContent();
  const [first, second, third] = [
    await desk.held(content),
    await desk.held(content),
    await desk.held(content),
  ];
  await claim(context, reviewer(1), third.id);
  const line = (await queueFor(context, reviewer(0), {})).find((each) => each.id === first.id);
  expect(line?.duplicates).toBe(2);
  await claim(context, reviewer(0), first.id);
  await decide(context, reviewer(0), first.id, {
    decision: 'remove',
    reason: 'ncii-depicted',
    duplicates: true,
  });
  const states = await Promise.all(
    [first, second, third].map(async ({ id }) => (await findJob(context.store.db, id))?.state),
  );
  expect(states).toEqual(['decided', 'decided', 'claimed']);
  // The load groups today's decisions by the time that they took.
  desk.platform.ahead += 20 * 60_000;
  await claim(context, reviewer(0), third.id);
  await decide(context, reviewer(0), third.id, { decision: 'keep', reason: 'not-the-picture' });
  const load = await loadNow(context.store.db, context.now());
  expect(load.times.map(({ under, decided }) => [under, decided]).slice(0, 4)).toEqual([
    [5, 2],
    [15, 0],
    [60, 1],
    [240, 0],
  ]);
});

test('a removal that touches a public figure needs two people, and the second may disagree', async () => {
  const { context } = desk.platform;
  const remove = { decision: 'remove', reason: 'ncii-depicted', sensitive: true } as const;
  const [one, two] = [await desk.held(await desk.bankContent()), await desk.held(await desk.bankContent())];
  for (const { id } of [one, two]) {
    await claim(context, reviewer(0), id);
    expect(await decide(context, reviewer(0), id, remove)).toMatchObject({
      state: 'open',
      proposal: { why: 'sensitive' },
    });
    await expect(claim(context, reviewer(0), id)).rejects.toMatchObject({ code: 'another-person' });
    await claim(context, reviewer(1), id);
  }
  expect(await desk.messages()).toEqual([]);
  expect((await queueFor(context, reviewer(2), { only: 'second' })).map((each) => each.second)).toEqual([
    'sensitive',
    'sensitive',
  ]);
  await decide(context, reviewer(1), one.id, { decision: 'remove', reason: 'ncii-depicted' });
  await decide(context, reviewer(1), two.id, { decision: 'keep', reason: 'not-intimate' });
  expect((await desk.messages()).map((each) => each.event).sort()).toEqual(['cleared', 'removed']);
});

test('a doubt about age stops, hides and diverts: no word of why, no appeal, the signal rests at once', async () => {
  const { context } = desk.platform;
  const content = await desk.bankContent();
  const job = await desk.held(content);
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'minor', reason: 'may-show-minor' });
  const { rows } = await sql<{ body: object }>`select body from site_message`.execute(context.store.db);
  expect(rows[0]?.body).toMatchObject({ event: 'removed', appealable: false });
  // The statement says that it was a rule about safety, and not why; the law's outer ways stay open.
  expect(rows[0]?.body).toMatchObject({
    statement: { policy: 'safety', redress: ['out-of-court', 'court'] },
  });
  expect(JSON.stringify(rows[0]?.body)).not.toMatch(/minor|under 18|18 سال/);
  const stored = await sql<{
    enabled_from: string;
  }>`select enabled_from from bank_content where id = ${content}`.execute(context.store.db);
  expect(stored.rows[0]?.enabled_from).toBe('0');
});

test('a doubt about age stops the copies that another reviewer holds too; their decision then comes too late', async () => {
  const { context } = desk.platform;
  const content = await desk.bankContent();
  const [first, second, third] = [
    await desk.held(content),
    await desk.held(content),
    await desk.held(content),
  ];
  await claim(context, reviewer(1), second.id);
  await claim(context, reviewer(0), first.id);
  await decide(context, reviewer(0), first.id, { decision: 'minor', reason: 'may-show-minor' });
  for (const { id } of [first, second, third]) {
    expect(await findJob(context.store.db, id)).toMatchObject({
      state: 'decided',
      decision: 'minor',
      decidedBy: reviewer(0).id,
    });
    expect(existsSync(join(desk.platform.folder, 'held', id))).toBe(false);
  }
  const late = decide(context, reviewer(1), second.id, { decision: 'keep', reason: 'not-the-picture' });
  await expect(late).rejects.toMatchObject({ code: 'not-yours' });
  expect(firstBroken(await desk.ledger(), desk.isSigned)).toBeUndefined();
  const sent = (await desk.messages()).map(({ event }) => event);
  expect(sent).toEqual(['removed', 'removed', 'removed']);
});
