import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { type ChainHead, foldAll, type CaseEvent, parseLedgerFile, verifyLedger } from '@amaan/custody';
import { loadSecret, platformKey, verifyReview } from '@amaan/platform';
import { openBeside } from '@amaan/store';
import { placeOf } from './backup/servers.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- verify ledger FILE [--head SEQ:DIGEST] [--key HEX]
                            review [--key HEX]

  FILE              a ledger as the survivor's page or the console exports it
  --head            the head seen at an earlier visit: a cut tail or a fork shows
  --key             the ledger's public key from a source of your own; without it the one in FILE is used
  review            the platform's own review ledger, beside a running server: chain, signatures, head, every job`;

/** `amaan verify`: checks what was exported, with nothing but the file and what the reader holds. */
export const verify: Command = {
  name: 'verify',
  summary:
    'checks an exported ledger or the review ledger: order, links, signatures, and the head that you hold',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { head: { type: 'string' }, key: { type: 'string' } },
    });
    const [what, path, ...rest] = positionals;
    if (what === 'review' && path === undefined) return verifyPlatform(values.key);
    if (what !== 'ledger' || path === undefined || rest.length > 0) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return verifyFile(path, readHead(values.head), values.key);
  },
};

async function verifyPlatform(key: string | undefined): Promise<number> {
  const place = placeOf('platform');
  const publicKey = key ?? platformKey(loadSecret(place.folder, 'platform')).publicKey;
  const store = await openBeside<unknown>(place.database);
  try {
    const { events, jobs, head } = await verifyReview(store.db, publicKey);
    process.stdout.write(`review ledger holds: ${events} events, ${jobs} jobs\nhead ${head ?? 'none'}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AmaanError)) throw error;
    process.stderr.write(`verify: ${error.code}: ${error.message}\n`);
    return 1;
  } finally {
    await store.close();
  }
}

function readHead(text: string | undefined): ChainHead | undefined {
  if (text === undefined) return undefined;
  const read = /^(\d{1,7}):([0-9a-f]{64})$/.exec(text);
  if (!read) throw new AmaanError('arguments', 'Give --head as SEQ:DIGEST, as the page shows it.');
  return { seq: Number(read[1]), digest: read[2] ?? '' };
}

function verifyFile(path: string, seen: ChainHead | undefined, key: string | undefined): number {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    process.stderr.write('verify: the file cannot be read as JSON.\n');
    return 1;
  }
  try {
    const file = parseLedgerFile(value);
    const head = verifyLedger(file.caseId, file.events, key ?? file.key, seen);
    const state = foldAll(file.events as CaseEvent[]);
    process.stdout.write(
      `ledger holds: ${file.events.length} events, ${state?.phase ?? 'empty'}\n` +
        `head ${head ? `${head.seq}:${head.digest}` : 'none'}\n`,
    );
    if (key === undefined)
      process.stderr.write(
        'verify: signed by the key that the file itself names; compare it with the directory.\n',
      );
    return 0;
  } catch (error) {
    if (!(error instanceof AmaanError)) throw error;
    process.stderr.write(`verify: ${error.code}: ${error.message}\n`);
    return 1;
  }
}
