import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type LookupFunction } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FetchRules, guardedFetch } from './guarded-fetch.ts';
import { publicLookup } from './public-address.ts';

let site: Server;
let proxy: Server;
let port = 0;
let proxyUrl: URL;
const told: string[] = [];
/** Stands for a name server that the test rules: every name is this machine. */
const home: LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url === '/slow') return response.write('x');
    if (request.url === '/inside') return response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    if (request.url === '/moved') return response.writeHead(302, { location: '/page' }).end();
    return response.writeHead(200, { 'content-type': 'text/plain' }).end(`${request.headers.host} answers`);
  });
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  port = (site.address() as AddressInfo).port;
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    told.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const far = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(far).pipe(socket);
    });
    for (const end of [far, socket]) end.on('error', () => far.destroy());
  });
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  proxyUrl = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
});
afterAll(async () => {
  for (const server of [site, proxy]) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const rules = (more: Partial<FetchRules> = {}): FetchRules => ({
  judge: () => 'public',
  redirects: 2,
  timeoutMs: 5_000,
  most: () => 1000,
  lookup: home,
  ...more,
});
const at = (path: string) => `http://some.test:${port}${path}`;

test('a page with its redirects; a redirect to our own network ends the way, whoever sent it there', async () => {
  expect(await guardedFetch(at('/moved'), rules())).toMatchObject({
    status: 200,
    redirected: true,
    contentType: 'text/plain',
    whole: true,
  });
  await expect(guardedFetch(at('/inside'), rules())).rejects.toMatchObject({ problem: 'refused-address' });
  // Without redirects one is an answer like any other.
  expect((await guardedFetch(at('/inside'), rules({ redirects: 0 }))).status).toBe(302);
});

test('a name that leads to this machine is not connected to, and an endless answer is cut off in time', async () => {
  await expect(
    guardedFetch(`http://localhost:${port}/page`, rules({ lookup: publicLookup })),
  ).rejects.toMatchObject({ problem: 'refused-address' });
  await expect(guardedFetch(at('/slow'), rules({ timeoutMs: 200 }))).rejects.toMatchObject({
    problem: 'timeout',
  });
  const cut = await guardedFetch(at('/page'), rules({ most: () => 4 }));
  expect([cut.body.toString(), cut.whole]).toEqual(['some', false]);
});

test('through a proxy the number that was judged is asked for, never the name', async () => {
  const found = await guardedFetch(at('/page'), rules({ proxy: proxyUrl }));
  expect(found.body.toString()).toBe(`some.test:${port} answers`);
  const named = new URL(proxyUrl);
  named.username = 'ours';
  named.password = 'p w';
  await guardedFetch(at('/page'), rules({ proxy: named }));
  expect(told).toEqual([
    `127.0.0.1:${port}`,
    `127.0.0.1:${port} Basic ${Buffer.from('ours:p w').toString('base64')}`,
  ]);
  await expect(
    guardedFetch(`http://localhost:${port}/page`, rules({ proxy: proxyUrl, lookup: publicLookup })),
  ).rejects.toMatchObject({ problem: 'refused-address' });
});
