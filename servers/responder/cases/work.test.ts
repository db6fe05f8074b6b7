import { fromHex } from '@amaan/base';
import {
  type CaseKeys,
  type CaseSecrets,
  COMPARTMENTS,
  type Grant,
  identityOf,
  keysDigest,
  keysOf,
  makeGrant,
  newCompartments,
  openGrant,
  openJson,
  openPackage,
  openText,
  parseReferral,
  type Referral,
  recipientOf,
  referralHolds,
  sealAgain,
  sealJson,
  signReferral,
  staffPublic,
} from '@amaan/custody';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, buildApps } from '../apps.ts';
import { anId, type TestContext, testContext, Visitor } from '../testing.ts';
import { Office, type Seated } from '../testing-office.ts';
import { checkLedgers } from './check.ts';
import { retentionRound } from './retention.ts';

let context: TestContext;
let apps: Apps;
let office: Office;
let admin: Seated;
let worker: Seated;
beforeAll(async () => {
  context = await testContext();
  apps = await buildApps(context, false);
  office = new Office(context, apps);
  admin = await office.first();
  worker = await office.colleague(admin, 'caseworker', true);
});
afterAll(() => context.close());

interface OpenCase {
  readonly she: Visitor;
  readonly id: string;
}

async function newCase(): Promise<OpenCase> {
  const she = new Visitor(apps.survivor);
  await she.open();
  return { she, id: (await she.news())?.caseId ?? '' };
}

async function read(who: Seated, id: string) {
  const { body } = await office.call('POST', `/v1/cases/${id}/read`, undefined, who.token);
  const sealed = body.case;
  const secrets = await openGrant(who.secrets.identity, sealed.grant.sealed);
  return { sealed, secrets, under: keysDigest(sealed.keys) };
}

const post = (who: Seated, path: string, body?: object) =>
  office.call('POST', path, body && { v: 1, ...body }, who.token);

async function ask(who: Seated, id: string, kind: string, to: string) {
  const { secrets, under } = await read(who, id);
  const grant = await makeGrant({ to, kind: 'staff', compartments: COMPARTMENTS, secrets });
  const approval = anId();
  const { status } = await post(who, `/v1/cases/${id}/approvals`, { id: approval, under, kind, grant });
  return { approval, status };
}

test('a copy of a case leaves with two people’s word and never with one', async () => {
  const { she, id } = await newCase();
  const secret = randomBytes(32);
  const { approval, status } = await ask(worker, id, 'export', recipientOf(secret));
  expect(status).toBe(200);
  // One person, however often: refused.
  for (const who of [worker, admin])
    expect(await post(who, `/v1/approvals/${approval}/package`)).toMatchObject({
      status: 403,
      body: { code: 'two-people' },
    });
  expect(await post(worker, `/v1/approvals/${approval}/approve`)).toMatchObject({ status: 403 });
  expect(await post(worker, `/v1/approvals/${approval}/package`)).toMatchObject({ status: 403 });
  const waiting = await office.call('GET', '/v1/approvals', undefined, admin.token);
  expect(waiting.body.approvals).toMatchObject([{ id: approval, kind: 'export', askedBy: worker.id }]);
  expect((await post(admin, `/v1/approvals/${approval}/approve`)).status).toBe(200);
  const made = await post(worker, `/v1/approvals/${approval}/package`);
  const { items, whole } = await openPackage(identityOf(secret), made.body.package);
  expect(items.find((item) => item.kind === 'story')?.content).toMatchObject({ text: 'what happened' });
  expect(whole.events.length).toBeGreaterThan(5);
  // Once.
  expect((await post(worker, `/v1/approvals/${approval}/package`)).status).toBe(404);
  const events = (await she.news())?.events.filter(({ type }) => type.startsWith('export')) ?? [];
  expect(events.map(({ type, actor }) => [type, actor.id])).toEqual([
    ['export.approved', worker.id],
    ['export.approved', admin.id],
    ['export.made', worker.id],
  ]);
});

