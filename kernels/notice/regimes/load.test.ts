import { expect, test } from 'vitest';
import { zoneOf } from '../zone-of.ts';
import { loadRegimes, RegimeError, shippedFiles } from './load.ts';

type Rows = { rows: Record<string, unknown>[] };

/** The shipped files with the first row of the first one changed. */
function changed(change: (row: Record<string, unknown>, file: Rows) => void): unknown[] {
  const copy = structuredClone(shippedFiles) as Rows[];
  const [file] = copy;
  const row = file?.rows[0];
  if (file && row) change(row, file);
  return copy;
}

test('the shipped files fit the schema and load', () => {
  expect(loadRegimes(shippedFiles).rows.size).toBeGreaterThan(60);
});

test('the zone that a page reads off an id is the one that the row counts in', () => {
  for (const { id, family, zone } of loadRegimes(shippedFiles).rows.values())
    expect([zoneOf(id), zoneOf(family)], id).toEqual([zone, zone]);
});

test.each<[string, (row: Record<string, unknown>, file: Rows) => void]>([
  ['a key that nobody knows', (row) => Object.assign(row, { remark: 'x' })],
  ['a key that is missing', (row) => delete row.cite],
  ['a duration in words', (row) => Object.assign(row, { duration: '48 hours' })],
  ['a day that is no day', (row) => Object.assign(row, { checkedOn: 'November 2026' })],
  ['a kind that is none', (row) => Object.assign(row, { kind: 'deadline' })],
  ['held back without saying why', (row) => Object.assign(row, { ship: false })],
  ['offered, with a reason why it is not', (row) => Object.assign(row, { held: 'why' })],
  ['a word that stands in no list', (row) => Object.assign(row, { linkTests: ['us_moon'] })],
  ['two versions of one rule on one day', (row, file) => file.rows.push({ ...row, id: 'US-223a-TWIN' })],
  ['the same id twice', (row, file) => file.rows.push({ ...row })],
  [
    'a next step that does not exist',
    (row) =>
      Object.assign(row, {
        escalation: [{ to: 'FTC', act: 'complain', after: 'expired', regime: 'US-NONE' }],
      }),
  ],
  ['no rows', (_row, file) => file.rows.splice(0)],
])('%s: nothing of the files loads, and the message names the place', (_what, change) => {
  expect(() => loadRegimes(changed(change))).toThrow(RegimeError);
});
