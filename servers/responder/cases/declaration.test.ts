import { readFileSync } from 'node:fs';
import { foldAll, type Mandate } from '@amaan/custody';
import type { SignalSet } from '@amaan/signal';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../apps.ts';
import { addPartner, type PartnerKeys } from '../exchange/index.ts';
import { mayStillSend } from '../notices/schedule.ts';
import { account, anId, type TestContext, testContext, Visitor } from '../testing.ts';
import { Office, type Seated } from '../testing-office.ts';
import { checkLedgers } from './check.ts';
import { shareRound } from './share.ts';

let context: TestContext;
let apps: Apps;
let office: Office;
let admin: Seated;
let worker: Seated;
let keys: PartnerKeys;
beforeAll(async () => {
  context = await testContext({ manyFiles: 2, checkPercent: 0 });
  apps = await buildApps(context, 'none');
  office = new Office(context, apps);
  admin = await office.first();
  worker = await office.colleague(admin, 'caseworker', true);
  keys = await addPartner(context.store.db, { code: 'partner-01', name: 'One' }, context.now());
});
afterAll(() => context.close());

let pictures = 0;
const picture = (number = ++pictures): SignalSet => ({
  v: 1,
  contentType: 'photo',
  width: 9,
  height: 9,
  orientation: 1,
  bytes: 0,
  pdq: { hash: `f${number.toString(16).padStart(3, '0')}${'a5c3'.repeat(15)}`, quality: 100 },
});

async function shared(count = 1, first?: number, personFirst = false): Promise<{ she: Visitor; id: string }> {
  const she = new Visitor(apps.survivor);
  const scope: Mandate = { signer: 'helpline', addressees: ['any'], until: '2027-01-01' };
  await she.open(
    account({
      personFirst,
      signals: Array.from({ length: count }, () => picture(first)),
      consents: [
        { kind: 'shareSignals', given: true, at: '2026-11-24' },
        { kind: 'sendNotices', given: true, at: '2026-11-24', scope },
      ],
    }),
  );
  await shareRound(context);
  return { she, id: (await she.news())?.caseId ?? '' };
}

const post = (who: Seated, path: string, body?: object) =>
  office.call('POST', path, body && { v: 1, ...body }, who.token);
const alone = (id: string, state: string, reason: string, who = worker) =>
  post(who, `/v1/cases/${id}/declaration`, { state, reason });
async function ask(id: string, state: string, reason: string) {
  const approval = anId();
  const { status, body } = await post(worker, `/v1/cases/${id}/declaration/ask`, {
    id: approval,
    state,
    reason,
  });
  return { approval, status, body };
}
const agree = (who: Seated, approval: string) => post(who, `/v1/approvals/${approval}/approve`);
const standing = async (id: string) => {
  const { body } = await post(worker, `/v1/cases/${id}/read`);
  return body.case.status;
};
const entries = async (id: string) =>
  (
    await sql<{ state: string }>`select state from exchange_entry where case_id = ${id} order by tie`.execute(
      context.store.db,
    )
  ).rows.map((row) => row.state);
const maySend = (caseId: string) =>
  mayStillSend(context, context.store.db, { caseId, addressee: 'kite' }, { onBehalf: 'helpline' as never });
const confirmedElsewhere = (id: string) =>
  sql`insert into exchange_opinion (partner, entry, value, at)
    select 'partner-01', id, 'Blocked', ${context.now()} from exchange_entry where case_id = ${id}`.execute(
    context.store.db,
  );
const changes = async (she: Visitor) =>
  ((await she.news())?.events ?? []).flatMap((event) =>
    event.type === 'declaration.changed' ? [[event.refs.state, event.refs.reason, event.actor.id]] : [],
  );