test('a colleague gets a case when a second person agrees; somebody outside never does as a colleague', async () => {
  const { she, id } = await newCase();
  const newcomer = await office.colleague(admin, 'caseworker');
  const bystander = await office.colleague(admin, 'caseworker');
  expect((await post(newcomer, `/v1/cases/${id}/read`)).status).toBe(404);
  expect((await ask(worker, id, 'colleague', recipientOf(randomBytes(32)))).status).toBe(422);
  expect((await ask(worker, id, 'export', newcomer.recipient)).status).toBe(422);
  expect((await ask(worker, id, 'colleague', she.receipt.recipient)).status).toBe(422);
  const { approval } = await ask(worker, id, 'colleague', newcomer.recipient);
  expect((await post(newcomer, `/v1/cases/${id}/read`)).status).toBe(404);
  expect((await post(bystander, `/v1/approvals/${approval}/approve`)).status).toBe(404);
  expect(await office.call('GET', '/v1/approvals', undefined, bystander.token)).toMatchObject({
    body: { approvals: [] },
  });
  expect((await post(newcomer, `/v1/approvals/${approval}/approve`)).status).toBe(200);
  expect((await read(newcomer, id)).sealed.items).toHaveLength(3);
  // Who can open it may have it; nobody has it by name alone.
  const assign = (staff: string) => post(worker, `/v1/cases/${id}/assign`, { staff });
  expect(await assign(bystander.id)).toMatchObject({ status: 422, body: { code: 'no-grant' } });
  expect((await assign(anId())).status).toBe(404);
  expect((await read(worker, id)).sealed.status.assigned).toBeUndefined();
  // Whom it may be passed on to is told of a case in danger alone.
  const line = async () => {
    const { body } = await office.call('GET', '/v1/cases', undefined, worker.token);
    return body.cases.find((each: { id: string }) => each.id === id);
  };
  expect((await line()).holders).toBeUndefined();
  await context.store.pool.query('update case_file set urgent = true where id = $1', [id]);
  expect((await line()).holders).toEqual([admin.id, worker.id, newcomer.id].toSorted());
  expect((await assign(newcomer.id)).status).toBe(200);
  expect((await read(worker, id)).sealed.status.assigned).toBe(newcomer.id);
  // Refused or too old, it does nothing.
  const refused = await ask(worker, id, 'colleague', bystander.recipient);
  expect((await post(admin, `/v1/approvals/${refused.approval}/refuse`)).status).toBe(200);
  expect((await post(admin, `/v1/approvals/${refused.approval}/approve`)).status).toBe(404);
  const old = await ask(worker, id, 'colleague', bystander.recipient);
  context.time = new Date(context.time.getTime() + 8 * 86_400_000);
  admin = { ...admin, token: (await office.signIn(admin)).body.token };
  worker = { ...worker, token: (await office.signIn(worker)).body.token };
  expect((await post(admin, `/v1/approvals/${old.approval}/approve`)).status).toBe(404);
  expect((await post(bystander, `/v1/cases/${id}/read`)).status).toBe(401);
});

test('tasks and referrals are sealed; nobody is passed on without her yes, and she may take it back', async () => {
  const { she, id } = await newCase();
  const { sealed, secrets, under } = await read(worker, id);
  const keys: CaseKeys = sealed.keys;
  const task = {
    id: anId(),
    under,
    due: '2027-01-05',
    staff: admin.id,
    sealed: await sealJson([keys.story], { v: 1, text: 'call the shelter' }),
  };
  for (let i = 0; i < 2; i++) expect((await post(worker, `/v1/cases/${id}/tasks`, task)).status).toBe(200);
  expect((await post(worker, `/v1/cases/${id}/tasks`, { ...task, id: anId(), staff: anId() })).status).toBe(
    404,
  );
  const stranger = await office.colleague(admin, 'caseworker');
  const theirs = { ...task, id: anId(), staff: stranger.id };
  const cannotOpen = { status: 422, body: { code: 'no-grant' } };
  expect(await post(worker, `/v1/cases/${id}/tasks`, theirs)).toMatchObject(cannotOpen);
  const hand = { state: 'open', staff: stranger.id };
  expect(await post(worker, `/v1/cases/${id}/tasks/${task.id}`, hand)).toMatchObject(cannotOpen);
  const { status } = (await read(worker, id)).sealed;
  expect(status.tasks).toEqual({ [task.id]: { state: 'open', due: '2027-01-05', staff: admin.id } });
  expect((await post(worker, `/v1/cases/${id}/tasks/${anId()}`, { state: 'done' })).status).toBe(404);
  expect((await post(worker, `/v1/cases/${id}/tasks/${task.id}`, { state: 'done' })).status).toBe(200);

  const signSecret = fromHex(worker.secrets.signSecret);
  const told: Omit<Referral, 'sig'> = {
    v: 1,
    staff: worker.id,
    at: context.now().toISOString(),
    service: 'A shelter',
    told: 'that you need a bed',
    why: 'they have one',
  };
  const referral = anId();
  const proposal = signReferral(id, told, signSecret);
  const body = { id: referral, under, sealed: await sealJson([keys.story], proposal) };
  const made = () => post(worker, `/v1/cases/${id}/referrals/${referral}/made`);
  expect((await post(worker, `/v1/cases/${id}/referrals`, body)).status).toBe(200);
  expect((await made()).status).toBe(409);
  const mine = (await she.news())?.referrals[0];
  const opened = parseReferral(await openJson(secrets.story ?? '', mine?.sealed ?? ''));
  expect(referralHolds(id, opened, staffPublic(worker.secrets).signKey)).toBe(true);
  expect(referralHolds(id, { ...opened, service: 'Another' }, staffPublic(worker.secrets).signKey)).toBe(
    false,
  );
  const answer = (word: 'yes' | 'no') => she.write({ op: 'referral', id: anId(), referral, answer: word });
  await answer('no');
  expect((await made()).status).toBe(409);
  await answer('yes');
  expect((await made()).status).toBe(200);
  expect((await made()).status).toBe(409);
  await answer('no');
  expect((await read(worker, id)).sealed.status.referrals).toEqual({ [referral]: 'takenBack' });
});

