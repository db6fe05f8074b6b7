import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { prepareJobs } from './jobs.ts';
import { migrate, readMigrations } from './migrate.ts';
import { connect, ensureDatabase, type Store } from './store.ts';

const LOCK = 7_239_104_512;

/**
 * A fresh database with a server's migrations and job tables, copied from a template that is made once. `close()`
 * drops it. Tests get the server's address from `test-server.ts`, or `TEST_DATABASE_URL` names another one.
 */
export async function testStore<DB>(migrations: string): Promise<Store<DB> & { readonly url: string }> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('No test database: run the tests with vitest from the project root.');
  const digest = createHash('sha256')
    .update(JSON.stringify(readMigrations(migrations)))
    .digest('hex')
    .slice(0, 16);
  const template = `amaan_template_${digest}`;
  await makeTemplate(url, template, migrations);
  const name = `amaan_test_${randomBytes(8).toString('hex')}`;
  await ensureDatabase({ connectionString: url }, name, template);
  const own = withDatabase(url, name);
  const store = await connect<DB>({ connectionString: own }, { connections: 6 }, () => drop(url, name));
  return { ...store, url: own };
}

/** A fresh database with nothing in it at all, for migrations themselves. `close()` drops it. */
export async function emptyStore<DB>(): Promise<Store<DB>> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('No test database: run the tests with vitest from the project root.');
  const name = `amaan_test_${randomBytes(8).toString('hex')}`;
  await ensureDatabase({ connectionString: url }, name);
  return connect<DB>({ connectionString: withDatabase(url, name) }, { connections: 6 }, () =>
    drop(url, name),
  );
}

async function makeTemplate(url: string, template: string, migrations: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]); // other workers wait here, then find it made
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft}`);
    const store = await connect<unknown>({ connectionString: withDatabase(url, draft) }, { connections: 2 });
    try {
      await migrate(store, migrations);
      await prepareJobs(store);
    } finally {
      // Also after a failed migration: an open connection would keep the next test from dropping the draft.
      await store.close();
    }
    await client.query(`alter database ${draft} rename to ${template}`);
  } finally {
    await client.end();
  }
}

async function drop(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
}

/** The same server, another database. The URL may name a socket folder (`?host=`). */
function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
