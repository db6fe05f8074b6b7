import { LOCK } from '@amaan/platform';
import { type Context, contextOn, readConfig } from '@amaan/responder';
import { migrateBeside, openBeside, type Store } from '@amaan/store';
import { placeOf, type ServerPlace } from './backup/servers.ts';

type Work<T> = (store: Store<unknown>, place: ServerPlace) => Promise<T>;

/** Works on a server's database beside the running server, as it stands. @throws StoreError as `openBeside` does */
export async function beside<T>(name: ServerPlace['name'], work: Work<T>): Promise<T> {
  const place = placeOf(name);
  const store = await openBeside<unknown>(place.database);
  try {
    return await work(store, place);
  } finally {
    await store.close();
  }
}

/** The same for the responder, with its keys and the environment of `npm start`. */
export async function besideResponder<T>(work: (context: Context) => Promise<T>): Promise<T> {
  return beside('responder', async (store) => work(await contextOn(readConfig(), store)));
}

/**
 * The same for the platform, brought up to date first: after an upgrade a command may come before the server's first
 * start.
 *
 * @throws StoreError as `openBeside` and `migrateBeside` do
 */
export async function besidePlatform<T>(work: Work<T>): Promise<T> {
  return beside('platform', async (store, place) => {
    await migrateBeside(store, place.migrations, LOCK);
    return work(store, place);
  });
}
