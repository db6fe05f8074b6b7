import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim } from '../review/actions.ts';
import { decide } from '../review/decide.ts';
import type { Caller } from '../keys/key-ring.ts';
import { holdUpload } from '../testing-held.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { sendMessage } from './messages.ts';

// The site's hook on bad days: nothing that was decided is lost, and nothing reaches anybody else.

interface Heard {
  readonly url: string;
  readonly signature: string;
  readonly body: string;
}
let site: Server;
let platform: TestPlatform;
let heard: Heard[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  heard = [];
  site = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', signature: String(request.headers['amaan-signature']), body });
      answer(request, response);
    });
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  platform = await testPlatform({ siteHook: `http://127.0.0.1:${port()}/hook` });
});
afterEach(async () => {
  await platform.close();
  site.close();
  site.closeAllConnections();
});
const port = () => (site.address() as AddressInfo).port;

const reviewer: Caller = { id: '1'.repeat(32), name: 'Sana', roles: ['review'] };
async function removed(): Promise<string> {
  const { id } = await holdUpload(platform);
  await claim(platform.context, reviewer, id);
  await decide(platform.context, reviewer, id, { decision: 'remove', reason: 'ncii-depicted' });
  const { rows } = await sql<{ id: string }>`select id from site_message where job = ${id}`.execute(
    platform.context.store.db,
  );
  return rows[0]?.id ?? '';
}
async function unsent(): Promise<number> {
  const { rows } = await sql`select 1 from site_message where sent_at is null`.execute(
    platform.context.store.db,
  );
  return rows.length;
}

test('a site that fails, cuts off, sends elsewhere or is away is told again later; then it is told once, signed', async () => {
  const { context } = platform;
  const id = await removed();
  const send = () => sendMessage(context, { id });
  for (const [code, bad] of [
    ['site-refused', (_: IncomingMessage, response: ServerResponse) => response.writeHead(500).end()],
    [
      'site-refused',
      (_: IncomingMessage, response: ServerResponse) =>
        response.writeHead(307, { location: `http://127.0.0.1:${port()}/elsewhere` }).end(),
    ],
    ['site-unreachable', (request: IncomingMessage) => request.socket.destroy()],
  ] as const) {
    answer = bad;
    await expect(send()).rejects.toMatchObject({ code });
    expect(await unsent()).toBe(1);
  }
  // A dead one: nobody listens there.
  const dead = { ...context, config: { ...context.config, siteHook: 'http://127.0.0.1:9/hook' } };
  await expect(sendMessage(dead, { id })).rejects.toMatchObject({ code: 'site-unreachable' });
  // A redirect is not followed: the message would reach another party.
  expect(heard.map(({ url }) => url)).toEqual(['/hook', '/hook', '/hook']);

  answer = (_request, response) => response.end();
  await send();
  expect(await unsent()).toBe(0);
  await send();
  expect(heard).toHaveLength(4);
  // Every try is the same message, and its signature binds the moment.
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
  for (const { signature, body } of heard) {
    const [, seconds = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    const wanted = createHmac('sha256', context.hookSecret).update(`${seconds}.${body}`).digest('hex');
    expect(mac).toBe(wanted);
  }
  expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ v: 1, id, event: 'removed' });
});

test('a slow site is not waited for: the message that it may have taken comes again later, under the same id', async () => {
  const { context } = platform;
  const id = await removed();
  const quick = { ...context, config: { ...context.config, siteWait: 150 } };
  let dripping: NodeJS.Timeout | undefined;
  for (const slow of [
    () => {},
    // One that answers at once, and then takes its time with every byte.
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200);
      dripping = setInterval(() => response.write('.'), 20);
    },
  ]) {
    answer = slow;
    const from = performance.now();
    await expect(sendMessage(quick, { id })).rejects.toMatchObject({ code: 'site-unreachable' });
    clearInterval(dripping);
    expect(performance.now() - from).toBeGreaterThanOrEqual(140);
    expect(performance.now() - from).toBeLessThan(3000);
    expect(await unsent()).toBe(1);
  }
  answer = (_request, response) => response.end();
  await sendMessage(context, { id });
  expect(await unsent()).toBe(0);
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
  expect(heard).toHaveLength(3);
});

test('a platform that died after the site took a message sends that one again, under the same id', async () => {
  const id = await removed();
  answer = (_request, response) => response.end();
  const { context } = platform;
  // Killed between the answer and its note: the moment is not written.
  const killed = {
    ...context,
    now: () => {
      if (heard.length > 0) throw new Error('killed');
      return context.now();
    },
  };
  await expect(sendMessage(killed, { id })).rejects.toThrow('killed');
  expect(await unsent()).toBe(1);
  await sendMessage(await platform.restart(), { id });
  expect(heard.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([id, id]);
  expect(await unsent()).toBe(0);
});
