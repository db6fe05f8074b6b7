import { type App, createApp } from '@amaan/http';
import { regimes } from '@amaan/notice';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../apps.ts';
import { caseEvents } from '../cases/index.ts';
import { addCaseworker, anId, type TestContext, testContext, type TestStaff } from '../testing.ts';
import { expireNotice } from './expire.ts';
import { caseNotices, noticeRoutes } from './index.ts';
import { draftAndApprove, makeDocument, openNoticeCase } from './testing.ts';

const HOUR = 3_600_000;
const URL_ONE = 'https://example.org/p/one';
const PROOF = 'ab'.repeat(32);
let context: TestContext;
let apps: Apps;
let app: App;
let staff: TestStaff;
let role: 'caseworker' | 'admin' = 'caseworker';
beforeAll(async () => {
  context = await testContext();
  apps = await buildApps(context, 'none');
  staff = await addCaseworker(context);
  app = await createApp({ log: context.log });
  noticeRoutes(app, context, {
    caller: async () => ({ id: staff.id, role }),
    mayOpen: async (_caller, caseId) => caseId !== '0'.repeat(32),
  });
});
afterAll(() => context.close());

const later = (hours: number): void => {
  context.time = new Date(context.time.getTime() + hours * HOUR);
};
const fact = (caseId: string, notice: string, payload: object) =>
  app.inject({
    method: 'POST',
    url: `/v1/cases/${caseId}/notices/${notice}/facts`,
    payload: { v: 1, ...payload },
  });
const typesOf = async (caseId: string) =>
  (await caseEvents(context.store.db, caseId)).map((event) => event.type);

/** An application by hand to the authority: drafted, approved, sent, and proved to be there. */
async function received() {
  const { she, caseId } = await openNoticeCase(context, apps.survivor, 'all', URL_ONE);
  const document = makeDocument({
    regime: 'PK-2C',
    addressee: 'pk-authority',
    urls: [URL_ONE],
    now: context.now(),
  });
  expect((await draftAndApprove(app, caseId, document, 'hand')).statusCode).toBe(200);
  const { id } = document;
  expect((await fact(caseId, id, { fact: 'sent' })).statusCode).toBe(200);
  const at = context.now().toISOString();
  const proof = { fact: 'receipted', at, kind: 'stamped-copy', proof: PROOF, number: 'D-17' };
  expect((await fact(caseId, id, proof)).statusCode).toBe(200);
  return { she, caseId, id, document };
}

test('an application by hand: proof starts the clock, its end is said once, and the next steps are drafted', async () => {
  const { caseId, id } = await received();
  const [notice] = await caseNotices(context, caseId);
  expect(notice).toMatchObject({ state: 'receipted', draft: true, clock: { state: 'running' }, next: [] });
  const { rows } = await sql<{ run_at: Date }>`select run_at from graphile_worker.jobs
    where key = ${`notice-clock:${id}`}`.execute(context.store.db);
  expect(rows[0]?.run_at.getTime()).toBe(Date.parse(notice?.clock?.dueAt ?? '') + 1000);

  await expireNotice(context, id);
  expect(await typesOf(caseId)).not.toContain('notice.expired');
  later(25);
  await expireNotice(context, id);
  await expireNotice(context, id);
  const types = await typesOf(caseId);
  expect(types.filter((type) => type === 'notice.expired')).toHaveLength(1);
  const { escalations } = (await app.inject({ url: `/v1/cases/${caseId}/escalations` })).json<{
    escalations: { authority: string; text: string; ur: string | null }[];
  }>();
  expect(escalations.map((each) => each.authority)).toEqual(['SMPRA / PTA (s.50A)', 'counsel']);
  expect(escalations[0]?.text).toContain('their number D-17');
  expect(`${escalations[0]?.text} ${escalations[0]?.ur}`).not.toContain('example.org');
  expect(escalations[0]?.ur).toContain('D-17');
});

test('an order stops the application; a removal alone does not', async () => {
  const { caseId, id } = await received();
  later(1);
  await fact(caseId, id, { fact: 'looked', link: 0, state: 'missing' });
  const state = async () => (await caseNotices(context, caseId))[0]?.clock;
  expect(await state()).toMatchObject({ state: 'running' });
});

test('a bounce takes the proof back, and a later proof starts the clock afresh', async () => {
  const { caseId, id } = await received();
  later(1);
  await fact(caseId, id, { fact: 'bounced' });
  expect((await caseNotices(context, caseId))[0]).toMatchObject({
    state: 'sent',
    clock: { state: 'not-started' },
  });
  later(1);
  const at = context.now().toISOString();
  await fact(caseId, id, { fact: 'receipted', at, kind: 'registered-post', proof: PROOF });
  expect((await caseNotices(context, caseId))[0]?.clock).toMatchObject({
    state: 'running',
    startedAt: at.replace('.000Z', 'Z'),
  });
});

