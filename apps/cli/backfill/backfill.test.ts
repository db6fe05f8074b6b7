import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askSlowly } from './ask.ts';
import { backfill } from './backfill.ts';

let folder: string;
let gate: Server;
let url: string;
let asked: { url: string; key: string; body: string }[];
let statuses: number[];
let lines: object[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amaan-backfill-'));
  for (const name of ['a.jpg', 'b.png', 'c.txt']) await writeFile(join(folder, name), name);
  asked = [];
  statuses = [];
  lines = [];
  gate = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      asked.push({ url: request.url ?? '', key: request.headers.authorization ?? '', body });
      const status = statuses.shift() ?? 200;
      const decision = body === 'b.png' ? 'review' : 'allow';
      response.writeHead(status, { 'retry-after': '3' });
      response.end(JSON.stringify(status === 200 ? { v: 1, decision, matches: [] } : { code: `c${status}` }));
    });
  });
  await new Promise<void>((ready) => gate.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
  vi.stubEnv('AMAAN_GATE_KEY', 'the-key');
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(JSON.parse(line)));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  gate.closeAllConnections();
  gate.close();
  await rm(folder, { recursive: true });
});

test('a folder goes through the slow lane, in order, and a second run asks about what is not done', async () => {
  const journal = join(folder, 'done');
  statuses = [200, 422];
  const run = () => backfill.run(['--gate', `${url}/`, '--done', journal, folder]);
  expect(await run()).toBe(1);
  const names = asked.map((each) => each.url).sort();
  expect(names).toEqual(['/v1/match?lane=slow&item=a', '/v1/match?lane=slow&item=b']);
  expect(asked[0]?.key).toBe('Bearer the-key');
  expect(lines).toHaveLength(2);
  expect(lines.filter((line) => 'error' in line)).toMatchObject([{ error: 'c422' }]);
  const first = (await readFile(journal, 'utf8')).trim();
  asked = [];
  expect(await run()).toBe(0);
  expect(asked.map((each) => each.url.at(-1))).toEqual([first === 'a' ? 'b' : 'a']);
});

test('a list names items and addresses; what it cannot mean is refused before anything is asked', async () => {
  const list = join(folder, 'list');
  await writeFile(list, `post_1\t${join(folder, 'b.png')}\npost-2\thttps://pictures.test/2\n`);
  expect(await backfill.run(['--gate', url, '--list', list])).toBe(0);
  expect(lines).toMatchObject([
    { item: 'post_1', decision: 'review' },
    { item: 'post-2', decision: 'allow' },
  ]);
  expect(asked.map((each) => each.body)).toContain('{"v":1,"url":"https://pictures.test/2"}');
  await writeFile(list, 'post 1\tx\n');
  await expect(backfill.run(['--gate', url, '--list', list])).rejects.toMatchObject({
    code: 'backfill-list',
  });
  expect(await backfill.run(['--gate', url])).toBe(2);
  vi.stubEnv('AMAAN_GATE_KEY', '');
  expect(await backfill.run(['--gate', url, folder])).toBe(2);
});

test('a gate that is busy is asked again when it says, one that is away is given up in the end', async () => {
  const waits: number[] = [];
  const pause = async (ms: number) => void waits.push(ms);
  statuses = [429, 503];
  const one = { item: 'a', at: join(folder, 'a.jpg') };
  expect(await askSlowly({ url, key: 'k' }, one, pause)).toMatchObject({ decision: 'allow' });
  expect(waits).toEqual([3000, 3000]);
  waits.length = 0;
  expect(await askSlowly({ url: 'http://127.0.0.1:9', key: 'k' }, one, pause)).toEqual({
    item: 'a',
    error: 'unreachable',
  });
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  expect(await askSlowly({ url, key: 'k' }, { item: 'x', at: join(folder, 'none') }, pause)).toEqual({
    item: 'x',
    error: 'not-readable',
  });
});
