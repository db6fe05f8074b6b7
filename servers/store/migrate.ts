import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { StoreError } from './errors.ts';

/** A migration file: numbered SQL, applied once, never edited afterwards. */
interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/;
const LOCK = 7_239_104_511; // any number, the same in every process of ours

/** Reads a folder's migrations in order. @throws StoreError `migration-name` for a file with another name */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      if (!FILE.test(name))
        throw new StoreError('migration-name', `Name the migration like 0001-what.sql: ${name}`);
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database up to date with the numbered SQL files of `folder`: all of them in one transaction, under a
 * lock, so two processes that start at once do it once and a failure leaves the old state.
 *
 * @throws StoreError `migration-changed` when an applied file was edited, `migration-unknown` when the database was
 *   made by a newer version
 */
export async function migrate(store: { pool: pg.Pool }, folder: string): Promise<void> {
  await apply(store, readMigrations(folder));
}

/** Whether these migrations are all applied, as they are. */
export async function isUpToDate(store: { pool: pg.Pool }, folder: string): Promise<boolean> {
  const { rows: made } = await store.pool.query<{ there: boolean }>(
    `select to_regclass('migration') is not null as there`,
  );
  if (!made[0]?.there) return false;
  const { rows } = await store.pool.query<{ name: string; digest: string }>(
    'select name, digest from migration',
  );
  const done = new Map(rows.map(({ name, digest }) => [name, digest]));
  return readMigrations(folder).every(({ name, digest }) => done.get(name) === digest);
}

/**
 * Brings an empty database to the exact state that these migrations make, so that a dump of that time can be loaded.
 *
 * @throws StoreError `migration-unknown` when one is not in `folder` or differs there, `not-empty` when the database is
 *   not; then nothing in it was changed
 */
export async function migrateTo(
  store: { pool: pg.Pool },
  folder: string,
  only: readonly { readonly name: string; readonly digest: string }[],
): Promise<void> {
  const known = readMigrations(folder);
  const wanted = only.map(({ name, digest }) => {
    const file = known.find((each) => each.name === name && each.digest === digest);
    if (!file)
      throw new StoreError(
        'migration-unknown',
        `The dump was made with another ${name}. Use the version that made it.`,
      );
    return file;
  });
  await apply(store, wanted, true);
}

async function apply(
  store: { pool: pg.Pool },
  wanted: readonly Migration[],
  fromNothing = false,
): Promise<void> {
  const client = await store.pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('create table if not exists migration (name text primary key, digest text not null)');
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migration',
    );
    // It may be the living server's: its environment names it, whatever folder a backup is restored into.
    if (fromNothing && rows.length > 0)
      throw new StoreError(
        'not-empty',
        'The database is not empty, and nothing in it was changed: name another one in RESPONDER_DATABASE_URL or PLATFORM_DATABASE_URL.',
      );
    const done = new Map(rows.map((row) => [row.name, row.digest]));
    for (const name of done.keys())
      if (!wanted.some((file) => file.name === name))
        throw new StoreError(
          'migration-unknown',
          `This database was made by a newer version (it has ${name}). Upgrade.`,
        );
    for (const { name, sql, digest } of wanted) {
      const before = done.get(name);
      if (before === digest) continue;
      if (before)
        throw new StoreError('migration-changed', `${name} was edited after it was applied. Add a new file.`);
      await client.query(sql);
      await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
