import { join } from 'node:path';
import { postmasterPid, startPostgres } from './embedded.ts';
import { connect, DATABASE, ensureDatabase, openStore, type Store, type StorePlace } from './store.ts';

/**
 * Opens a server's database beside the server itself: one that runs goes on running when we close it, one that was
 * started for this ends with it. For backups and checks.
 *
 * @throws StoreError as `openStore` does
 */
export async function openBeside<DB>(place: StorePlace): Promise<Store<DB>> {
  if ('url' in place || postmasterPid(join(place.folder, 'cluster')) === undefined)
    return openStore<DB>(place);
  const server = await startPostgres(place.folder);
  await ensureDatabase(server.connection, DATABASE);
  return connect<DB>({ ...server.connection, database: DATABASE }, { connections: 2 });
}
