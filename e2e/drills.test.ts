import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, openGrant, openJson, recipientOf, verifyLedger } from '@amaan/custody';
import { buildApps } from '@amaan/responder';
import { account, testContext, Visitor } from '@amaan/responder/testing';
import { Office } from '@amaan/responder/testing-office';
import { afterEach, expect, test, vi } from 'vitest';
import { COMMANDS } from '../apps/cli/registry.ts';

// docs/drills, each step that a program can do. Moving the server is tried by apps/cli/backup.

const left: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const end of left.splice(0).reverse()) await end();
});

async function helpline() {
  const home = mkdtempSync(join(tmpdir(), 'amaan-drill-'));
  const recovery = randomBytes(32);
  const env = { AMAAN_RECOVERY_RECIPIENT: recipientOf(recovery) };
  const context = await testContext({ folder: join(home, 'responder'), env });
  context.time = new Date();
  const apps = await buildApps(context, 'none');
  const keyFile = join(home, 'recovery.txt');
  writeFileSync(keyFile, `${identityOf(recovery)}\n`);
  left.push(
    () => rmSync(home, { recursive: true, force: true }),
    () => context.close(),
  );
  for (const [name, value] of Object.entries({
    ...env,
    AMAAN_DATA: home,
    RESPONDER_DATABASE_URL: (context.store as unknown as { url: string }).url,
  }))
    vi.stubEnv(name, value);
  return { home, context, apps, office: new Office(context, apps), keyFile };
}

async function amaan(name: string, ...args: string[]): Promise<{ status: number | undefined; out: string }> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const status = await (await COMMANDS[name]?.())?.run(args);
  vi.restoreAllMocks();
  return { status, out };
}

test('all staff keys are lost: the recovery key opens every case to a newcomer, and the old keys open nothing', async () => {
  const { apps, office, keyFile } = await helpline();
  const lost = await office.first();
  const she = new Visitor(apps.survivor);
  await she.open();
  const id = (await she.news())?.caseId ?? '';
  const { out: code } = await amaan('keys', 'admin-code');
  const { member } = await office.bring(code.trim());
  const token = (await office.signIn(member)).body.token;
  expect((await office.call('POST', `/v1/cases/${id}/read`, undefined, token)).status).toBe(404);
  expect((await amaan('directory', 'show')).status).toBe(0);
  expect((await amaan('recover', '--identity', keyFile, '--to', member.id)).out).toContain('1 cases opened');
  expect((await amaan('recover', '--identity', keyFile, '--to', member.id)).out).toContain('0 cases opened');
  const { body } = await office.call('POST', `/v1/cases/${id}/read`, undefined, token);
  const keys = await openGrant(member.secrets.identity, body.case.grant.sealed);
  const story = body.case.items.find((item: { kind: string }) => item.kind === 'story').sealed;
  expect(await openJson(keys.story ?? '', story)).toMatchObject({ text: 'what happened' });
  await office.call('POST', `/v1/staff/people/${lost.id}`, { v: 1, leaves: true }, token);
  expect((await office.signIn(lost)).status).toBe(401);
  const events = (await she.news())?.events ?? [];
  expect(events.filter(({ type, actor }) => type === 'grant.added' && actor.role === 'admin')).toHaveLength(
    1,
  );
});

test('the helpline closes: each survivor leaves with everything, then nothing is left', async () => {
  const { apps, context, office } = await helpline();
  const admin = await office.first();
  const visitors = [new Visitor(apps.survivor), new Visitor(apps.survivor)];
  for (const she of visitors)
    await she.open(account({ links: [{ url: 'https://example.org/1', kind: 'post' }] }));
  await office.call('POST', `/v1/staff/people/${admin.id}`, { v: 1, intake: false }, admin.token);
  const front = await apps.survivor.inject('/v1/front');
  expect(front.json()).toMatchObject({ ready: false });
  for (const she of visitors) {
    const [news, file] = [await she.news(), await she.file()];
    const keys = await openGrant(she.receipt.identity, news?.grant.sealed ?? '');
    for (const { compartment, sealed } of file?.items ?? []) await openJson(keys[compartment] ?? '', sealed);
    expect(file?.items.map(({ kind }) => kind)).toEqual(['story', 'links', 'contact']);
    expect(verifyLedger(news?.caseId ?? '', news?.events ?? [], context.keys.ledger.publicKey)).toEqual(
      news?.head,
    );
  }
  expect((await amaan('purge-all')).status).toBe(2);
  expect((await amaan('purge-all', '--yes', '1')).status).toBe(2);
  expect(await visitors[0]?.news()).toBeDefined();
  expect(await amaan('purge-all', '--yes', '2')).toEqual({ status: 0, out: '2 cases deleted\n' });
  for (const she of visitors) expect(await she.news()).toBeUndefined();
  const { rows } = await context.store.pool.query<{ n: number }>(
    'select (select count(*) from case_event)::int + (select count(*) from case_item)::int as n',
  );
  expect(rows[0]?.n).toBe(0);
});

test('another organisation takes over: its own directory key, and lists signed by the old one are none', async () => {
  const { apps, office, home, keyFile } = await helpline();
  await office.first();
  const she = new Visitor(apps.survivor);
  await she.open();
  const keys = join(home, 'responder', 'keys');
  // A new key of the directory, offline from now on: only its public half is here.
  const offline = join(home, 'directory.key');
  writeFileSync(offline, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  const { readKey } = await import('@amaan/responder');
  writeFileSync(join(keys, 'directory.pub'), readKey(offline, 'production').publicKey);
  rmSync(join(keys, 'directory.key'));
  await expect(amaan('directory', 'show')).rejects.toMatchObject({ code: 'no-directory' });
  const { out: code } = await amaan('keys', 'admin-code');
  const { member } = await office.bring(code.trim());
  const [asked, signed] = [join(home, 'next.json'), join(home, 'signed.json')];
  expect((await amaan('directory', 'request', asked)).status).toBe(0);
  expect((await amaan('directory', 'sign', asked, offline, signed)).out).toContain(member.id);
  expect((await amaan('directory', 'publish', signed)).status).toBe(0);
  expect((await amaan('directory', 'show')).status).toBe(0);
  expect((await amaan('recover', '--identity', keyFile, '--to', member.id)).out).toContain('1 cases opened');
});
