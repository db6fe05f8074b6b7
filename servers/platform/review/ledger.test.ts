import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../context.ts';
import { claim, release, reveal } from './actions.ts';
import { openAppeal } from './appeal.ts';
import { openCheck } from './check.ts';
import { decide } from './decide.ts';
import { firstBroken } from './event.ts';
import { fold, type Job } from './fold.ts';
import { findJob } from './ledger.ts';
import { mayShowMinor } from './media-again.ts';
import { openNotice, openUpload } from './open.ts';
import { REASONS } from './reasons.ts';
import { type ReviewDesk, reviewDesk, reviewer, who } from './testing-desk.ts';
import { verifyReview } from './verify-ledger.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await reviewDesk();
});
afterEach(() => desk.platform.close());

/** Weights: chance alone seldom removes something, objects to it and decides the objection. */
const many = <T>(one: T): T[] => [one, one, one, one];
const act = fc.record({
  job: fc.nat(5),
  by: fc.nat(2),
  what: fc.constantFrom('claim', 'release', 'reveal', 'wait', ...many('decide'), ...many('again')),
  again: fc.constantFrom('upload', 'notice', ...many('appeal'), 'check'),
  sensitive: fc.boolean(),
  duplicates: fc.boolean(),
  pick: fc.nat(999),
  /** Now and then a decision for another kind of job, or for one that nobody claimed. */
  odd: fc.nat(5),
});
const SAID = REASONS.flatMap((each) =>
  each.fits.flatMap((decision) => {
    const said = { decision, reason: each.code };
    return decision === 'remove' ? many(said) : [said];
  }),
);

