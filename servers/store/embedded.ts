import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { StoreError } from './errors.ts';
import { chooseRunner, type Runner } from './unprivileged.ts';

/** A running PostgreSQL of ours. */
export interface EmbeddedPostgres {
  /** Connection settings for `pg`, without a database name. */
  readonly connection: { host: string; port: number; user: string; password: string };
  /** Ends the server in order: connections are closed, everything acknowledged is on disk. */
  stop(): Promise<void>;
}

const ORPHANS_LIMIT_MS = 10_000;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;
const SOCKET_PATH_MAX = 100; // 107 bytes in sockaddr_un, less the name that PostgreSQL appends
const PORT = 5432; // only names the socket file: nothing listens on TCP
const USER = 'amaan';

/** What a failed statement held must never reach a log: neither statements nor row values are written. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  log_connections: 'off',
  log_disconnections: 'off',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
};

/**
 * Creates (first time) and starts a PostgreSQL whose files live in `folder`. One that was left running there, because
 * its owner was killed, is adopted.
 *
 * @param settings PostgreSQL settings over our own (tests switch fsync off)
 * @throws StoreError `no-binaries`, `root`, `initdb`, `postgres-start`, `folder`
 */
export async function startPostgres(
  folder: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  const data = join(home, 'cluster');
  try {
    mkdirSync(home, { recursive: true });
  } catch (cause) {
    throw new StoreError(
      'folder',
      `Cannot write to ${home}. Give this user the right, or choose another folder.`,
      {
        cause,
      },
    );
  }
  const binaries = findBinaries();
  const runner = chooseRunner(binaries, home);
  runner.own(home);
  const socket = socketFolder(home, runner);
  const password = create(home, data, binaries.initdb, runner);
  const connection = { host: socket, port: PORT, user: USER, password };
  const left = postmasterPid(data);
  const log = join(home, 'postgres.log');
  if (left !== undefined) await untilReady(connection, log);
  else {
    // After kill -9 of the database its own children still hold the shared memory for a moment: PostgreSQL then refuses
    // to start, and does so a little later.
    const until = Date.now() + ORPHANS_LIMIT_MS;
    for (;;) {
      const child = launch(binaries.postgres, data, socket, log, runner, settings);
      try {
        await untilReady(connection, log, child);
        break;
      } catch (error) {
        if (child.exitCode === null || Date.now() > until) throw error;
        await sleep(250);
      }
    }
  }
  return { connection, stop: () => stop(data) };
}

function socketFolder(home: string, runner: Runner): string {
  const inside = join(home, 'socket');
  const name = `amaan-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  const folder = inside.length <= SOCKET_PATH_MAX ? inside : join(tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  runner.own(folder);
  return folder;
}

/**
 * Makes the cluster unless it is there; gives the password of its one role. Half-made clusters are made again. Of two starts
 * at once both make one, with the same password, and the first that is done is kept.
 */
function create(home: string, data: string, initdb: string, runner: Runner): string {
  const secret = join(home, 'password');
  if (existsSync(data) && existsSync(secret)) return readFileSync(secret, 'utf8');
  const fresh = `${data}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  const password = claimPassword(secret);
  runner.own(secret);
  const args = [
    '-D',
    fresh,
    '-U',
    USER,
    '--pwfile',
    secret,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  const [program, all] = runner.command(initdb, args);
  const ids = runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid as number };
  const { status, stderr } = spawnSync(program, all, { ...ids, cwd: home, encoding: 'utf8' });
  if (status !== 0)
    throw new StoreError('initdb', `PostgreSQL could not make its files in ${home}: ${stderr.trim()}`);
  try {
    renameSync(fresh, data);
  } catch (error) {
    // ENOTEMPTY and EEXIST: the other start was done first.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return password;
}

/** The password of the folder's cluster: made by whoever comes first, the same for all. */
function claimPassword(secret: string): string {
  const mine = `${secret}.new-${process.pid}`;
  writeFileSync(mine, randomBytes(24).toString('hex'), { mode: 0o600 });
  try {
    linkSync(mine, secret);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  return readFileSync(secret, 'utf8');
}

function launch(
  postgres: string,
  data: string,
  socket: string,
  log: string,
  runner: Runner,
  settings: Record<string, string>,
): ChildProcess {
  const args = ['-D', data, '-k', socket, '-p', String(PORT)];
  for (const [key, value] of Object.entries({ ...SETTINGS, ...settings })) args.push('-c', `${key}=${value}`);
  const [program, all] = runner.command(postgres, args);
  const out = openSync(log, 'a', 0o600);
  const ids = runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid as number };
  // A process group of its own: Ctrl-C in the terminal must reach us first, so that requests end before the database.
  const child = spawn(program, all, { ...ids, cwd: data, detached: true, stdio: ['ignore', out, out] });
  child.unref();
  return child;
}

/** The process that serves `data`, if one is alive. */
export function postmasterPid(data: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return undefined;
  }
  // In a user namespace PostgreSQL still writes the id that we see, because the pid namespace is ours.
  return Number.isInteger(pid) && pid > 0 && isPostgres(pid) ? pid : undefined;
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // After a reboot the number may belong to somebody else.
  const cmdline = `/proc/${pid}/cmdline`;
  return (
    !existsSync('/proc/self/cmdline') ||
    (existsSync(cmdline) && readFileSync(cmdline, 'utf8').includes('postgres'))
  );
}

async function untilReady(connection: pg.ClientConfig, log: string, child?: ChildProcess): Promise<void> {
  let gone = false;
  child?.on('exit', () => (gone = true));
  child?.on('error', () => (gone = true));
  const until = Date.now() + START_LIMIT_MS;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 250)) {
    const client = new pg.Client({ ...connection, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => {});
      if (gone || Date.now() > until)
        throw new StoreError('postgres-start', `PostgreSQL did not start; its own words are in ${log}.`, {
          cause,
        });
    }
    await sleep(wait);
  }
}

async function stop(data: string): Promise<void> {
  const pid = postmasterPid(data);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT'); // PostgreSQL's "fast shutdown": https://www.postgresql.org/docs/18/server-shutdown.html
  const until = Date.now() + STOP_LIMIT_MS;
  while (postmasterPid(data) !== undefined && Date.now() < until) await sleep(20);
}
