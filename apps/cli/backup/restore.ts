import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { loadSecret, platformKey, verifyReview } from '@amaan/platform';
import { checkLedgers, readKey } from '@amaan/responder';
import { type DumpHead, load, migrate, migrateTo, openStore, prepareJobs, type Store } from '@amaan/store';
import type { Command } from '../command.ts';
import { readIdentity } from './identity.ts';
import { readPackage, writeFileLine } from './package.ts';
import { placeOf, type ServerPlace } from './servers.ts';

const usage = `npm run amaan -- restore FILE --identity KEYFILE --into FOLDER

  --identity    a file with the age identity (AGE-SECRET-KEY-1...) that the backup was sealed to
  --into        an empty or new folder; start with AMAAN_DATA=FOLDER afterwards

After loading, every ledger (cases, reviews) is verified and its replay compared with what is stored.`;

/** `amaan restore`: a backup into an empty folder, checked. */
export const restore: Command = {
  name: 'restore',
  summary: 'loads a backup into an empty folder and checks every ledger',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { identity: { type: 'string' }, into: { type: 'string' } },
    });
    const [file, ...rest] = positionals;
    const { identity: keyFile, into } = values;
    if (file === undefined || rest.length > 0 || keyFile === undefined || into === undefined) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return restoreInto(file, readIdentity(keyFile), into);
  },
};

async function restoreInto(file: string, identity: string, into: string): Promise<number> {
  const lines = readPackage(file, identity);
  const first = await lines.next();
  if (first.done || !first.value.startsWith('A '))
    throw new AmaanError('backup', 'This is not a backup of Amaan.');
  const head = JSON.parse(first.value.slice(2)) as DumpHead;
  if (head.v !== 1) throw new AmaanError('backup', 'This backup was made by a newer version.');
  const place = { ...placeOf(head.server, into) };
  if (existsSync(place.folder) && readdirSync(place.folder).length > 0)
    throw new AmaanError('backup', `${place.folder} is not empty: restore into a new folder.`);
  const store = await openStore<unknown>(place.database);
  try {
    await migrateTo(store, place.migrations, head.migrations);
    await prepareJobs(store);
    const count = await load(store.pool, rows(lines, place));
    await migrate(store, place.migrations);
    process.stdout.write(`restored the ${place.name}: ${count} rows\n`);
    return await (place.name === 'responder' ? checkCases : checkReviews)(store, place);
  } finally {
    await store.close();
  }
}

/** Puts files in their place on the way, and lets the rest through. */
async function* rows(lines: AsyncIterable<string>, place: ServerPlace): AsyncGenerator<string> {
  for await (const line of lines) {
    if (line.startsWith('F ')) writeFileLine(place.folder, line.slice(2));
    else yield line;
  }
}

async function checkReviews(store: Store<unknown>, place: ServerPlace): Promise<number> {
  const { publicKey } = platformKey(loadSecret(place.folder, 'platform'));
  const { events, jobs } = await verifyReview(store.db, publicKey);
  process.stdout.write(`checked ${jobs} jobs, ${events} events\n`);
  return 0;
}

async function checkCases(store: Store<unknown>, place: ServerPlace): Promise<number> {
  const { cases, events, problems } = await checkLedgers(
    store.db,
    readKey(join(place.folder, 'keys', 'ledger.key'), 'demo').publicKey,
  );
  process.stdout.write(`checked ${cases} cases, ${events} events\n`);
  const found = Object.entries(problems);
  for (const [code, count] of found) process.stderr.write(`restore: ${code} in ${count} cases\n`);
  return found.length === 0 ? 0 : 1;
}