/** What the console does: new keys, everything sealed again, granted to the same people. */
async function renewed(who: Seated, id: string) {
  const { sealed, secrets, under } = await read(who, id);
  const fresh = newCompartments(randomBytes).secrets;
  const keys = keysOf(fresh);
  const resealed = await Promise.all(
    sealed.items.map(async (item: { id: string; compartment: keyof CaseKeys; sealed: string }) => ({
      id: item.id,
      sealed: await sealAgain(
        (secrets as Required<CaseSecrets>)[item.compartment],
        keys[item.compartment],
        item.sealed,
      ),
    })),
  );
  const grants: Grant[] = await Promise.all(
    sealed.grants.map(async ({ kind, to, compartments }: Grant) =>
      makeGrant({ kind, to, compartments, secrets: fresh }),
    ),
  );
  return { under, keys, grants, resealed, old: secrets, fresh };
}

test('who leaves loses every case at once, and new keys shut out what they may have kept', async () => {
  const leaver = await office.colleague(admin, 'caseworker', true);
  const { she, id } = await newCase();
  const kept = (await read(leaver, id)).secrets;
  await post(admin, `/v1/staff/people/${worker.id}`, { intake: false });
  await post(admin, `/v1/staff/people/${admin.id}`, { intake: false });
  const lonely = await newCase();
  // The only one who can open a case cannot be let go by accident.
  expect(await post(admin, `/v1/staff/people/${leaver.id}`, { leaves: true })).toMatchObject({
    status: 422,
    body: { code: 'sole-holder' },
  });
  expect((await read(leaver, lonely.id)).sealed.items).toHaveLength(3);
  expect((await post(admin, `/v1/staff/people/${leaver.id}`, { leaves: true, strand: true })).status).toBe(
    200,
  );
  await post(admin, `/v1/staff/people/${admin.id}`, { intake: true });
  await post(admin, `/v1/staff/people/${worker.id}`, { intake: true });
  expect((await post(leaver, `/v1/cases/${id}/read`)).status).toBe(401);
  expect((await read(worker, id)).sealed.status.staleKeys).toBe(true);
  expect((await office.call('GET', '/v1/team', undefined, admin.token)).body.staleKeys).toBeGreaterThan(0);
  expect((await office.call('GET', '/v1/team', undefined, worker.token)).status).toBe(403);

  const { old, fresh: _, ...made } = await renewed(worker, id);
  const without = { ...made, grants: made.grants.filter(({ kind }) => kind !== 'survivor') };
  expect((await post(worker, `/v1/cases/${id}/rotate`, without)).status).toBe(422);
  const partly = { ...made, resealed: made.resealed.slice(1) };
  expect((await post(worker, `/v1/cases/${id}/rotate`, partly)).status).toBe(409);
  expect((await post(worker, `/v1/cases/${id}/rotate`, made)).status).toBe(200);
  expect(kept).toEqual(old);
  const { sealed, secrets } = await read(worker, id);
  expect(sealed.status.staleKeys).toBeUndefined();
  for (const item of sealed.items as { compartment: keyof CaseKeys; sealed: string }[]) {
    await expect(openText(kept[item.compartment] ?? '', item.sealed)).rejects.toMatchObject({
      code: 'sealed',
    });
    await openText(secrets[item.compartment] ?? '', item.sealed);
  }
  const news = await she.news();
  expect(await openGrant(she.receipt.identity, news?.grant.sealed ?? '')).toEqual(secrets);
});

const leave = (who: Seated) => post(admin, `/v1/staff/people/${who.id}`, { leaves: true, strand: true });
const grantsOf = async ({ recipient }: Seated) =>
  (await context.store.pool.query('select case_id from case_grant where recipient = $1', [recipient])).rows;

