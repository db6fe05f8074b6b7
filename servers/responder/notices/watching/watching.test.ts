import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublic } from '@amaan/http';
import { afterEach, expect, test } from 'vitest';
import { lookAt } from './fetch-page.ts';
import { judgeLook } from './judge-look.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
});

/** A site that answers as told. @returns its origin and host:port */
async function site(answer: RequestListener): Promise<{ origin: string; host: string }> {
  server = createServer(answer);
  await new Promise<void>((done) => server?.listen(0, 'localhost', () => done()));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return { origin: `http://${host}`, host };
}

const html = { 'content-type': 'text/html; charset=utf-8' };

test.each([
  ['200 and a page', 200, '<p>A photo</p>', 'present', 'status-200'],
  ['404', 404, '<p>Nothing</p>', 'missing', 'status-404'],
  ['410', 410, '', 'missing', 'status-410'],
  ['a soft 404', 200, '<h1>Page not found</h1>', 'uncertain', 'soft-404'],
  [
    'the word in a script is not the page',
    200,
    '<script>"not found"</script><p>A photo</p>',
    'present',
    'status-200',
  ],
  ['a log-in wall', 200, '<p>Please log in</p>', 'uncertain', 'login-wall'],
  ['401', 401, '', 'uncertain', 'login-wall'],
  ['403', 403, '', 'uncertain', 'login-wall'],
  ['a country block', 451, '', 'uncertain', 'country-block'],
  ['an error page', 503, '<p>not found</p>', 'uncertain', 'status-503'],
])('%s', async (_what, status, body, state, reason) => {
  const { origin, host } = await site((_request, response) => response.writeHead(status, html).end(body));
  const url = `${origin}/p/1`;
  expect(judgeLook(url, await lookAt(url, { local: [host] }))).toEqual({ state, reason });
});

test('a way off to the log-in page or the front page is not gone', async () => {
  const { origin, host } = await site((request, response) => {
    if (request.url === '/p/1') return response.writeHead(302, { location: '/login?next=/p/1' }).end();
    if (request.url === '/p/2') return response.writeHead(301, { location: '/' }).end();
    return response.writeHead(200, html).end('<p>Welcome</p>');
  });
  expect(judgeLook(`${origin}/p/1`, await lookAt(`${origin}/p/1`, { local: [host] })).reason).toBe(
    'login-wall',
  );
  expect(judgeLook(`${origin}/p/2`, await lookAt(`${origin}/p/2`, { local: [host] })).reason).toBe('moved');
});

test('nothing but a plain look arrives at the site, and a picture is not taken in', async () => {
  let seen: Record<string, unknown> = {};
  let sent = 0;
  const { origin, host } = await site((request, response) => {
    seen = request.headers;
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    const piece = Buffer.alloc(64 * 1024);
    const pump = () => {
      while (sent < 64 * 1024 * 1024 && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) return;
      }
      response.end();
    };
    response.on('drain', pump);
    pump();
  });
  const look = await lookAt(`${origin}/i/1`, { local: [host] });
  expect(look).toMatchObject({ status: 200, text: '' });
  expect(Object.keys(seen).sort((a, b) => a.localeCompare(b))).toEqual([
    'accept',
    'accept-language',
    'connection',
    'host',
  ]);
  expect(sent).toBeLessThan(16 * 1024 * 1024);
});

test('addresses on our own network are refused: written, named, and behind a redirect', async () => {
  const { origin, host } = await site((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  for (const url of [
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://10.0.0.8/',
    'http://localhost/',
    'http://2130706433/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest',
    `${origin}/x`,
  ])
    expect(await lookAt(url, { local: [] })).toBe('refused-address');
  expect(await lookAt(`${origin}/x`, { local: [host] })).toBe('refused-address');
  expect(await lookAt('https://example.org:8443/', { local: [] })).toBe('refused-address');
});

test('redirects without end are given up', async () => {
  const { origin, host } = await site((_request, response) =>
    response.writeHead(302, { location: '/again' }).end(),
  );
  expect(await lookAt(`${origin}/x`, { local: [host] })).toBe('redirects');
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['100.64.1.1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:a00:1', false],
  ['64:ff9b::a00:1', false],
  ['fd00::1', false],
  ['not an address', false],
])('%s is public: %s', (address, yes) => {
  expect(isPublic(address)).toBe(yes);
});
