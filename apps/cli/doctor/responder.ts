import { dirname } from 'node:path';
import { AmaanError } from '@amaan/base';
import { loadPublished, MIGRATIONS, readConfig } from '@amaan/responder';
import { besideResponder } from '../beside.ts';
import { checkDatabase, checkStaff } from './database.ts';
import { checkBackups, checkLogs, checkModes } from './disk.ts';
import { type Finding, finder } from './finding.ts';
import { checkOrigin, checkSites, type Origin } from './http.ts';
import { checkKeys } from './keys.ts';
import { checkMail } from './mail.ts';
import { checkPorts } from './ports.ts';
import { checkReviews } from './reviews.ts';
import type { Where } from './where.ts';

/** Everything that is looked at of a responder. */
export async function examineResponder(where: Where): Promise<Finding[]> {
  const say = finder('config');
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    return [say('fail', error instanceof AmaanError ? error.message : 'The environment cannot be read.')];
  }
  const { env, folder, ports, profile } = config;
  const data = dirname(folder);
  const at = (port: number) => `http://localhost:${port}`;
  const survivor = where.survivor ?? at(ports.survivor);
  const console = where.console ?? at(ports.console);
  const now = () => Date.now();
  const found: Finding[] = [
    profile === 'production'
      ? say('ok', 'The profile is production.')
      : say(
          'warn',
          'The profile is demo: drafts are shown, keys are made by themselves. Not for real cases.',
        ),
    ...checkDuties(config),
    ...(await checkPublished(config)),
    ...checkModes(folder),
    ...checkKeys(config),
    ...checkPorts(config),
    ...checkSites(survivor, console, profile === 'production'),
  ];
  for (const origin of origins(survivor, console, where.exchange ?? at(ports.exchange)))
    found.push(...(await checkOrigin(origin, now)));
  found.push(...checkLogs(data, where.nginx, where.log ?? []));
  found.push(...(await checkMail(env['AMAAN_SMTP'])));
  found.push(...checkBackups('responder', env, data, now()));
  try {
    found.push(
      ...(await besideResponder(async (context) => [
        ...(await checkDatabase(context.store, MIGRATIONS, now())),
        ...(await checkStaff(context, now())),
        ...(await checkReviews(context, survivor)),
      ])),
    );
  } catch (error) {
    const why = error instanceof AmaanError ? error.message : 'The database cannot be asked.';
    found.push(finder('database')('fail', why));
  }
  return found;
}

function origins(survivor: string, console: string, exchange: string): Origin[] {
  return [
    {
      name: 'survivor',
      url: survivor,
      looks: [
        { path: '/', kind: 'page' },
        { path: '/safe', kind: 'exit' },
        { path: '/room/room.js', kind: 'room' },
        { path: '/v1/front', kind: 'api' },
      ],
    },
    {
      name: 'console',
      url: console,
      looks: [
        { path: '/', kind: 'console' },
        { path: '/v1/staff/front', kind: 'api' },
      ],
    },
    { name: 'exchange', url: exchange, looks: [{ path: '/v1/openapi.json', kind: 'api' }] },
  ];
}

/** Who answers for what the law asks, and what weakens a promise. */
export function checkDuties({
  minorReports,
  manyFiles,
}: Pick<ReturnType<typeof readConfig>, 'minorReports' | 'manyFiles'>): Finding[] {
  const say = finder('config');
  const found: Finding[] = [];
  if (minorReports === undefined)
    found.push(
      say(
        'warn',
        'AMAAN_MINOR_REPORTS does not name who holds the cases of minors and reports what must be reported: staff are told of nobody.',
      ),
    );
  if (manyFiles > 200)
    found.push(
      say(
        'warn',
        `AMAAN_MANY_FILES is ${manyFiles}: very many pictures are shared without two people. Set 50.`,
      ),
    );
  return found;
}

/** The list of widely published pictures: there, whole, and with something to compare with. */
export async function checkPublished({
  publishedList,
}: Pick<ReturnType<typeof readConfig>, 'publishedList'>): Promise<Finding[]> {
  const say = finder('config');
  if (publishedList === undefined)
    return [
      say(
        'warn',
        'AMAAN_PUBLISHED_LIST is not set: news, posters, flags and logos that somebody declares are shared like any picture. Make a list: amaan bank build --out published.amaan FOLDER.',
      ),
    ];
  try {
    const { size } = await loadPublished(publishedList);
    return [say('ok', `The list of widely published pictures is whole: ${size} of them.`)];
  } catch (error) {
    return [
      say('fail', error instanceof AmaanError ? error.message : 'AMAAN_PUBLISHED_LIST cannot be read.'),
    ];
  }
}