test('when she takes her mandate back the clock stops without blame and nothing waits any more', async () => {
  const { she, caseId, id } = await received();
  await she.write({
    op: 'consent',
    id: anId(),
    consent: { kind: 'sendNotices', given: false, at: context.now().toISOString().slice(0, 10) },
  });
  later(30);
  await expireNotice(context, id);
  expect(await typesOf(caseId)).not.toContain('notice.expired');
  expect((await caseNotices(context, caseId))[0]?.clock).toMatchObject({
    state: 'stopped',
    reason: 'withdrawn',
    inTime: 'unknown',
  });
  for (const table of ['notice_queue', 'notice_watch'])
    expect(
      (await sql`select 1 from ${sql.table(table)} where notice = ${id}`.execute(context.store.db)).rows,
    ).toEqual([]);
});

test('before proof the words wait sealed, with proof they are gone: no row of the database holds her link', async () => {
  const { caseId } = await openNoticeCase(
    context,
    apps.survivor,
    'all',
    'https://planted.example/secret-link',
  );
  const urls = ['https://planted.example/secret-link'];
  const document = makeDocument({ regime: 'PK-2C', addressee: 'pk-authority', urls, now: context.now() });
  await draftAndApprove(app, caseId, document, 'hand');
  const dump = async () => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(context.store.db);
    const all = await Promise.all(
      rows.map(({ name }) => sql`select t::text as row from ${sql.table(name)} t`.execute(context.store.db)),
    );
    return JSON.stringify(all.map((each) => each.rows));
  };
  const text = await dump();
  expect(text).not.toContain('planted.example');
  expect(text).not.toContain(Buffer.from('planted.example').toString('hex'));
  const { rows } = await sql`select 1 from notice_queue where notice = ${document.id}`.execute(
    context.store.db,
  );
  expect(rows).toHaveLength(1);
});

test('facts that cannot follow, other documents, foreign cases and held rows are refused', async () => {
  const { caseId } = await openNoticeCase(context, apps.survivor, 'all', URL_ONE);
  const document = makeDocument({
    regime: 'PK-2C',
    addressee: 'pk-authority',
    urls: [URL_ONE],
    now: context.now(),
  });
  await draftAndApprove(app, caseId, document, 'hand');
  expect((await fact(caseId, document.id, { fact: 'bounced' })).statusCode).toBe(409);
  const again = { v: 1, document, answers: {}, secondYes: true };
  const url = `/v1/cases/${caseId}/notices/${document.id}/approve`;
  expect((await app.inject({ method: 'POST', url, payload: again })).statusCode).toBe(409);
  expect((await app.inject({ url: `/v1/cases/${'0'.repeat(32)}/notices` })).statusCode).toBe(404);
  const { id: _, ...draft } = {
    id: '',
    v: 1,
    channel: 'hand',
    links: 1,
    digest: PROOF,
    addressee: 'pk-authority',
  };
  for (const [regime, regimeVersion] of [
    ['PK-RBUOC', 'PK-RBUOC'],
    ['PK-22-2', 'PK-22-2'],
    ['PK-2C', 'US-223a'],
  ]) {
    const sealed = 'A'.repeat(280);
    const places = { id: 'ab'.repeat(16), sealed };
    const payload = { ...draft, id: 'cd'.repeat(16), regime, regimeVersion, under: PROOF, sealed, places };
    expect(
      (await app.inject({ method: 'POST', url: `/v1/cases/${caseId}/notices`, payload })).statusCode,
    ).toBe(422);
  }
});

test('identity exposure asks for a second yes', async () => {
  const { caseId } = await openNoticeCase(context, apps.survivor, 'all', URL_ONE);
  const document = makeDocument({
    regime: 'PK-2C',
    addressee: 'pk-authority',
    urls: [URL_ONE],
    now: context.now(),
  });
  const answer = await draftAndApprove(app, caseId, document, 'hand', false);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('second-yes');
});

test('a review by a lawyer is of one file: it lifts the draft mark, tells her the day, and another file is refused', async () => {
  const url = '/v1/regimes/PK-2C/reviews';
  const review = (fileDigest: string) =>
    app.inject({ method: 'POST', url, payload: { v: 1, fileDigest, lawyer: 'A. Lawyer', on: '2026-11-24' } });
  const digest = regimes().digests.get('PK') ?? '';
  const herDue = async ({ she, id }: Awaited<ReturnType<typeof received>>) =>
    (await she.news())?.events
      .filter((event) => event.type === 'notice.receipted' && event.refs.notice === id)
      .map(({ refs }) => (refs as { due?: string }).due);
  expect(await herDue(await received())).toEqual([undefined]);
  expect((await review(digest)).statusCode).toBe(403);
  role = 'admin';
  expect((await review('00'.repeat(32))).statusCode).toBe(409);
  expect((await review(digest)).statusCode).toBe(200);
  role = 'caseworker';
  const { regimes: rows } = (await app.inject({ url: '/v1/regimes' })).json<{
    regimes: { id: string; draft: boolean }[];
  }>();
  expect(rows.filter((row) => !row.draft).map((row) => row.id)).toEqual(['PK-2C']);
  expect(rows.map((row) => row.id)).not.toContain('PK-22-2');
  // A proof that a person enters tells her the end of the clock as one by machine does: only from now on.
  const read = await received();
  const [notice] = await caseNotices(context, read.caseId);
  expect(await herDue(read)).toEqual([notice?.clock?.dueAt]);
  expect(notice?.clock?.dueAt).toBeDefined();
});
