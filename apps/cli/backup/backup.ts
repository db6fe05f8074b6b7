import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { isRecipient } from '@amaan/custody';
import { dump, openBeside, restKeyPath } from '@amaan/store';
import type { Command } from '../command.ts';
import { fileLines, writePackage } from './package.ts';
import { placeOf, type ServerPlace } from './servers.ts';

const usage = `npm run amaan -- backup responder|platform --to AGE-RECIPIENT FILE

  --to    whom the backup is sealed to (an age recipient, age1...); may be given more than once
  FILE    an age file; it holds the database as of one moment, the server's keys and its other files

The server may run meanwhile. AMAAN_DATA, RESPONDER_DATABASE_URL and PLATFORM_DATABASE_URL say where it keeps its things.`;

async function* everything(place: ServerPlace): AsyncGenerator<string> {
  const store = await openBeside<unknown>(place.database);
  try {
    for await (const line of dump(store.pool, place.name)) {
      // The files come before the end mark, so that a backup that ends in it is whole.
      if (line.startsWith('Z ')) yield* fileLines(place.folder);
      yield line;
    }
  } finally {
    await store.close();
  }
}

/** `amaan backup`: everything of a server in one sealed file, while it runs. */
export const backup: Command = {
  name: 'backup',
  summary: 'writes all of a server, sealed, into one file while it runs',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { to: { type: 'string', multiple: true } },
    });
    const [name, file, ...rest] = positionals;
    const recipients = values.to ?? [];
    if (file === undefined || rest.length > 0 || recipients.length === 0 || !recipients.every(isRecipient)) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const place = placeOf(name);
    await writePackage(file, recipients, everything(place));
    process.stdout.write(`backup of the ${place.name}: ${statSync(file).size} bytes\n`);
    const key = restKeyPath(place.name, place.folder, process.env);
    if (relative(place.folder, key).startsWith('..'))
      process.stdout.write(
        `not in it: ${key}. Without that key the signals in it cannot be read: keep a copy of the key elsewhere.\n`,
      );
    return 0;
  },
};
