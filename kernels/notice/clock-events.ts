import {
  day,
  instant,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
} from '@amaan/base';
import { endOfDay, startOfDay } from './zones.ts';

const moment: Parse<string> = (value, path = '') =>
  typeof value === 'string' && value.length === 10 ? day(value, path) : instant(value, path);

/**
 * Something that moves a clock. `at` is when it happened, as an instant, or as a day where only the day is known
 * (then `zone`, when the day was written in another zone than the row's). `recordedAt` is when we learned it.
 *
 * `until`: the new end, of an extension. `lastSeen`: of removal.observed, when a check last saw the content; `at` is
 * then the first check that missed it. `cancels`: of notice.bounced, the id of the proof that it undoes. `by`: who saw,
 * of link.seen.
 */
export const parseClockEvent = object({
  type: text(60, { min: 1, pattern: /^[a-z_.]+$/ }),
  id: optional(text(80, { min: 1 })),
  at: moment,
  zone: optional(text(60, { min: 1 })),
  recordedAt: instant,
  until: optional(moment),
  lastSeen: optional(instant),
  cancels: optional(text(80, { min: 1 })),
  by: optional(oneOf('person', 'check')),
});
export type ClockEvent = Parsed<typeof parseClockEvent>;

/** The earliest and latest reading of a moment, in milliseconds (UTC): equal for an instant, a whole day for a day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a moment. A day whose zone nobody knows is read in the zones that make it longest, so that no reading of ours
 * is ever too early.
 */
export function spanOf(at: string, zone: string | null): Span {
  if (at.length > 10) return { from: Date.parse(at), to: Date.parse(at) };
  const zones = zone === null ? ['Pacific/Kiritimati', 'Etc/GMT+12'] : [zone];
  return {
    from: Math.min(...zones.map((each) => startOfDay(each, at))),
    to: Math.max(...zones.map((each) => endOfDay(each, at))),
  };
}

/** An instant as ISO text without needless milliseconds. */
export function iso(at: number): string {
  if (!Number.isFinite(at)) throw new ShapeError('at', 'an instant');
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
