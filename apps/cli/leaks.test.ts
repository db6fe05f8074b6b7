import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPartner, MIGRATIONS } from '@amaan/responder';
import { testStore } from '@amaan/store/testing';
import { expect, test, vi } from 'vitest';
import { besideResponder } from './beside.ts';
import { leaks } from './leaks.ts';

test('a list that turned up names the partner whose canary is in it, and no hash', async () => {
  const store = await testStore<unknown>(MIGRATIONS);
  const folder = mkdtempSync(join(tmpdir(), 'amaan-leaks-'));
  vi.stubEnv('AMAAN_DATA', folder);
  vi.stubEnv('RESPONDER_DATABASE_URL', store.url);
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    const canary = 'ab'.repeat(32);
    await addPartner(store.db, { code: 'p1', name: 'A forum' }, new Date());
    await besideResponder(async ({ atRest }) => {
      await store.pool.query(
        `insert into exchange_hash (type, digest, sealed, second, tie, changed_at, canary)
          values ('ImagePDQ', $1, '', 1, 1, now(), 'p1')`,
        [atRest.digest('exchange-hash', `ImagePDQ:${canary}`)],
      );
    });
    const file = join(folder, 'found.csv');
    writeFileSync(file, `hash,quality\n${'cd'.repeat(32)},100\n`);
    expect(await leaks.run([file])).toBe(0);
    writeFileSync(file, `hash,quality\n${'cd'.repeat(32)},100\n${canary.toUpperCase()},99\n`);
    expect(await leaks.run([file, 'forum post'])).toBe(1);
    expect(printed).toContain('p1\n');
    expect(printed.join('').toLowerCase()).not.toContain(canary);
    const { rows } = await store.pool.query('select partner, seen from exchange_leak');
    expect(rows).toEqual([{ partner: 'p1', seen: 'forum post' }]);
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
