import { parseArgs } from 'node:util';
import { purgeAll } from '@amaan/responder';
import { besideResponder } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- purge-all --yes CASES

  --yes    how many cases there are (purge-all without it says the number): deleting them cannot be undone

For when the helpline closes: every case with its ledger, and what was shared is called back from the exchange.`;

/** `amaan purge-all`: deletes every case of the responder. */
export const purgeAllCases: Command = {
  name: 'purge-all',
  summary: 'deletes every case, when the helpline closes',
  usage,
  run: async (args) => {
    const { values } = parseArgs({ args, options: { yes: { type: 'string' } } });
    return besideResponder(async (context) => {
      const { rows } = await context.store.pool.query<{ n: number }>(
        'select count(*)::int as n from case_status',
      );
      const cases = rows[0]?.n ?? 0;
      if (values.yes !== String(cases)) {
        process.stderr.write(`There are ${cases} cases. Nothing was deleted.\n${usage}\n`);
        return 2;
      }
      process.stdout.write(`${await purgeAll(context)} cases deleted\n`);
      return 0;
    });
  },
};
