import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fromHex } from '@amaan/base';
import { openGrant, openJson, type ReceiptKeys } from '@amaan/custody';
import { type DumpHead, load, migrate, migrateTo, prepareJobs } from '@amaan/store';
import { emptyStore } from '@amaan/store/testing';
import { expect, test } from 'vitest';
import { buildApps } from './apps.ts';
import { listCases, readCase } from './cases/index.ts';
import { checkLedgers } from './cases/check.ts';
import { MIGRATIONS } from './context.ts';
import { signingKey } from './keys.ts';
import { anId, testContext, Visitor } from './testing.ts';

// Every released database opens, migrates and verifies. A dump of each release lies in vectors/upgrades, made by that
// release's own code; the keys beside it are of people who never were.
const UPGRADES = fileURLToPath(new URL('../../vectors/upgrades', import.meta.url));
const releases = readdirSync(UPGRADES)
  .filter((name) => name.startsWith('responder-') && name.endsWith('.dump.gz'))
  .map((name) => name.slice('responder-'.length, -'.dump.gz'.length));

interface Left {
  readonly ledger: string;
  readonly directory: string;
  readonly staff: { readonly id: string; readonly recipient: string; readonly identity: string };
  readonly people: readonly {
    readonly identity: string;
    readonly locator: string;
    readonly token: string;
    readonly locatorHash: string;
    readonly tokenHash: string;
    readonly recipient: string;
  }[];
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n').filter(Boolean);
}

test.each(releases)('the database of release %s opens, migrates, verifies, and works', async (release) => {
  const text = gunzipSync(readFileSync(`${UPGRADES}/responder-${release}.dump.gz`)).toString('utf8');
  const left = JSON.parse(readFileSync(`${UPGRADES}/responder-${release}.json`, 'utf8')) as Left;
  const [first = '', ...rest] = text.split('\n');
  const head = JSON.parse(first.slice(2)) as DumpHead;
  const store = await emptyStore<unknown>();
  await migrateTo(store, MIGRATIONS, head.migrations);
  await prepareJobs(store);
  const count = await load(store.pool, linesOf(rest.join('\n')));
  expect(count).toBeGreaterThan(50);
  await migrate(store, MIGRATIONS);
  expect(await checkLedgers(store.db, left.ledger)).toMatchObject({
    cases: left.people.length,
    problems: {},
  });

  // The program of today goes on with it.
  const fresh = await testContext();
  const context = { ...fresh, store, keys: { ...fresh.keys, directory: offline(left.directory) } };
  context.now = () => new Date();
  const apps = await buildApps(context, 'none');
  const visit = async (person: Left['people'][number]) => {
    const receipt: ReceiptKeys = {
      ...person,
      locator: fromHex(person.locator),
      token: fromHex(person.token),
    };
    const she = new Visitor(apps.survivor, receipt);
    const news = await she.news();
    const keys = await openGrant(person.identity, news?.grant.sealed ?? '');
    expect(news?.messages).toHaveLength(2);
    const file = await she.file();
    for (const { compartment, sealed } of file?.items ?? []) await openJson(keys[compartment] ?? '', sealed);
    await she.write({
      op: 'consent',
      id: anId(),
      consent: { kind: 'contact', given: true, at: '2026-11-25' },
    });
    expect((await she.news())?.events.at(-1)?.type).toBe('consent.changed');
  };
  await Promise.all(left.people.map(visit));
  const staff = { ...left.staff, role: 'caseworker' } as const;
  for (const { id } of await listCases(context, staff)) {
    const opened = await readCase(context, staff, id);
    await openGrant(left.staff.identity, opened.grant.sealed);
  }
  await fresh.close();
  await store.close();
});

function offline(secret: string) {
  const key = signingKey(fromHex(secret));
  return { publicKey: key.publicKey, secret: key.secret };
}

test('a database that a newer version made is left alone', async () => {
  const store = await emptyStore<unknown>();
  await migrate(store, MIGRATIONS);
  await store.pool.query(`insert into migration (name, digest) values ('9999-later.sql', 'x')`);
  await expect(migrate(store, MIGRATIONS)).rejects.toMatchObject({ code: 'migration-unknown' });
  await store.close();
});
