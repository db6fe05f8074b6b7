import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '@amaan/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeOffset } from '../tools/free-ports.ts';
import { type Host, startHost } from './host.ts';

const MAIN = join(import.meta.dirname, '../servers/platform/main.ts');
const COUNT = 1200;
const hashOf = (n: number): string => createHash('sha256').update(`kill ${n}`).digest('hex');

let data: string;
let host: Host;
let site: Server;
let store: Store<unknown>;
let running: ChildProcess | undefined;
const offset = await freeOffset();
const gate = `http://localhost:${4200 + offset}`;
/** Messages that the site took, and how often it still says no; beside them, what it was asked. */
const taken: { id: string; event: string; item: string }[] = [];
const asked: string[] = [];
let refusals = 0;
/** The platform is killed after the site took a message and before it has answered. */
let killNext = false;

/** Starts the platform as `npm start` does, on the same folder each time. */
async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      AMAAN_DATA: data,
      PORT: String(offset),
      AMAAN_EXCHANGE_POLL_MS: '50',
      // Each removal opens a second look, which asks the site for the picture: beside its messages, never among them.
      AMAAN_CHECK_PERCENT: '100',
      AMAAN_SITE_HOOK: `http://127.0.0.1:${(site.address() as AddressInfo).port}/hooks`,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running = child;
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready());
    child.once('exit', () => fail(new Error(`the platform ended: ${said}`)));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGKILL');
  await gone;
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'amaan-kill-'));
  host = await startHost();
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      if (request.url !== '/hooks') {
        asked.push(request.url ?? '');
        return response.writeHead(404).end();
      }
      if (refusals-- > 0) return response.writeHead(503).end();
      taken.push(JSON.parse(body) as (typeof taken)[number]);
      if (!killNext || !running) return response.end('{}');
      killNext = false;
      return running.kill('SIGKILL');
    });
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  const first = await start();
  await kill(first);
  store = await openStore<unknown>({ folder: join(data, 'platform', 'postgres') });
});
afterAll(async () => {
  if (running && running.exitCode === null && running.signalCode === null) await kill(running);
  await store.close();
  await host.close();
  site.close();
  rmSync(data, { recursive: true, force: true });
});

async function number(query: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(query)}`.execute(
    store.db,
  );
  return rows[0]?.n ?? 0;
}

test('killed again and again in the middle of a sync: nothing lost, nothing twice', async () => {
  await host.share(
    'case-1',
    Array.from({ length: COUNT }, (_, i) => hashOf(i)),
  );
  const keys = await host.partner('partner-01');
  mkdirSync(join(data, 'handover'), { recursive: true });
  writeFileSync(
    join(data, 'handover', 'exchange.json'),
    JSON.stringify({
      v: 1,
      name: 'helpline',
      partner: 'partner-01',
      url: host.url.replace('/v1', ''),
      publicKey: host.publicKey,
      keys,
    }),
  );
  for (const wait of [150, 400, 700]) {
    const child = await start();
    await sleep(wait);
    await kill(child);
  }
  await start();
  await expect.poll(() => number('bank_content'), { interval: 200 }).toBe(COUNT);
  expect(await number('exchange_row')).toBe(COUNT);
  expect(await number('(select distinct digest from bank_hash) h')).toBe(COUNT);
});

const secret = (name: string) =>
  Buffer.from(readFileSync(join(data, 'platform', 'keys', `${name}.key`), 'utf8').trim(), 'hex').toString(
    'base64url',
  );

async function call(who: string, path: string, body?: object) {
  const response = await fetch(`${gate}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${secret(who)}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { decision?: string; jobs?: { id: string }[]; job?: { mine: boolean } };
}

/** An upload that matches the nth shared hash is held and claimed. @returns its job */
async function claimed(item: string, n: number): Promise<string> {
  const pdq = { hash: hashOf(n), quality: 100 };
  const signals = { v: 1, contentType: 'photo', width: 640, height: 480, orientation: 1, pdq, bytes: 0 };
  expect(await call('site', `/v1/match?item=${item}`, { v: 1, signals })).toMatchObject({
    decision: 'review',
  });
  const job = (await call('reviewer-1', '/v1/review/jobs?kind=upload')).jobs?.[0]?.id ?? '';
  await call('reviewer-1', `/v1/review/jobs/${job}/claim`, {});
  return job;
}

const REMOVE = { decision: 'remove', reason: 'ncii-depicted' };

test('killed right after a decision: it is there once, the site is told once, the exchange has one opinion', async () => {
  const job = await claimed('upload-1', 7);
  refusals = 1;
  await call('reviewer-1', `/v1/review/jobs/${job}/decide`, REMOVE);
  if (running) await kill(running);

  const again = await start();
  await sleep(200);
  await kill(again);
  // What a killed process was working on stays locked for hours in the queue unless its locks are given back.
  await start();
  await expect.poll(() => taken.length, { interval: 200 }).toBeGreaterThan(0);
  await expect.poll(() => host.opinions(), { interval: 200 }).toHaveLength(1);
  expect(new Set(taken.map((message) => message.id)).size).toBe(1);
  expect(taken[0]).toMatchObject({ event: 'removed' });
  expect((await host.opinions())[0]?.value).toBe('Blocked');
  expect(await number("review_event where type = 'decision.made'")).toBe(1);
  await expect.poll(() => number('site_message where sent_at is null')).toBe(0);
  expect(await number('feedback')).toBe(1);
  // The second look is no second message.
  await expect.poll(() => number("review_job where kind = 'check'")).toBe(1);
  expect(new Set(asked)).toEqual(new Set(['/hooks/media']));
});

test('killed in the middle of a decision, and again while the site takes its message: made once, and told under one id', async () => {
  const job = await claimed('upload-2', 8);
  const decide = () => call('reviewer-1', `/v1/review/jobs/${job}/decide`, REMOVE);
  const made = () => number(`review_event where type = 'decision.made' and job = '${job}'`);

  // The event is written and the message is not: the transaction waits for a lock that we hold.
  const ours = await store.pool.connect();
  await ours.query('begin; lock table site_message in share row exclusive mode');
  const cut = decide().catch(() => 'cut');
  const waiting = "pg_locks where not granted and relation = 'site_message'::regclass";
  await expect.poll(() => number(waiting)).toBeGreaterThan(0);
  if (running) await kill(running);
  expect(await cut).toBe('cut');
  await ours.query('rollback');
  ours.release();
  await start();
  expect([await made(), taken.filter(({ item }) => item === 'upload-2').length]).toEqual([0, 0]);
  expect((await call('reviewer-1', `/v1/review/jobs/${job}`)).job?.mine).toBe(true);

  killNext = true;
  const gone = new Promise((done) => running?.once('exit', done));
  await decide().catch(() => {});
  await gone;
  await start();
  const told = () => taken.filter(({ item }) => item === 'upload-2').map(({ id, event }) => `${event} ${id}`);
  await expect.poll(told, { interval: 200 }).toHaveLength(2);
  await expect.poll(() => number('site_message where sent_at is null')).toBe(0);
  expect(told()).toEqual([told()[0], told()[0]]);
  await expect.poll(() => host.opinions(), { interval: 200 }).toHaveLength(2);
  expect([await made(), await number('feedback')]).toEqual([1, 2]);
});
