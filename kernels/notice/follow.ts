import { type Pin, familyClock } from './choose.ts';
import type { Clock } from './clock.ts';
import type { ClockEvent } from './clock-events.ts';
import { isForMinors } from './gates.ts';
import type { BookRow, RegimeBook } from './regimes/load.ts';
import { words } from './regimes/words.ts';
import { addDays, dayIn, endOfDay } from './zones.ts';

/** A clock that others started by what they did about a notice: an order's end, a time to appeal, a removal notice. */
export interface Following {
  readonly row: BookRow;
  readonly pin: Pin;
  readonly clock: Clock;
  /** The last instant at which it is safe to act (milliseconds, UTC): the end, or the end of a window's safe day. */
  readonly actBy: number | null;
}

/** What starts a notice's own clock, and what is entered of a notice in other words: proofs, answers, looks. */
const OWN = ['notice.', 'removal.', 'application.', 'decision.'];
/** Kinds that run towards an end. A route counts up and belongs to a notice of its own. */
const ENDING = ['duty', 'window', 'lapse', 'retention'];

/** The rows of a place whose clocks follow a notice there. Held rows and those for minors are not among them. */
function followingRows(book: RegimeBook, jurisdiction: string): BookRow[] {
  return [...book.rows.values()].filter(
    (row) =>
      row.jurisdiction === jurisdiction &&
      row.ship &&
      !isForMinors(row) &&
      ENDING.includes(row.kind) &&
      row.startsOn !== null &&
      !/^(?:notice|application)\./.test(row.startsOn),
  );
}

/**
 * What a person may enter that others did about a notice under `own`: every word of the law of that place that starts,
 * pauses, extends or stops one of its clocks and is not entered otherwise. Sorted.
 */
export function happenings(book: RegimeBook, own: BookRow): string[] {
  const of = ({ startsOn, stopsOn, tollsOn = [], extendsOn = [] }: BookRow) => [
    ...(startsOn === null ? [] : [startsOn]),
    ...stopsOn,
    ...extendsOn,
    ...tollsOn.flatMap((type) => [type, words.tollPairs[type] ?? type]),
  ];
  const all = [own, ...followingRows(book, own.jurisdiction)].flatMap(of);
  return [...new Set(all)].filter((type) => !OWN.some((each) => type.startsWith(each))).sort();
}

/**
 * The row by which what was taken down under `own` may come back, if whoever posted it answers: shown before that route
 * is chosen (abuse control W9). It follows those whose link tests include all of its own.
 */
export function putBackOf(book: RegimeBook, own: BookRow): BookRow | undefined {
  return followingRows(book, own.jurisdiction).find(
    ({ kind, startsOn, linkTests }) =>
      kind === 'lapse' &&
      startsOn === 'counter_notice.received' &&
      linkTests.every((test) => own.linkTests.includes(test)),
  );
}

/** Who answers a demand themselves: what they decide can be complained about. */
const ASKED = ['platform', 'host', 'search'];

/**
 * The events that count for a following row. A decision opens the time to complain about it when it is that of the
 * service that was asked: a regulator's, an officer's or a dispute body's opens none. The time to go to the Supreme
 * Court runs from the Tribunal's decision, which is not the Authority's.
 */
function countedFor(row: BookRow, own: BookRow, events: readonly ClockEvent[]): readonly ClockEvent[] {
  const { startsOn } = row;
  if (startsOn === 'decision.received' && !ASKED.includes(own.addressee))
    return events.filter(({ type }) => type !== startsOn);
  if (startsOn === 'order.received' && own.addressee !== 'court') {
    const decided = events.filter(({ type }) => type === 'case.decided').map(({ at }) => at.slice(0, 10));
    return events.filter(
      ({ type, at }) => type !== startsOn || decided.some((day) => day <= at.slice(0, 10)),
    );
  }
  return events;
}

/** Does this word give a clock a new end, so that the new end is asked for with it? */
export function givesNewEnd(type: string): boolean {
  return type.endsWith('extended');
}

/**
 * The clocks that follow a notice under `own` and have started.
 *
 * @param now milliseconds since 1970 (UTC)
 * @param pins of those that started before, by family
 */
export function followingClocks(
  book: RegimeBook,
  own: BookRow,
  events: readonly ClockEvent[],
  now: number,
  pins: ReadonlyMap<string, Pin> = new Map(),
): Following[] {
  const families = new Map(followingRows(book, own.jurisdiction).map((row) => [row.family, row]));
  return [...families].flatMap(([family, version]) => {
    if (family === own.family) return [];
    const counted = countedFor(version, own, events);
    const { clock, pin } = familyClock(book, family, counted, now, pins.get(family));
    const row = pin && book.rows.get(pin.row);
    if (!pin || !row?.ship || !clock || clock.startedAt === null) return [];
    const due = clock.dueAt === null ? null : Date.parse(clock.dueAt);
    const window = row.kind === 'window' && due !== null;
    return [{ row, pin, clock, actBy: window ? endOfDay(row.zone, addDays(dayIn(row.zone, due), -1)) : due }];
  });
}

/** The link tests of a following row that neither its notice's own tests nor what started it have answered. */
export function openTests(row: BookRow, own: BookRow): string[] {
  const known = [...own.linkTests, ...(words.establishes[row.startsOn ?? ''] ?? [])];
  return row.linkTests.filter((test) => !known.includes(test));
}
