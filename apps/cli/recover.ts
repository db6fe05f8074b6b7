import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { currentDirectory, regrantAll } from '@amaan/responder';
import { readIdentity } from './backup/identity.ts';
import { besideResponder } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- recover --identity KEYFILE --to STAFF-ID

  --identity    a file with the offline recovery identity (AGE-SECRET-KEY-1...)
  --to          who gets the cases: an id of the signed directory (amaan directory show, or the console's page People)

For when all staff keys are lost, or another organisation takes over. Everyone whose case it opens sees that it happened.`;

/** `amaan recover`: every case that the recovery key opens, for one member of staff. */
export const recover: Command = {
  name: 'recover',
  summary: 'opens all cases to a member of staff with the offline recovery key',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { identity: { type: 'string' }, to: { type: 'string' } },
    });
    const { identity: keyFile, to } = values;
    if (keyFile === undefined || to === undefined || positionals.length > 0) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return besideResponder(async (context) => {
      const { directory } = await currentDirectory(context);
      const member = directory.staff.find(({ id }) => id === to);
      if (!member) throw new AmaanError('arguments', 'Nobody in the signed directory has this id.');
      const { cases, closed } = await regrantAll(context, readIdentity(keyFile), member.recipient);
      process.stdout.write(`${cases} cases opened to ${to}; ${closed} are not sealed to this recovery key\n`);
      return 0;
    });
  },
};
