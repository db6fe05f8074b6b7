import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { migrateBeside, openAlone, openStore, type StorePlace } from './index.ts';
import { testStore } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'amaan-alone-'));
const old = join(home, 'old');
const folder = join(home, 'migrations');
for (const path of [old, folder]) {
  mkdirSync(path);
  writeFileSync(join(path, '0001-item.sql'), 'create table item (name text primary key);');
}
writeFileSync(join(folder, '0002-note.sql'), 'create table note (x int);');
afterAll(() => rmSync(home, { recursive: true, force: true }));

const LOCK = 71;
const LINES = `
  const { migrate, openAlone } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
  const [place, folder] = JSON.parse(process.argv[1]);
  const store = await openAlone(place, { server: 'test', lock: ${LOCK}, waitMs: 0, lost() {} }).catch((error) => error);
  process.stdout.write((store.code ?? 'alone') + '\\n');
  if (store.code) process.exit(0);
  await migrate(store, folder);
  process.stdin.on('end', () => void store.close()).resume();
`;

/** A start of a server in a process of its own: the first line that it prints, and how to end it. */
function begin(place: StorePlace): { said: Promise<string>; end: () => Promise<void> } {
  const args = ['--input-type=module', '-e', LINES, JSON.stringify([place, folder])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const said = new Promise<string>((told) =>
    child.stdout.once('data', (text: Buffer) => told(text.toString().trim())),
  );
  return {
    said: Promise.race([said, gone.then(() => 'ended')]),
    end: () => {
      child.stdin.end();
      return gone;
    },
  };
}

async function twoAtOnce(place: StorePlace): Promise<void> {
  const both = [begin(place), begin(place)];
  expect((await Promise.all(both.map(({ said }) => said))).sort()).toEqual(['alone', 'not-alone']);
  await Promise.all(both.map(({ end }) => end()));
}

// Two databases are made for it: on a busy machine that takes longer than an everyday test may.
test.skipIf(!process.env.AMAAN_NIGHTLY)(
  'of two starts at once on an embedded database that is not there yet one goes on, and the other says why',
  async () => {
    const place = { folder: join(home, 'embedded') };
    await twoAtOnce(place);
    expect(readdirSync(place.folder).filter((name) => name.includes('.new'))).toEqual([]);
    const store = await openStore(place);
    const { rows } = await store.pool.query('select count(*)::int as n from migration');
    expect(rows).toEqual([{ n: 2 }]);
    await store.close();
  },
);

test('of two starts at once on a PostgreSQL of the site one goes on; nothing is changed under a server that works', async () => {
  const store = await testStore(old);
  const place = { url: store.url };
  const alone = { server: 'test', lock: LOCK, waitMs: 0, lost: () => {} };
  const names = async () =>
    (await store.pool.query<{ name: string }>('select name from migration order by name')).rows.map(
      ({ name }) => name,
    );
  const server = await openAlone(place, alone);
  await expect(openAlone(place, alone)).rejects.toMatchObject({ code: 'not-alone' });
  // A newer version's command: it neither migrates nor works on tables that it does not know.
  await expect(migrateBeside(store, folder, LOCK)).rejects.toMatchObject({ code: 'migration-pending' });
  await migrateBeside(store, old, LOCK);
  expect(await names()).toEqual(['0001-item.sql']);
  await server.close();
  await twoAtOnce(place);
  expect(await names()).toEqual(['0001-item.sql', '0002-note.sql']);
  await migrateBeside(store, folder, LOCK);
  await store.close();
});

test('a lock whose connection is cut is taken again; where another process was faster, this one is told', async () => {
  const store = await testStore(old);
  const place = { url: store.url };
  let lost = 0;
  const alone = { server: 'test', lock: LOCK, waitMs: 200, lost: () => void lost++ };
  const server = await openAlone(place, alone);
  const locks = async (granted: boolean) =>
    (
      await store.pool.query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and objid = ${LOCK} and granted = $1
          and database = (select oid from pg_database where datname = current_database())`,
        [granted],
      )
    ).rows;
  const holder = async () => (await locks(true))[0]?.pid;
  const before = await holder();
  await store.pool.query('select pg_terminate_backend($1)', [before]);
  await expect.poll(async () => ((await holder()) ?? before) !== before).toBe(true);
  await expect(openAlone(place, { ...alone, waitMs: 0 })).rejects.toMatchObject({ code: 'not-alone' });
  expect((await server.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);

  // Another one waits for it already.
  const client = await store.pool.connect();
  const waiting = client.query('select pg_advisory_lock($1)', [LOCK]);
  await expect.poll(async () => (await locks(false)).length).toBe(1);
  await store.pool.query('select pg_terminate_backend($1)', [await holder()]);
  await waiting;
  await expect.poll(() => lost).toBe(1);
  await server.close();
  client.release(true);
  await store.close();
});
