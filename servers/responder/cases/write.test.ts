import { randomBytes } from 'node:crypto';
import { toHex } from '@amaan/base';
import {
  type CaseSecrets,
  type Compartment,
  fullGrants,
  type Grant,
  keysOf,
  makeGrant,
  newCompartments,
  openGrant,
  openJson,
  receiptKeys,
  sealJson,
  verifyLedger,
} from '@amaan/custody';
import { afterAll, expect, test } from 'vitest';
import { account, anId, testHelpline, Visitor } from '../testing.ts';
import { listCases, readCase } from './index.ts';

const { context, apps, staff } = await testHelpline();
afterAll(() => context.close());

/** What her page does to change every key: everything is opened and sealed again, and all grants are made anew. */
async function rotation(
  she: Visitor,
  recipient: string,
  keep: { to: string; compartments: Compartment[] }[] = [],
): Promise<{ keys: ReturnType<typeof keysOf>; grants: Grant[]; resealed: { id: string; sealed: string }[] }> {
  const [news, file, { directory }] = [await she.news(), await she.file(), await she.front()];
  const old = await openGrant(she.receipt.identity, news?.grant.sealed ?? '');
  const { secrets } = newCompartments((n) => randomBytes(n));
  const keys = keysOf(secrets);
  const resealed = await Promise.all(
    (file?.items ?? []).map(async (item) => ({
      id: item.id,
      sealed: await sealJson(
        [keys[item.compartment]],
        await openJson(old[item.compartment] ?? '', item.sealed),
      ),
    })),
  );
  const helpers = keep.map((each) => makeGrant({ ...each, kind: 'helper', secrets }));
  return {
    keys,
    resealed,
    grants: [...(await fullGrants(recipient, directory, secrets)), ...(await Promise.all(helpers))],
  };
}

async function invite(she: Visitor, compartments: Compartment[]): Promise<{ helper: Visitor; id: string }> {
  const news = await she.news();
  const secrets = await openGrant(she.receipt.identity, news?.grant.sealed ?? '');
  const helper = new Visitor(apps.survivor, receiptKeys(randomBytes(15)));
  const { locatorHash, tokenHash, recipient } = helper.receipt;
  const id = anId();
  await she.write({
    op: 'share',
    id: anId(),
    helper: { id, locatorHash, tokenHash, recipient, compartments },
    grant: await makeGrant({ to: recipient, kind: 'helper', compartments, secrets }),
  });
  return { helper, id };
}

async function secretsOf(who: Visitor): Promise<CaseSecrets> {
  return openGrant(who.receipt.identity, (await who.news())?.grant.sealed ?? '');
}

test('a helper sees and adds only what was granted, and taking it back changes the keys', async () => {
  const she = new Visitor(apps.survivor);
  await she.open(account({ links: [{ url: 'https://example.org/1', kind: 'post' }] }));
  const { helper, id } = await invite(she, ['links']);
  const { helper: other } = await invite(she, ['messages']);
  const view = await helper.news();
  expect(view).toMatchObject({ role: 'helper', events: [], messages: [], helpers: [], grants: [] });
  expect(Object.keys(await secretsOf(helper))).toEqual(['links']);
  const file = await helper.file();
  expect(file?.items.map((item) => item.kind)).toEqual(['links']);

  const linkKey = view?.keys.links ?? '';
  const sealed = await sealJson([linkKey], { more: 1 });
  await helper.write({ op: 'links', id: anId(), sealed, count: 1 });
  // Not granted: dropped in silence.
  await helper.write({ op: 'message', id: anId(), sealed });
  await helper.write({ op: 'words', id: anId(), kind: 'story', sealed });
  await helper.write({ op: 'erase', id: anId() });
  const news = await she.news();
  expect(news?.helpers.map((each) => each.id)).toContain(id);
  expect(news?.events.filter((event) => event.actor.role === 'helper')).toMatchObject([
    { type: 'link.added', actor: { id }, at: '2026-11-24' },
  ]);

  const before = await secretsOf(helper);
  const turned = await rotation(she, she.receipt.recipient, [
    { to: other.receipt.recipient, compartments: ['messages'] },
  ]);
  // One item left under its old key: refused as a whole.
  await she.write({ op: 'unshare', id: anId(), helper: id, ...turned, resealed: turned.resealed.slice(1) });
  expect(await helper.news()).toBeDefined();
  await she.write({ op: 'unshare', id: anId(), helper: id, ...turned });
  expect(await helper.news()).toBeUndefined();
  expect(await other.news()).toMatchObject({ role: 'helper' });
  const after = await she.file();
  for (const item of after?.items.filter((each) => each.compartment === 'links') ?? [])
    await expect(openJson(before.links ?? '', item.sealed)).rejects.toMatchObject({ code: 'sealed' });
  const now = await secretsOf(she);
  const mine = after?.items.find((item) => item.kind === 'story')?.sealed ?? '';
  expect(await openJson(now.story ?? '', mine)).toMatchObject({ text: 'what happened' });
  const last = await she.news();
  expect(verifyLedger(last?.caseId ?? '', last?.events ?? [], context.keys.ledger.publicKey)).toEqual(
    last?.head,
  );
});

