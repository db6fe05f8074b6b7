import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { identityOf, recipientOf, sealJson } from '@amaan/custody';
import { account, anId, Visitor } from '@amaan/responder/testing';
import { type ResponderProcess, startProcess } from '@amaan/responder/testing-process';
import { afterAll, expect, test } from 'vitest';
import { freeOffset } from '../../../tools/free-ports.ts';
import { amaan as run } from '../testing/in-process.ts';
import { writePackage } from './package.ts';

const home = mkdtempSync(join(tmpdir(), 'amaan-backup-'));
const offset = await freeOffset();
let server: ResponderProcess | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

const amaan = async (data: string, name: string, ...args: string[]) =>
  run({ AMAAN_DATA: data, RESPONDER_DATABASE_URL: '', PLATFORM_DATABASE_URL: '' }, name, ...args);

test('a backup of a running responder, restored into an empty folder, has every case and every ledger', async () => {
  const [data, copy] = [join(home, 'data'), join(home, 'copy')];
  const secret = randomBytes(32);
  const [file, key] = [join(home, 'backup.age'), join(home, 'key.txt')];
  writeFileSync(key, `# a comment\n${identityOf(secret)}\n`);

  server = await startProcess(data, offset, { AMAAN_WORK_BITS: '2' });
  const visitors = Array.from({ length: 2 }, () => new Visitor(server?.url ?? ''));
  for (const she of visitors)
    await she.open(account({ links: [{ url: 'https://example.org/x', kind: 'post' }] }));
  const made = await amaan(data, 'backup', 'responder', '--to', recipientOf(secret), file);
  expect(made).toMatchObject({ status: 0 });
  expect(made.out).not.toContain('not in it');
  // A key that lies apart from the data is not in a copy of the data, and that is said.
  const apart = { AMAAN_DATA: data, AMAAN_REST_KEYS: join(home, 'elsewhere') };
  const told = await run(apart, 'backup', 'responder', '--to', recipientOf(secret), join(home, 'apart.age'));
  expect(told.out).toMatch(/not in it: .*elsewhere.*keep a copy/);
  // It went on working, and what came later is not in the backup.
  const late = new Visitor(server.url);
  await late.open();
  await server.stop();
  server = undefined;

  expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  const restored = await amaan(data, 'restore', file, '--identity', key, '--into', copy);
  expect(restored.out).toMatch(/restored the responder: \d+ rows\nchecked 2 cases, \d+ events\n/);
  expect(restored.status).toBe(0);
  expect(await amaan(data, 'restore', file, '--identity', key, '--into', copy)).toMatchObject({ status: 1 });

  server = await startProcess(copy, offset, { AMAAN_WORK_BITS: '2' });
  for (const she of visitors) {
    const again = new Visitor(server.url, she.receipt);
    const news = await again.news();
    expect(news?.events.length).toBeGreaterThan(3);
    await again.write({
      op: 'message',
      id: anId(),
      sealed: await sealJson([news?.keys.messages ?? ''], 'x'),
    });
    expect((await again.news())?.messages).toHaveLength(1);
  }
  expect(await new Visitor(server.url, late.receipt).news()).toBeUndefined();

  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length - 20));
  const other = join(home, 'other');
  expect(await amaan(data, 'restore', file, '--identity', key, '--into', other)).toMatchObject({ status: 1 });
  writeFileSync(key, identityOf(randomBytes(32)));
  writeFileSync(file, whole);
  const stranger = await amaan(data, 'restore', file, '--identity', key, '--into', join(home, 'third'));
  expect(stranger).toMatchObject({ status: 1, out: expect.stringContaining('cannot be opened') as string });
});

test('a backup that an older platform made is restored, and its review ledger checked', async () => {
  const upgrades = new URL('../../../vectors/upgrades/platform-0.1.0', import.meta.url).pathname;
  const { files } = JSON.parse(readFileSync(`${upgrades}.json`, 'utf8')) as { files: Record<string, string> };
  const [head, ...rest] = gunzipSync(readFileSync(`${upgrades}.dump.gz`))
    .toString('utf8')
    .split('\n');
  async function* lines() {
    yield `${head}\n`;
    for (const [path, body] of Object.entries(files)) yield `F ${JSON.stringify({ path, body })}\n`;
    yield `${rest.join('\n')}`;
  }
  const secret = randomBytes(32);
  const [file, key] = [join(home, 'platform.age'), join(home, 'platform.txt')];
  writeFileSync(key, identityOf(secret));
  await writePackage(file, [recipientOf(secret)], lines());
  const copy = join(home, 'platform-copy');
  expect(await amaan(copy, 'restore', file, '--identity', key, '--into', copy)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/restored the platform: \d+ rows\nchecked 2 jobs, \d+ events\n/) as string,
  });
  const verified = await amaan(copy, 'verify', 'review');
  expect(verified.out).toContain('review ledger holds');
});
