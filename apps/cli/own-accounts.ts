import { randomBytes } from 'node:crypto';
import { AmaanError } from '@amaan/base';
import { listAccounts, proposeAccount, settleAccount } from '@amaan/platform';
import { besidePlatform } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- own-accounts list
                                  ask ACCOUNT CONTENT
                                  agree ID
                                  end ID

  ACCOUNT   the site's own name of an account whose holder is the person shown
  CONTENT   the picture in a bank, by its number: "amaan bank" and the console show it
  ID        of a listing, as "list" prints it

A creator's own posts of one picture are then not held because of a claim on a leak of it; a few are, by chance. Two
people are always needed: whoever asks on this machine is one, so a second person agrees in the console, or here when the
first one asked there. A listing ends by itself after a year.`;

/** Whoever works on the machine itself counts as one person, whichever account of it they use. */
const AT_THE_MACHINE = { id: '0'.repeat(32) };

/** `amaan own-accounts`: accounts of the persons shown, beside a running platform (abuse controls, W7). */
export const ownAccounts: Command = {
  name: 'own-accounts',
  summary:
    'lists accounts whose holder is the person shown in one picture; asks for, agrees to, ends a listing',
  usage,
  run: async ([what = '', ...rest]) => {
    const takes: Record<string, number> = { list: 0, ask: 2, agree: 1, end: 1 };
    if (takes[what] !== rest.length) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return besidePlatform(async (store) => {
      const context = { store, now: () => new Date(), random: (bytes: number) => randomBytes(bytes) };
      const [first = '', content = ''] = rest;
      if (what === 'ask') {
        if (!/^[A-Za-z0-9_-]{1,80}$/.test(first) || !/^[1-9][0-9]{0,15}$/.test(content))
          throw new AmaanError(
            'arguments',
            "Give the site's name of the account and the number of a content.",
          );
        const asked = await store.transaction((trx) =>
          proposeAccount(trx, context, AT_THE_MACHINE, first, content),
        );
        if (!asked)
          throw new AmaanError('account-unknown', 'It is listed already, or no bank has this content.');
      } else if (what === 'agree' || what === 'end')
        await settleAccount(context, AT_THE_MACHINE, first, what);
      else
        for (const { id, account, bank, content: picture, until, passes } of await listAccounts(
          store.db,
          context.now(),
        ))
          process.stdout.write(
            `${[id, account, `${bank} ${picture}`, until ? `until ${until.toISOString().slice(0, 10)}` : 'waits for a second person', `${passes} let pass`].join('\t')}\n`,
          );
      return 0;
    });
  },
};
