import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AmaanError, fromUtf8 } from '@amaan/base';
import {
  askWithdrawn,
  checkSource,
  hmaAt,
  NOTHING,
  sweep as sweepOnce,
  type SweepState,
} from '@amaan/platform';
import { type AtRest, loadAtRest, restKeyPath } from '@amaan/store';
import type { Command } from './command.ts';
import { readKeys } from './exchange/read-keys.ts';

const usage = `npm run amaan -- sweep --hma URL --exchange NAME --keys FILE [--url URL] [--auth FILE] [--never]

  --hma       the HMA's address, such as http://hma.internal:5000
  --exchange  the exchange's name in the HMA; its bank has the same one, and no other bank is touched
  --keys      the sweeper's own keys at the exchange (a partner with "always"), as for "exchange add"; "-" is standard input
  --url       the exchange's address, such as https://hub.example/v1, unless the key file names it
  --auth      a file with the Authorization header that the HMA, or the proxy before it, wants
  --never     the HMA's own partner is set to "never": nothing is delivered again, so deletion does not wait

Makes withdrawals count in an HMA, and proves it. Withdrawn hashes are disabled at once, deleted when the HMA has fetched past
their tombstones, and looked for again; the time when nothing was found any more is the proof. Run it daily for good:
the list is kept, encrypted, under AMAAN_DATA, and every entry is looked for again each time.`;

/** `amaan sweep`: takes withdrawn hashes out of an HMA by its REST API. */
export const sweep: Command = {
  name: 'sweep',
  summary: 'removes withdrawn hashes from an HMA by its REST API',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        hma: { type: 'string' },
        exchange: { type: 'string' },
        keys: { type: 'string' },
        url: { type: 'string' },
        auth: { type: 'string' },
        never: { type: 'boolean' },
      },
    });
    const { hma, exchange, keys, auth, never = false } = values;
    if (
      positionals.length > 0 ||
      hma === undefined ||
      keys === undefined ||
      !/^[A-Z_][A-Z0-9_]*$/.test(exchange ?? '')
    ) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const read = await readKeys(keys);
    const url = values.url ?? read.url;
    if (url === undefined) throw new AmaanError('arguments', "Give the exchange's address with --url URL.");
    checkSource({ url }, process.env.AMAAN_PROFILE === 'production');
    const name = exchange ?? '';
    const folder = join(resolve(process.env.AMAAN_DATA ?? 'data'), 'sweeper');
    const path = join(folder, `${name}.list`);
    const atRest = loadAtRest(restKeyPath('sweeper', folder), { unused: !existsSync(path) });
    const file = { v: 1 as const, name, partner: read.partner ?? name, url, keys: read.keys };
    const asked = await askWithdrawn(file, readState(path, atRest, name));
    // What was learned is kept before anything is swept: the exchange may not tell it again.
    writeState(path, atRest, name, asked);
    const header = auth === undefined ? undefined : readFileSync(auth, 'utf8').trim();
    const { list, disabled, deleted, others, waiting, proven } = await sweepOnce(
      hmaAt(hma, header),
      name,
      asked.list,
      {
        never,
        now: new Date(),
      },
    );
    writeState(path, atRest, name, { ...asked, list });
    process.stdout.write(
      `${list.length} withdrawn, ${disabled} disabled, ${deleted} deleted, ${waiting} wait for the next fetch, ${proven} proven gone, ${others} of other banks left alone\n`,
    );
    return 0;
  },
};

function readState(path: string, atRest: AtRest, name: string): SweepState {
  if (!existsSync(path)) return NOTHING;
  return JSON.parse(fromUtf8(atRest.open('sweep', name, readFileSync(path)))) as SweepState;
}

function writeState(path: string, atRest: AtRest, name: string, state: SweepState): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, atRest.seal('sweep', name, Buffer.from(JSON.stringify(state))), {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${path}.new`, path);
}
