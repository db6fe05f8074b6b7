import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext, type TestContext } from '../testing.ts';
import { handOver } from './hand-over.ts';

let context: TestContext;
let file: string;
beforeAll(async () => {
  context = await testContext();
  file = join(context.config.folder, 'exchange.json');
});
afterAll(() => context.close());

const give = (port: number, code = 'demo-platform') =>
  handOver(
    context.store.db,
    file,
    {
      code,
      name: 'The platform',
      url: `http://localhost:${port}`,
      publicKey: Buffer.from(context.keys.exchange.publicKey, 'hex'),
    },
    context.now(),
  );
const written = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

test('a start on other ports keeps partner, name and keys, and gives the present address', async () => {
  await give(4102);
  const first = written();
  expect(first).toMatchObject({ name: 'localhost', partner: 'demo-platform', url: 'http://localhost:4102' });
  await give(7102);
  expect(written()).toEqual({ ...first, url: 'http://localhost:7102' });
});

test("another exchange's file and one that nobody can read are left alone", async () => {
  for (const text of [JSON.stringify({ ...written(), publicKey: '00'.repeat(32) }), 'torn', 'null']) {
    writeFileSync(file, text);
    await give(9102);
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});

test('a lost file means a new partner; one that was revoked gets none', async () => {
  rmSync(file);
  await give(9102);
  expect(written()).toMatchObject({ partner: 'demo-platform-2', url: 'http://localhost:9102' });
  rmSync(file);
  await context.store.pool.query(
    `update exchange_partner set revoked_at = now() where code = 'demo-platform'`,
  );
  await give(9102);
  expect(existsSync(file)).toBe(false);
});
