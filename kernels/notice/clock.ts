import { type ClockEvent, iso, type Span, spanOf } from './clock-events.ts';
import { endOf } from './duration.ts';
import type { Row } from './regimes/row.ts';
import { words } from './regimes/words.ts';

const HOUR = 3_600_000;

/** The parts of a row that its clock needs. */
export type ClockRow = Pick<
  Row,
  | 'kind'
  | 'startsOn'
  | 'duration'
  | 'counting'
  | 'zone'
  | 'stopsOn'
  | 'tollsOn'
  | 'extendsOn'
  | 'maxExtension'
  | 'maxExtensions'
>;

/**
 * Where one notice stands under one row. Instants are ISO, UTC.
 *
 * `unobservable`: they say that it is gone and no check of ours can see the place; never late by itself, and left out
 * of removal times. `dueAt` is null where the law gives no number and while the clock is paused. `lateBy` and
 * `countedFor` are milliseconds. `disagreement`: they say that it is gone and it was seen afterwards.
 */
export interface Clock {
  readonly state: 'not-started' | 'running' | 'tolled' | 'stopped' | 'expired' | 'unobservable';
  readonly startedAt: string | null;
  readonly dueAt: string | null;
  readonly stoppedAt: string | null;
  readonly inTime: 'yes' | 'no' | 'unknown';
  readonly lateBy: number;
  readonly countedFor: number;
  readonly reason: 'removed' | 'decided' | 'refused' | 'withdrawn' | null;
  readonly approximate: boolean;
  readonly disagreement: boolean;
  readonly refusedExtensions: number;
}

interface Known {
  readonly event: ClockEvent;
  readonly span: Span;
}

/** An acknowledgement is the addressee's own proof of receipt, so it starts whatever proof of receipt starts. */
const starts = (row: ClockRow, type: string): boolean =>
  type === row.startsOn || (row.startsOn === 'notice.receipted' && type === 'notice.acknowledged');

function findStart(row: ClockRow, known: readonly Known[]): Known | undefined {
  const bounces = known.filter(({ event }) => event.type === 'notice.bounced');
  const bounced = ({ event, span }: Known): boolean =>
    (event.type === 'notice.receipted' || event.type === 'application.receipted') &&
    bounces.some(({ event: bounce, span: when }) =>
      bounce.cancels === undefined ? span.from <= when.to : bounce.cancels === event.id,
    );
  const reset = Math.max(
    ...known.filter(({ event }) => event.type === 'notice.incomplete').map(({ span }) => span.to),
    Number.NEGATIVE_INFINITY,
  );
  return known
    .filter((each) => starts(row, each.event.type) && !bounced(each) && each.span.to > reset)
    .sort((a, b) => a.span.to - b.span.to)[0];
}

/** 0 for a stop that says nothing about the addressee, 1 for one that does. */
const blamed = (type: string): number => (type.endsWith('.withdrawn') ? 0 : 1);

/** Why a clock stopped. @param refusals when they refused (milliseconds): a decision of that moment is the refusal */
function reasonOf(type: string, at: number, refusals: readonly number[]): NonNullable<Clock['reason']> {
  if (type === 'removal.observed') return 'removed';
  if (type.endsWith('.withdrawn')) return 'withdrawn';
  return type === 'notice.refused' || refusals.includes(at) ? 'refused' : 'decided';
}

/** The end after extensions: each replaces it with the end it carries, as far and as often as the row allows. */
function extend(row: ClockRow, end: number, known: readonly Known[]): { due: number; refused: number } {
  const asked = known
    .filter(({ event }) => row.extendsOn?.includes(event.type))
    .map(({ event, span }) => ({
      at: span.from,
      until: event.until === undefined ? undefined : spanOf(event.until, event.zone ?? row.zone).to,
    }))
    .sort((a, b) => a.at - b.at || (a.until ?? 0) - (b.until ?? 0));
  let due = end;
  let granted = 0;
  for (const { until } of asked) {
    const furthest = row.maxExtension === undefined ? undefined : endOf(due, row.maxExtension, row.zone);
    const next = until ?? furthest;
    if (next === undefined || next <= due) continue;
    if (granted >= (row.maxExtensions ?? 99) || (furthest !== undefined && next > furthest)) continue;
    due = next;
    granted++;
  }
  return { due, refused: asked.length - granted };
}

/** The pauses that `tollsOn` events began, joined where they overlap; the last has no end while it is open. */
function pauses(row: ClockRow, known: readonly Known[]): { from: number; to: number }[] {
  const open = (row.tollsOn ?? []).flatMap((type) =>
    known
      .filter(({ event }) => event.type === type)
      .map(({ span }) => {
        const ends = known
          .filter((each) => each.event.type === words.tollPairs[type] && each.span.from >= span.from)
          .map((each) => each.span.from);
        return { from: span.from, to: Math.min(...ends, Number.POSITIVE_INFINITY) };
      }),
  );
  const joined: { from: number; to: number }[] = [];
  for (const each of open.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else joined.push({ ...each });
  }
  return joined;
}

