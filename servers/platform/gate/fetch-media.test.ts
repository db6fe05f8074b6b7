import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchMediaFrom } from './fetch-media.ts';

let server: Server;
let port: number;
const asked: string[] = [];
/** Stands for a name server that the test rules: every name is this machine. */
const home: LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else if (request.url === '/big') response.end(Buffer.alloc(5000));
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '900' }).write('x');
      response.destroy();
    } else response.end('the file');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

const fetchIt = (path: string, lookup?: LookupFunction) =>
  fetchMediaFrom(`http://pictures.test:${port}${path}`, {
    hosts: [`pictures.test:${port}`],
    most: 1000,
    ...(lookup ? { lookup } : {}),
  });

test('a listed host is fetched from; redirects, large and cut files are not', async () => {
  expect((await fetchIt('/file', home)).toString()).toBe('the file');
  asked.length = 0;
  await expect(fetchIt('/moved', home)).rejects.toMatchObject({ code: 'not-fetched' });
  expect(asked).toEqual(['/moved']);
  await expect(fetchIt('/big', home)).rejects.toMatchObject({ code: 'too-large' });
  await expect(fetchIt('/cut', home)).rejects.toMatchObject({ code: 'not-fetched' });
});

test('a listed name that resolves to this machine is not connected to', async () => {
  asked.length = 0;
  const rules = { hosts: [`localhost:${port}`], most: 1000 };
  await expect(fetchMediaFrom(`http://localhost:${port}/file`, rules)).rejects.toMatchObject({
    code: 'address',
  });
  expect(asked).toEqual([]);
});

/** Whether a fetch came as far as asking the name server or connecting; nothing answers there. */
const asks = async (address: string, hosts: string[]): Promise<boolean> => {
  let looked = false;
  const lookup: LookupFunction = (_host, _options, callback) => {
    looked = true;
    callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), '', 4);
  };
  await expect(fetchMediaFrom(address, { hosts, most: 1000, lookup })).rejects.toMatchObject({
    code: looked ? 'not-fetched' : 'address',
  });
  return looked;
};

test.each([
  'http://127.0.0.1/x',
  'http://2130706433/x',
  'http://0x7f000001/x',
  'http://0177.0.0.1/x',
  'http://127.1/x',
  'http://0/x',
  'http://[::1]/x',
  'http://[::ffff:127.0.0.1]/x',
  'http://[::ffff:7f00:1]/x',
  'http://[64:ff9b::7f00:1]/x',
  'http://[::ffff:0:7f00:1]/x',
  'http://[2002:7f00:1::]/x',
  'http://[fec0::1]/x',
  'http://[4000::1]/x',
  'http://[2001::1]/x',
  'http://0x7f.1/x',
  'http://017700000001/x',
  'http://127.0.0.1./x',
  'http://１２７.0.0.1/x',
  'http://127%2e0%2e0%2e1/x',
  'http://192.0.0.8/x',
  'http://255.255.255.255/x',
  'http://169.254.169.254/latest',
  'http://10.0.0.1/x',
  'http://192.168.1.1/x',
  'http://100.64.0.1/x',
  'http://[fd00::1]/x',
  'http://[fe80::1]/x',
  'http://①②⑦.0.0.1/x',
])('a private address is refused even when its host is listed: %s', async (address) => {
  expect(await asks(address, [new URL(address).host])).toBe(false);
});

test.each([
  'http://other.test/x',
  'http://good.test:81/x',
  'http://good.test.evil.test/x',
  'http://good.test@evil.test/x',
  'http://user:secret@good.test/x',
  'file:///etc/passwd',
  'ftp://good.test/x',
  'gopher://good.test/x',
  'good.test/x',
  'http://good.test./x',
  'http://good.test%00.evil.test/x',
  'http://evil.test#@good.test/x',
  'http://evil.test\\@good.test/x',
  'http://gооd.test/x',
  'https://good.test:80/x',
  'data:image/png,x',
  `http://good.test/${'x'.repeat(3000)}`,
])('what is not exactly listed is refused: %s', async (address) => {
  expect(await asks(address, ['good.test'])).toBe(false);
});

test('a listed name is allowed in any case, on its exact port', async () => {
  expect(await asks('https://GOOD.test/x', ['good.test'])).toBe(true);
  expect(await asks('http://good.test:8080/x', ['good.test:8080'])).toBe(true);
  // The scheme's own port may be written in either place.
  expect(await asks('https://good.test:443/x', ['good.test'])).toBe(true);
  expect(await asks('https://good.test/x', ['good.test:443'])).toBe(true);
  expect(await asks('http://good.test/x', ['good.test:443'])).toBe(false);
});
