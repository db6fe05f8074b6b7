import { type App, createApp } from '@amaan/http';
import { regimes } from '@amaan/notice';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApps } from '../apps.ts';
import { caseState } from '../cases/append.ts';
import { addEvents, caseEvents, retentionRound } from '../cases/index.ts';
import { addCaseworker, type TestContext, testContext, type TestStaff } from '../testing.ts';
import { calendar } from './calendar.ts';
import { expireNotice } from './expire.ts';
import { boardNotices, caseNotices } from './view.ts';
import { noticeRoutes } from './index.ts';
import { noticeJobs } from './jobs.ts';
import { JOBS } from './job-names.ts';
import { draftAndApprove, makeDocument, openNoticeCase } from './testing.ts';

const HOUR = 3_600_000;
const PROOF = 'ab'.repeat(32);
const URL_ONE = 'https://example.org/p/one';
let context: TestContext;
let survivor: App;
let app: App;
let staff: TestStaff;
beforeAll(async () => {
  context = await testContext();
  survivor = (await buildApps(context, 'none')).survivor;
  staff = await addCaseworker(context);
  app = await createApp({ log: context.log });
  noticeRoutes(app, context, {
    caller: async () => ({ id: staff.id, role: 'admin' }),
    mayOpen: async () => true,
  });
});
afterAll(() => context.close());

const later = (hours: number): void => {
  context.time = new Date(context.time.getTime() + hours * HOUR);
};
const iso = (hours: number): string => new Date(context.time.getTime() + hours * HOUR).toISOString();

/** A notice that was sent by hand and proved to be there. */
async function received(
  regime: string,
  addressee: string,
  channel: 'form' | 'hand',
  edits: Readonly<Record<string, string>> = {},
) {
  const { caseId } = await openNoticeCase(context, survivor, 'all', URL_ONE);
  const document = makeDocument({ regime, addressee, urls: [URL_ONE], now: context.now(), edits });
  const approved = await draftAndApprove(app, caseId, document, channel);
  expect(approved.statusCode, approved.body).toBe(200);
  const { id } = document;
  const fact = async (payload: object) =>
    (
      await app.inject({
        method: 'POST',
        url: `/v1/cases/${caseId}/notices/${id}/facts`,
        payload: { v: 1, ...payload },
      })
    ).statusCode;
  const proof = () => fact({ fact: 'receipted', at: iso(0), kind: 'ticket', proof: PROOF });
  expect(await fact({ fact: 'sent' })).toBe(200);
  expect(await proof()).toBe(200);
  const view = async () => (await caseNotices(context, caseId)).find((each) => each.id === id);
  return { caseId, id, fact, proof, view };
}

/** Records that a lawyer read a row. */
async function read(row: string, place: string): Promise<void> {
  const payload = {
    v: 1,
    fileDigest: regimes().digests.get(place),
    lawyer: 'A. Lawyer',
    on: context.now().toISOString().slice(0, 10),
  };
  const answer = await app.inject({ method: 'POST', url: `/v1/regimes/${row}/reviews`, payload });
  expect(answer.statusCode).toBe(200);
}

/** What she was told of ends, oldest first. */
const told = async (caseId: string) =>
  (await caseEvents(context.store.db, caseId)).flatMap(({ type, refs }) =>
    type === 'notice.due' ? [refs] : [],
  );
const short = (at: string): string => at.replace('.000Z', 'Z');

