import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashPixels, hashToHex } from '@amaan/signal';
import { decodePicture } from '@amaan/signal/node';
import { drawnFiles } from '@amaan/signal/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Checker } from './checker.ts';
import { picturesOf } from './compare.ts';
import { look, type Question } from './look.ts';
import { Manners } from './manners.ts';

let site: Server;
let origin = '';
let host = '';
let hashes: string[] = [];
const pages = new Map<string, { status: number; type: string; body: string | Buffer }>();
const asked: string[] = [];

beforeAll(async () => {
  const [drawn = Buffer.alloc(0)] = (await drawnFiles(640, 480)).values();
  const { pixels } = await decodePicture(drawn);
  hashes = [hashToHex(hashPixels(pixels).hash)];
  // As a site keeps it: smaller, compressed again; and in a frame of another colour, turned.
  const kept = await sharp(drawn).resize(400).jpeg({ quality: 60 }).toBuffer();
  const framed = await sharp(drawn)
    .rotate(90)
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#181818' })
    .jpeg()
    .toBuffer();
  const other = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#8899aa' } })
    .composite([
      { input: Buffer.from('<svg width="400" height="300"><circle cx="150" cy="120" r="90"/></svg>') },
    ])
    .jpeg()
    .toBuffer();
  const html = (body: string, status = 200) => ({ status, type: 'text/html', body });
  const picture = (body: Buffer) => ({ status: 200, type: 'image/jpeg', body });
  pages.set('/i/kept.jpg', picture(kept));
  pages.set('/i/framed.jpg', picture(framed));
  pages.set('/i/other.jpg', picture(other));
  pages.set('/i/broken.jpg', picture(Buffer.from('not a picture')));
  pages.set('/named', html('<meta property="og:image" content="/i/framed.jpg"><h1>Page not found</h1>'));
  pages.set('/shown', html('<p>Words</p><img alt="" src="/i/broken.jpg"><img src="/i/kept.jpg">'));
  pages.set('/emptied', html('<p>Words</p><img src="/i/other.jpg">'));
  pages.set('/gone', html('<img src="/i/kept.jpg">', 404));
  pages.set('/guarded', html('<img src="http://10.0.0.1/i.jpg">'));
  site = createServer((request, response) => {
    asked.push(request.url ?? '');
    const page = pages.get(request.url ?? '');
    if (request.url === '/never') return;
    if (!page) return response.writeHead(404).end();
    return response.writeHead(page.status, { 'content-type': page.type }).end(page.body);
  });
  await new Promise<void>((ready) => site.listen(0, 'localhost', ready));
  host = `localhost:${(site.address() as AddressInfo).port}`;
  origin = `http://${host}`;
});
afterAll(async () => {
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
});

const question = (path: string, more: Partial<Question> = {}): Question => ({
  url: `${origin}${path}`,
  hashes,
  seenBefore: false,
  now: 0,
  ...more,
});
const judge = (path: string, more: Partial<Question> = {}) =>
  look(question(path, more), { local: [host] }, new Manners({ local: [host] }, []));

test.each([
  ['the picture itself, smaller and compressed again', '/i/kept.jpg', 'present', 'same-picture'],
  ['in a frame and turned', '/i/framed.jpg', 'present', 'same-picture'],
  ['another picture at its address', '/i/other.jpg', 'uncertain', 'other-picture'],
  ['a page that names it and says "not found"', '/named', 'present', 'same-picture'],
  ['a page that shows it among others', '/shown', 'present', 'same-picture'],
  ['a page that answers 404 is gone, whatever it shows', '/gone', 'missing', 'status-404'],
  ['a page without it, never seen there', '/emptied', 'present', 'status-200'],
  ['a page whose picture lies on our own network', '/guarded', 'present', 'status-200'],
])('%s', async (_name, path, state, reason) => {
  expect(await judge(path)).toEqual({ state, reason });
});

test('a page on which it was seen and is no longer is left to a person', async () => {
  expect(await judge('/emptied', { seenBefore: true })).toEqual({
    state: 'uncertain',
    reason: 'not-found-there',
  });
});

test('without hashes of hers no picture is asked for', async () => {
  asked.length = 0;
  await judge('/shown', { hashes: [] });
  expect(asked).toEqual(['/robots.txt', '/shown']);
});

test('what a page names is made whole, once each, and nothing but web addresses', () => {
  const html = `<img src="/a.jpg?x=1&amp;y=2"><img src='data:image/png;base64,AA'><img src="/a.jpg?x=1&amp;y=2">
    <meta content="https://cdn.example/b.jpg" property="og:image">`;
  expect(picturesOf(html, 'https://site.example/p/1')).toEqual([
    'https://cdn.example/b.jpg',
    'https://site.example/a.jpg?x=1&y=2',
  ]);
});

test('the process judges the same, and one that is ended cannot tell; the next question starts another', async () => {
  const checker = new Checker({ local: [host] }, ['left.example']);
  expect(await checker.look(question('/shown'))).toEqual({ state: 'present', reason: 'same-picture' });
  expect(await checker.look({ ...question('/'), url: 'https://www.left.example/p' })).toEqual({
    state: 'uncertain',
    reason: 'operator',
  });
  const cut = checker.look(question('/never'));
  setTimeout(() => checker.stop(), 100);
  expect(await cut).toEqual({ state: 'uncertain', reason: 'check-failed' });
  expect(await checker.look(question('/gone'))).toEqual({ state: 'missing', reason: 'status-404' });
  checker.stop();
});
