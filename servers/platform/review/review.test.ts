import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertContent, enter, newContentId } from '../banks/bank-store.ts';
import { newId } from '../context.ts';
import { sweepHeld } from '../held/sweep.ts';
import type { Caller } from '../keys/key-ring.ts';
import { testPlatform, type TestPlatform } from '../testing.ts';
import { claim, release, reveal } from './actions.ts';
import { openAppeal } from './appeal.ts';
import { openCheck } from './check.ts';
import { decide } from './decide.ts';
import { firstBroken, parseReviewEvent, type ReviewEvent } from './event.ts';
import { fold, type Job } from './fold.ts';
import { findJob } from './ledger.ts';
import { mayShowMinor } from './media-again.ts';
import { openNotice, openUpload } from './open.ts';
import { REASONS } from './reasons.ts';
import { statementFor } from './statement.ts';
import { verifyReview } from './verify-ledger.ts';
import { loadNow, queueFor } from './view.ts';

let platform: TestPlatform;
beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.close());

const who = (n: number): Caller => ({ id: String(n).repeat(32), name: `r${n}`, roles: ['review'] });
const reviewers = [who(1), who(2), who(3)] as const;
const reviewer = (n: number): Caller => reviewers[n % 3] ?? reviewers[0];

async function bankContent(): Promise<string> {
  const { context } = platform;
  const id = newContentId();
  const signals = { pdq: { hash: Buffer.from(context.random(32)).toString('hex'), quality: 100 } };
  const content = { id, bank: 'HELPLINE', signals, enabledFrom: 1 };
  await context.store.transaction((trx) => insertContent(trx, context.atRest, content, context.now()));
  enter(context.banks, content);
  return id;
}

let picture: Buffer;
async function held(content: string, bank = 'HELPLINE'): Promise<Job> {
  const { context } = platform;
  picture ??= await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a52' } })
    .jpeg()
    .toBuffer();
  const match = { bank, content, rule: 'plain' as const, distance: 4 };
  const media = { bytes: picture, contentType: 'photo', width: 64, height: 48 };
  return openUpload(context, { item: newId(context), matches: [match], media });
}

async function ledger(): Promise<ReviewEvent[]> {
  const { rows } = await sql<{ event: unknown }>`select event from review_event order by seq`.execute(
    platform.context.store.db,
  );
  return rows.map((row) => parseReviewEvent(row.event));
}

async function messages(): Promise<{ job: string; event: string }[]> {
  const { rows } = await sql<{ job: string; event: string }>`
    select job, body ->> 'event' as event from site_message`.execute(platform.context.store.db);
  return rows;
}

