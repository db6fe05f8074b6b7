import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessDay, federalHolidays } from './business.ts';
import { type ClockRow, clock } from './clock.ts';
import type { ClockEvent } from './clock-events.ts';
import { endOf } from './duration.ts';
import { wholeRemoval } from './links.ts';
import { regimes } from './regimes/load.ts';
import { addMonths, dayIn, endOfDay, startOfDay } from './zones.ts';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-20T18:00:00Z');
const at = (hours: number): string => new Date(T0 + hours * HOUR).toISOString();
const rows = [...regimes().rows.values()];

const types = [
  'notice.receipted',
  'notice.acknowledged',
  'application.receipted',
  'notice.bounced',
  'notice.incomplete',
  'notice.refused',
  'notice.withdrawn',
  'removal.asserted',
  'removal.observed',
  'removal.unobservable',
  'link.seen',
  'agency_report.requested',
  'agency_report.received',
  'direction.issued',
  'direction.extended',
  'authority.notice_given',
  'authority.time_extended',
  'order.received',
];
const event: fc.Arbitrary<ClockEvent> = fc
  .record({
    type: fc.constantFrom(...types),
    hours: fc.integer({ min: 0, max: 200 }),
    late: fc.integer({ min: 0, max: 60 }),
    seen: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ type, hours, late, seen }) => ({
    type,
    at: at(hours),
    recordedAt: at(hours + late),
    ...(type === 'removal.observed' && seen > 0 ? { lastSeen: at(hours - seen) } : {}),
    ...(type.endsWith('extended') ? { until: at(hours + 24 * seen) } : {}),
  }));
const row: fc.Arbitrary<ClockRow> = fc.constantFrom(...rows);
const now = fc.integer({ min: 0, max: 300 }).map((hours) => T0 + hours * HOUR);

test('the order in which events come does not matter', () => {
  fc.assert(
    fc.property(row, fc.array(event, { maxLength: 8 }), now, fc.integer(), (which, events, when, seed) => {
      const shuffled = events
        .map((each, i) => ({ each, key: Math.sin(seed + i) }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each);
      expect(clock(which, shuffled, when)).toEqual(clock(which, events, when));
    }),
    { numRuns: 2000 },
  );
});

test('a later stop never makes it worse', () => {
  fc.assert(
    fc.property(row, fc.array(event, { maxLength: 6 }), event, now, (which, events, stop, when) => {
      // An acknowledgement may start one clock and stop another; here it would do both.
      fc.pre(which.stopsOn.includes(stop.type) && stop.type !== 'notice.acknowledged');
      const before = clock(which, events, when);
      const after = clock(which, [...events, stop], when);
      if (before.state === 'stopped' && Date.parse(before.stoppedAt ?? '') < Date.parse(stop.at))
        expect(after).toEqual(before);
      // Where nobody could look, or where she took it back later, a stop may tell that it was still seen after the end:
      // that is news about what came before, not a worse count.
      const news = before.state === 'unobservable' || before.reason === 'withdrawn';
      if (!news && before.inTime !== 'no') expect(after.lateBy).toBe(0);
      expect(after.lateBy).toBeLessThanOrEqual(
        before.state === 'expired' ? before.lateBy : Number.POSITIVE_INFINITY,
      );
    }),
    { numRuns: 2000 },
  );
});

test('taken back at the very moment it went: nobody is blamed', () => {
  const at = (day: number, hour: number) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
  const of = (type: string, day: number, hour: number): ClockEvent => ({
    type,
    at: at(day, hour),
    recordedAt: at(day, hour),
  });
  const events = [
    of('notice.receipted', 20, 18),
    of('notice.withdrawn', 22, 20),
    { ...of('removal.observed', 22, 20), lastSeen: at(22, 19) },
  ];
  const row = rows.find((each) => each.id === 'US-223a');
  expect(row && clock(row, events, Date.UTC(2026, 10, 23))).toMatchObject({ reason: 'withdrawn', lateBy: 0 });
});

test('a route never counts down and is never late', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...rows.filter((each) => each.kind === 'route')),
      fc.array(event, { maxLength: 6 }),
      now,
      (which, events, when) => {
        expect(clock(which, events, when)).toMatchObject({ dueAt: null, lateBy: 0 });
      },
    ),
  );
});

test('a tolled clock moves its end by as long as it stood', () => {
  const which: ClockRow = {
    kind: 'duty',
    startsOn: 'application.receipted',
    duration: 'PT48H',
    counting: 'elapsed',
    zone: 'Asia/Karachi',
    stopsOn: ['order.received'],
    tollsOn: ['agency_report.requested'],
  };
  const of = (type: string, hours: number): ClockEvent => ({ type, at: at(hours), recordedAt: at(hours) });
  const events = [
    of('application.receipted', 0),
    of('agency_report.requested', 10),
    of('agency_report.received', 30),
  ];
  expect(clock(which, events, T0 + 20 * HOUR)).toMatchObject({ state: 'tolled', dueAt: null });
  expect(clock(which, events, T0 + 40 * HOUR)).toMatchObject({
    state: 'running',
    dueAt: '2026-11-23T14:00:00Z',
  });
  // A question that comes after the end rescues nobody.
  const late = [of('application.receipted', 0), of('agency_report.requested', 49)];
  expect(clock(which, late, T0 + 50 * HOUR)).toMatchObject({ state: 'expired', lateBy: 2 * HOUR });
});

test.each([
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.000Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.000Z'],
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.000Z'],
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T01:59:59.000Z'],
  ['Asia/Kolkata', '2026-02-20', '2026-02-19T18:30:00.000Z', '2026-02-20T18:29:59.000Z'],
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', '2011-12-31T09:59:59.000Z'],
])('%s %s has its own first and last second', (zone, day, first, last) => {
  expect(new Date(startOfDay(zone, day)).toISOString()).toBe(first);
  expect(new Date(endOfDay(zone, day)).toISOString()).toBe(last);
  expect(dayIn(zone, startOfDay(zone, day))).toBe(day);
  expect(dayIn(zone, endOfDay(zone, day))).toBe(day);
});

test('days, months and years end with the last second of their last day', () => {
  expect(new Date(endOf(T0, 'P1M', 'UTC')).toISOString()).toBe('2026-12-20T23:59:59.000Z');
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
  expect(() => endOf(T0, 'P1W', 'UTC')).toThrow('PT48H');
});

test('US federal business days leave out weekends and holidays as they are kept', () => {
  expect(federalHolidays(2027)).toContain('2027-07-05');
  expect(businessDay('2026-11-23', 8)).toBe('2026-12-04');
  expect(businessDay('2021-12-30', 1)).toBe('2022-01-03');
});

test('a notice is gone when its last link is, between the latest seen and the latest missed', () => {
  const gone = (link: number, missed: number, seen?: number) => ({
    link,
    at: at(missed),
    recordedAt: at(missed),
    ...(seen === undefined ? {} : { lastSeen: at(seen) }),
  });
  expect(wholeRemoval(2, [gone(0, 5, 4)])).toBeUndefined();
  expect(wholeRemoval(2, [gone(1, 9, 8), gone(0, 5, 4)])).toMatchObject({ at: at(9), lastSeen: at(8) });
  expect(wholeRemoval(2, [gone(1, 9), gone(0, 5, 4)])).not.toHaveProperty('lastSeen');
  expect(wholeRemoval(1, [gone(0, 9, 8), gone(0, 5, 4), gone(3, 20)])).toMatchObject({ at: at(5) });
});
