import { type Context, contextOn, readConfig } from '@amaan/responder';
import { openBeside } from '@amaan/store';
import { placeOf } from './backup/servers.ts';

/** Works on the responder's database beside the running server, with the same environment as `npm start`. */
export async function besideResponder<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const store = await openBeside<unknown>(placeOf('responder').database);
  try {
    return await work(await contextOn(readConfig(), store));
  } finally {
    await store.close();
  }
}
