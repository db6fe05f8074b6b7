import { type Clock, type ClockRow, clock } from './clock.ts';
import type { ClockEvent } from './clock-events.ts';
import { inForce } from './gates.ts';
import type { BookRow, RegimeBook } from './regimes/load.ts';
import { addDays, dayIn } from './zones.ts';

/** The version of a family for a start, or why there is none. */
export type Choice =
  | { readonly state: 'chosen'; readonly row: BookRow; readonly confirmDay: boolean }
  | { readonly state: 'not_in_force' }
  | { readonly state: 'not_offered' };

/**
 * Picks the version in force on the day (in its own zone) of the start event. A row that does not ship is never given.
 * `confirmDay` asks a person to confirm: the day lies within one day of a change of the law.
 *
 * @param start milliseconds since 1970 (UTC): proof of receipt, never sending
 */
export function chooseVersion(book: RegimeBook, family: string, start: number): Choice {
  const versions = book.families.get(family) ?? [];
  if (!versions.some((row) => row.ship)) return { state: 'not_offered' };
  for (const row of versions) {
    const day = dayIn(row.zone, start);
    if (!inForce(row, day)) continue;
    if (!row.ship) return { state: 'not_offered' };
    const near = [addDays(day, -1), day, addDays(day, 1)];
    const confirmDay = near.some((each) => each === row.validFrom || each === row.validTo);
    return { state: 'chosen', row, confirmDay };
  }
  return { state: 'not_in_force' };
}

/** What is written into a notice when its clock starts, so that a later edit of the law does not move it. */
export interface Pin {
  readonly row: string;
  readonly fileDigest: string;
  readonly checkedOn: string;
  readonly clockRow: ClockRow;
}

/** The pin of a row of this book. */
export function pinOf(book: RegimeBook, row: BookRow): Pin {
  const {
    kind,
    startsOn,
    duration,
    counting,
    zone,
    stopsOn,
    tollsOn,
    extendsOn,
    maxExtension,
    maxExtensions,
  } = row;
  const clockRow: ClockRow = {
    kind,
    startsOn,
    duration,
    counting,
    zone,
    stopsOn,
    ...(tollsOn && { tollsOn }),
    ...(extendsOn && { extendsOn }),
    ...(maxExtension && { maxExtension }),
    ...(maxExtensions && { maxExtensions }),
  };
  return {
    row: row.id,
    fileDigest: book.digests.get(row.jurisdiction) ?? '',
    checkedOn: row.checkedOn,
    clockRow,
  };
}

/** A family's clock with the version that gave it; `choice` says why there is none. */
export interface FamilyClock {
  readonly choice: Choice['state'] | 'pinned';
  readonly pin?: Pin;
  readonly confirmDay: boolean;
  readonly clock?: Clock;
}

/**
 * The clock of one notice under one family: a pinned row wins; before the start there is nothing to pin, and the
 * version in force now shows what would apply.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export function familyClock(
  book: RegimeBook,
  family: string,
  events: readonly ClockEvent[],
  now: number,
  pin?: Pin,
): FamilyClock {
  if (pin) return { choice: 'pinned', pin, confirmDay: false, clock: clock(pin.clockRow, events, now) };
  const versions = (book.families.get(family) ?? []).map((row) => clock(row, events, now).startedAt);
  const started = versions.find((at) => at !== null);
  const choice = chooseVersion(book, family, started ? Date.parse(started) : now);
  if (choice.state !== 'chosen') return { choice: choice.state, confirmDay: false };
  const { row, confirmDay } = choice;
  const found = clock(row, events, now);
  return {
    choice: 'chosen',
    confirmDay,
    clock: found,
    ...(found.startedAt !== null && { pin: pinOf(book, row) }),
  };
}
