import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { openPackage, verifyLedger, writeLedgerFile } from '@amaan/custody';
import { readIdentity } from './backup/identity.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- open-case FILE --identity KEYFILE --into FOLDER [--key HEX]

  FILE          a case as two people gave it out in the console
  --identity    the age identity that it was made for
  --into        a new folder: case.json (everything told, in order) and ledger.json
  --key         the ledger's public key from a source of your own`;

/** `amaan open-case`: a case that was given to us, in the clear, with its ledger checked. */
export const openCase: Command = {
  name: 'open-case',
  summary: 'opens a case that another organisation gave out, and checks its ledger',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { identity: { type: 'string' }, into: { type: 'string' }, key: { type: 'string' } },
    });
    const [file, ...rest] = positionals;
    const { identity, into, key } = values;
    if (file === undefined || rest.length > 0 || identity === undefined || into === undefined) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const { whole, items } = await openPackage(readIdentity(identity), readJson(file));
    const head = verifyLedger(whole.caseId, whole.events, key ?? whole.key);
    mkdirSync(into, { mode: 0o700 });
    const write = (name: string, content: string) =>
      writeFileSync(join(into, name), content, { mode: 0o600, flag: 'wx' });
    write('case.json', `${JSON.stringify({ v: 1, caseId: whole.caseId, items }, null, 1)}\n`);
    write('ledger.json', writeLedgerFile(whole.caseId, whole.key, whole.events));
    process.stdout.write(`${items.length} items; the ledger holds: ${(head?.seq ?? -1) + 1} events\n`);
    return 0;
  },
};

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new AmaanError('arguments', `The file ${file} cannot be read as JSON.`);
  }
}