test("a regulator's notice starts a clock that follows the complaint; an extension moves board, job, calendar, and what she is told", async () => {
  const { caseId, id, fact, view } = await received('AU-32', 'au-esafety', 'form');
  expect((await view())?.follows).toEqual([]);
  expect((await view())?.happenings).toEqual([
    { what: 'authority.notice_given', until: false },
    { what: 'authority.time_extended', until: true },
  ]);
  expect(await fact({ fact: 'happened', what: 'authority.notice_given', at: iso(1) })).toBe(409);
  expect(await fact({ fact: 'happened', what: 'direction.issued', at: iso(0) })).toBe(409);
  expect(await fact({ fact: 'happened', what: 'authority.notice_given', at: 'soon' })).toBe(400);
  later(1);
  const given = iso(0);
  expect(await fact({ fact: 'happened', what: 'authority.notice_given', at: given })).toBe(200);
  // The complaint's own clock has done its work; what follows is on the board all the same.
  expect((await view())?.clock?.state).toBe('stopped');
  const first = new Date(Date.parse(given) + 24 * HOUR).toISOString();
  expect((await view())?.follows).toContainEqual(
    expect.objectContaining({ regime: 'AU-77', actBy: first, draft: true, open: [] }),
  );
  expect((await boardNotices(context, async () => true)).map((each) => each.id)).toContain(id);
  // No lawyer has read the row: she is told nothing of it.
  expect(await told(caseId)).toEqual([]);
  await read('AU-77', 'AU');

  later(2);
  const until = new Date(Date.parse(given) + 72 * HOUR).toISOString();
  expect(await fact({ fact: 'happened', what: 'authority.time_extended', at: iso(0), until })).toBe(200);
  expect(await told(caseId)).toEqual([
    { notice: id, regime: 'AU-77', kind: 'duty', state: 'running', due: until },
  ]);
  const job = async () => {
    const { rows } = await sql<{ at: Date }>`select run_at as at from graphile_worker.jobs
      where key = ${`${JOBS.remind}:${id}`}`.execute(context.store.db);
    return rows[0]?.at.toISOString();
  };
  expect(await job()).toBe(new Date(Date.parse(until) + 1000).toISOString());
  const feed = await calendar(context, async () => true);
  expect(feed).toContain(`DTSTART:${until.replace(/[-:]|\.\d+/g, '')}`);
  // Three rules share this end: one entry, and no two with one id.
  expect(feed.match(/^UID:.*$/gm)).toHaveLength(1);
  expect(feed).not.toContain('AU-77');

  later(30);
  await noticeJobs(context)[JOBS.remind]?.({ notice: id });
  expect((await view())?.reminders.filter(({ raised }) => raised)).toEqual([]);
  later(50);
  await noticeJobs(context)[JOBS.remind]?.({ notice: id });
  expect((await view())?.reminders).toContainEqual(
    expect.objectContaining({ what: 'late', raised: true, done: false }),
  );
  expect((await view())?.follows.find((each) => each.regime === 'AU-77')?.clock.state).toBe('expired');
  await fact({ fact: 'withdrawn' });
  expect((await caseNotices(context, caseId))[0]?.follows).toEqual([]);
});

test('a refusal opens the time to complain about it, told to her as her safe day once the questions are answered', async () => {
  await read('IN-GAC-3A', 'IN');
  const { caseId, id, fact, view } = await received('IN-3-2-b', 'other-site', 'hand');
  expect(await fact({ fact: 'answered', answer: 'refused' })).toBe(200);
  const [window] = (await view())?.follows ?? [];
  expect(window).toMatchObject({ regime: 'IN-GAC-3A', kind: 'window', clock: { state: 'running' } });
  // Thirty days in India end at 18:29:59 UTC; one day earlier is safe.
  expect(window?.actBy).toMatch(/T18:29:59\.000Z$/);
  expect(Date.parse(window?.clock.dueAt ?? '') - Date.parse(window?.actBy ?? '')).toBe(24 * HOUR);
  expect(await told(caseId)).toEqual([
    { notice: id, regime: 'IN-GAC-3A', kind: 'window', state: 'running', due: window?.actBy },
  ]);
  later(24);
  expect(await fact({ fact: 'happened', what: 'appeal.filed', at: iso(0) })).toBe(200);
  expect((await told(caseId)).at(-1)).toEqual({
    notice: id,
    regime: 'IN-GAC-3A',
    kind: 'window',
    state: 'none',
  });
});

test('a proof that is taken back takes its end back from her; the new end is hers to see, and its passing is said too', async () => {
  await read('PK-2C', 'PK');
  const { caseId, id, fact, proof, view } = await received('PK-2C', 'pk-authority', 'hand');
  const said = async () =>
    (await caseEvents(context.store.db, caseId)).filter(({ type }) => type === 'notice.expired').length;
  later(25);
  await expireNotice(context, id);
  expect(await said()).toBe(1);
  expect(await fact({ fact: 'bounced' })).toBe(200);
  expect(await told(caseId)).toEqual([{ notice: id, state: 'none' }]);
  expect((await view())?.state).toBe('sent');
  later(1);
  expect(await proof()).toBe(200);
  const due = short(iso(24));
  expect((await view())?.clock).toMatchObject({ state: 'running', dueAt: due });
  later(25);
  await expireNotice(context, id);
  await expireNotice(context, id);
  expect(await said()).toBe(2);
  expect((await view())?.state).toBe('expired');
});

test('the time to appeal runs from the day on which the refusal came, not from the day on which it was entered', async () => {
  const { fact, view } = await received('IN-3-2-b', 'other-site', 'hand');
  const came = iso(0).slice(0, 10);
  later(96);
  expect(await fact({ fact: 'answered', answer: 'refused', at: iso(48).slice(0, 10) })).toBe(409);
  expect(await fact({ fact: 'answered', answer: 'refused', at: came })).toBe(200);
  const [window] = (await view())?.follows ?? [];
  const last = new Date(Date.parse(came) + 30 * 24 * HOUR).toISOString().slice(0, 10);
  expect(window?.clock.dueAt).toBe(`${last}T18:29:59Z`);
});