test('one person never confirms and never refuses; with the second, the record says who and why', async () => {
  const { she, id } = await shared();
  expect(await entries(id)).toEqual(['live']);
  const { approval, status } = await ask(id, 'corroborated', 'looked-at');
  expect(status).toBe(200);
  expect(await ask(id, 'refused', 'out-of-scope')).toMatchObject({ status: 409, body: { code: 'asked' } });
  expect(await agree(worker, approval)).toMatchObject({ status: 403, body: { code: 'two-people' } });
  const waiting = await office.call('GET', '/v1/approvals', undefined, admin.token);
  expect(waiting.body.approvals).toMatchObject([
    { id: approval, kind: 'corroborated', reason: 'looked-at', askedBy: worker.id },
  ]);
  expect((await standing(id)).declaration).toBe('candidate');
  expect((await agree(admin, approval)).status).toBe(200);
  expect((await agree(admin, approval)).status).toBe(404);
  expect(await standing(id)).toMatchObject({
    declaration: 'corroborated',
    proposals: { [approval]: { state: 'agreed' } },
  });
  expect((await changes(she)).slice(1)).toEqual([
    ['candidate', 'checks-passed', undefined],
    ['corroborated', 'looked-at', admin.id],
  ]);
});

test('a state is never skipped, and neither outsiders nor unknown reasons get anywhere', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const id = (await she.news())?.caseId ?? '';
  const { approval } = await ask(id, 'corroborated', 'looked-at');
  expect(await agree(admin, approval)).toMatchObject({ status: 422, body: { code: 'declaration' } });
  expect((await standing(id)).declaration).toBe('declared');
  expect((await alone(id, 'suspended', 'contradiction')).status).toBe(422);
  expect((await alone(id, 'suspended', 'because I say so')).status).toBe(400);
  expect((await alone(id, 'refused', 'out-of-scope')).status).toBe(400);
  const bystander = await office.colleague(admin, 'caseworker');
  expect((await alone(id, 'suspended', 'contradiction', bystander)).status).toBe(404);
  expect((await agree(bystander, approval)).status).toBe(404);
  expect((await post(worker, `/v1/approvals/${approval}/refuse`)).status).toBe(200);
  expect((await standing(id)).proposals[approval].state).toBe('dropped');
});

test('refused: what was shared is called back, no notice leaves, she reads why, and nothing is shared again', async () => {
  const { she, id } = await shared();
  expect(await maySend(id)).toBe(true);
  const { approval } = await ask(id, 'refused', 'looking-only');
  await agree(admin, approval);
  expect(await entries(id)).toEqual(['withdrawn']);
  expect(await maySend(id)).toBe(false);
  expect((await changes(she)).at(-1)).toEqual(['refused', 'looking-only', admin.id]);
  expect((await ask(id, 'corroborated', 'looked-at')).status).toBe(200);
  const release = {
    ageMark: 'adult',
    signals: [picture()],
    consents: [{ kind: 'shareSignals', given: true, at: '2026-11-24' }],
  } as const;
  await she.write({
    op: 'release',
    id: anId(),
    release: { ...release, signals: [...release.signals], consents: [...release.consents] },
  });
  await shareRound(context);
  expect(await entries(id)).toEqual(['withdrawn']);
});

