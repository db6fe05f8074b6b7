import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipientOf } from '@amaan/custody';
import { headersOf } from '@amaan/http';
import { type ResponderProcess, startProcess } from '@amaan/responder/testing-process';
import { testStore } from '@amaan/store/testing';
import { loadKeys, MIGRATIONS } from '@amaan/responder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amaan as run } from '../apps/cli/testing/in-process.ts';
import { freeOffset } from '../tools/free-ports.ts';

// The deployment of deploy/, as far as one machine allows: a production responder told by environment variables alone,
// behind the nginx template where nginx is installed.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULE = '/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so';
const nginx = existsSync(MODULE) && spawnSync('nginx', ['-v']).status === 0;
const home = mkdtempSync(join(tmpdir(), 'amaan-deploy-'));
const offset = await freeOffset();
const names = {
  SURVIVOR_HOST: 'help.test',
  CONSOLE_HOST: 'staff.example',
  EXCHANGE_HOST: 'exchange.example',
};
const data = join(home, 'data');
let store: Awaited<ReturnType<typeof testStore>>;
let server: ResponderProcess | undefined;
let proxy: ChildProcess | undefined;

const production = () => ({
  AMAAN_PROFILE: 'production',
  AMAAN_DATA: data,
  DATABASE_URL: store.url,
  RESPONDER_DATABASE_URL: store.url,
  AMAAN_CONSOLE_ORIGIN: `https://${names.CONSOLE_HOST}`,
  AMAAN_RECOVERY_RECIPIENT: recipientOf(randomBytes(32)),
  AMAAN_HELPLINE: 'A helpline',
  AMAAN_HELPLINE_CONTACT: 'notices@example.org',
  AMAAN_PAGES: 'on',
  LOG_LEVEL: 'warn',
});
let env: Readonly<Record<string, string>>;

const amaan = async (name: string, ...args: string[]) => run({ ...env, PORT: String(offset) }, name, ...args);

beforeAll(async () => {
  store = await testStore<unknown>(MIGRATIONS);
  env = production();
});
afterAll(async () => {
  proxy?.kill('SIGTERM');
  await server?.stop();
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

interface Finding {
  readonly area: string;
  readonly level: string;
  readonly sentence: string;
}
const failing = (out: string): Finding[] =>
  (
    JSON.parse(out.split('\n').find((line) => line.startsWith('{"v":1,"failed"')) ?? '{}') as {
      findings: Finding[];
    }
  ).findings.filter(({ level }) => level === 'fail');

test('a production responder starts from environment variables alone, and not with keys of the demo', async () => {
  const folder = join(data, 'responder');
  expect(() => loadKeys(folder, 'production')).toThrow('A key is missing');
  expect(await amaan('keys', 'make', join(home, 'offline', 'directory.key'))).toMatchObject({ status: 0 });
  expect(readdirSync(join(data, 'responder', 'keys')).sort()).toEqual([
    'directory.pub',
    'exchange.key',
    'ledger.key',
  ]);
  const path = join(data, 'responder', 'keys', 'ledger.key');
  const good = readFileSync(path);
  writeFileSync(path, `${randomBytes(32).toString('hex')} demo\n`);
  expect(() => loadKeys(folder, 'production')).toThrow('made by the demo');
  writeFileSync(path, good);
  server = await startProcess(data, offset, env);
  // Nobody signed a list of staff keys yet: nothing can be sealed to anybody.
  expect((await fetch(`${server.url}/v1/front`)).status).toBe(503);

  const [asked, signed] = [join(home, 'next.json'), join(home, 'signed.json')];
  expect(await amaan('directory', 'request', asked)).toMatchObject({ status: 0 });
  // The key of somebody else signs nothing that is taken.
  writeFileSync(join(home, 'other.key'), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  await amaan('directory', 'sign', asked, join(home, 'other.key'), join(home, 'forged.json'));
  expect((await amaan('directory', 'publish', join(home, 'forged.json'))).status).toBe(1);
  expect(
    (await amaan('directory', 'sign', asked, join(home, 'offline', 'directory.key'), signed)).status,
  ).toBe(0);
  expect(await amaan('directory', 'publish', signed)).toMatchObject({ status: 0 });
  expect((await amaan('directory', 'publish', signed)).status).toBe(1);
  const front = (await (await fetch(`${server.url}/v1/front`)).json()) as { profile: string; ready: boolean };
  expect(front).toMatchObject({ profile: 'production', ready: false });
});

/** One look through the proxy, by name. */
async function look(host: string, port: number, path: string, ca: Buffer) {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const agent = new Agent({ ca, servername: host });
    const headers = { host, 'user-agent': 'PlantedAgent/9', 'x-forwarded-for': '203.0.113.77' };
    request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    })
      .on('error', reject)
      .end();
  });
}

