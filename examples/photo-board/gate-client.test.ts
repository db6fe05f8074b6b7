import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appeal, askGate, type Gate, GateError } from './gate-client.ts';

const PICTURE = Uint8Array.from([1, 2, 3]);
const ALLOW = JSON.stringify({ v: 1, decision: 'allow', ticket: 'ab'.repeat(16), matches: [] });
const FAST = { timeout: 300, tries: 3, pause: 5 };

let server: Server;
let gate: Gate;
/** What the gate does, call after call; the last one goes on. */
let acts: ((request: IncomingMessage, response: ServerResponse) => void)[];
let asked: { url: string | undefined; authorization: string | undefined; at: number }[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const { url, headers } = request;
    asked.push({ url, authorization: headers.authorization, at: performance.now() });
    request.resume();
    (acts.length > 1 ? acts.shift() : acts[0])?.(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  gate = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'ours' };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const says =
  (status: number, body = '', headers = {}) =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
const silent = () => {};
const cut = (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'content-length': 500 });
  response.write('{"v":1,');
  setTimeout(() => response.destroy(), 20);
};
const stalled = (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200);
  response.write('{"v":1,');
};

test('a gate that is silent, cut off, stalled, odd or broken is asked again, and its answer counts when it comes', async () => {
  for (const trouble of [silent, cut, stalled, says(200, 'hello'), says(200, '{}'), says(503), says(408)]) {
    acts = [trouble, says(200, ALLOW)];
    expect(await askGate(gate, 'a', PICTURE, FAST)).toMatchObject({ decision: 'allow' });
  }
  expect(asked.every(({ authorization }) => authorization === 'Bearer ours')).toBe(true);
});

test('what never answers is unreachable after the tries, what refuses is refused at once; nothing else is thrown', async () => {
  for (const trouble of [silent, cut, says(500), says(200, 'null'), says(429)]) {
    acts = [trouble];
    asked = [];
    const thrown: unknown = await askGate(gate, 'a', PICTURE, FAST).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(GateError);
    expect(thrown).toMatchObject({ code: 'unreachable' });
    expect(asked).toHaveLength(3);
  }
  for (const status of [400, 401, 403, 413, 422]) {
    acts = [says(status)];
    asked = [];
    await expect(appeal(gate, 't', 'news', FAST)).rejects.toMatchObject({ code: 'refused', status });
    expect(asked).toHaveLength(1);
  }
});

test('Retry-After is kept to, a date or nonsense in it does not hurry, and our key goes to no other host', async () => {
  acts = [says(429, '', { 'retry-after': '1' }), says(200, ALLOW)];
  await askGate(gate, 'a', PICTURE, FAST);
  expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThan(950);
  acts = [says(503, '', { 'retry-after': 'Wed, 25 Nov 2026 10:00:00 GMT' }), says(200, ALLOW)];
  asked = [];
  await askGate(gate, 'a', PICTURE, { ...FAST, pause: 80 });
  expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThan(75);
  acts = [says(307, '', { location: `${gate.url}/elsewhere` })];
  asked = [];
  await expect(askGate(gate, 'a', PICTURE, FAST)).rejects.toMatchObject({ code: 'unreachable' });
  expect(asked.some(({ url }) => url === '/elsewhere')).toBe(false);
});
