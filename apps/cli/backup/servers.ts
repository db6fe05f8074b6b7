import { join, resolve } from 'node:path';
import { AmaanError } from '@amaan/base';
import { MIGRATIONS as PLATFORM } from '@amaan/platform';
import { MIGRATIONS as RESPONDER } from '@amaan/responder';
import type { StorePlace } from '@amaan/store';

/** What of a server its backup is made from. */
export interface ServerPlace {
  readonly name: 'responder' | 'platform';
  readonly folder: string;
  readonly database: StorePlace;
  readonly migrations: string;
}

/**
 * Where a server keeps its things, by the same environment as `npm start`.
 *
 * @throws AmaanError `arguments` for another name
 */
export function placeOf(name: string | undefined, data = process.env.AMAAN_DATA ?? 'data'): ServerPlace {
  if (name !== 'responder' && name !== 'platform')
    throw new AmaanError('arguments', 'Say which server: responder or platform.');
  const folder = join(resolve(data), name);
  const url = process.env[`${name.toUpperCase()}_DATABASE_URL`];
  return {
    name,
    folder,
    database: url ? { url } : { folder: join(folder, 'postgres') },
    migrations: name === 'responder' ? RESPONDER : PLATFORM,
  };
}
