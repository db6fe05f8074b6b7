import { readFileSync } from 'node:fs';
import { noteLeaks } from '@amaan/responder';
import { besideResponder } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- leaks FILE [WHERE]

  FILE    a list of hashes that turned up somewhere, in any form that holds PDQ as 64 hex digits; "-" reads it from
          standard input
  WHERE   a word or two for where it was found, such as "forum post"

Each partner's list has canaries of its own: hashes of no picture. Prints the partners whose canaries are in FILE, and
keeps an alarm until they are cut off. Ends with 1 when there are any. FILE is not kept.`;

/** `amaan leaks`: whose list is this? */
export const leaks: Command = {
  name: 'leaks',
  summary: 'tells from which partner of the exchange a leaked list of hashes comes',
  usage,
  run: async ([file, where = 'found', ...rest]) => {
    if (file === undefined || rest.length > 0) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const hashes = readFileSync(file === '-' ? 0 : file, 'utf8').match(/\b[0-9a-fA-F]{64}\b/g) ?? [];
    const partners = await besideResponder(async ({ store, atRest, now }) =>
      store.transaction((trx) => noteLeaks(trx, atRest, hashes, where, now())),
    );
    for (const partner of partners) process.stdout.write(`${partner}\n`);
    process.stderr.write(`amaan: ${hashes.length} hashes, canaries of ${partners.length} partners\n`);
    return partners.length > 0 ? 1 : 0;
  },
};
