// The product as `npm start` runs it, ended in every way that a person or a machine can end it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freeOffset } from '../tools/free-ports.ts';
import { type Running, startProduct } from './servers.ts';

const home = mkdtempSync(join(tmpdir(), 'amaan-start-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const answers = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5000) })).status;

/** A process that runs; one that ended and was not collected yet does not. */
function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** How the platform's one exchange stands, for its administrator. */
async function exchangeOf(product: Running): Promise<unknown> {
  const [, key] = /Administrator's key.*: (\S+)/.exec(product.printed()) ?? [];
  const response = await fetch(`${product.at(4200)}/v1/operations`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return ((await response.json()) as { exchanges: unknown[] }).exchanges[0];
}

test('it serves every address, refuses a second copy, survives kill -9 and other ports, and leaves no process behind', async () => {
  const data = join(home, 'data');
  const offset = await freeOffset();
  const first = await startProduct(data, offset);
  for (const [port, path] of [
    [4100, '/'],
    [4100, '/v1/front'],
    [4101, '/'],
    [4200, '/console/'],
    [4200, '/v1/openapi.json'],
    [4201, '/status'],
    [4300, '/'],
  ] as const)
    expect([port, path, await answers(first.at(port) + path)]).toEqual([port, path, 200]);

  const second = spawnSync(process.execPath, ['apps/cli/main.ts', 'start'], {
    env: { ...process.env, AMAAN_DATA: data, PORT: String(offset) },
    encoding: 'utf8',
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('already runs');

  await first.stop('SIGKILL');
  const third = await startProduct(data, await freeOffset());
  expect(await answers(third.at(4100))).toBe(200);
  await expect
    .poll(() => exchangeOf(third))
    .toMatchObject({ url: third.at(4102), failures: 0, lastError: null });
  const postmasters = ['responder', 'platform'].map((name) =>
    Number(readFileSync(join(data, name, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]),
  );
  await third.stop();
  const alive = () => postmasters.filter((pid) => lives(pid));
  await expect.poll(alive).toEqual([]);
});

test('a taken port is said in a sentence, and nothing keeps running', async () => {
  const offset = await freeOffset();
  const taken = createServer();
  await new Promise<void>((ready) => taken.listen(4200 + offset, 'localhost', ready));
  const { status, stderr } = spawnSync(process.execPath, ['apps/cli/main.ts', 'start'], {
    env: { ...process.env, AMAAN_DATA: join(home, 'other'), PORT: String(offset) },
    encoding: 'utf8',
    timeout: 60_000,
  });
  taken.close();
  expect(stderr).toContain(`Port ${4200 + offset} is taken`);
  expect(status).toBe(1);
});
