import { expect, test } from 'vitest';
import { nextLook, type Watched } from './when.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const link = (more: Partial<Watched['links'][number]> = {}) => ({
  observed: false,
  state: 'present',
  looksAfter: 0,
  ...more,
});
const next = (links: Watched['links'], left: number | null, chance = 0.5) =>
  nextLook({ links, due: left === null ? null : left, now: 0, demo: false, chance });

test('looks come closer as the end of the clock does, never more often than each quarter of an hour', () => {
  const waits = [48, 24, 8, 4, 2, 1, 0.1].map((hours) => next([link()], hours * HOUR) ?? 0);
  expect(waits).toEqual([6 * HOUR, 3 * HOUR, HOUR, HOUR / 2, 15 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
  // Past the end, and on a route without one, some times a day.
  expect([next([link()], -HOUR), next([link()], null)]).toEqual([6 * HOUR, 3 * HOUR]);
});

test('a first miss is looked at again soon; what is gone rarely, and then never', () => {
  expect(next([link(), link({ state: 'missing' })], 40 * HOUR)).toBe(10 * MINUTE);
  const gone = (looksAfter: number) => next([link({ observed: true, looksAfter })], 40 * HOUR);
  expect([0, 1, 2, 3, 4].map(gone)).toEqual([DAY, 3 * DAY, 7 * DAY, 30 * DAY, undefined]);
});

test('chance moves every look by up to a quarter, so that no rhythm shows', () => {
  expect(next([link()], 24 * HOUR, 0)).toBe(0.75 * 3 * HOUR);
  expect(next([link()], 24 * HOUR, 1)).toBe(1.25 * 3 * HOUR);
  expect(next([link({ observed: true })], null, 1)).toBe(1.25 * DAY);
});