test('on hold by one person: nothing matches and no notice leaves, until two have decided', async () => {
  const { id } = await shared(2);
  const headers = {
    'ocp-apim-subscription-key': keys.subscription,
    'x-functions-key': keys.fetch,
  };
  const page = await apps.exchange.inject({ url: '/exchange/v1/records?after=0', headers });
  expect((await alone(id, 'suspended', 'contradiction')).status).toBe(200);
  expect(await entries(id)).toEqual(['suspended', 'suspended']);
  expect(await maySend(id)).toBe(false);
  const url = '/v1/exchange/alarms';
  const alarms = await office.call('GET', url, undefined, admin.token);
  // It waits for two people at the case, not for one at the exchange.
  expect(alarms.body.suspended).toEqual([]);
  // Meanwhile a reviewer doubts an age: that one goes on resting when the hold ends.
  const mine: { id: string; seq: number }[] = page.json().records.slice(-2);
  await apps.exchange.inject({
    method: 'POST',
    url: '/exchange/v1/opinions',
    headers: { ...headers, 'x-functions-key': keys.feedback },
    payload: {
      v: 1,
      opinions: [
        { id: mine[1]?.id, decision: 'cd'.repeat(16), value: 'PendingReview', tags: [], ageDoubt: true },
      ],
    },
  });
  const { approval } = await ask(id, 'corroborated', 'looked-at');
  expect((await agree(admin, approval)).status).toBe(200);
  expect((await entries(id)).sort()).toEqual(['live', 'suspended']);
  expect(await maySend(id)).toBe(true);
  const after = await office.call('GET', url, undefined, admin.token);
  expect(after.body.suspended).toMatchObject([{ caseId: id, ageDoubt: true }]);
  // Whoever settles it there tells her ledger too, and no more than that a person did.
  const { entry } = after.body.suspended[0];
  await post(admin, `/v1/exchange/entries/${entry}/settle`, { settlement: 'withdraw' });
  const { signals } = await standing(id);
  const states = Object.values<{ state: string; record: string }>(signals);
  expect(states.find((each) => each.record === entry)?.state).toBe('withdrawn');
  expect(states.filter((each) => each.state === 'shared')).toHaveLength(1);
});

test("one person is enough where a platform's reviewer confirmed a real match", async () => {
  const { id } = await shared();
  expect(await alone(id, 'corroborated', 'platform-review')).toMatchObject({
    status: 409,
    body: { code: 'no-match' },
  });
  await confirmedElsewhere(id);
  const { body } = await post(worker, `/v1/cases/${id}/read`);
  expect(body.case.opinions).toEqual({ blocked: 1, notBlocked: 0 });
  expect((await alone(id, 'corroborated', 'platform-review')).status).toBe(200);
  expect((await standing(id)).declaration).toBe('corroborated');
});

test('chance gives some of these to a second person, and trying again does not get round it', async () => {
  const { id } = await shared();
  await confirmedElsewhere(id);
  const settings = context.config as { checkPercent: number };
  settings.checkPercent = 100;
  const wish = () => alone(id, 'corroborated', 'platform-review');
  expect((await wish()).status).toBe(200);
  settings.checkPercent = 0;
  const waits = async () => {
    expect((await standing(id)).declaration).toBe('candidate');
    const { body } = await office.call('GET', '/v1/approvals', undefined, admin.token);
    return body.approvals.find((each: { caseId: string }) => each.caseId === id).id;
  };
  expect((await post(worker, `/v1/approvals/${await waits()}/refuse`)).status).toBe(200);
  expect((await wish()).status).toBe(200);
  expect((await agree(admin, await waits())).status).toBe(200);
  expect((await standing(id)).declaration).toBe('corroborated');
});

/** All that she is told: her record, its projection, messages, helpers, and everything in her case but ids and seals. */
async function told(she: Visitor) {
  const [news, file] = await Promise.all([she.news(), she.file()]);
  const { events = [], messages, referrals, helpers, grants = [] } = news ?? {};
  const { items = [], signals = [] } = file ?? {};
  const status = foldAll(events);
  return {
    events: events.map(({ type, at, actor, refs }) => [type, at, actor.role, Object.keys(refs)]),
    projection: [
      status?.phase,
      status?.declaration,
      Object.values(status?.signals ?? {}).map(({ state }) => state),
    ],
    notices: status?.notices,
    inCase: [messages, referrals, helpers, grants.map(({ kind }) => kind), items.map(({ kind }) => kind)],
    signals: signals.map(({ state }) => state),
  };
}

