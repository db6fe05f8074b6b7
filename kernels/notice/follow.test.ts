import { expect, test } from 'vitest';
import type { ClockEvent } from './clock-events.ts';
import { followingClocks, happenings, openTests } from './follow.ts';
import { type BookRow, regimes } from './regimes/load.ts';
import { followReminders, reminderAt } from './reminders.ts';

const book = regimes();
const rowOf = (id: string): BookRow => {
  const row = book.rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};
const of = (type: string, at: string, more: object = {}): ClockEvent => ({
  type,
  at,
  recordedAt: at.length === 10 ? `${at}T12:00:00Z` : at,
  ...more,
});
const after = (own: string, events: ClockEvent[], now: string) =>
  followingClocks(book, rowOf(own), events, Date.parse(now)).map(({ row, clock, actBy }) => [
    row.id,
    clock.state,
    actBy === null ? null : new Date(actBy).toISOString(),
  ]);

test("a complaint to the regulator is followed by the time of the regulator's own notice, and by its extension", () => {
  const given = of('authority.notice_given', '2026-10-03T02:00:00Z');
  const longer = of('authority.time_extended', '2026-10-03T10:00:00Z', { until: '2026-10-06T02:00:00Z' });
  const proof = of('application.receipted', '2026-10-01T02:00:00Z');
  expect(after('AU-32', [proof], '2026-10-02T00:00:00Z')).toEqual([]);
  expect(after('AU-32', [proof, given], '2026-10-04T03:00:00Z')).toContainEqual([
    'AU-77',
    'expired',
    '2026-10-04T02:00:00.000Z',
  ]);
  expect(after('AU-32', [proof, given, longer], '2026-10-04T03:00:00Z')).toContainEqual([
    'AU-77',
    'running',
    '2026-10-06T02:00:00.000Z',
  ]);
  expect(openTests(rowOf('AU-77'), rowOf('AU-32'))).toEqual([]);
});

test('a decision opens the time to appeal, with a safe day; the appeal closes it', () => {
  const decided = of('decision.received', '2026-08-31T10:00:00Z');
  // Six months end on 28 February 2027 in Brussels: the last safe second is that of the 27th.
  expect(after('EU-DSA-16', [decided], '2026-09-10T00:00:00Z')).toEqual([
    ['EU-DSA-20', 'running', '2027-02-27T22:59:59.000Z'],
  ]);
  const filed = of('appeal.filed', '2026-09-15T10:00:00Z');
  expect(after('EU-DSA-16', [decided, filed], '2026-09-16T00:00:00Z')[0]?.[1]).toBe('stopped');
  expect(openTests(rowOf('EU-DSA-20'), rowOf('EU-DSA-16'))).toEqual(['eu_online_platform']);
});

test('only the decision of the service that was asked opens the time to complain about it', () => {
  const decided = of('decision.received', '2026-08-31T10:00:00Z');
  expect(after('EU-DSA-21', [decided], '2026-09-10T00:00:00Z')).toEqual([]);
  expect(after('EU-DSA-53', [decided], '2026-09-10T00:00:00Z')).toEqual([]);
  expect(after('IN-CYBERCRIME', [decided], '2026-09-10T00:00:00Z')).toEqual([]);
  expect(after('IN-3-2-b', [decided], '2026-09-10T00:00:00Z').map(([id]) => id)).toEqual(['IN-GAC-3A']);
});

test("the time to go to the Supreme Court runs from the Tribunal's decision, not from the Authority's", () => {
  const authority = of('order.received', '2026-08-01T10:00:00Z');
  const tribunal = [of('case.filed', '2026-08-10'), of('case.decided', '2026-10-01')];
  const copy = of('order.received', '2026-10-05T10:00:00Z');
  const ids = (...events: ClockEvent[]) => after('PK-2C', events, '2026-10-06T00:00:00Z');
  expect(ids(authority)).toEqual([]);
  expect(ids(authority, ...tribunal).map(([id]) => id)).toEqual(['PK-2V']);
  // Sixty days from the fifth of October, the safe day one before: the last second of 3 December in Karachi.
  expect(ids(authority, ...tribunal, copy)).toContainEqual(['PK-2X', 'running', '2026-12-03T18:59:59.000Z']);
  expect(happenings(book, rowOf('PK-2C'))).toContain('order.received');
});

test('a direction to block lapses, is extended once, and a second time is refused', () => {
  const issued = of('direction.issued', '2026-12-15');
  const once = of('direction.extended', '2027-01-10');
  const twice = of('direction.extended', '2027-02-10');
  const end = (...events: ClockEvent[]) =>
    followingClocks(book, rowOf('PK-21-3'), events, Date.parse('2027-02-11T00:00:00Z')).find(
      ({ row }) => row.id === 'PK-2B-l',
    )?.clock;
  expect(end(issued)?.dueAt).toBe('2027-01-14T18:59:59Z');
  expect(end(issued, once)?.dueAt).toBe('2027-02-13T18:59:59Z');
  expect(end(issued, once, twice)).toMatchObject({ dueAt: '2027-02-13T18:59:59Z', refusedExtensions: 1 });
});

test('what may be entered is what moves a clock of that place: nothing of another law, of minors, or entered otherwise', () => {
  expect(happenings(book, rowOf('AU-32'))).toEqual(['authority.notice_given', 'authority.time_extended']);
  expect(happenings(book, rowOf('UK-OSA-10-3A'))).toEqual([]);
  const pakistan = happenings(book, rowOf('PK-2C'));
  expect(pakistan).toContain('direction.extended');
  expect(pakistan).not.toContain('agency_report.requested');
  expect(pakistan.some((type) => /^(?:notice|application|removal)\./.test(type))).toBe(false);
});

test('a following duty that was missed is spoken of from its end on, not from midnight', () => {
  const row = rowOf('AU-77');
  const [found] = followingClocks(
    book,
    rowOf('AU-32'),
    [of('authority.notice_given', '2026-10-03T02:00:00Z')],
    Date.parse('2026-10-03T03:00:00Z'),
  );
  const [late] = found ? followReminders(row, found.clock) : [];
  expect(late).toMatchObject({ what: 'late', day: '2026-10-04' });
  expect(late && new Date(reminderAt(row, late)).toISOString()).toBe('2026-10-04T02:00:01.000Z');
});
