import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { least, msOf } from '../../tools/quick.ts';
import {
  addJob,
  holdAlone,
  migrate,
  migrateTo,
  openStore,
  readMigrations,
  removeJob,
  runJobs,
  type Store,
  StoreError,
} from './index.ts';
import { testStore } from './testing.ts';

interface DB {
  item: { name: string };
}

const home = mkdtempSync(join(tmpdir(), 'amaan-store-'));
const folder = join(home, 'migrations');
mkdirSync(folder);
writeFileSync(join(folder, '0001-item.sql'), 'create table item (name text primary key);');
afterAll(() => rmSync(home, { recursive: true, force: true }));

const names = async (store: Store<DB>) =>
  (await store.db.selectFrom('item').select('name').orderBy('name').execute()).map((row) => row.name);

test('a test database comes from its template in well under a second, and holds nothing', async () => {
  const once = async () => {
    const store = await testStore<DB>(folder);
    expect(await names(store)).toEqual([]);
    await store.close();
  };
  await once();
  expect(await least(1000, () => msOf(once))).toBeLessThan(1000);
});

test('a transaction that fails leaves neither row nor job', async () => {
  const store = await testStore<DB>(folder);
  const broken = store.transaction(async (trx) => {
    await trx.insertInto('item').values({ name: 'a' }).execute();
    await addJob(trx, 'note', { name: 'a' });
    throw new Error('half way');
  });
  await expect(broken).rejects.toThrow('half way');
  expect(await names(store)).toEqual([]);
  const { rows } = await sql`select 1 from graphile_worker.jobs`.execute(store.db);
  expect(rows).toEqual([]);
  await store.close();
});

test('jobs run after their commit, replace each other by key, can be taken back, and are tried again', async () => {
  const store = await testStore<DB>(folder);
  const ran: unknown[] = [];
  const failed: string[] = [];
  let done = () => {};
  const both = new Promise<void>((resolve) => (done = resolve));
  const worker = await runJobs(
    store,
    {
      note: async (payload) => {
        ran.push(payload);
        if (ran.length === 2) done();
      },
      fail: async () => {
        throw new Error('no');
      },
    },
    (job) => failed.push(job),
  );
  await store.transaction(async (trx) => {
    await addJob(trx, 'note', { n: 1 }, { jobKey: 'k', runAt: new Date(Date.now() + 3_600_000) });
    await addJob(trx, 'note', { n: 2 }, { jobKey: 'k' });
    await addJob(trx, 'note', { n: 3 }, { jobKey: 'gone' });
    await removeJob(trx, 'gone');
    await addJob(trx, 'fail', {});
    await addJob(trx, 'note', { n: 4 });
  });
  await both;
  await expect.poll(() => failed).toEqual(['fail']);
  expect(ran).toEqual(expect.arrayContaining([{ n: 2 }, { n: 4 }]));
  await worker.stop();
  await store.close();
});

test('two processes that migrate at once do it once; an edited or missing file is refused, and so is a dump', async () => {
  const own = join(home, 'changing');
  mkdirSync(own);
  writeFileSync(join(own, '0001-a.sql'), 'create table a (x int);');
  const store = await testStore<DB>(own);
  writeFileSync(join(own, '0002-b.sql'), 'create table b (x int);');
  await Promise.all([migrate(store, own), migrate(store, own), migrate(store, own)]);
  // A backup is loaded into nothing: whoever restores where a server is at work must not lose what it holds.
  await expect(migrateTo(store, own, readMigrations(own))).rejects.toMatchObject({ code: 'not-empty' });
  writeFileSync(join(own, '0002-b.sql'), 'create table b (x bigint);');
  await expect(migrate(store, own)).rejects.toMatchObject({ code: 'migration-changed' });
  rmSync(join(own, '0002-b.sql'));
  await expect(migrate(store, own)).rejects.toMatchObject({ code: 'migration-unknown' });
  writeFileSync(join(own, 'oops.sql'), '');
  await expect(migrate(store, own)).rejects.toMatchObject({ code: 'migration-name' });
  await store.close();
});

test('the embedded database keeps what was committed when it is left behind, and is adopted', async () => {
  const place = { folder: join(home, 'embedded') };
  const first = await openStore<DB>(place);
  await migrate(first, folder);
  await first.db.insertInto('item').values({ name: 'kept' }).execute();
  await first.db.destroy(); // as after kill -9: our connections are gone, PostgreSQL still runs
  const second = await openStore<DB>(place);
  expect(await names(second)).toEqual(['kept']);
  await second.close();
  const third = await openStore<DB>(place);
  expect(await names(third)).toEqual(['kept']);
  await third.close();
});

test('an unreachable database is said in a sentence, without the URL', async () => {
  const opening = openStore({ url: 'postgres://someone:secret@127.0.0.1:9/none' });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.not.toThrow(/secret/);
});

test('one process alone holds a lock of the database; whoever ends gives it back', async () => {
  const store = await testStore<DB>(folder);
  const first = await holdAlone(store, 7, 0);
  expect(first).toBeDefined();
  expect(await holdAlone(store, 7, 60)).toBeUndefined();
  const other = await holdAlone(store, 8, 0);
  const waiting = holdAlone(store, 7, 5_000);
  first?.release(true);
  const next = await waiting;
  expect(next).toBeDefined();
  for (const client of [other, next]) client?.release(true);
  await store.close();
});
