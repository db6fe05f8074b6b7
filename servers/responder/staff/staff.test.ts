import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  newStaffSecrets,
  openDirectory,
  keysDigest,
  openGrant,
  phraseKeys,
  sealJson,
  signMessage,
  signPledge,
  staffPublic,
  unwrapStaffSecrets,
} from '@amaan/custody';
import { fromHex } from '@amaan/base';
import { type Apps, buildApps } from '../apps.ts';
import { anId, type TestContext, testContext, Visitor } from '../testing.ts';
import { type Member, Office } from '../testing-office.ts';
import { today } from '../context.ts';
import { firstCode } from './codes.ts';

let context: TestContext;
let apps: Apps;
let office: Office;
let first: Member;
beforeAll(async () => {
  context = await testContext();
  apps = await buildApps(context, 'none');
  office = new Office(context, apps);
});
afterAll(() => context.close());

const INVITATION = { v: 1, role: 'caseworker', intake: false } as const;
const call: Office['call'] = (...parts) => office.call(...parts);
const bring: Office['bring'] = (...parts) => office.bring(...parts);
const signIn: Office['signIn'] = (member) => office.signIn(member);

test('the printed code makes one administrator, whose phrase is a full sign-in', async () => {
  expect((await call('GET', '/v1/staff/front')).body.first).toBe(true);
  expect((await call('POST', '/v1/staff/join/start', { v: 1, code: 'AAAA-AAAA-AAAA-AAAA' })).status).toBe(
    401,
  );
  const code = (await firstCode(context)) ?? '';
  const stolen = staffPublic(newStaffSecrets(randomBytes)).signKey;
  expect((await bring(code, { signKey: stolen })).status).toBe(422);
  const both = await Promise.all([bring(code), bring(code.toLowerCase().replaceAll('-', ' '))]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
  first = (both.find(({ status }) => status === 200) ?? both[0]).member;
  expect((await call('GET', '/v1/staff/front')).body.first).toBe(false);

  const session = await signIn(first);
  expect(session.body.me).toMatchObject({ id: first.id, role: 'admin', intake: true });
  const opened = await unwrapStaffSecrets(phraseKeys(first.phrase).wrap, session.body.wrapped);
  expect(opened).toEqual(first.secrets);
  const stored = JSON.stringify(
    (await context.store.pool.query('select * from staff_session, staff_phrase')).rows,
  );
  expect(stored).not.toContain(session.body.token);

  const people = await call('GET', '/v1/staff/people', undefined, session.body.token);
  const directory = openDirectory(people.body.directory, people.body.pin, context.now().toISOString());
  expect(directory.staff).toEqual([
    { id: first.id, role: 'admin', intake: true, ...staffPublic(first.secrets) },
  ]);
});

test('a case is listed, read and answered through the API, by its holder alone', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const { token } = (await signIn(first)).body;
  const [line] = (await call('GET', '/v1/cases', undefined, token)).body.cases;
  expect(line.status.linkCount).toBe(0);
  expect((await call('POST', `/v1/cases/${line.id}/read`, undefined)).status).toBe(401);
  const opened = (await call('POST', `/v1/cases/${line.id}/read`, undefined, token)).body.case;
  const keys = await openGrant(first.secrets.identity, opened.grant.sealed);
  expect(Object.keys(keys)).toHaveLength(4);
  const unsigned = {
    v: 1,
    from: 'staff',
    staff: first.id,
    at: context.now().toISOString(),
    text: 'here',
  } as const;
  const message = signMessage(line.id, unsigned, fromHex(first.secrets.signSecret));
  const sealed = await sealJson([opened.keys.messages], message);
  const body = { v: 1, id: anId(), under: keysDigest(opened.keys), sealed };
  expect((await call('POST', `/v1/cases/${line.id}/messages`, body, token)).status).toBe(200);
  expect((await she.news())?.messages).toHaveLength(1);

  const invited = (
    await call('POST', '/v1/staff/invitations', { v: 1, role: 'caseworker', intake: false }, token)
  ).body;
  const { member } = await bring(invited.code);
  expect((await bring(invited.code)).status).toBe(401);
  const other = (await signIn(member)).body.token;
  expect((await call('GET', '/v1/cases', undefined, other)).body.cases).toEqual([]);
  expect((await call('POST', `/v1/cases/${line.id}/read`, undefined, other)).status).toBe(404);
  expect(
    (await call('POST', '/v1/staff/invitations', { v: 1, role: 'admin', intake: false }, other)).status,
  ).toBe(403);

  await call('POST', `/v1/staff/people/${member.id}`, { v: 1, leaves: true }, token);
  expect((await call('GET', '/v1/cases', undefined, other)).status).toBe(401);
  expect((await signIn(member)).status).toBe(401);
  expect((await call('POST', `/v1/staff/people/${first.id}`, { v: 1, leaves: true }, token)).status).toBe(
    422,
  );
});

test('a session ends an hour after its last use and twelve hours after its start', async () => {
  const { token } = (await signIn(first)).body;
  const start = context.time.getTime();
  for (let minutes = 50; minutes < 12 * 60; minutes += 50) {
    context.time = new Date(start + minutes * 60_000);
    expect((await call('GET', '/v1/cases', undefined, token)).status).toBe(200);
  }
  context.time = new Date(start + 12 * 3_600_000);
  expect((await call('GET', '/v1/cases', undefined, token)).status).toBe(401);
  const again = (await signIn(first)).body.token;
  context.time = new Date(context.time.getTime() + 3_600_000);
  expect((await call('GET', '/v1/cases', undefined, again)).status).toBe(401);
  context.time = new Date(start);
});

