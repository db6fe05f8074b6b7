import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '@amaan/platform';
import { dump, type Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { importLists } from './import.ts';

const PDQ = 'cc88d2f185f43ca2589b563f5ae65a7474550d9c53a7d6c318e0e720f252db72';
const MD5 = 'c2d9'.repeat(8);
const XML = `<queryResult><images><image><member id="1">M</member><id>i1</id><fingerprints><md5>${MD5}</md5></fingerprints></image></images></queryResult>`;
let store: Store<unknown> & { url: string };
let printed: string;
const folder = mkdtempSync(join(tmpdir(), 'amaan-import-'));

beforeEach(async () => {
  store = await testStore(MIGRATIONS);
  vi.stubEnv('AMAAN_DATA', join(folder, 'data'));
  vi.stubEnv('PLATFORM_DATABASE_URL', store.url);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await store.close();
  rmSync(join(folder, 'data'), { recursive: true, force: true });
});

async function run(text: string, ...args: string[]): Promise<string> {
  const file = join(folder, 'list');
  writeFileSync(file, text);
  printed = '';
  expect(await importLists.run([...args, file])).toBe(0);
  return printed.trim();
}

test('lists go in once, are counted, and stand in the database sealed; a key folder apart is used', async () => {
  vi.stubEnv('AMAAN_REST_KEYS', join(folder, 'data', 'apart'));
  const list = ['--bank', 'PARTNER', '--adult'];
  expect(await run(`${PDQ}\n${MD5}\n${PDQ}\n`, ...list)).toBe(
    '2 added, 0 changed, 0 unchanged, 0 removed, 0 passed over',
  );
  expect(await run(`${PDQ}\n`, ...list)).toBe('0 added, 0 changed, 1 unchanged, 0 removed, 0 passed over');
  expect(await run(`raw_indicator,status\n${PDQ},MALICIOUS\n${MD5},NON_MALICIOUS\n`, ...list)).toMatch(
    /^0 added.*1 passed over$/,
  );
  expect(await run(`${PDQ}\n${'a1'.repeat(32)}\n`, ...list)).toMatch(
    /^0 added.*1 unchanged.*, 1 of flat pictures set aside \(line 2\)$/,
  );
  const minors = ['--bank', 'NCMEC'];
  expect(await run(XML, ...minors)).toMatch(/^1 added/);
  expect(await run(XML.replaceAll(MD5, 'd3'.repeat(16)), ...minors)).toMatch(/^0 added, 1 changed/);
  const gone = XML.replaceAll('image>', 'deletedImage>').replace(/<fingerprints>.*<\/fingerprints>/, '');
  expect(await run(gone, ...minors)).toMatch(/0 unchanged, 0 removed|1 removed/);
  let text = '';
  for await (const row of dump(store.pool, 'platform')) text += row;
  for (const hash of [PDQ, MD5, 'd3'.repeat(16)]) expect(text).not.toContain(hash);
});

test('banks never mix, nobody is vouched for in silence, and a list with a wrong line is refused whole', async () => {
  await expect(run(`${PDQ}\n`, '--bank', 'A')).rejects.toMatchObject({ code: 'arguments' });
  await expect(run(XML, '--bank', 'A', '--adult')).rejects.toMatchObject({ code: 'arguments' });
  await run(`${PDQ}\n`, '--bank', 'A', '--adult');
  await expect(run(XML, '--bank', 'A')).rejects.toMatchObject({ code: 'bank-age' });
  await run(XML, '--bank', 'B');
  await expect(run(`${PDQ}\n`, '--bank', 'B', '--adult')).rejects.toMatchObject({ code: 'bank-age' });
  const wrong = run(`${MD5}\nnot-a-hash\n`, '--bank', 'C', '--adult');
  await expect(wrong).rejects.toMatchObject({
    code: 'list',
    message: expect.stringContaining('line 2: bad-hash'),
  });
  await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('not-a-hash') });
  expect(await importLists.run(['--bank', 'lower', '--adult', 'x'])).toBe(2);
});
