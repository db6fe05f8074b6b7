import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { formatOf, LIST_FORMATS, type ListFormat, readList } from '@amaan/exchange';
import { importList, openAtRest } from '@amaan/platform';
import { besidePlatform } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- import --bank NAME [--adult] [--format lines|csv|ncmec] [--threshold 0..31] FILE...

  FILE         lines: one PDQ (64 hex digits) or MD5 (32) a line (64 digits of SHA-256 look the same: know the list); csv: ThreatExchange's download, with td_raw_indicator;
               ncmec: the XML of NCMEC's hash sharing API. Told by its beginning when --format is not given
  --bank       the bank, in capitals; made when it is not there. One that an exchange fills is refused
  --adult      you vouch that every entry shows an adult. Needed for lines and csv; NCMEC's lists never are, and their
               bank is one for minors: banks never mix
  --threshold  greatest distance that matches in a bank that is made (31)

A list with a wrong line is refused whole, with the line's number and a code. The same list twice changes nothing;
entries that NCMEC's list takes back are removed. A running platform matches them within a second.`;

/** `amaan import`: lists of other makers into a bank of the platform. */
export const importLists: Command = {
  name: 'import',
  summary: "imports hash lists (plain, ThreatExchange's CSV, NCMEC's XML) into a bank of the platform",
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        bank: { type: 'string' },
        adult: { type: 'boolean' },
        format: { type: 'string' },
        threshold: { type: 'string' },
      },
    });
    const { bank = '', format, adult = false } = values;
    const threshold = Number(values.threshold ?? 31);
    if (
      positionals.length === 0 ||
      !/^[A-Z_][A-Z0-9_]{0,254}$/.test(bank) ||
      !(Number.isInteger(threshold) && threshold >= 0 && threshold <= 31) ||
      !(format === undefined || Object.hasOwn(LIST_FORMATS, format))
    ) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    // Every list is read before anything is written.
    const lists = positionals.map((path) => {
      const text = readFileSync(path, 'utf8');
      const kind = (format as ListFormat | undefined) ?? formatOf(text);
      if ((kind === 'ncmec') === adult)
        throw new AmaanError(
          'arguments',
          adult
            ? "NCMEC's lists are never of adults: leave --adult out."
            : 'Give --adult: you vouch that every entry of the list shows an adult.',
        );
      return { age: adult ? ('adult' as const) : ('minor' as const), ...readList(text, kind) };
    });
    return besidePlatform(async (store, { folder }) => {
      const atRest = await openAtRest(store, folder, process.env);
      for (const { age, entries, passedOver, flat } of lists) {
        const done = await importList(store, atRest, { bank, age, threshold }, entries, new Date());
        process.stdout.write(
          `${done.added} added, ${done.changed} changed, ${done.unchanged} unchanged, ${done.removed} removed, ${passedOver} passed over${setAside(flat)}\n`,
        );
      }
      return 0;
    });
  },
};

const SHOWN = 20;

/** What was left out of a list because it would match every flat picture, by its lines. */
function setAside(flat: readonly number[]): string {
  if (flat.length === 0) return '';
  const lines = flat.slice(0, SHOWN).join(', ');
  return `, ${flat.length} of flat pictures set aside (line ${lines}${flat.length > SHOWN ? ' ...' : ''})`;
}