test('nothing opens to a member whose signed pledge is missing, old or of another wording; signing it opens it again', async () => {
  const { token } = (await signIn(first)).body;
  const people = async (as: string) => (await call('GET', '/v1/staff/people', undefined, as)).body.people;
  expect((await people(token))[0].pledgedUntil).toBe('2027-11-24');
  const { code } = (await call('POST', '/v1/staff/invitations', INVITATION, token)).body;
  const another = { ...signPledge(first.id, 'en', today(context), first.secrets) };
  // Somebody else's signature is not theirs, and a refused code is still good.
  expect((await bring(code, { pledge: another })).status).toBe(422);
  const { member } = await bring(code);
  const theirs = (await signIn(member)).body;
  expect(theirs.me.pledgedUntil).toBe('2027-11-24');
  expect((await call('GET', '/v1/cases', undefined, theirs.token)).status).toBe(200);

  await context.store.pool.query('update staff_pledge set version = 0 where staff_id = $1', [member.id]);
  expect((await call('GET', '/v1/cases', undefined, theirs.token)).body.code).toBe('pledge');
  const before = context.time;
  context.time = new Date(before.getTime() + 366 * 86_400_000);
  const later = (await signIn(member)).body;
  expect(later.me.pledgedUntil).toBeNull();
  expect((await call('POST', `/v1/cases/${anId()}/read`, undefined, later.token)).status).toBe(403);
  const sign = async (day: string) =>
    call(
      'POST',
      '/v1/staff/pledge',
      { v: 1, pledge: signPledge(member.id, 'ur', day, member.secrets) },
      later.token,
    );
  expect((await sign('2026-11-24')).status).toBe(422);
  expect((await sign(today(context))).body.pledgedUntil).toBe('2028-11-24');
  expect((await call('GET', '/v1/cases', undefined, later.token)).status).toBe(200);
  context.time = before;
});

test('the day at the screen ends: what is open stays, nothing new opens until tomorrow or for an hour that another gives', async () => {
  const before = context.time;
  // By her own clock the next day has begun.
  context.time = new Date('2026-11-24T20:00:10Z');
  const admin = (await signIn(first)).body.token;
  const colleague = await office.colleague({ token: admin }, 'supervisor', true);
  for (let i = 0; i < 2; i++) await new Visitor(apps.survivor).open();
  const listed = (await call('GET', '/v1/cases', undefined, colleague.token)).body.cases;
  const [kept, other] = listed.slice(-2).map(({ id }: { id: string }) => id);
  const day = '2026-11-25';
  const ask = async (method: 'GET' | 'POST', url: string, token = colleague.token) => {
    const headers = { authorization: `Bearer ${token}`, 'amaan-day': day };
    const answer = await apps.console.inject({ method, url, headers });
    return { status: answer.statusCode, body: answer.json() };
  };
  // Looking for news counts nothing, and one minute counts once.
  const fresh = { v: 1, minutes: 0, limit: 360, rest: 50, done: false };
  await ask('GET', '/v1/cases');
  expect((await ask('GET', '/v1/staff/screen')).body).toEqual(fresh);
  const counting = vi.spyOn(context.screen, 'count');
  expect((await ask('POST', `/v1/cases/${kept}/read`)).status).toBe(200);
  expect(counting).toHaveBeenCalledTimes(1);
  context.time = new Date('2026-11-24T20:00:50Z');
  expect((await ask('POST', '/v1/staff/screen')).body).toEqual({ ...fresh, minutes: 1 });
  expect(counting).toHaveBeenCalledTimes(2);
  counting.mockRestore();
  await context.store.pool.query('update screen_day set minutes = 359 where person = $1', [colleague.id]);
  context.time = new Date('2026-11-24T20:01:10Z');
  expect((await ask('POST', '/v1/staff/screen')).body).toMatchObject({ minutes: 360, done: true });

  expect((await ask('POST', `/v1/cases/${other}/read`)).body.code).toBe('day-done');
  expect((await ask('POST', `/v1/cases/${kept}/read`)).status).toBe(200);
  expect((await ask('POST', `/v1/staff/people/${colleague.id}/hour`)).body.code).toBe('two-people');
  expect((await ask('POST', `/v1/staff/people/${colleague.id}/hour`, admin)).status).toBe(200);
  expect((await ask('POST', `/v1/cases/${other}/read`)).status).toBe(200);
  expect((await ask('GET', '/v1/staff/screen')).body).toMatchObject({ limit: 420, done: false });
  const { rows } = await context.store.pool.query('select person, given_by from screen_hour');
  expect(rows).toEqual([{ person: colleague.id, given_by: first.id }]);
  // Nobody gives an hour to somebody who does not work here; that one was given stays written down.
  expect(await ask('POST', `/v1/staff/people/${anId()}/hour`, admin)).toMatchObject({
    status: 404,
    body: { code: 'no-person' },
  });
  const acts = await context.store.pool.query('select staff, act from staff_act');
  expect(acts.rows).toEqual([{ staff: first.id, act: 'hour.given' }]);

  // A week later nothing of it is left.
  context.time = new Date('2026-12-02T00:00:00Z');
  await context.screen.forget();
  for (const table of ['screen_day', 'screen_hour'])
    expect((await context.store.pool.query(`select 1 from ${table}`)).rows).toEqual([]);
  context.time = before;
});