test.skipIf(!nginx)(
  'behind the nginx template every class keeps its exact headers, and nothing of a visit is kept',
  async () => {
    const run = join(home, 'nginx');
    mkdirSync(run, { recursive: true });
    const pem = (name: string) => join(run, `${name}.pem`);
    const names3 = Object.values(names).map((name) => `DNS:${name}`);
    const made = spawnSync('openssl', [
      ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=help.test'.split(
        ' ',
      ),
      '-addext',
      `subjectAltName=${names3.join()}`,
      '-keyout',
      pem('privkey'),
      '-out',
      pem('fullchain'),
    ]);
    expect(made.status).toBe(0);
    const [tls, plain] = [offset + 5443, offset + 5080];
    proxy = spawn('sh', [join(ROOT, 'deploy/nginx/start.sh')], {
      env: {
        ...process.env,
        ...names,
        RUN: run,
        CERTIFICATES: run,
        TEMPLATE: join(ROOT, 'deploy/nginx/amaan.conf.template'),
        UPSTREAM: '127.0.0.1',
        SURVIVOR_PORT: String(4100 + offset),
        CONSOLE_PORT: String(4101 + offset),
        EXCHANGE_PORT: String(4102 + offset),
        TLS_PORT: String(tls),
        HTTP_PORT: String(plain),
      },
      stdio: 'inherit',
    });
    const ca = readFileSync(pem('fullchain'));
    for (let i = 0; ; i++) {
      const up = await look(names.SURVIVOR_HOST, tls, '/safe', ca).catch(() => undefined);
      if (up?.status === 200) break;
      if (i > 100) throw new Error('nginx does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const classes = [
      [names.SURVIVOR_HOST, '/safe', 'exit'],
      [names.SURVIVOR_HOST, '/v1/front', 'api'],
      [names.SURVIVOR_HOST, '/room/room.js', 'room'],
      [names.CONSOLE_HOST, '/v1/staff/front', 'api'],
      [names.EXCHANGE_HOST, '/v1/openapi.json', 'api'],
    ] as const;
    for (const [host, path, kind] of classes) {
      const { status, headers } = await look(host, tls, path, ca);
      expect(status, path).toBe(200);
      expect(headers).toMatchObject(headersOf(kind));
      expect(headers['strict-transport-security']).toBe('max-age=63072000');
      for (const never of ['server', 'set-cookie', 'via', 'x-powered-by'])
        expect(headers[never]).toBeUndefined();
    }
    // The doctor reads the same configuration and finds nothing about logs to say.
    const config = join(run, 'amaan-nginx.conf');
    expect(
      failing((await amaan('doctor', '--json', '--nginx', config)).out).filter(({ area }) => area === 'logs'),
    ).toEqual([]);
    writeFileSync(config, readFileSync(config, 'utf8').replace('access_log off;', 'access_log /tmp/x;'));
    expect(
      failing((await amaan('doctor', '--json', '--nginx', config)).out).map(({ area }) => area),
    ).toContain('logs');
    proxy.kill('SIGTERM');
    await new Promise((resolve) => proxy?.once('exit', resolve));
    for (const entry of readdirSync(run, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !/\.pem$|\.conf$/.test(entry.name))
        expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toMatch(
          /PlantedAgent|203\.0\.113/,
        );
  },
);

test('the doctor says what is wrong, each in a sentence, and ends in an error', async () => {
  const sound = await amaan('doctor', '--json');
  // What stays wrong on one machine: both origins are localhost without TLS, nobody takes cases, the pages are the demo's.
  const expected = ['origins', 'reviews'];
  expect(
    [...new Set(failing(sound.out).map(({ area }) => area))].filter((area) => !expected.includes(area)),
  ).toEqual([]);
  expect(sound.status).toBe(1);
  const keys = join(data, 'responder', 'keys');
  spawnSync('chmod', ['644', join(keys, 'ledger.key')]);
  writeFileSync(join(keys, 'copy.key'), readFileSync(join(keys, 'exchange.key')), { mode: 0o600 });
  writeFileSync(join(data, 'responder', 'visits.log'), '203.0.113.77 GET /\n', { mode: 0o600 });
  mkdirSync(join(home, 'backups'));
  writeFileSync(join(home, 'backups', 'plain.sql'), 'insert');
  env = { ...env, AMAAN_BACKUPS: join(home, 'backups'), AMAAN_SMTP: `smtp://127.0.0.1:${offset + 9}` };
  const ill = await amaan('doctor', '--json');
  const said = failing(ill.out).map(({ area, sentence }) => `${area}: ${sentence}`);
  for (const wanted of [
    /^files: .*ledger\.key/,
    /^keys: Two/,
    /^logs: .*visits\.log/,
    /^backups: .*not sealed/,
    /^mail: /,
  ])
    expect(
      said.some((sentence) => wanted.test(sentence)),
      String(wanted),
    ).toBe(true);
  await server?.stop();
  server = undefined;
  const down = failing((await amaan('doctor', '--json')).out).map(({ area }) => area);
  for (const area of ['ports', 'survivor', 'console', 'exchange']) expect(down).toContain(area);
});
