// The one door of the project: every npm script comes through here, so it runs on any Node >= 20 with nothing
// installed. It finds Node 24 (TypeScript runs there as it is), installs, builds what is stale, then hands over.
// Everything it says goes to stderr: standard output belongs to the command.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const CACHE = join(ROOT, '.cache');
const WANTED_MAJOR = 24;
const WANTED_NODE = '24.21.0';
const LOCK_WAIT_MS = 15 * 60_000;

/** What each npm script runs, and which parts must be built first. */
const COMMANDS = {
  start: { script: ['apps/cli/main.ts', 'start'], build: ['wasm', 'pages'] },
  test: { script: ['tools/test.ts'], build: ['wasm', 'pages'] },
  check: { script: ['tools/check.ts'], build: ['wasm'] },
  amaan: { script: ['apps/cli/main.ts'], build: ['wasm'] },
  walk: { script: ['e2e/walk.ts'], build: ['wasm', 'pages'] },
  bench: { script: ['bench/main.ts'], build: ['wasm', 'pages'] },
  conformance: { script: ['conformance/main.ts'], build: ['wasm'] },
  nightly: { script: ['tools/nightly.ts'], build: ['wasm', 'pages'] },
  format: { script: ['tools/format.ts'], build: [] },
  build: { script: [], build: ['wasm', 'pages'] },
};

const say = (text) => process.stderr.write(`${text}\n`);

function stop(text) {
  say(`amaan: ${text}`);
  process.exit(1);
}

/** Runs a program to its end with its output on stderr; ends the launcher with a sentence when it fails. */
function run(program, args, what, env = process.env) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
  if (error || status !== 0)
    stop(`${what} failed${error ? `: ${error.message}` : ''}. What stands above says why.`);
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands at once must not install into the same folder: the second waits, and then finds the work done. */
function underLock(work) {
  const lock = join(CACHE, 'setup.lock');
  try {
    mkdirSync(CACHE, { recursive: true });
  } catch (error) {
    stop(
      `cannot write to ${CACHE} (${error.code}). Give this user the right to write there, or clone elsewhere.`,
    );
  }
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') stop(`cannot write to ${CACHE} (${error.code}).`);
      const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
      if (owner && !alive(owner)) rmSync(lock, { force: true });
      else if (Date.now() > until) stop(`another set-up (process ${owner}) has held ${lock} for too long.`);
      else sleep(200);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The path of a Node that runs TypeScript: this one, or Node 24 from the registry's package for this platform. */
function findNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) stop(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
  if (major >= WANTED_MAJOR) return process.execPath;
  const home = join(CACHE, `node-${WANTED_NODE}`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  return underLock(() => {
    if (existsSync(node)) return node;
    say(`amaan: this is Node ${process.versions.node}; fetching Node ${WANTED_NODE} (once, about 45 MB) ...`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{"private":true}\n');
    run(
      'npm',
      [
        'install',
        '--prefix',
        home,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${name}@${WANTED_NODE}`,
      ],
      `fetching ${name}`,
    );
    return node;
  });
}

/** Every file below a path, in a fixed order, without what is built or installed. */
function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !['node_modules', 'dist', 'build', '.cache'].includes(name))
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(files))
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/** Does the work when the digest of its inputs differs from the one stamped after the last success. */
function whenStale(name, inputs, output, work) {
  const stamp = join(CACHE, `${name}.stamp`);
  const now = digest(inputs.map((path) => join(ROOT, path)));
  const fresh = () =>
    existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (fresh()) return;
  underLock(() => {
    if (fresh()) return;
    work();
    writeFileSync(stamp, now);
  });
}

function workspaceManifests() {
  return ['kernels', 'servers', 'apps', 'examples'].flatMap((ring) =>
    existsSync(join(ROOT, ring))
      ? readdirSync(join(ROOT, ring)).map((room) => `${ring}/${room}/package.json`)
      : [],
  );
}

function prepare(node, parts) {
  const env = {
    ...process.env,
    PATH: `${dirname(node)}:${process.env.PATH ?? ''}`,
    // Node keeps modules as it compiled them: a server's second start, and each test process, works a third less.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(CACHE, 'compiled'),
  };
  whenStale('install', ['package.json', 'package-lock.json', ...workspaceManifests()], 'node_modules', () => {
    say('amaan: installing (once, one to three minutes) ...');
    run(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      'npm install',
      env,
    );
  });
  const outputs = { wasm: 'kernels/signal/wasm/build', pages: 'apps/survivor/dist' };
  const inputs = {
    wasm: ['kernels/signal/wasm', 'kernels/bank/wasm', 'tools/build-wasm.ts'],
    pages: ['kernels', 'apps/survivor', 'apps/console', 'tools/build-pages.ts'],
  };
  for (const part of parts)
    whenStale(part, ['package-lock.json', ...inputs[part]], outputs[part], () => {
      say(`amaan: building ${part} ...`);
      run(node, [`tools/build-${part}.ts`], `building ${part}`, env);
    });
  return env;
}

/** Our parent and its parent, where the system tells. */
function ancestors() {
  try {
    // The name in field 2 of stat may hold spaces: count from its closing parenthesis.
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

function main() {
  const [name = 'help', ...rest] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) stop(`there is no command "${name}". Known: ${Object.keys(COMMANDS).join(', ')}.`);
  const node = findNode();
  const env = prepare(node, command.build);
  if (command.script.length === 0) return;
  const child = spawn(node, [...command.script, ...rest], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // The terminal sends Ctrl-C to the whole group; a service manager sends SIGTERM to us alone. Either way the
  // command decides how to end, and we pass on how it did.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm killed with -9 takes nobody with it: notice that the processes above us changed, and let the command end in
  // order. npm starts us through a shell, so the shell's parent counts too.
  if (process.env.npm_lifecycle_event) {
    const above = ancestors();
    setInterval(() => ancestors() !== above && child.kill('SIGTERM'), 500).unref();
  }
  child.on('error', (error) => stop(`cannot run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

main();
