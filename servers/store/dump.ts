import type pg from 'pg';
import { StoreError } from './errors.ts';

// A dump is lines of text: `A` the head, `T` a table, `R` one of its rows as PostgreSQL writes it in JSON (so that no
// number passes through JavaScript), `J` a waiting job, `Z` the end with the count of rows.

/** The first line of a dump. */
export interface DumpHead {
  readonly v: 1;
  readonly server: string;
  readonly migrations: { readonly name: string; readonly digest: string }[];
}

const BATCH = 500;

/**
 * Everything in a server's database as of one moment, while it goes on working: one snapshot for all tables.
 *
 * @param server its name, checked when the dump is loaded
 */
export async function* dump(pool: pg.Pool, server: string): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: migrations } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migration order by name',
    );
    const head: DumpHead = { v: 1, server, migrations };
    yield `A ${JSON.stringify(head)}\n`;
    let count = 0;
    for (const table of await tables(client)) {
      yield `T ${table}\n`;
      for await (const row of rowsOf(client, `select row_to_json(t)::text as row from ${name(table)} t`)) {
        count += 1;
        yield `R ${row}\n`;
      }
    }
    const jobs = `select row_to_json(j)::text as row from (
      select t.identifier, p.payload, p.run_at, p.max_attempts, p.key from graphile_worker._private_jobs p
      join graphile_worker._private_tasks t on t.id = p.task_id where p.attempts < p.max_attempts) j`;
    for await (const job of rowsOf(client, jobs)) yield `J ${job}\n`;
    yield `Z ${count}\n`;
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

async function* rowsOf(client: pg.PoolClient, query: string): AsyncGenerator<string> {
  await client.query(`declare reading no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from reading`);
    for (const { row } of rows) yield row;
    if (rows.length < BATCH) break;
  }
  await client.query('close reading');
}

/** The server's tables, each after those it refers to. @throws StoreError `dump` when they refer in a circle */
async function tables(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ table: string; needs: string[] }>(`
    select c.relname as table, coalesce(array_agg(distinct r.relname::text)
      filter (where r.relname is not null and r.oid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' left join pg_class r on r.oid = f.confrelid
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration' group by c.oid, c.relname order by 1`);
  const left = new Map(rows.map((row) => [row.table, row.needs]));
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left]
      .filter(([, needs]) => needs.every((need) => !left.has(need)))
      .map(([table]) => table);
    if (free.length === 0) throw new StoreError('dump', 'The tables refer to each other in a circle.');
    for (const table of free) left.delete(table);
    ordered.push(...free);
  }
  return ordered;
}

function name(table: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(table)) throw new StoreError('dump', 'A table of the dump has an odd name.');
  return `"${table}"`;
}

/** Columns that count by themselves go on after the highest number that was loaded. */
async function countOn(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`);
  for (const { table, column } of rows)
    await client.query(`select setval(pg_get_serial_sequence('${name(table)}', '${column}'),
      coalesce(max(${name(column)}), 0) + 1, false) from ${name(table)}`);
}

/**
 * Loads a dump's rows and jobs into a database that has exactly its migrations and nothing else, in one transaction.
 *
 * @param lines what follows the head
 * @returns the count of rows
 * @throws StoreError `dump` when lines are missing or of an unknown kind
 */
export async function load(pool: pg.Pool, lines: AsyncIterable<string>): Promise<number> {
  const client = await pool.connect();
  let table = '';
  let waiting: string[] = [];
  let count = 0;
  let whole = false;
  const flush = async () => {
    if (waiting.length === 0) return;
    // All rows of a table at once: a row may refer to another one of the same table.
    // Numbers that the database gives itself keep their values too.
    await client.query(
      `insert into ${name(table)} overriding system value select * from json_populate_recordset(null::${name(table)}, $1)`,
      [`[${waiting.join(',')}]`],
    );
    waiting = [];
  };
  try {
    await client.query('begin');
    for await (const line of lines) {
      const [kind, rest] = [line.slice(0, 2), line.slice(2)];
      if (kind === 'R ') {
        waiting.push(rest);
        count += 1;
        continue;
      }
      await flush();
      if (kind === 'T ') {
        table = rest;
        // Rows that the migrations themselves made. A ledger refuses to be deleted from, and has none.
        const { rowCount } = await client.query(`select 1 from ${name(table)} limit 1`);
        if (rowCount) await client.query(`delete from ${name(table)}`);
      } else if (kind === 'J ')
        await client.query(
          `select graphile_worker.add_job(j ->> 'identifier', payload => j -> 'payload',
             run_at => (j ->> 'run_at')::timestamptz, max_attempts => (j ->> 'max_attempts')::int, job_key => j ->> 'key')
           from (select $1::json as j) one`,
          [rest],
        );
      else if (kind === 'Z ') whole = Number(rest) === count;
      else throw new StoreError('dump', 'This is not a dump of Amaan, or one of a newer version.');
    }
    if (!whole) throw new StoreError('dump', 'The dump is not whole: rows are missing. Nothing was loaded.');
    await countOn(client);
    await client.query('commit');
    return count;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
