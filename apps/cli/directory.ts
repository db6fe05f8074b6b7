import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { fingerprint, openDirectory, parseDirectory, signDirectory } from '@amaan/custody';
import {
  bringDirectory,
  currentDirectory,
  directoryPin,
  draftDirectory,
  readKey,
  staffKeys,
} from '@amaan/responder';
import { besideResponder } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- directory show
                               request FILE [--days 90]
                               sign FILE KEYFILE OUT
                               publish FILE

  show       the directory in force, and who of the staff is not in it
  request    writes the next directory, unsigned, with everybody who works here now
  sign       on the offline machine: shows who is in it, signs it with the directory's key, writes OUT
  publish    takes a signed directory; from then on new cases are sealed to the people in it

Where the directory's key lies beside the server (the demo), the server signs by itself and none of this is needed.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const WORK: Record<string, { takes: number; run(files: string[], days: number): Promise<number> }> = {
  show: { takes: 0, run: show },
  request: { takes: 1, run: request },
  sign: { takes: 3, run: sign },
  publish: { takes: 1, run: publish },
};

/** `amaan directory`: the list of staff keys, signed offline. */
export const directory: Command = {
  name: 'directory',
  summary: 'the list of staff keys: what is in force, and signing it offline',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { days: { type: 'string', default: '90' } },
    });
    const [what = '', ...files] = positionals;
    const work = WORK[what];
    if (!work || files.length !== work.takes || !/^\d{1,3}$/.test(values.days)) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return work.run(files, Number(values.days));
  },
};

async function show(): Promise<number> {
  return besideResponder(async (context) => {
    const { directory: now } = await currentDirectory(context);
    say(`fingerprint ${directoryPin(context)}`);
    say(`number ${now.seq}, good until ${now.expires}, ${now.staff.length} people`);
    const working = await staffKeys(context.store.db);
    const inForce = new Set(now.staff.map((each) => JSON.stringify(each)));
    const missing = working.filter((each) => !inForce.has(JSON.stringify(each)));
    const gone = now.staff.filter(({ id }) => !working.some((each) => each.id === id));
    for (const { id, role } of missing) say(`not in it as they are now: ${id} ${role}`);
    for (const { id, role } of gone) say(`in it though they left: ${id} ${role}`);
    return missing.length + gone.length === 0 ? 0 : 1;
  });
}

async function request([file = '']: string[], days: number): Promise<number> {
  return besideResponder(async (context) => {
    const next = await draftDirectory(context, context.store.db, await staffKeys(context.store.db), days);
    writeFileSync(file, `${JSON.stringify(next, null, 1)}\n`, { flag: 'wx' });
    say(`number ${next.seq} with ${next.staff.length} people: carry ${file} to the offline machine`);
    return 0;
  });
}

async function sign([file = '', keyFile = '', out = '']: string[]): Promise<number> {
  const next = parseDirectory(readJson(file));
  for (const { id, role, recipient, intake } of next.staff)
    say(`${id} ${role}${intake ? ', takes new cases' : ''}: ${recipient}`);
  if (next.recovery) say(`recovery: ${next.recovery}`);
  const key = readKey(keyFile, 'production');
  const signed = signDirectory(next, key.secret);
  openDirectory(signed, fingerprint(key.publicKey), next.issued);
  writeFileSync(out, `${JSON.stringify(signed)}\n`, { flag: 'wx' });
  say(`signed number ${next.seq}; the page must pin ${fingerprint(key.publicKey)}`);
  return 0;
}

async function publish([file = '']: string[]): Promise<number> {
  return besideResponder(async (context) => {
    const { seq, staff, expires } = await bringDirectory(context, readJson(file));
    say(`number ${seq} is in force: ${staff.length} people, until ${expires}`);
    return 0;
  });
}

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new AmaanError('arguments', `There is no file ${file}.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new AmaanError('arguments', `The file ${file} is not JSON.`);
  }
}
