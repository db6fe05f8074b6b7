import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@amaan/http';
import { openAlone } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { LOCK, openContext } from './context.ts';

test('a second start changes nothing in the database of a server that works', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-start-'));
  const empty = join(folder, 'no-migrations');
  const log = createLog('platform', { write: () => {} });
  mkdirSync(empty);
  const store = await testStore<unknown>(empty);
  const server = await openAlone(
    { url: store.url },
    {
      server: 'platform',
      lock: LOCK,
      waitMs: 0,
      lost: () => {},
    },
  );
  const config = readConfig({ AMAAN_DATA: folder, DATABASE_URL: store.url });
  await expect(openContext(config, log, 0)).rejects.toMatchObject({ code: 'not-alone' });
  const { rows } = await store.pool.query(`select name from migration`);
  expect(rows).toEqual([]);
  await server.close();
  const next = await openContext(config, log, 0);
  expect(next.banks.list().map(({ name }) => name)).toEqual([config.exchangeBank]);
  await next.store.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