test('two people in one picture hold a case each: staff are told, neither of them is, and one taken back leaves the other', async () => {
  const one = await shared();
  const two = await shared(1, pictures);
  const { hash } = picture(pictures).pdq ?? {};
  const alone = await shared();
  const headers = { 'ocp-apim-subscription-key': keys.subscription, 'x-functions-key': keys.fetch };
  const onWire = async () => {
    const page = await apps.exchange.inject({ url: '/v1/FetchHashes?startTimestamp=10', headers });
    const records: { hashValue: string; hashStatus: string }[] = page.json().hashRecords;
    return records.some((each) => each.hashValue === hash && each.hashStatus === 'Active');
  };
  const alike = async ({ id }: { id: string }) =>
    (await post(worker, `/v1/cases/${id}/read`)).body.case.alike;
  expect([await alike(one), await alike(two), await alike(alone)]).toEqual([1, 1, 0]);
  const all = () => Promise.all([one, two, alone].map(({ she }) => told(she)));
  const [toOne, toTwo, toAlone] = await all();
  expect([toOne, toTwo]).toEqual([toAlone, toAlone]);
  for (const { id } of [one, two]) expect([await entries(id), await maySend(id)]).toEqual([['live'], true]);
  await two.she.write({ op: 'withdraw', id: anId() });
  await alone.she.write({ op: 'withdraw', id: anId() });
  expect(await entries(two.id)).toEqual(['withdrawn']);
  expect([await entries(one.id), await maySend(one.id), await onWire()]).toEqual([['live'], true, true]);
  // She whose case goes on reads what she read before; the other what anybody reads who was alone in a picture.
  const [stillOne, takenBack, takenAlone] = await all();
  expect([stillOne, takenBack]).toEqual([toOne, takenAlone]);
  expect(await alike(one)).toBe(0);
  await one.she.write({ op: 'withdraw', id: anId() });
  expect(await onWire()).toBe(false);
});

test('very many pictures wait for two people', async () => {
  const { id } = await shared(3);
  expect(await entries(id)).toEqual([]);
  expect((await standing(id)).declaration).toBe('declared');
  const held = async () => {
    const { body } = await office.call('GET', '/v1/cases', undefined, worker.token);
    return body.cases.find((each: { id: string }) => each.id === id).held;
  };
  expect(await held()).toBe(true);
  expect((await post(worker, `/v1/cases/${id}/read`)).body.case.heldFor).toEqual(['many']);
  const { approval } = await ask(id, 'candidate', 'looked-into');
  await agree(admin, approval);
  expect(await held()).toBe(false);
  await shareRound(context);
  expect(await entries(id)).toEqual(['live', 'live', 'live']);
});

test('where her page saw a cue for a person, nothing is shared before two people have looked', async () => {
  const { id } = await shared(1, undefined, true);
  expect(await entries(id)).toEqual([]);
  const { body } = await post(worker, `/v1/cases/${id}/read`);
  expect(body.case.heldFor).toEqual(['person-first']);
  const { approval } = await ask(id, 'candidate', 'looked-into');
  await agree(admin, approval);
  await shareRound(context);
  expect(await entries(id)).toEqual(['live']);
});

