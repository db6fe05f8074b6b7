import { type Context, currentDirectory, listPeople, staffKeys } from '@amaan/responder';
import { readMigrations, type Store } from '@amaan/store';
import { type Finding, finder } from './finding.ts';

const DAY_MS = 86_400_000;
const SKEW_MS = 2000;

/** Settings of PostgreSQL that would write what is asked, or by whom, into its log. */
const QUIET: Readonly<Record<string, readonly string[]>> = {
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_connections: ['off', ''],
  log_disconnections: ['off'],
  log_min_error_statement: ['panic'],
  log_parameter_max_length_on_error: ['0'],
};

/** The database: version, migrations, what it logs, its clock. */
export async function checkDatabase(
  store: Store<unknown>,
  migrations: string,
  now: number,
): Promise<Finding[]> {
  const say = finder('database');
  const found: Finding[] = [];
  const { rows } = await store.pool.query<{ version: string; now: Date }>(
    `select current_setting('server_version') as version, clock_timestamp() as now`,
  );
  const { rows: done } = await store.pool.query<{ name: string; digest: string }>(
    'select name, digest from migration',
  );
  const applied = new Map(done.map(({ name, digest }) => [name, digest]));
  const files = readMigrations(migrations);
  const waiting = files.filter(({ name }) => !applied.has(name));
  const changed = files.filter(({ name, digest }) => applied.has(name) && applied.get(name) !== digest);
  if (waiting.length > 0)
    found.push(say('warn', `${waiting.length} migrations wait: they are applied at the next start.`));
  if (changed.length > 0 || applied.size > files.length - waiting.length)
    found.push(say('fail', 'The database was made by another version of this program: upgrade.'));
  for (const [name, good] of Object.entries(QUIET)) {
    const { rows: setting } = await store.pool.query<{ value: string | null }>(
      'select current_setting($1, true) as value',
      [name],
    );
    const value = setting[0]?.value ?? '';
    if (!good.includes(value))
      found.push(say('fail', `PostgreSQL logs too much: set ${name} = ${good[0]} (it is ${value}).`));
  }
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - now);
  if (skew > SKEW_MS + 60_000)
    found.push(
      say('fail', `The clocks of database and server are ${Math.round(skew / 1000)} seconds apart.`),
    );
  if (found.length === 0)
    found.push(say('ok', `PostgreSQL ${rows[0]?.version} answers, is up to date and logs nobody's words.`));
  return found;
}

/** The signed staff directory, and whether two people are there to agree. */
export async function checkStaff(context: Context, now: number): Promise<Finding[]> {
  const say = finder('staff');
  const found: Finding[] = [];
  const working = await staffKeys(context.store.db);
  if (working.length === 0)
    return [say('warn', 'Nobody works here yet: sign in with the first one-time code.')];
  try {
    const { directory } = await currentDirectory(context);
    const days = Math.floor((Date.parse(directory.expires) - now) / DAY_MS);
    if (days < 7)
      found.push(say(days < 0 ? 'fail' : 'warn', `The signed staff list is good for ${days} days.`));
    const line = (each: object) => JSON.stringify(each);
    const same = new Set(directory.staff.map(line));
    if (directory.staff.length !== working.length || working.some((each) => !same.has(line(each))))
      found.push(say('fail', 'The signed staff list is not that of who works here: amaan directory show.'));
    if (!directory.staff.some((each) => each.intake))
      found.push(say('fail', 'Nobody takes new cases: her page cannot open one.'));
    const recovery = context.config.env['AMAAN_RECOVERY_RECIPIENT'];
    if ((directory.recovery ?? '') !== (recovery ?? ''))
      found.push(say('fail', 'The recovery key in the signed staff list is not the configured one.'));
  } catch (error) {
    found.push(say('fail', error instanceof Error ? error.message : 'The signed staff list does not hold.'));
  }
  const today = new Date(now).toISOString().slice(0, 10);
  const people = await listPeople(context.store.db);
  const unsigned = people.filter(({ pledgedUntil }) => (pledgedUntil ?? '') < today).length;
  if (unsigned > 0)
    found.push(say('warn', `${unsigned} have not signed the pledge as it stands: no case opens to them.`));
  if (working.length < 2)
    found.push(say('warn', 'Only one person works here: nothing that needs two people can be done.'));
  if (found.length === 0) found.push(say('ok', `${working.length} people, as the signed list says.`));
  return found;
}
