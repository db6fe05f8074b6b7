import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { startPostgres } from './embedded.ts';
import { StoreError } from './errors.ts';

/** Where a server keeps its record: a folder for the embedded PostgreSQL, or the URL of any PostgreSQL >= 15. */
export type StorePlace = { readonly folder: string } | { readonly url: string };

/** An open database. `DB` maps each table's name to its columns, as kysely wants it. */
export interface Store<DB> {
  readonly db: Kysely<DB>;
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction: all of it is on disk when the promise resolves, or none of it. */
  transaction<T>(work: (trx: Transaction<DB>) => Promise<T>): Promise<T>;
  /** Closes the connections and, where the database is our own, ends it in order. */
  close(): Promise<void>;
}

const OLDEST_VERSION = 150_000;
/** The embedded server's one database. */
export const DATABASE = 'amaan';

/**
 * Opens the database at `place`, creating and starting the embedded one where needed.
 *
 * @throws StoreError `unreachable`, `too-old`, or what `startPostgres` throws
 */
export async function openStore<DB>(
  place: StorePlace,
  options: { connections?: number } = {},
): Promise<Store<DB>> {
  if ('url' in place) return connect<DB>({ connectionString: place.url }, options);
  const server = await startPostgres(place.folder);
  await ensureDatabase(server.connection, DATABASE);
  return connect<DB>({ ...server.connection, database: DATABASE }, options, () => server.stop());
}

/** Creates a database unless it exists. */
export async function ensureDatabase(
  connection: pg.ClientConfig,
  name: string,
  template?: string,
): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const from = template ? ` template ${pg.escapeIdentifier(template)}` : '';
      await client.query(`create database ${pg.escapeIdentifier(name)}${from}`);
    }
  } catch (error) {
    // 42P04 and 23505: another process created it between our question and our command.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/** Opens an existing database with the given `pg` settings. `after` runs once its connections are closed. */
export async function connect<DB>(
  connection: pg.PoolConfig,
  { connections = 12 }: { connections?: number },
  after: () => Promise<void> = async () => {},
): Promise<Store<DB>> {
  const pool = new pg.Pool({ ...connection, max: connections });
  // An idle connection that the server ends is replaced at the next query; without a listener it would end us.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    if (Number(rows[0]?.server_version_num) < OLDEST_VERSION)
      throw new StoreError(
        'too-old',
        'This PostgreSQL is older than 15. Upgrade it, or use the embedded one.',
      );
  } catch (cause) {
    await pool.end();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      'unreachable',
      'The database does not answer. Check DATABASE_URL and that it runs.',
      { cause },
    );
  }
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    transaction: (work) => db.transaction().execute(work),
    close: async () => {
      await db.destroy();
      // kysely ends the pool only if it ever asked it for a connection.
      if (!pool.ended) await pool.end();
      await after();
    },
  };
}
