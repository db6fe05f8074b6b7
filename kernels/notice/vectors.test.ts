import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { chooseVersion, familyClock, pinOf } from './choose.ts';
import { clock, daysUp } from './clock.ts';
import { type ClockEvent, parseClockEvent } from './clock-events.ts';
import { isBreach, nextSteps } from './escalation.ts';
import { type Answers, gate } from './gates.ts';
import { checkNumbers, WrongNumberError } from './pakistan.ts';
import { problems } from './ready.ts';
import { type BookRow, loadRegimes, type RegimeBook, regimes, shippedFiles } from './regimes/load.ts';
import { reminders, safeDay } from './reminders.ts';

interface Check {
  now: string;
  expect: Record<string, unknown>;
}
interface Vector {
  n: number;
  about: string;
  kind: 'clock' | 'pinned' | 'gate' | 'ready' | 'shipped' | 'text' | 'all';
  family: string;
  row: string;
  events: ClockEvent[];
  checks: Check[];
  [more: string]: unknown;
}
const file = JSON.parse(readFileSync(new URL('../../vectors/clock.json', import.meta.url), 'utf8')) as {
  digests: Record<string, string>;
  ends: { row: string; start: string; due: string }[];
  vectors: Vector[];
};

const rowOf = (book: RegimeBook, id: string): BookRow => {
  const row = book.rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

/** The law with one thing changed, as an editor of the files would change it. */
function edited(change: (row: Record<string, unknown>) => void): RegimeBook {
  const copy = structuredClone(shippedFiles) as { rows: Record<string, unknown>[] }[];
  for (const each of copy) for (const row of each.rows) change(row);
  return loadRegimes(copy);
}

function seen(
  book: RegimeBook,
  vector: Vector,
  events: readonly ClockEvent[],
  { now, expect: wanted }: Check,
) {
  const at = Date.parse(now);
  const found = familyClock(book, vector.family, events, at);
  const clock = found.clock;
  const version = chooseVersion(book, vector.family, Date.parse(clock?.startedAt ?? now));
  const row = version.state === 'chosen' ? version.row : undefined;
  const all: Record<string, unknown> = {
    ...clock,
    choice: found.choice,
    row: found.pin?.row,
    ...(clock && { daysUp: daysUp(clock) }),
    ...(clock &&
      row && {
        breach: isBreach(row, clock),
        next: nextSteps(row, clock, events, at).map((step) => step.regime ?? step.act),
        safeDay: safeDay(row, clock),
        reminders: reminders(row, clock).map((each) => each.day),
      }),
  };
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key]]));
}

const clocks = file.vectors.filter((each) => each.kind === 'clock');
const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

test('the vectors count 1 to 49', () => {
  expect(new Set(file.vectors.map((each) => each.n))).toEqual(
    new Set(Array.from({ length: 49 }, (_, i) => i + 1)),
  );
});

test('the law has not changed without its vectors', () => {
  expect(Object.fromEntries(regimes().digests)).toEqual(file.digests);
});

test('every row with a number has an end among the vectors, so none changes without one of them', () => {
  const counted = [...regimes().rows.values()].filter((row) => row.duration !== null);
  expect(file.ends.map(({ row }) => row).toSorted()).toEqual(counted.map(({ id }) => id).toSorted());
  for (const { row: id, start, due } of file.ends) {
    const row = rowOf(regimes(), id);
    const events = [{ type: row.startsOn ?? '', at: start, recordedAt: start }];
    expect(clock(row, events, Date.parse(start)).dueAt, id).toBe(due);
  }
});

test.each(clocks)('$n $about', (vector) => {
  const events = vector.events.map((each) => parseClockEvent(each));
  for (const check of vector.checks) expect(seen(regimes(), vector, events, check)).toEqual(check.expect);
});

test.each(['UTC', 'Asia/Karachi', 'America/Los_Angeles'])(
  '45 the same on a server in %s, in any order',
  (tz) => {
    process.env.TZ = tz;
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(tz);
    for (const vector of clocks)
      for (const check of vector.checks)
        expect(seen(regimes(), vector, vector.events.toReversed(), check)).toEqual(check.expect);
  },
);

test.each(file.vectors.filter((each) => each.kind === 'pinned'))('$n $about', (vector) => {
  const { row: id, duration } = vector.edit as { row: string; duration: string };
  const pin = pinOf(regimes(), rowOf(regimes(), id));
  const later = edited((row) => {
    if (row.id === id) row.duration = duration;
  });
  for (const { now, expect: wanted } of vector.checks) {
    expect(familyClock(later, vector.family, vector.events, Date.parse(now), pin).clock).toMatchObject(
      wanted,
    );
    expect(familyClock(later, vector.family, vector.events, Date.parse(now)).clock).not.toMatchObject(wanted);
  }
});

test.each(file.vectors.filter((each) => each.kind === 'gate'))('$n $about', (vector) => {
  const book = regimes();
  const row = rowOf(book, vector.row);
  const fileDigest = book.digests.get(row.jurisdiction) ?? '';
  const reviews = vector.reviewed ? [{ row: row.id, fileDigest, lawyer: 'A. Lawyer', on: '2026-11-23' }] : [];
  const { reader, answers, adult } = vector as unknown as {
    reader: 'staff';
    answers: Answers;
    adult: boolean;
  };
  expect(gate(book, row, reader, { answers, adult, reviews })).toEqual(vector.expect);
});

test.each(file.vectors.filter((each) => each.kind === 'shipped'))('$n $about', (vector) => {
  const book = edited((row) => {
    if (row.family !== vector.family) return;
    row.ship = true;
    delete row.held;
  });
  expect(chooseVersion(book, vector.family, Date.parse(String(vector.now))).state).toBe(vector.expect);
});

test.each(file.vectors.filter((each) => each.kind === 'ready'))('$n $about', (vector) => {
  const row = rowOf(regimes(), vector.row);
  const elements = Object.fromEntries(row.elements.map((id) => [id, id === vector.without ? '' : 'said']));
  const proposal = {
    elements,
    answers: Object.fromEntries(row.linkTests.map((each) => [each, 'yes' as const])),
    addressee: 'photo-board',
    onBehalf: row.claimants[0] ?? '',
    mandate: { signer: 'helpline' as const, addressees: ['any'], until: '2027-01-01' },
    secondYes: vector.secondYes !== false,
    herYes: true,
    adult: true,
  };
  expect(problems(row, proposal, '2026-11-23')).toEqual(vector.expect);
});

test.each(file.vectors.filter((each) => each.kind === 'text'))('$n $about: $text', (vector) => {
  const check = () => checkNumbers(String(vector.text));
  if (vector.expect === 'refused') expect(check).toThrow(WrongNumberError);
  else expect(check).not.toThrow();
});