test('whatever reviewers, sites and senders try, on every kind of job, nothing is removed or restored but by the person who holds it, and replay gives what is stored', async () => {
  const context = desk.withoutSite();
  await sql`insert into bank (name, created_at, age) values ('LISTED', now(), 'minor')`.execute(
    context.store.db,
  );
  const people = [who(1), { ...who(2), trained: true as const }, { ...who(3), trained: true as const }];
  const mine = people.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 40 }), async (acts) => {
      const content = await desk.bankContent();
      const jobs = [await desk.held(content), await desk.held(content), await desk.held(content, 'LISTED')];
      for (const { job, by, what, again, pick, odd, sensitive, duplicates } of acts) {
        // The newest are tried most: what was opened about something removed is a newer job.
        const { rows: removed } = await sql<{ folded: Job }>`
          select folded from review_job where folded ->> 'decision' = 'remove'
          order by decided_at desc limit 1`.execute(context.store.db);
        const objects = what === 'again' && (again === 'appeal' || again === 'check') && job < 5;
        const newest = jobs.at(-1 - (job % Math.min(3, jobs.length)));
        const at = objects ? (removed[0]?.folded ?? newest) : newest;
        const caller = people[by];
        if (!at || !caller) continue;
        const { id, item, ticket } = at;
        const attempt = async (): Promise<unknown> => {
          if (what === 'wait') return (desk.platform.ahead += 10 * 60_000);
          if (what === 'claim') return claim(context, caller, id);
          if (what === 'release') return release(context, caller, id);
          if (what === 'reveal') return reveal(context, caller, id, 'decide');
          if (what === 'decide') {
            const second = at.kind === 'appeal' || at.kind === 'check';
            const fit = SAID.filter(({ decision }) => second === /^(upheld|overturned)$/.test(decision));
            const from = odd === 0 ? SAID : fit;
            if (odd !== 1) await claim(context, caller, id);
            const reason = from[pick % from.length] ?? { decision: 'keep', reason: 'not-intimate' };
            return decide(context, caller, id, { ...reason, sensitive: sensitive && odd === 2, duplicates });
          }
          if (again === 'upload')
            return jobs.push(await openUpload(context, { item, matches: at.matches, media: undefined }));
          if (again === 'appeal') return jobs.push(await openAppeal(context, ticket, 'agreed'));
          if (again === 'check') return openCheck(context, { of: id });
          const asked = {
            item,
            notice: newId(context),
            number: 'N-1',
            regime: 'US-223a',
            items: 1,
            media: undefined,
          };
          const dueAt = context.now().toISOString();
          const minors = await mayShowMinor(context, item);
          return jobs.push(
            await context.store.transaction((trx) => openNotice(trx, context, { ...asked, dueAt, minors })),
          );
        };
        await attempt().catch((error: { status?: number }) => expect(error.status).toBeLessThan(500));
        const { rows } = await sql<{ folded: Job }>`
          select folded from review_job where kind = 'check' and folded -> 'check' ->> 'of' = ${id}`.execute(
          context.store.db,
        );
        for (const { folded } of rows) if (!jobs.some((each) => each.id === folded.id)) jobs.push(folded);
      }
      const events = await desk.ledger();
      expect(firstBroken(events, desk.isSigned)).toBeUndefined();
      const replayed = new Map<string, Job>();
      for (const event of events) replayed.set(event.job, fold(replayed.get(event.job), event));
      const all = await desk.messages();
      for (const id of new Set(jobs.map((job) => job.id))) {
        const job = replayed.get(id);
        expect(await findJob(context.store.db, id)).toEqual(job);
        const of = job?.appeal?.of ?? job?.check?.of;
        const before = of === undefined ? undefined : replayed.get(of);
        const sent = all.filter((message) => message.job === id).map(({ event }) => event);
        const final = events.filter(
          (event) => event.job === id && event.type === 'decision.made' && event.refs.final === 'yes',
        );
        expect(final.length).toBe(job?.state === 'decided' ? 1 : 0);
        // Without a person's decision the site is told nothing at all.
        expect(sent.length).toBeLessThanOrEqual(final.length);
        expect(existsSync(join(desk.platform.folder, 'held', id)) && job?.state === 'decided').toBe(false);
        if (job?.state !== 'decided') continue;
        expect(final[0]?.actor).toEqual({ role: 'reviewer', id: job.decidedBy });
        expect(mine).toContain(job.decidedBy);
        expect(sent.includes('removed')).toBe(job.decision === 'remove' || job.decision === 'minor');
        expect(sent.includes('restored')).toBe(job.decision === 'overturned');
        // A reason for two people was agreed to by two; a second look is another person's.
        if (job.decision === 'remove' && REASONS.find((each) => each.code === job.reason)?.two)
          expect(job.proposal).toBeDefined();
        if (job.proposal) expect(job.proposal.by).not.toBe(job.decidedBy);
        if (before) expect([before.decidedBy, before.proposal?.by]).not.toContain(job.decidedBy);
        if (job.minors) expect([who(2).id, who(3).id]).toContain(job.decidedBy);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

test('any byte changed, an event dropped, reordered or repeated: the chain does not hold', async () => {
  const { context } = desk.platform;
  const job = await desk.held(await desk.bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  const events = await desk.ledger();
  expect(events).toHaveLength(5);
  expect(firstBroken(events, desk.isSigned)).toBeUndefined();
  for (const [i, event] of events.entries()) {
    const changed = { ...event, at: '2020-01-01T00:00:00.000Z' };
    expect(firstBroken(events.with(i, changed), desk.isSigned)).toBe(i);
    if (i < events.length - 1) {
      expect(firstBroken(events.toSpliced(i, 1), desk.isSigned)).toBe(i);
      expect(firstBroken(events.toSpliced(i, 0, event), desk.isSigned)).toBe(i + 1);
    }
  }
  const { db } = context.store;
  expect(await verifyReview(db, context.key.publicKey)).toMatchObject({ events: 5, jobs: 1 });
  await expect(verifyReview(db, '00'.repeat(31) + '01')).rejects.toThrow();
  await sql`update review_job set folded = folded || '{"decision": "keep"}'`.execute(db);
  await expect(verifyReview(db, context.key.publicKey)).rejects.toMatchObject({ code: 'ledger' });
  await expect(sql`update review_event set type = 'x'`.execute(context.store.db)).rejects.toThrow();
  await expect(sql`delete from review_event`.execute(context.store.db)).rejects.toThrow();
});
