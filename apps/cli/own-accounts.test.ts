import { testPlatform, type TestPlatform } from '@amaan/platform/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ownAccounts } from './own-accounts.ts';

let platform: TestPlatform;
let printed: string[];
beforeEach(async () => {
  platform = await testPlatform();
  vi.stubEnv('AMAAN_DATA', platform.folder);
  vi.stubEnv('PLATFORM_DATABASE_URL', (platform.context.store as unknown as { url: string }).url);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await platform.close();
});

test('a listing that is asked for on the machine waits for a second person; one from the console is agreed to here, and ended', async () => {
  const { pool } = platform.context.store;
  await pool.query(
    `insert into bank_content (id, bank, sealed, added_at) select n, 'HELPLINE', '', now() from generate_series(1, 2) n`,
  );
  const list = async () => {
    printed = [];
    expect(await ownAccounts.run(['list'])).toBe(0);
    return printed.map((line) => line.trim().split('\t'));
  };
  expect(await ownAccounts.run(['ask', 'creator-1', '1'])).toBe(0);
  const [mine] = await list();
  expect(mine?.slice(1)).toEqual(['creator-1', 'HELPLINE 1', 'waits for a second person', '0 let pass']);
  await expect(ownAccounts.run(['agree', mine?.[0] ?? ''])).rejects.toMatchObject({ code: 'two-people' });
  for (const [account, content] of [
    ['creator-1', '1'],
    ['creator-1', '99'],
  ])
    await expect(ownAccounts.run(['ask', account ?? '', content ?? ''])).rejects.toMatchObject({
      code: 'account-unknown',
    });
  await expect(ownAccounts.run(['ask', 'a b', '1'])).rejects.toMatchObject({ code: 'arguments' });

  await pool.query(`insert into own_account (id, account, content, proposed_by, proposed_at)
    values (repeat('a1', 16), 'creator-2', 2, repeat('b2', 16), now())`);
  const there = 'a1'.repeat(16);
  expect(await ownAccounts.run(['agree', there])).toBe(0);
  expect((await list()).find(([id]) => id === there)?.[3]).toMatch(/^until \d{4}-\d\d-\d\d$/);
  expect(await ownAccounts.run(['end', there])).toBe(0);
  expect((await list()).map(([, account]) => account)).toEqual(['creator-1']);
  const { rows } = await pool.query(`select act from curate_event order by id`);
  expect(rows.map(({ act }) => act)).toEqual(['account.proposed', 'account.agreed', 'account.ended']);
  expect(await ownAccounts.run(['agree'])).toBe(2);
});