test('an authority that refuses in writing has decided: it is not called late, and the Tribunal is the next step', async () => {
  const { caseId, id, fact, view } = await received('PK-2C', 'pk-authority', 'hand');
  later(5);
  expect(await fact({ fact: 'answered', answer: 'refused' })).toBe(200);
  expect((await view())?.clock).toMatchObject({ state: 'stopped', reason: 'refused', inTime: 'yes' });
  expect((await view())?.follows).toEqual([]);
  later(25);
  await expireNotice(context, id);
  const { rows } = await sql<{ authority: string }>`
    select authority from notice_escalation where case_id = ${caseId}`.execute(context.store.db);
  expect(rows.map(({ authority }) => authority)).toEqual(['Tribunal']);
});

test('what answers an appeal opens no second time to appeal, and shows that it was filed', async () => {
  const { fact, view } = await received('IN-GAC-3A', 'in-gac', 'form', {
    order_reference: 'Their decision of 1 November.',
    grounds: 'It shows what the rule lists.',
  });
  expect((await view())?.clock?.state).toBe('not-started');
  expect(await fact({ fact: 'answered', answer: 'refused' })).toBe(200);
  expect((await view())?.clock).toMatchObject({ state: 'stopped', startedAt: null });
  expect((await view())?.follows).toEqual([]);
});

test('another proof that turns up after the end has passed makes nobody less late, and nothing is said twice', async () => {
  const { caseId, id, fact, view } = await received('PK-2C', 'pk-authority', 'hand');
  const ends = async () =>
    (await caseEvents(context.store.db, caseId)).flatMap(({ type, refs }) =>
      type === 'notice.expired' ? [refs.due] : [],
    );
  const due = short(iso(24));
  later(25);
  await expireNotice(context, id);
  for (const at of [iso(0), iso(-30)])
    expect(await fact({ fact: 'receipted', at, kind: 'stamped-copy', proof: PROOF })).toBe(200);
  await expireNotice(context, id);
  expect(await ends()).toEqual([due]);
  expect(await told(caseId)).toEqual([]);
  expect(await view()).toMatchObject({
    state: 'expired',
    clock: { state: 'expired', dueAt: short(iso(-6)) },
  });
});

test('a lawyer reads the row after its end has passed: she is told of the end, and that it has passed', async () => {
  const { caseId, id, fact, view } = await received('IN-3-2-b', 'other-site', 'hand');
  const due = short(iso(2));
  later(3);
  await expireNotice(context, id);
  await read('IN-3-2-b', 'IN');
  await fact({ fact: 'asked', what: 'id-or-account' });
  expect(await told(caseId)).toEqual([{ notice: id, state: 'running', due }]);
  const { rows } = await sql`select 1 from graphile_worker.jobs
    where key = ${`${JOBS.clock}:${id}`}`.execute(context.store.db);
  expect(rows).toHaveLength(1);
  await noticeJobs(context)[JOBS.clock]?.({ notice: id });
  expect((await view())?.state).toBe('expired');
});

test('of two proofs the earlier one counts, in what she is told as on the board', async () => {
  const { caseId, id, fact, view } = await received('PK-2C', 'pk-authority', 'hand');
  const before = (await view())?.clock?.dueAt;
  const earlier = iso(-2);
  await fact({ fact: 'receipted', at: earlier, kind: 'stamped-copy', proof: PROOF });
  const due = short(iso(22));
  expect((await view())?.clock?.dueAt).toBe(due);
  expect(before).not.toBe(due);
  const hers = async () => (await caseState(context.store.db, caseId))?.status.notices[id]?.due;
  expect(await hers()).toBe(due);
  later(1);
  await fact({ fact: 'receipted', at: iso(0), kind: 'stamped-copy', proof: PROOF });
  expect((await view())?.clock?.dueAt).toBe(due);
  expect(await hers()).toBe(due);
});

test('a clock that runs keeps a closed case, the notice’s own or one that follows it, told to her or not', async () => {
  const kept = { ...context, config: { ...context.config, keepDays: 0 } };
  const there = async (id: string) =>
    (await sql`select 1 from case_file where id = ${id}`.execute(context.store.db)).rows.length === 1;
  const own = await received('IN-3-2-b', 'other-site', 'hand');
  const follows = await received('AU-32', 'au-esafety', 'form');
  expect(await follows.fact({ fact: 'happened', what: 'authority.notice_given', at: iso(0) })).toBe(200);
  const plain = await openNoticeCase(context, survivor, 'all', URL_ONE);
  const actor = { role: 'caseworker', id: staff.id } as const;
  for (const { caseId } of [own, follows, plain])
    await addEvents(context, staff, caseId, [{ type: 'case.closed', actor, refs: { reason: 'done' } }]);
  const ends = [(await own.view())?.clock?.dueAt, (await follows.view())?.follows[0]?.actBy];
  expect(ends).toEqual([expect.any(String), expect.any(String)]);
  await retentionRound(kept);
  expect([await there(own.caseId), await there(follows.caseId), await there(plain.caseId)]).toEqual([
    true,
    true,
    false,
  ]);
  later(24 * 30);
  await retentionRound(kept);
  expect([await there(own.caseId), await there(follows.caseId)]).toEqual([false, false]);
});
