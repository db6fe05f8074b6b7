import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import {
  type App,
  createApp,
  createLog,
  headersOf,
  HttpError,
  langOf,
  listen,
  ROUTE_CLASSES,
  servePages,
} from './index.ts';

const lines: string[] = [];
const log = createLog('test', { write: (line: string) => void lines.push(line) });

async function makeApp(): Promise<App> {
  const app = await createApp({ log, api: { title: 'Test' }, bodyLimit: 2000 });
  const schema = {
    body: Type.Object({ secret: Type.String({ maxLength: 9 }) }, { additionalProperties: false }),
  };
  app.post('/v1/echo/:id', { config: { class: 'api' }, schema }, async (request) => request.body);
  app.get('/v1/known', { config: { class: 'api' } }, async () => {
    throw new HttpError(409, 'known', 'Do something else.');
  });
  app.get('/v1/broken', { config: { class: 'api' } }, async () => {
    throw new Error('planted-in-message');
  });
  for (const routeClass of ROUTE_CLASSES)
    app.get(`/class/${routeClass}`, { config: { class: routeClass } }, async (_request, reply) =>
      reply.send('x'),
    );
  return app;
}

test('a route without a class cannot be added', async () => {
  const app = await createApp({ log });
  expect(() => app.get('/x', async () => 'x')).toThrow(/class/);
});

test.each(ROUTE_CLASSES)('class %s sends exactly its headers', async (routeClass) => {
  const { headers } = await (await makeApp()).inject(`/class/${routeClass}`);
  const own = Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['content-type', 'content-length', 'date', 'connection'].includes(name),
    ),
  );
  expect(own).toEqual(headersOf(routeClass));
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';/);
});

test('every class denies framing, caching and referrers; only the room may be read by a null origin', () => {
  for (const routeClass of ROUTE_CLASSES) {
    const headers = headersOf(routeClass);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['access-control-allow-origin']).toBe(routeClass === 'room' ? 'null' : undefined);
    for (const closed of ['camera=()', 'screen-wake-lock=()'])
      expect(headers['permissions-policy']).toContain(closed);
    expect(headers['permissions-policy']?.includes('publickey-credentials-get=(self)')).toBe(
      routeClass === 'console',
    );
  }
});

test('every error has one shape, tells what to do, and repeats nothing that was sent', async () => {
  const app = await makeApp();
  const post = (payload: unknown) =>
    app.inject({
      method: 'POST',
      url: '/v1/echo/7',
      payload: payload as object,
      headers: { 'content-type': 'application/json' },
    });
  const cases = [
    [await post({ secret: 'planted-value-too-long' }), 400, 'shape'],
    [await post({ secret: 'x', planted: 1 }), 400, 'shape'],
    [await post('{planted'), 400, 'shape'],
    [await post({ secret: 'planted'.repeat(1000) }), 413, 'too-large'],
    [await app.inject('/planted'), 404, 'not-found'],
    [await app.inject('/v1/known'), 409, 'known'],
    [await app.inject('/v1/broken'), 500, 'internal'],
  ] as const;
  for (const [response, status, code] of cases) {
    expect(response.statusCode).toBe(status);
    expect(Object.keys(response.json())).toEqual(['code', 'message']);
    expect(response.json().code).toBe(code);
    expect(response.body).not.toContain('planted');
  }
});

test('logs hold the route pattern and no address, agent, query, body or error message', async () => {
  const app = await makeApp();
  lines.length = 0;
  await app.inject({
    method: 'POST',
    url: '/v1/echo/planted-id?q=planted-query',
    headers: { 'user-agent': 'planted-agent', 'x-forwarded-for': '203.0.113.77', cookie: 'planted-cookie' },
    payload: { secret: 'planted' },
    remoteAddress: '203.0.113.78',
  });
  await app.inject('/v1/broken');
  expect(lines.join('')).toContain('/v1/echo/:id');
  expect(lines.join('')).toContain('"level":50');
  expect(lines.join('')).not.toMatch(/planted|203\.0\.113/);
});

test('the OpenAPI description is made from the schemas that validate', async () => {
  const description = (await (await makeApp()).inject('/v1/openapi.json')).json();
  expect(description.openapi).toBe('3.1.0');
  const body = description.paths['/v1/echo/{id}'].post.requestBody.content['application/json'].schema;
  expect(body.properties.secret.maxLength).toBe(9);
  const { responses } = description.paths['/v1/known'].get;
  const refusal = responses['4XX'].content['application/json'].schema;
  expect(Object.keys(refusal.properties)).toEqual(['code', 'message']);
});

test('a built folder is served file by file, compressed, and nothing beside it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'amaan-pages-'));
  mkdirSync(join(home, 'dist/sub'), { recursive: true });
  writeFileSync(join(home, 'secret.html'), 'planted');
  writeFileSync(join(home, 'dist/index.html'), 'home '.repeat(500));
  writeFileSync(join(home, 'dist/sub/a.js'), 'a');
  writeFileSync(join(home, 'dist/hidden.json'), 'planted');
  const app = await createApp({ log });
  servePages(app, join(home, 'dist'), (file) => (file === 'hidden.json' ? undefined : 'asset'));
  const packed = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.rawPayload.length).toBeLessThan(200);
  expect((await app.inject('/')).body).toBe('home '.repeat(500));
  expect((await app.inject('/sub/a.js')).headers['content-type']).toContain('javascript');
  for (const url of ['/hidden.json', '/../secret', '/%2e%2e/secret.html', '/sub'])
    expect((await app.inject(url)).statusCode).toBe(404);
  rmSync(home, { recursive: true });
});

test('a taken port is said in a sentence', async () => {
  const first = await createApp({ log });
  await listen(first, 0);
  const { port } = first.server.address() as { port: number };
  const second = await createApp({ log });
  await expect(listen(second, port)).rejects.toMatchObject({ code: 'port-taken' });
  await first.close();
  await second.close();
});

test('the language: what the address or the form names, else what the browser likes best of ours, else English', () => {
  const of = (accepts: string, lang?: unknown) =>
    langOf({ query: { lang }, headers: { 'accept-language': accepts } });
  expect(of('ur-PK,ur;q=0.9,en;q=0.8')).toBe('ur');
  expect(of('en-GB,en;q=0.9,ur;q=0.8')).toBe('en');
  expect(of('fr, en;q=0.5, UR;q=0.7')).toBe('ur');
  expect(of('ur;q=0, fr')).toBe('en');
  expect(of('urx;q=, ;;, ')).toBe('en');
  expect(of('ur', ['ur', 'en'])).toBe('ur');
  expect(of('ur', 'en')).toBe('en');
  expect(langOf({ query: {}, body: { lang: 'en' }, headers: { 'accept-language': 'ur' } })).toBe('en');
});