test('a receipt that someone else holds is replaced: new keys, the old one finds nothing', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const fresh = new Visitor(apps.survivor, receiptKeys(randomBytes(15), '۴۳۲۱'));
  const { locatorHash, tokenHash, recipient } = fresh.receipt;
  const turned = await rotation(she, recipient);
  await she.write({ op: 'replace', id: anId(), locatorHash, tokenHash, recipient, ...turned });
  expect(await she.news()).toBeUndefined();
  const news = await fresh.news();
  expect(news?.events.map((event) => event.type)).toEqual(
    expect.arrayContaining(['receipt.replaced', 'keys.rotated', 'grant.revoked', 'grant.added']),
  );
  const file = await fresh.file();
  const story = file?.items.find((item) => item.kind === 'story')?.sealed ?? '';
  const secrets = await secretsOf(fresh);
  expect(await openJson(secrets.story ?? '', story)).toMatchObject({ text: 'what happened' });
  await expect(openJson(she.secrets.story ?? '', story)).rejects.toMatchObject({ code: 'sealed' });
  // Staff go on with the new grant, under the new name.
  const line = (await listCases(context, staff)).find((each) => each.id === news?.caseId);
  const opened = await readCase(context, staff, line?.id ?? '');
  expect(await openGrant(staff.identity, opened.grant.sealed)).toEqual(secrets);
});

test('erasing leaves nothing sealed, no way in, and a ledger without content', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const id = (await she.news())?.caseId ?? '';
  await she.write({ op: 'erase', id: anId() });
  expect(await she.news()).toBeUndefined();
  expect((await listCases(context, staff)).some((line) => line.id === id)).toBe(false);
  await expect(readCase(context, staff, id)).rejects.toMatchObject({ code: 'no-case' });
  const { rows } = await context.store.pool.query<{ items: string; events: string }>(
    `select (select count(*) from case_item where case_id = $1) as items,
       (select count(*) from case_event where case_id = $1) as events`,
    [id],
  );
  expect(Number(rows[0]?.items)).toBe(0);
  expect(Number(rows[0]?.events)).toBeGreaterThan(3);
});

test('the ledger refuses to be changed, and acts that come at once keep one chain', async () => {
  const she = new Visitor(apps.survivor);
  await she.open();
  const id = (await she.news())?.caseId ?? '';
  const { pool } = context.store;
  await expect(pool.query('update case_event set body = $1 where case_id = $2', ['{}', id])).rejects.toThrow(
    /append-only/,
  );
  await expect(pool.query('delete from case_event where case_id = $1', [id])).rejects.toThrow(/append-only/);
  await expect(pool.query('truncate case_event')).rejects.toThrow(/append-only/);
  const sealed = await sealJson([staff.recipient], toHex(randomBytes(8)));
  await she.proof();
  const same = anId();
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => she.write({ op: 'message', id: i < 4 ? same : anId(), sealed })),
  );
  const news = await she.news();
  expect(news?.messages).toHaveLength(9);
  expect(verifyLedger(id, news?.events ?? [], context.keys.ledger.publicKey)).toEqual(news?.head);
});
