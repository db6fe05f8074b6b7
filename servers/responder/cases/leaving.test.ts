import {
  type CaseKeys,
  type CaseSecrets,
  COMPARTMENTS,
  type Grant,
  keysOf,
  makeGrant,
  newCompartments,
  openGrant,
  openJson,
  openText,
  recipientOf,
  sealAgain,
  sealJson,
} from '@amaan/custody';
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { anId, Visitor } from '../testing.ts';
import { type Seated } from '../testing-office.ts';
import { checkLedgers } from './check.ts';
import { openWork } from './testing-work.ts';

const { context, apps, office, newCase, read, post, ask, admin, worker } = await openWork();
afterAll(() => context.close());

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

test('after all of this, replay equals what is stored', async () => {
  const { problems, cases } = await checkLedgers(context.store.db, context.keys.ledger.publicKey);
  expect(problems).toEqual({});
  expect(cases).toBeGreaterThan(4);
});
