import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import {
  addSource,
  askNow,
  changeSource,
  checkSource,
  lagOf,
  listSources,
  openAtRest,
  removeSource,
  type SourceChange,
} from '@amaan/platform';
import type { Store } from '@amaan/store';
import { besidePlatform } from '../beside.ts';
import type { Command } from '../command.ts';
import { readKeys } from './read-keys.ts';

const usage = `npm run amaan -- exchange list
                     exchange add NAME --keys FILE [--url URL] [--bank BANK] [--threshold 0..31] [--every SECONDS] [--off]
                     exchange edit NAME [--keys FILE] [--url URL] [--threshold 0..31] [--every SECONDS] [--on | --off]
                     exchange fetch NAME
                     exchange remove NAME

  --keys       what the exchange handed over, never on the command line: the JSON key file of an Amaan server, or a file
               with one line FETCH-KEY,SUBSCRIPTION-KEY[,SUBMIT-KEY[,FEEDBACK-KEY]] for StopNCII's wire; "-" reads it
               from standard input
  --url        the exchange's address, such as https://hub.example/v1; a key file names its own
  --bank       the bank that it fills, one for each exchange; the name in capitals when it is not given
  --threshold  greatest distance that matches in that bank (31)
  --every      seconds between two looks (30)

A running platform follows within a second. "remove" also deletes what the exchange delivered, because nobody would
tell of a withdrawal any more. Keys are kept encrypted.`;

const OPTIONS = {
  keys: { type: 'string' },
  url: { type: 'string' },
  bank: { type: 'string' },
  threshold: { type: 'string' },
  every: { type: 'string' },
  on: { type: 'boolean' },
  off: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  return parseArgs({ args, allowPositionals: true, options: OPTIONS });
}

/** `amaan exchange`: the exchanges that the platform follows. */
export const exchange: Command = {
  name: 'exchange',
  summary: 'adds, changes, lists and removes the exchanges that the platform follows',
  usage,
  run: async (args) => {
    const { values, positionals } = parse(args);
    const [what = '', name, ...rest] = positionals;
    const work = WORK[what];
    if (!work || rest.length > 0 || (what === 'list') !== (name === undefined)) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    return besidePlatform(async (store, { folder }) => work(store, name ?? '', values, folder));
  },
};

type Work = (store: Store<unknown>, name: string, values: Values, folder: string) => Promise<number>;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const production = (): boolean => process.env.AMAAN_PROFILE === 'production';

const WORK: Record<string, Work> = {
  list: async ({ db }) => {
    const now = new Date();
    for (const source of await listSources(db)) {
      const lag = lagOf(source, now);
      say(
        [
          source.name,
          source.wire,
          source.enabled ? 'on' : 'off',
          `bank ${source.bank} (${source.threshold})`,
          source.hasCredentials ? (source.url ?? '') : 'no keys',
          `every ${source.pollEvery / 1000} s`,
          `checkpoint ${source.checkpoint}`,
          `complete ${source.fetchedAt?.toISOString() ?? 'never'}`,
          `lag ${lag === undefined ? 'unknown' : `${Math.round(lag / 1000)} s`}`,
          `${source.items} contents`,
          `${source.quarantined} set aside`,
          `${source.gaps} gaps`,
          `${source.feedbackWaiting} opinions waiting`,
          `${source.proofsWaiting} proofs waiting`,
          source.lastError === null ? 'ok' : `failed ${source.failures} times: ${source.lastError}`,
        ].join('\t'),
      );
    }
    return 0;
  },
  add: async (store, name, values, folder) => {
    if (values.keys === undefined) throw new AmaanError('arguments', 'Give the keys with --keys FILE.');
    const read = await readKeys(values.keys);
    const url = values.url ?? read.url;
    if (url === undefined) throw new AmaanError('arguments', 'Give the address with --url URL.');
    checkSource({ name, url }, production());
    const bank = values.bank ?? name.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
    if (!/^[A-Z_][A-Z0-9_]{0,254}$/.test(bank))
      throw new AmaanError('arguments', 'Name the bank with --bank, in capitals, digits and _.');
    const atRest = await openAtRest(store, folder, process.env);
    await store.transaction((trx) =>
      addSource(
        trx,
        atRest,
        {
          name,
          url,
          bank,
          partner: read.partner ?? name,
          keys: read.keys,
          threshold: whole(values.threshold, 0, 31) ?? 31,
          pollEvery: 1000 * (whole(values.every, 1, 86_400) ?? 30),
          enabled: values.off !== true,
          ...(read.publicKey === undefined ? {} : { publicKey: read.publicKey }),
        },
        new Date(),
      ),
    );
    return 0;
  },
  edit: async (store, name, values, folder) => {
    const read = values.keys === undefined ? undefined : await readKeys(values.keys);
    const url = values.url ?? read?.url;
    if (url !== undefined) checkSource({ url }, production());
    const every = whole(values.every, 1, 86_400);
    const threshold = whole(values.threshold, 0, 31);
    const change: SourceChange = {
      ...(url === undefined ? {} : { url }),
      ...(read ? { keys: read.keys } : {}),
      ...(every === undefined ? {} : { pollEvery: 1000 * every }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(values.on ? { enabled: true } : values.off ? { enabled: false } : {}),
    };
    const atRest = await openAtRest(store, folder, process.env);
    return found(await store.transaction((trx) => changeSource(trx, atRest, name, change)));
  },
  fetch: async ({ db }, name) => found(await askNow(db, name)),
  remove: async (store, name) => {
    const gone = await store.transaction((trx) => removeSource(trx, name));
    if (gone !== undefined) say(`${gone} contents deleted`);
    return found(gone !== undefined);
  },
};

function found(was: boolean): number {
  if (!was) process.stderr.write('amaan: there is no exchange of that name\n');
  return was ? 0 : 1;
}

function whole(text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new AmaanError('arguments', `Give a whole number from ${min} to ${max}.`);
  return value;
}
