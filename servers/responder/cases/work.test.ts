import { fromHex } from '@amaan/base';
import {
  type CaseKeys,
  identityOf,
  openJson,
  openPackage,
  parseReferral,
  type Referral,
  recipientOf,
  referralHolds,
  sealJson,
  signReferral,
  staffPublic,
} from '@amaan/custody';
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { anId } from '../testing.ts';
import { checkLedgers } from './check.ts';
import { retentionRound } from './retention.ts';
import { openWork } from './testing-work.ts';

const { context, office, newCase, read, post, ask, ...seats } = await openWork();
let { admin, worker } = seats;
afterAll(() => context.close());

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
  expect(cases).toBeGreaterThan(3);
});