test('the same word may come with what she adds later: what is shared stays, and the rest waits for two people', async () => {
  const { she, id } = await shared();
  await she.write({
    op: 'release',
    id: anId(),
    release: {
      ageMark: 'adult',
      signals: [picture()],
      consents: [{ kind: 'shareSignals', given: true, at: '2026-11-24' }],
    },
    personFirst: true,
  });
  await shareRound(context);
  expect(await entries(id)).toEqual(['live']);
  expect((await post(worker, `/v1/cases/${id}/read`)).body.case.heldFor).toEqual(['person-first']);
  expect((await ask(id, 'candidate', 'looked-into')).status).toBe(200);
  const { body } = await office.call('GET', '/v1/approvals', undefined, admin.token);
  const wrong = body.approvals.find((each: { caseId: string }) => each.caseId === id).id;
  expect(await agree(admin, wrong)).toMatchObject({ status: 422, body: { code: 'declaration' } });
  await post(worker, `/v1/approvals/${wrong}/refuse`);
  // What waits passes where the declaration stands: nobody saw a match, and nobody says so.
  const { approval } = await ask(id, 'passed', 'looked-into');
  expect(await agree(worker, approval)).toMatchObject({ status: 403, body: { code: 'two-people' } });
  await shareRound(context);
  expect(await entries(id)).toEqual(['live']);
  // Where nothing waits any more there is nothing left to agree to, and nothing is passed for later.
  const marked = (yes: boolean) =>
    sql`update case_file set person_first = ${yes} where id = ${id}`.execute(context.store.db);
  await marked(false);
  expect(await agree(admin, approval)).toMatchObject({ status: 409, body: { code: 'nothing-waits' } });
  await marked(true);
  expect((await standing(id)).passed).toBeUndefined();
  expect((await agree(admin, approval)).status).toBe(200);
  expect((await post(worker, `/v1/cases/${id}/read`)).body.case.heldFor).toEqual([]);
  await shareRound(context);
  expect(await entries(id)).toEqual(['live', 'live']);
  expect(await standing(id)).toMatchObject({
    declaration: 'candidate',
    passed: true,
    proposals: { [approval]: { kind: 'passed', by: worker.id, state: 'agreed' } },
  });
  expect((await she.news())?.events.find((event) => event.type === 'declaration.passed')).toMatchObject({
    actor: { id: admin.id },
    refs: { approval, reason: 'looked-into' },
  });
  expect((await changes(she)).at(-1)?.[0]).toBe('candidate');
});

test('nobody passes what is not there yet; a hold is ended by two people without confirming anything', async () => {
  const { she, id } = await shared();
  expect(await ask(id, 'passed', 'looked-into')).toMatchObject({
    status: 409,
    body: { code: 'nothing-waits' },
  });
  await alone(id, 'suspended', 'not-sure');
  expect([await entries(id), await maySend(id)]).toEqual([['suspended'], false]);
  const { approval } = await ask(id, 'candidate', 'looked-into');
  expect((await agree(admin, approval)).status).toBe(200);
  expect([await entries(id), await maySend(id)]).toEqual([['live'], true]);
  expect((await changes(she)).at(-1)).toEqual(['candidate', 'looked-into', admin.id]);
});

test('her withdrawal ends what waits for a second person', async () => {
  const { she, id } = await shared();
  const { approval } = await ask(id, 'corroborated', 'looked-at');
  await she.write({ op: 'withdraw', id: anId() });
  expect((await agree(admin, approval)).status).toBe(404);
  expect(await standing(id)).toMatchObject({
    declaration: 'withdrawn',
    proposals: { [approval]: { state: 'dropped' } },
  });
});

test('after all of this, replay equals what is stored', async () => {
  const { problems } = await checkLedgers(context.store.db, context.keys.ledger.publicKey);
  expect(problems).toEqual({});
});

test('what an older program kept in one list is told apart, and replays as it stands then', async () => {
  const { db } = context.store;
  const { id } = await shared();
  const stored = async () =>
    (await sql<{ state: object }>`select state from case_status where case_id = ${id}`.execute(db)).rows[0]
      ?.state;
  const split = sql.raw(readFileSync(new URL('../migrations/0651-proposals.sql', import.meta.url), 'utf8'));
  const plain = await stored();
  await split.execute(db);
  expect(await stored()).toEqual(plain);
  const old = {
    a: { kind: 'export', by: 'x', state: 'used' },
    b: { kind: 'candidate', by: 'x', state: 'refused' },
    c: { kind: 'corroborated', by: 'y', state: 'used' },
    d: { kind: 'refused', by: 'y', state: 'asked' },
  };
  await sql`update case_status set state = ${JSON.stringify({ ...plain, approvals: old })}::jsonb
    where case_id = ${id}`.execute(db);
  await split.execute(db);
  expect(await stored()).toEqual({
    ...plain,
    approvals: { a: old.a },
    proposals: { b: { ...old.b, state: 'dropped' }, c: { ...old.c, state: 'agreed' }, d: old.d },
  });
});
