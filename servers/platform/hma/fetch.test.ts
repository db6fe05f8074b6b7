import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { drawScene } from '@amaan/signal/testing';
import type { App } from '@amaan/http';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPlatform, type TestPlatform } from '../testing.ts';
import { hmaApp } from './app.ts';

let platform: TestPlatform;
let app: App;
let closed: App;
let site: Server;
let host: string;
let key: { authorization: string };
const asked: string[] = [];
/** Stands for a name server that the test rules: every name is this machine. */
const home: LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

beforeAll(async () => {
  const picture = await sharp(drawScene(640, 480, 5), { raw: { width: 640, height: 480, channels: 3 } })
    .jpeg()
    .toBuffer();
  site = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const image = { 'content-type': 'image/jpeg' };
    if (path === '/moved') response.writeHead(302, { location: '/photo.jpg' }).end();
    else if (path === '/away') response.writeHead(302, { location: 'http://other.test/photo.jpg' }).end();
    else if (path === '/home')
      response.writeHead(302, { location: `http://127.0.0.1:${port()}/photo.jpg` }).end();
    else if (path === '/page') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    else if (path === '/gone') response.writeHead(404).end();
    else if (path === '/big') response.writeHead(200, image).end(Buffer.alloc(400_000));
    else response.writeHead(200, path === '/bare' ? {} : image).end(picture);
  });
  const port = () => (site.address() as AddressInfo).port;
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  host = `pictures.test:${port()}`;
  platform = await testPlatform({ fetchHosts: [host, `127.0.0.1:${port()}`, `localhost:${port()}`] });
  app = await hmaApp(platform.context, { lookup: home, most: 300_000 });
  closed = await hmaApp(
    { ...platform.context, config: { ...platform.context.config, fetchHosts: [] } },
    { lookup: home },
  );
  key = await platform.key('curator', 'match', 'curate');
});
afterAll(async () => {
  await Promise.all([app.close(), closed.close(), new Promise((done) => site.close(done))]);
  await platform.close();
});

const get = (call: string, url: string, more = '', on = app) =>
  on.inject({ url: `${call}?url=${encodeURIComponent(url)}${more}`, headers: key });

test('a listed address is hashed, banked with what the caller keeps beside it, and found', async () => {
  const photo = `http://${host}/photo.jpg`;
  const hashed = await get('/h/hash', photo);
  expect(Object.keys(hashed.json())).toEqual(['pdq']);
  expect(hashed.headers['x-signal-quality']).toMatch(/^pdq=\d+$/);
  expect((await get('/h/hash', `http://${host}/moved`)).json()).toEqual(hashed.json());
  expect((await get('/m/lookup', photo)).json()).toEqual({ pdq: {} });
  await app.inject({ method: 'POST', url: '/c/banks', headers: key, payload: { name: 'WEB' } });
  const added = await app.inject({
    method: 'POST',
    url: `/c/bank/WEB/content?url=${encodeURIComponent(photo)}&content_type=photo&content_id=q1`,
    headers: key,
    payload: { note: 'from the web' },
  });
  expect(added.json()).toMatchObject({ signals: hashed.json() });
  const seen = await app.inject({ url: `/c/bank/WEB/content/${added.json().id}`, headers: key });
  expect(seen.json()).toMatchObject({ note: 'from the web', metadata: { content_id: 'q1' } });
  const found = { pdq: { WEB: [{ bank_content_id: added.json().id, distance: '0' }] } };
  expect((await get('/m/lookup', photo)).json()).toEqual(found);
  expect((await get('/m/lookup', `http://${host}/bare`, '&content_type=photo')).json()).toEqual(found);
});

test('what cannot be used is 400 with its sentence, and too much is 413', async () => {
  const message = async (path: string, more = '') =>
    (await get('/h/hash', `http://${host}${path}`, more)).json().message;
  expect(await message('/page')).toMatch(/^unsupported url ContentType: 'text\/html'/);
  expect(await message('/gone')).toMatch(/^Failed to fetch URL: /);
  expect(await message('/photo.jpg', '&content_type=file')).toBe("no such content_type: 'file'");
  expect((await get('/h/hash', `http://${host}/big`)).statusCode).toBe(413);
  expect((await app.inject({ url: '/h/hash', headers: key })).statusCode).toBe(400);
  expect((await app.inject({ url: '/h/hash?url=http://x.test/' })).statusCode).toBe(401);
});

test('by default nothing is fetched at all', async () => {
  asked.length = 0;
  for (const call of ['/h/hash', '/m/lookup'])
    expect((await get(call, `http://${host}/photo.jpg`, '', closed)).json()).toEqual({
      message: 'Invalid or unsafe URL provided',
    });
  expect(asked).toEqual([]);
});

test('a redirect is judged like the address: to a host that is not listed, or to our own network, it ends', async () => {
  asked.length = 0;
  for (const path of ['/away', '/home'])
    expect((await get('/h/hash', `http://${host}${path}`)).json().message).toBe(
      'Invalid or unsafe URL provided',
    );
  expect(asked).toEqual(['/away', '/home']);
});

test('our own network is not reached, whatever the spelling, even where the host is listed', async () => {
  asked.length = 0;
  const { port } = site.address() as AddressInfo;
  const real = await hmaApp(platform.context); // the system's own name server
  for (const name of [
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    'localhost',
    '①②⑦.0.0.1',
    '169.254.169.254',
    '10.0.0.1',
    '[fd00::1]',
  ])
    expect((await get('/h/hash', `http://${name}:${port}/photo.jpg`, '', real)).statusCode).toBe(400);
  for (const url of ['file:///etc/passwd', `http://u:p@${host}/photo.jpg`, `ftp://${host}/x`, 'photo.jpg'])
    expect((await get('/h/hash', url, '', real)).statusCode).toBe(400);
  expect(asked).toEqual([]);
  await real.close();
});