const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
function isSigned(bytes: Uint8Array, signature: string): boolean {
  const raw = Buffer.from(platform.context.key.publicKey, 'hex');
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
  return verify(null, bytes, key, Buffer.from(signature, 'hex'));
}

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
  const context = withoutSite();
  await sql`insert into bank (name, created_at, age) values ('LISTED', now(), 'minor')`.execute(
    context.store.db,
  );
  const people = [who(1), { ...who(2), trained: true as const }, { ...who(3), trained: true as const }];
  const mine = people.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 40 }), async (acts) => {
      const content = await bankContent();
      const jobs = [await held(content), await held(content), await held(content, 'LISTED')];
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
          if (what === 'wait') return (platform.ahead += 10 * 60_000);
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
      const events = await ledger();
      expect(firstBroken(events, isSigned)).toBeUndefined();
      const replayed = new Map<string, Job>();
      for (const event of events) replayed.set(event.job, fold(replayed.get(event.job), event));
      const all = await messages();
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
        expect(existsSync(join(platform.folder, 'held', id)) && job?.state === 'decided').toBe(false);
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
  const { context } = platform;
  const job = await held(await bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  const events = await ledger();
  expect(events).toHaveLength(5);
  expect(firstBroken(events, isSigned)).toBeUndefined();
  for (const [i, event] of events.entries()) {
    const changed = { ...event, at: '2020-01-01T00:00:00.000Z' };
    expect(firstBroken(events.with(i, changed), isSigned)).toBe(i);
    if (i < events.length - 1) {
      expect(firstBroken(events.toSpliced(i, 1), isSigned)).toBe(i);
      expect(firstBroken(events.toSpliced(i, 0, event), isSigned)).toBe(i + 1);
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

test('held media is sealed on disk, and gone with the decision: file, key and mark', async () => {
  const { context } = platform;
  const job = await held(await bankContent());
  const path = join(platform.folder, 'held', job.id);
  const sealed = readFileSync(path);
  expect(sealed.includes(picture.subarray(100, 132))).toBe(false);
  await claim(context, reviewer(0), job.id);
  expect(await reveal(context, reviewer(0), job.id, 'decide')).toEqual(picture);
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
  const job = await held(await bankContent());
  writeFileSync(join(platform.folder, 'held', 'ab'.repeat(16)), 'left behind');
  expect(await sweepHeld(platform.context)).toBe(1);
  expect(readdirSync(join(platform.folder, 'held'))).toEqual([job.id]);
});

test('two reviewers who claim at once: one gets it; a claim that ran out is free again', async () => {
  const { context } = platform;
  const job = await held(await bankContent());
  const tries = await Promise.allSettled([
    claim(context, reviewer(0), job.id),
    claim(context, reviewer(1), job.id),
  ]);
  expect(tries.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner, loser] = tries[0].status === 'fulfilled' ? [0, 1] : [1, 0];
  platform.ahead += 16 * 60_000;
  await expect(
    decide(context, reviewer(winner), job.id, { decision: 'keep', reason: 'not-intimate' }),
  ).rejects.toMatchObject({ code: 'not-yours' });
  await claim(context, reviewer(loser), job.id);
  expect((await queueFor(context, reviewer(loser), { state: 'mine' })).map((each) => each.id)).toEqual([
    job.id,
  ]);
});

test('what one person passes on goes to another one', async () => {
  const { context } = platform;
  const job = await held(await bankContent());
  await claim(context, reviewer(0), job.id);
  const after = await decide(context, reviewer(0), job.id, { decision: 'escalate', reason: 'needs-counsel' });
  expect(after).toMatchObject({ state: 'open', escalated: true });
  await expect(claim(context, reviewer(0), job.id)).rejects.toMatchObject({ code: 'another-person' });
  expect(await messages()).toEqual([]);
  await claim(context, reviewer(1), job.id);
});

test('a doubt about age stops, hides and diverts: no word of why, no appeal, the signal rests at once', async () => {
  const { context } = platform;
  const content = await bankContent();
  const job = await held(content);
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

test('exact duplicates are decided together; other files are not', async () => {
  const { context } = platform;
  const content = await bankContent();
  const [first, second, third] = [await held(content), await held(content), await held(content)];
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
  platform.ahead += 20 * 60_000;
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

test('a doubt about age stops the copies that another reviewer holds too; their decision then comes too late', async () => {
  const { context } = platform;
  const content = await bankContent();
  const [first, second, third] = [await held(content), await held(content), await held(content)];
  await claim(context, reviewer(1), second.id);
  await claim(context, reviewer(0), first.id);
  await decide(context, reviewer(0), first.id, { decision: 'minor', reason: 'may-show-minor' });
  for (const { id } of [first, second, third]) {
    expect(await findJob(context.store.db, id)).toMatchObject({
      state: 'decided',
      decision: 'minor',
      decidedBy: reviewer(0).id,
    });
    expect(existsSync(join(platform.folder, 'held', id))).toBe(false);
  }
  const late = decide(context, reviewer(1), second.id, { decision: 'keep', reason: 'not-the-picture' });
  await expect(late).rejects.toMatchObject({ code: 'not-yours' });
  expect(firstBroken(await ledger(), isSigned)).toBeUndefined();
  const sent = (await messages()).map(({ event }) => event);
  expect(sent).toEqual(['removed', 'removed', 'removed']);
});

test('the day has a budget of revealed pictures', async () => {
  const { config } = platform.context;
  const small = { ...platform.context, config: { ...config, review: { ...config.review, reveals: 2 } } };
  const job = await held(await bankContent());
  await claim(small, reviewer(0), job.id);
  await reveal(small, reviewer(0), job.id, 'decide');
  await reveal(small, reviewer(0), job.id, 'decide');
  await expect(reveal(small, reviewer(0), job.id, 'decide')).rejects.toMatchObject({ code: 'budget' });
});

test('a removal that touches a public figure needs two people, and the second may disagree', async () => {
  const { context } = platform;
  const remove = { decision: 'remove', reason: 'ncii-depicted', sensitive: true } as const;
  const [one, two] = [await held(await bankContent()), await held(await bankContent())];
  for (const { id } of [one, two]) {
    await claim(context, reviewer(0), id);
    expect(await decide(context, reviewer(0), id, remove)).toMatchObject({
      state: 'open',
      proposal: { why: 'sensitive' },
    });
    await expect(claim(context, reviewer(0), id)).rejects.toMatchObject({ code: 'another-person' });
    await claim(context, reviewer(1), id);
  }
  expect(await messages()).toEqual([]);
  expect((await queueFor(context, reviewer(2), { only: 'second' })).map((each) => each.second)).toEqual([
    'sensitive',
    'sensitive',
  ]);
  await decide(context, reviewer(1), one.id, { decision: 'remove', reason: 'ncii-depicted' });
  await decide(context, reviewer(1), two.id, { decision: 'keep', reason: 'not-intimate' });
  expect((await messages()).map((each) => each.event).sort()).toEqual(['cleared', 'removed']);
});

/** A site that has no media any more, so that second looks go by the ledger alone. */
const withoutSite = (checkPercent = 0): TestPlatform['context'] => {
  const { config } = platform.context;
  const review = { ...config.review, checkPercent };
  return { ...platform.context, config: { ...config, siteHook: 'http://127.0.0.1:9/hooks', review } };
};

test('an appeal takes our opinion back to being looked at, goes to another person, and reversed rests the signal', async () => {
  const context = withoutSite();
  const content = await bankContent();
  const job = await held(content);
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
  expect((await messages()).map((each) => each.event)).toEqual(['removed']);
  expect(Date.parse(appeal.dueAt) - Date.parse(appeal.openedAt)).toBeLessThanOrEqual(7 * 86_400_000);
  await expect(claim(context, reviewer(0), appeal.id)).rejects.toMatchObject({ code: 'another-person' });
  await claim(context, reviewer(1), appeal.id);
  await decide(context, reviewer(1), appeal.id, { decision: 'overturned', reason: 'appeal-consented' });
  expect((await messages()).map((each) => each.event).sort()).toEqual(['removed', 'restored']);
  const { rows } = await sql<{ enabled_from: string }>`
    select enabled_from from bank_content where id = ${content}`.execute(context.store.db);
  expect(rows[0]?.enabled_from).toBe('0');
  await expect(openAppeal(context, job.ticket, 'agreed')).rejects.toMatchObject({ code: 'not-found' });
});

test('half a year after the removal there is no appeal here any more', async () => {
  const context = withoutSite();
  const job = await held(await bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  platform.ahead += 184 * 86_400_000;
  await expect(openAppeal(context, job.ticket, 'agreed')).rejects.toMatchObject({ code: 'too-late' });
});

test('a removal that chance picked is looked at again by another person, once, and stands meanwhile', async () => {
  const context = withoutSite(100);
  const job = await held(await bankContent());
  await claim(context, reviewer(0), job.id);
  await decide(context, reviewer(0), job.id, { decision: 'remove', reason: 'ncii-depicted' });
  for (const _ of [1, 2]) await openCheck(context, { of: job.id });
  const checks = await queueFor(context, reviewer(1), { kind: 'check' });
  expect(checks).toHaveLength(1);
  const id = checks[0]?.id ?? '';
  await expect(claim(context, reviewer(0), id)).rejects.toMatchObject({ code: 'another-person' });
  await claim(context, reviewer(1), id);
  expect((await messages()).map((each) => each.event)).toEqual(['removed']);
  await decide(context, reviewer(1), id, { decision: 'overturned', reason: 'appeal-wrong-picture' });
  expect((await messages()).map((each) => each.event).sort()).toEqual(['removed', 'restored']);
});

test('every removal has a statement with the parts of DSA Article 17(3), in both languages', () => {
  for (const { code, fits } of REASONS)
    for (const decision of fits) {
      const base = {
        id: 'a',
        kind: 'upload',
        state: 'decided',
        ticket: 't',
        item: 'i',
        openedAt: '',
        dueAt: '',
      };
      const at = { matches: [], passedBy: [], escalated: false, decidedAt: '2026-01-01T00:00:00.000Z' };
      const said = statementFor({ ...base, ...at, decision, reason: code } as Job);
      expect(said !== undefined, code).toBe(decision === 'remove' || decision === 'minor');
      if (!said) continue;
      expect(said).toMatchObject({ territory: 'everywhere', automatedDecision: false });
      expect(said.redress).toContain('court');
      expect(said.text.en).toContain(said.facts.en);
      expect(said.text.ur).toMatch(/[\u0600-\u06ff]{3}/);
      // The database of the Commission is public: what it gets tells a removal for a doubt about age from no other for safety.
      expect(said.record).toMatchObject({
        decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
        source_type: 'SOURCE_VOLUNTARY',
        automated_detection: 'Yes',
        automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
        decision_facts: said.facts.en,
        category:
          decision === 'minor'
            ? 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC'
            : 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
      });
      expect(JSON.stringify(said.record)).not.toMatch(/minor|child|under 18/i);
    }
});