test('what a leaver asked for goes with them', async () => {
  const leaver = await office.colleague(admin, 'caseworker', true);
  const { she, id } = await newCase();
  const { approval } = await ask(leaver, id, 'export', recipientOf(randomBytes(32)));
  const late = await ask(leaver, id, 'organisation', recipientOf(randomBytes(32)));
  // One that came in at the moment of leaving stays behind in the table.
  const { rows } = await context.store.pool.query('select * from case_approval where id = $1', [
    late.approval,
  ]);
  expect((await leave(leaver)).status).toBe(200);
  await context.store.pool.query(
    `insert into case_approval (id, case_id, kind, recipient, sealed, asked_by, asked_at)
      select $1, $2, $3, $4, $5, $6, $7`,
    ['id', 'case_id', 'kind', 'recipient', 'sealed', 'asked_by', 'asked_at'].map((name) => rows[0][name]),
  );
  for (const each of [approval, late.approval])
    expect((await post(admin, `/v1/approvals/${each}/approve`)).status).toBe(404);
  const news = await she.news();
  expect(news?.events.findLast(({ type }) => type === 'export.refused')?.refs).toMatchObject({
    reason: 'staff-left',
  });
  const { approvals } = (await read(worker, id)).sealed.status;
  expect(approvals[approval].state).toBe('refused');
});

test('nobody who leaves keeps a case that is given to them at that moment', async () => {
  const given = await office.colleague(admin, 'caseworker');
  const holder = await office.colleague(admin, 'caseworker', true);
  const [one, two] = [await newCase(), await newCase()];
  const { approval } = await ask(worker, one.id, 'colleague', given.recipient);
  // Somebody writes to the case just now, and all others wait.
  const other = await context.store.pool.connect();
  await other.query('begin');
  await other.query('select 1 from case_status where case_id = $1 for update', [one.id]);
  const approved = post(admin, `/v1/approvals/${approval}/approve`);
  await waiting(1);
  const left = leave(given);
  await waiting(2);
  await other.query('commit');
  other.release();
  await Promise.all([approved, left]);
  expect(await grantsOf(given)).toEqual([]);

  // Somebody makes new keys just now, and with them another grant.
  const again = await context.store.pool.connect();
  await again.query('begin');
  await again.query('select 1 from case_status where case_id = $1 for update', [two.id]);
  await again.query('update case_grant set id = $1 where case_id = $2 and recipient = $3', [
    anId(),
    two.id,
    holder.recipient,
  ]);
  const gone = leave(holder);
  await waiting(1);
  await again.query('commit');
  again.release();
  expect((await gone).status).toBe(200);
  expect(await grantsOf(holder)).toEqual([]);
});

