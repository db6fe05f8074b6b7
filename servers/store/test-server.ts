// vitest's global set-up: one embedded PostgreSQL for the run, in a folder that goes away with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './embedded.ts';

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'amaan-test-'));
  // Nothing in it outlives the run, so nothing needs to reach the disk.
  const server = await startPostgres(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  const { host, user, password } = server.connection;
  process.env.TEST_DATABASE_URL = `postgres://${user}:${password}@localhost/postgres?host=${encodeURIComponent(host)}`;
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
