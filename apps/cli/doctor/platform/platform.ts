import { dirname } from 'node:path';
import { AmaanError } from '@amaan/base';
import { MIGRATIONS, readConfig } from '@amaan/platform';
import { beside } from '../../beside.ts';
import { checkDatabase } from '../database.ts';
import { checkBackups, checkLogs, checkModes } from '../disk.ts';
import { type Finding, finder } from '../finding.ts';
import { checkOrigin, type Origin } from '../http.ts';
import { checkPorts } from '../ports.ts';
import type { Where } from '../where.ts';
import { checkExchanges, checkPeople, checkReview, checkSite } from './record.ts';
import { checkPlatformKeys, checkSettings } from './settings.ts';

/** Everything that is looked at of a platform. */
export async function examinePlatform(where: Where): Promise<Finding[]> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    const why = error instanceof AmaanError ? error.message : 'The environment cannot be read.';
    return [finder('config')('fail', why)];
  }
  const { env, folder, ports, profile } = config;
  const data = dirname(folder);
  const at = (port: number) => `http://localhost:${port}`;
  const origins = originsAt(where.gate ?? at(ports.gate), where.hma ?? at(ports.hma));
  const found: Finding[] = [
    ...checkSettings(config),
    ...checkModes(folder),
    ...checkPlatformKeys(config),
    ...checkPorts({ ports, profile }),
  ];
  for (const origin of origins) {
    found.push(...(await checkOrigin(origin, Date.now)));
    const { protocol, hostname } = new URL(origin.url);
    if (profile === 'production' && protocol !== 'https:' && hostname !== 'localhost')
      found.push(
        finder(origin.name)('fail', `${origin.url} is not served over TLS: keys cross the network.`),
      );
  }
  found.push(...checkLogs(data, where.nginx, where.log ?? []));
  found.push(...checkBackups('platform', env, data, Date.now()));
  try {
    const now = new Date();
    found.push(
      ...(await beside('platform', async (store) => [
        ...(await checkDatabase(store, MIGRATIONS, now.getTime())),
        ...(await checkPeople(store.db, config)),
        ...(await checkExchanges(store.db, now)),
        ...(await checkSite(store.db, now)),
        ...(await checkReview(store.db, now)),
      ])),
    );
  } catch (error) {
    const why = error instanceof AmaanError ? error.message : 'The database cannot be asked.';
    found.push(finder('database')('fail', why));
  }
  return found;
}

function originsAt(gate: string, hma: string): Origin[] {
  return [
    {
      name: 'gate',
      url: gate,
      looks: [
        { path: '/v1/openapi.json', kind: 'api' },
        { path: '/notices', kind: 'form' },
        { path: '/console/', kind: 'console' },
      ],
    },
    { name: 'hma', url: hma, looks: [{ path: '/status', kind: 'api' }] },
  ];
}