/** Until so many requests wait for somebody's lock. */
async function waiting(count: number): Promise<void> {
  const look = async () =>
    (
      await context.store.pool.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows[0]?.n;
  await expect.poll(look, { interval: 10 }).toBeGreaterThanOrEqual(count);
}

test('a page that was open while somebody left gives them nothing', async () => {
  const leaver = await office.colleague(admin, 'caseworker', true);
  const { she, id } = await newCase();
  const before = await renewed(worker, id);
  const late = new Visitor(apps.survivor);
  const intake = await late.intake();
  await leave(leaver);
  expect((await late.post('/v1/cases', intake)).statusCode).toBe(200);
  expect(await grantsOf(leaver)).toEqual([]);
  const opened = (await late.news())?.caseId ?? '';
  expect((await read(worker, opened)).sealed.status.staleKeys).toBe(true);

  const { keys, resealed, under, fresh } = before;
  const { receipt } = new Visitor(apps.survivor);
  const own = { to: receipt.recipient, kind: 'survivor', compartments: COMPARTMENTS } as const;
  const grants = [
    ...before.grants.filter(({ kind }) => kind !== 'survivor'),
    await makeGrant({ ...own, secrets: fresh }),
  ];
  const { locatorHash, tokenHash, recipient } = receipt;
  const replace = { op: 'replace', id: anId(), under, locatorHash, tokenHash, recipient } as const;
  await she.write({ ...replace, keys, grants, resealed });
  expect((await read(worker, id)).secrets).toEqual(fresh);
  expect(await grantsOf(leaver)).toEqual([]);
});

test('nothing is kept under keys that are gone, and one broken item does not keep a case from new ones', async () => {
  const { she, id } = await newCase();
  const before = await read(worker, id);
  const message = { op: 'message' as const, id: anId() };
  const under = (keys: CaseKeys) =>
    sealJson([keys.messages], { v: 1, from: 'survivor', by: 'x', text: 'hers' });
  const old = await under(before.sealed.keys);
  // Someone who may add brings what nobody can open.
  await she.write({ op: 'message', id: anId(), sealed: await sealJson([recipientOf(randomBytes(32))], 'x') });
  const { old: _, fresh: __, ...made } = await renewed(worker, id);
  expect((await post(worker, `/v1/cases/${id}/rotate`, made)).status).toBe(200);

  // Her page, and a colleague's console, still know the old keys.
  expect(await she.write({ ...message, sealed: old })).toMatchObject({ statusCode: 409 });
  const task = { id: anId(), under: before.under, sealed: await sealJson([before.sealed.keys.story], 'x') };
  expect(await post(worker, `/v1/cases/${id}/tasks`, task)).toMatchObject({ body: { code: 'changed' } });
  expect((await post(worker, `/v1/cases/${id}/messages`, task)).status).toBe(409);
  const grant = await makeGrant({
    to: recipientOf(randomBytes(32)),
    kind: 'staff',
    compartments: COMPARTMENTS,
    secrets: before.secrets,
  });
  const asked = { id: anId(), under: before.under, kind: 'export', grant };
  expect((await post(worker, `/v1/cases/${id}/approvals`, asked)).status).toBe(409);

  const news = await she.news();
  await she.write({ ...message, sealed: await under(news?.keys ?? before.sealed.keys) });
  const after = await read(worker, id);
  const opened = after.sealed.items.find((item: { id: string }) => item.id === message.id);
  expect(await openJson(after.secrets.messages ?? '', opened.sealed)).toMatchObject({ text: 'hers' });
  await expect(openJson(before.secrets.messages ?? '', opened.sealed)).rejects.toMatchObject({
    code: 'sealed',
  });
});

test('abuse aimed at staff is put away by its kind and kept as it came', async () => {
  const { she, id } = await newCase();
  const { sealed: before, secrets } = await read(worker, id);
  const message = anId();
  const words = { v: 1, from: 'survivor', by: 'x', text: 'an insult' };
  await she.news();
  await she.write({ op: 'message', id: message, sealed: await sealJson([before.keys.messages], words) });
  const hide = (kind: string, of = message, who = worker) =>
    post(who, `/v1/cases/${id}/messages/${of}/hide`, { kind });
  expect((await hide('threat')).status).toBe(200);
  expect((await hide('threat')).status).toBe(200);
  const { sealed } = await read(worker, id);
  expect(sealed.status.hidden).toEqual({ [message]: 'threat' });
  const item = sealed.items.find((each: { id: string }) => each.id === message);
  expect(await openJson(secrets.messages ?? '', item.sealed)).toEqual(words);
  const events: { type: string }[] = sealed.events;
  expect(events.filter(({ type }) => type === 'message.hidden')).toHaveLength(1);
  // Only what stands in this case, and nothing of our own.
  expect((await hide('insult', anId())).status).toBe(404);
  expect((await hide('insult', sealed.items[0].id)).status).toBe(404);
  expect((await hide('boring')).status).toBe(400);
  const stranger = await office.colleague(admin, 'caseworker');
  expect((await hide('none', message, stranger)).status).toBe(404);
  expect((await hide('none')).status).toBe(200);
  expect((await read(worker, id)).sealed.status.hidden).toEqual({ [message]: 'none' });
});

test('a hold for a court keeps a closed case, and only those whose role allows may set one', async () => {
  const { id } = await newCase();
  const hold = { until: '2027-12-01', reason: 'court' };
  expect((await post(worker, `/v1/cases/${id}/hold`, hold)).status).toBe(403);
  expect((await post(admin, `/v1/cases/${id}/hold`, { ...hold, until: '2020-01-01' })).status).toBe(422);
  expect((await post(admin, `/v1/cases/${id}/hold`, hold)).status).toBe(200);
  await post(worker, `/v1/cases/${id}/close`, { reason: 'done' });
  const start = context.time;
  context.time = new Date('2027-11-30T12:00:00Z');
  await retentionRound(context);
  const there = async () =>
    (await context.store.pool.query('select 1 from case_file where id = $1', [id])).rowCount;
  expect(await there()).toBe(1);
  context.time = new Date('2027-12-02T12:00:00Z');
  await retentionRound(context);
  expect(await there()).toBe(0);
  context.time = start;
});

test('after all of this, replay equals what is stored', async () => {
  const { problems, cases } = await checkLedgers(context.store.db, context.keys.ledger.publicKey);
  expect(problems).toEqual({});
  expect(cases).toBeGreaterThan(4);
});
