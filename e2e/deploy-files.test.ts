// The files of deploy/ that no test here can run as they are: containers want an engine, the onion service a network.
// What one machine can say about them is said: tor reads its template, the shell its scripts, and whatever the
// container files name is there.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const DEPLOY = fileURLToPath(new URL('../deploy', import.meta.url));
const read = (path: string) => readFileSync(join(DEPLOY, path), 'utf8');
const tor = spawnSync('tor', ['--version']).status === 0;

test.skipIf(!tor)(`tor takes the onion service's template${tor ? '' : ' (skipped: no tor)'}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'amaan-tor-'));
  const verify = (text: string) => {
    writeFileSync(join(home, 'torrc'), text.replace('/var/lib/tor/amaan', join(home, 'amaan')));
    const args = ['--verify-config', '-f', join(home, 'torrc'), '--DataDirectory', join(home, 'data')];
    return spawnSync('tor', args).status;
  };
  expect(verify(read('tor/torrc'))).toBe(0);
  expect(verify(read('tor/torrc').replace('HiddenServicePort 80', 'HiddenServicePort none'))).toBe(1);
  // What speaks to tor is her page alone.
  expect(read('tor/torrc').match(/^HiddenServicePort .*$/gm)).toEqual([
    'HiddenServicePort 80 127.0.0.1:4100',
  ]);
  rmSync(home, { recursive: true, force: true });
});

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.skipIf(!systemd)(`systemd takes the units${systemd ? '' : ' (skipped: no systemd)'}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'amaan-units-'));
  const units = readdirSync(join(DEPLOY, 'systemd'));
  const verify = (change: (unit: string) => string) => {
    // Its programs are looked for too: the one that runs this stands for the host's.
    for (const name of units)
      writeFileSync(
        join(home, name),
        change(read(`systemd/${name}`)).replaceAll('/usr/bin/node', process.execPath),
      );
    const { status, stderr } = spawnSync('systemd-analyze', [
      'verify',
      ...units.map((name) => join(home, name)),
    ]);
    return status === 0 && !/Unknown|Failed|not found|ignoring/i.test(String(stderr));
  };
  expect(verify((unit) => unit)).toBe(true);
  expect(verify((unit) => unit.replace('ProtectHome=yes', 'ProtectHouse=yes'))).toBe(false);
  // What goes to nothing takes errors and the first one-time code along, unless the journal is named.
  for (const unit of units.map((name) => read(`systemd/${name}`)).filter((text) => /Output=null/.test(text)))
    expect(unit).toMatch(/^StandardError=journal$/m);
  // What a unit starts is there.
  for (const [, path = ''] of units.flatMap((name) => [
    ...read(`systemd/${name}`).matchAll(/node (\S+\.ts)/g),
  ]))
    expect(existsSync(join(DEPLOY, '..', path)), path).toBe(true);
  rmSync(home, { recursive: true, force: true });
});

test.each(['responder.env.example', 'platform.env.example', 'nginx.env.example'])(
  'a shell reads %s as systemd does',
  (name) => {
    const text = read(name);
    const plain = (value: string) => /^"(.*)"$/.exec(value)?.[1] ?? value;
    const meant = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
      ([, key = '', value = '']) => `${key}=${plain(value)}`,
    );
    const { stdout } = spawnSync('env', ['-i', 'sh', '-ec', `set -a; . "$0"; exec env`, join(DEPLOY, name)]);
    const told = String(stdout).split('\n');
    expect(meant.filter((line) => !told.includes(line))).toEqual([]);
    expect(meant.length).toBeGreaterThan(3);
  },
);

test.each(['nginx/start.sh', 'postgres/start.sh'])(
  'the shell takes %s, which stops at the first error',
  (path) => {
    expect(spawnSync('sh', ['-n', join(DEPLOY, path)]).status).toBe(0);
    expect(read(path)).toMatch(/^set -eu$/m);
    // The last step takes the place of the shell, so that a stop reaches the server.
    expect(read(path)).toMatch(/^exec /m);
  },
);

interface Service {
  readonly build: string | { readonly context: string; readonly dockerfile: string };
  readonly depends_on?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: object;
  readonly volumes: object;
}

test('whatever compose names is there: services, networks, volumes, container files, variables', () => {
  const compose = parse(read('compose.yaml')) as Compose;
  expect(Object.keys(compose).sort()).toEqual(['networks', 'services', 'volumes']);
  for (const [name, service] of Object.entries(compose.services)) {
    const { build } = service;
    const file =
      typeof build === 'string' ? join(build, 'Containerfile') : join(build.context, build.dockerfile);
    expect(existsSync(join(DEPLOY, file)), `${name}: ${file}`).toBe(true);
    for (const other of service.depends_on ?? []) expect(compose.services).toHaveProperty(other);
    for (const network of service.networks ?? []) expect(compose.networks).toHaveProperty(network);
    for (const [volume = ''] of (service.volumes ?? []).map((each) => each.split(':')))
      if (!/[./$]/.test(volume)) expect(compose.volumes).toHaveProperty(volume);
  }
  const names = (path: string, pattern: RegExp) =>
    new Set([...read(path).matchAll(pattern)].map(([, name]) => name));
  expect(names('compose.env.example', /^([A-Z_]+)=/gm)).toEqual(names('compose.yaml', /\$\{([A-Z_]+)/g));
});

test.each(['Containerfile', 'nginx/Containerfile', 'postgres/Containerfile'])(
  'what %s copies and runs is there, and it does not run as root where it need not',
  (path) => {
    const text = read(path).replaceAll(/\\\n/g, ' ');
    const context = path === 'Containerfile' ? join(DEPLOY, '..') : join(DEPLOY, dirname(path));
    for (const [, from = ''] of text.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const each of from.split(' ')) expect(existsSync(join(context, each)), each).toBe(true);
    const command = JSON.parse(/^CMD (.+)$/m.exec(text)?.[1] ?? 'null') as string[];
    const script = command.at(-1) ?? '';
    const local = script.startsWith('/')
      ? join(DEPLOY, dirname(path), script.split('/').at(-1) ?? '')
      : join(DEPLOY, '..', script);
    expect(existsSync(local), script).toBe(true);
    if (path !== 'nginx/Containerfile') expect(text).toMatch(/^USER (node|postgres)$/m);
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:.*bookworm/);
  },
);

test('every night backups older than 14 days go, and nothing else: what was purged leaves them too', () => {
  const home = mkdtempSync(join(tmpdir(), 'amaan-backups-'));
  const unit = read('systemd/amaan-backup.service');
  const line = /^ExecStart=\/bin\/sh -c '(find .*)'$/m.exec(unit)?.[1] ?? '';
  const made = { 'responder-old.age': 15, 'responder-new.age': 3, 'other-old.age': 30 };
  for (const [name, days] of Object.entries(made)) {
    writeFileSync(join(home, name), 'x');
    const then = new Date(Date.now() - days * 86_400_000);
    utimesSync(join(home, name), then, then);
  }
  expect(spawnSync('sh', ['-c', line], { env: { ...process.env, AMAAN_BACKUPS: home } }).status).toBe(0);
  expect(readdirSync(home).sort()).toEqual(['other-old.age', 'responder-new.age']);
  rmSync(home, { recursive: true, force: true });
});
