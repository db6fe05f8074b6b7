import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { readConfig } from '@amaan/responder';
import { besideResponder } from '../beside.ts';
import type { Command } from '../command.ts';
import { checkDatabase, checkStaff } from './database.ts';
import { checkBackups, checkLogs, checkModes } from './disk.ts';
import { type Finding, finder } from './finding.ts';
import { checkOrigin, checkSites, type Origin } from './http.ts';
import { checkKeys } from './keys.ts';
import { checkMail } from './mail.ts';
import { checkPorts } from './ports.ts';
import { checkReviews } from './reviews.ts';

const usage = `npm run amaan -- doctor [--survivor URL] [--console URL] [--exchange URL] [--nginx FILE] [--log FILE ...] [--json]

  --survivor, --console, --exchange    the origins as browsers reach them; without them the server's own ports
  --nginx                              the web server's configuration in front
  --log                                a log that must stay empty, like /var/log/nginx/access.log

Looks at a running responder with the environment it runs with: files, keys, database, staff list, ports, every origin
over HTTP, logs, mail, backups (AMAAN_BACKUPS, AMAAN_BACKUP_DAYS), what was not reviewed. Exit code 1 when something fails.`;

const MARKS = { ok: 'ok  ', warn: 'look', fail: 'FAIL' } as const;

/** `amaan doctor`: is this deployment as it must be. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'checks a deployment: files, keys, database, headers, logs, ports, mail, backups',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        survivor: { type: 'string' },
        console: { type: 'string' },
        exchange: { type: 'string' },
        nginx: { type: 'string' },
        log: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const found = await examine(values);
    const failed = found.filter(({ level }) => level === 'fail').length;
    if (values.json) process.stdout.write(`${JSON.stringify({ v: 1, failed, findings: found })}\n`);
    else {
      for (const { area, level, sentence } of found)
        process.stdout.write(`${MARKS[level]}  ${area.padEnd(10)} ${sentence}\n`);
      process.stdout.write(failed === 0 ? 'Nothing fails.\n' : `${failed} things fail.\n`);
    }
    return failed === 0 ? 0 : 1;
  },
};

interface Where {
  readonly survivor?: string | undefined;
  readonly console?: string | undefined;
  readonly exchange?: string | undefined;
  readonly nginx?: string | undefined;
  readonly log?: readonly string[] | undefined;
}

async function examine(where: Where): Promise<Finding[]> {
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
  const days = Number(env['AMAAN_BACKUP_DAYS'] ?? 7);
  const found: Finding[] = [
    profile === 'production'
      ? say('ok', 'The profile is production.')
      : say(
          'warn',
          'The profile is demo: drafts are shown, keys are made by themselves. Not for real cases.',
        ),
    ...checkModes(folder),
    ...checkKeys(config),
    ...checkPorts(config),
    ...checkSites(survivor, console, profile === 'production'),
  ];
  for (const origin of origins(survivor, console, where.exchange ?? at(ports.exchange)))
    found.push(...(await checkOrigin(origin, now)));
  found.push(...checkLogs(data, where.nginx, where.log ?? []));
  found.push(...(await checkMail(env['AMAAN_SMTP'])));
  found.push(...checkBackups(env['AMAAN_BACKUPS'], data, days, now()));
  try {
    found.push(
      ...(await besideResponder(async (context) => [
        ...(await checkDatabase(context, now())),
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
