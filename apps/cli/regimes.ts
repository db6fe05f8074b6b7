import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AmaanError, day, instant } from '@amaan/base';
import {
  familyClock,
  inForce,
  isForMinors,
  clock,
  type RegimeBook,
  loadRegimes,
  regimes as shipped,
  safeDay,
  stale,
} from '@amaan/notice';
import type { Command } from './command.ts';
import { writePapers } from './papers.ts';

const usage = `npm run amaan -- regimes check [FILE...]
                             list [--place PK] [--all]
                             due FAMILY --start INSTANT|DAY [--event NAME] [--now INSTANT]
                             papers FOLDER

  check     loads the law as shipped, or the given files alone: shape, words, overlaps; then what is stale (180 days),
            what of the given files is not as shipped, and what changed since the vectors were made
  list      the rows that can be offered today; --all also those that are held back or not in force
  due       what a start gives: the version, the end in UTC and where the law counts, the safe day of a window; a day
            alone counts as its end there
  papers    writes one of every document as PDF and as text, to be read by counsel and by native speakers`;

const VECTORS = new URL('../../vectors/clock.json', import.meta.url);
const today = (now: Date): string => now.toISOString().slice(0, 10);

/** `amaan regimes`: for people who maintain the law files. Not legal advice; no row has been read by counsel. */
export const regimes: Command = {
  name: 'regimes',
  summary: 'checks and lists the law files, and says what a date gives',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        place: { type: 'string' },
        all: { type: 'boolean', default: false },
        start: { type: 'string' },
        event: { type: 'string' },
        now: { type: 'string' },
      },
    });
    const [what, ...rest] = positionals;
    const now = values.now === undefined ? new Date() : new Date(instant(values.now, '--now'));
    if (what === 'check') return check(rest, now);
    if (what === 'list' && rest.length === 0) return list(values.place, values.all, now);
    if (what === 'due' && rest.length === 1 && values.start !== undefined)
      return due(rest[0] ?? '', moment(values.start, '--start'), values.event, now);
    if (what === 'papers' && rest.length === 1) return writePapers(rest[0] ?? '', today(now));
    process.stderr.write(`${usage}\n`);
    return 2;
  },
};

const moment = (value: string, path: string): string =>
  value.length === 10 ? day(value, path) : instant(value, path);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function read(path: string): unknown {
  if (!existsSync(path)) throw new AmaanError('file', 'There is no such file. Give the path of a law file.');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AmaanError(
      'file',
      'This file is not JSON. Give a law file like those of kernels/notice/regimes.',
      { cause },
    );
  }
}

function check(paths: readonly string[], now: Date): number {
  const book = paths.length > 0 ? loadRegimes(paths.map(read)) : shipped();
  say(`${book.rows.size} rows in ${book.families.size} families load; none has been read by counsel.`);
  for (const row of book.rows.values()) {
    if (stale(row, today(now))) say(`stale: ${row.id}, last checked ${row.checkedOn}`);
    if (!row.ship) say(`held: ${row.id}: ${row.held}`);
  }
  const edited = paths.length > 0 && differs(book);
  return changed(book) || edited ? 1 : 0;
}

/** Says what of each row is not as it is shipped. */
function differs(book: RegimeBook): boolean {
  const lines: string[] = [];
  for (const row of book.rows.values()) {
    const before = shipped().rows.get(row.id) as Readonly<Record<string, unknown>> | undefined;
    if (!before) lines.push(`new: ${row.id}`);
    for (const [name, value] of Object.entries(row)) {
      const [was, is] = [JSON.stringify(before?.[name]), JSON.stringify(value)];
      if (before && was !== is) lines.push(`changed: ${row.id}: ${name} was ${was ?? 'not there'}, is ${is}`);
    }
  }
  for (const row of shipped().rows.values())
    if (book.digests.has(row.jurisdiction) && !book.rows.has(row.id)) lines.push(`gone: ${row.id}`);
  lines.forEach(say);
  return lines.length > 0;
}

function changed(book: RegimeBook): boolean {
  if (!existsSync(VECTORS)) return false;
  const { digests, ends } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
    digests: Record<string, string>;
    ends: { row: string; start: string; due: string }[];
  };
  for (const { row: id, start, due: end } of ends) {
    const row = book.rows.get(id);
    const found =
      row && clock(row, [{ type: row.startsOn ?? '', at: start, recordedAt: start }], Date.parse(start));
    if (found && found.dueAt !== end)
      say(`vector: ${id} from ${start} ends ${found.dueAt}, the vector says ${end}`);
  }
  const other = [...book.digests].filter(([place, digest]) => digests[place] !== digest);
  for (const [place] of other)
    say(
      `changed: ${place} is not the file that vectors/clock.json was made for. Change its vectors and its digest too.`,
    );
  return other.length > 0;
}

function list(place: string | undefined, all: boolean, now: Date): number {
  const rows = [...shipped().rows.values()].filter(
    (row) =>
      (place === undefined || row.jurisdiction === place.toUpperCase()) &&
      (all || (row.ship && inForce(row, today(now)))),
  );
  if (rows.length === 0) {
    say('No row fits. Places are the codes of the law files, such as PK.');
    return 1;
  }
  const width = Math.max(0, ...rows.map((row) => row.id.length));
  for (const row of rows) {
    const minors = isForMinors(row) ? 'for minors: never offered in a case' : '';
    const marks = [row.ship ? '' : 'held', minors, inForce(row, today(now)) ? '' : 'not in force']
      .filter(Boolean)
      .join(', ');
    say(
      `${row.id.padEnd(width)}  ${row.kind.padEnd(9)}  ${row.time}  (${row.cite})${marks ? ` [${marks}]` : ''}`,
    );
  }
  return 0;
}

function due(family: string, start: string, event: string | undefined, now: Date): number {
  const versions = shipped().families.get(family);
  if (!versions)
    throw new AmaanError('arguments', 'There is no such family. `regimes list --all` names them.');
  const type = event ?? versions[0]?.startsOn ?? 'notice.receipted';
  const later = new Date(Math.max(now.getTime(), Date.parse(start)));
  const recordedAt = start.length === 10 ? `${start}T00:00:00Z` : start;
  const found = familyClock(shipped(), family, [{ type, at: start, recordedAt }], later.getTime());
  const row = found.pin && shipped().rows.get(found.pin.row);
  if (!row || !found.clock) {
    say(`${family}: no clock (${found.choice.replaceAll('_', ' ')})`);
    return 1;
  }
  say(`${row.id}: ${row.cite}; draft, not reviewed by counsel`);
  const { dueAt } = found.clock;
  say(
    dueAt === null
      ? `no end: ${row.time}; days are counted up`
      : `ends ${dueAt}, ${local(dueAt, row.zone)} in ${row.zone}`,
  );
  const safe = safeDay(row, found.clock);
  if (safe !== undefined) say(`act by ${safe}`);
  if (found.confirmDay) say('the law changes within a day of this start: let a person confirm the day');
  return 0;
}

function local(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full', timeStyle: 'short' }).format(
    new Date(at),
  );
}