/** Where a removal we saw (or another stop) lies against the end: late only when its earliest reading is. */
function punctual(due: number | null, from: number, to: number): Clock['inTime'] {
  if (due === null) return 'unknown';
  if (to <= due) return 'yes';
  return from > due ? 'no' : 'unknown';
}

/**
 * Where a notice stands at `now`: spec of states, counting and stops in docs/notices.md.
 *
 * Pure, and blind to the order of `events`: what was recorded after `now` is not known yet. Start is proof of receipt
 * by the moment it happened, the earliest that nothing undid.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export function clock(row: ClockRow, events: readonly ClockEvent[], now: number): Clock {
  const known = events
    .filter((event) => Date.parse(event.recordedAt) <= now)
    .map((event) => ({ event, span: spanOf(event.at, event.zone ?? row.zone) }));
  const of = (type: string) => known.filter(({ event }) => event.type === type);
  const latest = (type: string) => Math.max(...of(type).map(({ span }) => span.to), Number.NEGATIVE_INFINITY);

  const start = findStart(row, known);
  const startedAt = start?.span.to ?? null;
  const counted =
    startedAt !== null && row.duration !== null && row.counting !== 'business' && row.counting !== null;
  const extended =
    counted && row.duration !== null ? extend(row, endOf(startedAt, row.duration, row.zone), known) : null;
  let due = extended?.due ?? null;

  const stops = known
    .filter(({ event }) => row.stopsOn.includes(event.type))
    .map(({ event, span }) => ({
      type: event.type,
      from:
        event.type === 'removal.observed' && event.lastSeen === undefined
          ? Number.NEGATIVE_INFINITY
          : span.from,
      seen: event.lastSeen === undefined ? null : Date.parse(event.lastSeen),
      to: span.to,
    }))
    .sort(
      (a, b) =>
        a.to - b.to ||
        // Taken back at the very moment it went: she took it back, and nobody is blamed.
        blamed(a.type) - blamed(b.type) ||
        (b.seen ?? 0) - (a.seen ?? 0) ||
        (a.type < b.type ? -1 : 1),
    );
  const stop = stops[0];

  const end = Math.min(stop?.to ?? now, now);
  let paused = 0;
  let tolled = false;
  for (const pause of pauses(row, known)) {
    const from = Math.max(pause.from, startedAt ?? pause.from);
    if (startedAt === null || pause.to <= from || from > (due ?? Number.POSITIVE_INFINITY)) continue;
    if (pause.to === Number.POSITIVE_INFINITY || pause.to > now) tolled = true;
    else if (due !== null) due += pause.to - from;
    paused += Math.max(0, Math.min(pause.to, end) - from);
  }

  const asserted = latest('removal.asserted');
  const seen = latest('link.seen');
  const base = {
    startedAt: startedAt === null ? null : iso(startedAt),
    dueAt: due === null || (tolled && !stop) ? null : iso(due),
    stoppedAt: null,
    inTime: 'unknown' as Clock['inTime'],
    lateBy: 0,
    countedFor: startedAt === null ? 0 : Math.max(0, end - startedAt - paused),
    reason: null,
    approximate: start !== undefined && start.event.at.length === 10,
    disagreement: Number.isFinite(asserted) && seen > asserted,
    refusedExtensions: extended?.refused ?? 0,
  };

  if (stop) {
    const refusals = of('notice.refused').map(({ span }) => span.to);
    const reason = reasonOf(stop.type, stop.to, refusals);
    const inTime = reason === 'withdrawn' ? 'unknown' : punctual(due, stop.seen ?? stop.from, stop.to);
    const lateBy = inTime === 'no' && due !== null ? (stop.seen ?? stop.to) - due : 0;
    return { ...base, state: 'stopped', stoppedAt: iso(stop.to), inTime, lateBy, reason };
  }
  if (startedAt === null) return { ...base, state: 'not-started' };
  if (tolled) return { ...base, state: 'tolled' };
  const blind = latest('removal.unobservable');
  if (Number.isFinite(asserted) && Number.isFinite(blind) && seen <= Math.max(asserted, blind))
    return { ...base, state: 'unobservable' };
  if (due === null || now <= due) return { ...base, state: 'running' };
  return { ...base, state: 'expired', inTime: 'no', lateBy: now - due };
}

/** Whole days that a clock without a number has counted; 0 on the first. */
export function daysUp(of: Clock): number {
  return Math.floor(of.countedFor / (24 * HOUR));
}
