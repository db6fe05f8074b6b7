import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { examinePlatform } from './platform/platform.ts';
import { examineResponder } from './responder.ts';

const usage = `npm run amaan -- doctor [responder] [--survivor URL] [--console URL] [--exchange URL] [--nginx FILE] [--log FILE ...] [--json]
npm run amaan -- doctor platform [--gate URL] [--hma URL] [--nginx FILE] [--log FILE ...] [--json]

  --survivor, --console, --exchange    the responder's origins as browsers reach them; without them its own ports
  --gate, --hma                        the platform's origins as sites reach them; without them its own ports
  --nginx                              the web server's configuration in front
  --log                                a log that must stay empty, like /var/log/nginx/access.log

Looks at a running server with the environment it runs with. Both: files, keys, database, ports, every origin over HTTP,
logs, backups (AMAAN_BACKUPS, AMAAN_BACKUP_DAYS). The responder: staff list, mail, what was not reviewed. The platform:
settings that weaken it, who has keys, exchanges that fail or lag, the site's messages, late reviews. Exit code 1 when
something fails.`;

const MARKS = { ok: 'ok  ', warn: 'look', fail: 'FAIL' } as const;
const SERVERS = { responder: examineResponder, platform: examinePlatform } as const;

/** `amaan doctor`: is this deployment as it must be. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'checks a deployment: files, keys, database, headers, logs, ports, settings, backups',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        survivor: { type: 'string' },
        console: { type: 'string' },
        exchange: { type: 'string' },
        gate: { type: 'string' },
        hma: { type: 'string' },
        nginx: { type: 'string' },
        log: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
      },
    });
    const [name = 'responder', ...more] = positionals;
    if (more.length > 0 || !Object.hasOwn(SERVERS, name)) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const found = await SERVERS[name as keyof typeof SERVERS](values);
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
