import {
  day,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
} from '@amaan/base';

/** Allows null besides what `parse` allows: the data says "not recorded" with null, not by leaving out. */
function orNull<T>(parse: Parse<T>): Parse<T | null> {
  return (value, path = '') => (value === null ? null : parse(value, path));
}

const word = text(60, { min: 1, pattern: /^[a-z0-9_.A-Z-]+$/ });
const prose = text(400, { min: 1 });
const duration = text(8, { pattern: /^P(?:\d+[DMY]|T\d+H)$/ });
const zone: Parse<string> = (value, path = '') => {
  try {
    if (typeof value !== 'string') throw new RangeError();
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new ShapeError(path, 'an IANA time zone');
  }
};

const escalation = object({
  to: prose,
  act: oneOf('answer-and-resend', 'complain', 'reminder', 'inform', 'counsel'),
  after: oneOf('expired', 'refused', 'any-time'),
  regime: optional(word),
});

/**
 * One dated version of one legal rule.
 *
 * `kind`: duty (someone must act in the time), route (no number: count up), window (time she has), lapse (an order
 * ends), retention (records may go), info (no clock). `counting`: elapsed hours, whole calendar units in `zone`, or
 * business days. `linkTests`: every one must be answered yes. `ship: false` rows are never offered; `held` says why.
 */
export const parseRow = object({
  id: word,
  family: word,
  kind: oneOf('duty', 'route', 'window', 'lapse', 'retention', 'info'),
  title: prose,
  cite: prose,
  instrument: prose,
  addressee: oneOf('platform', 'host', 'search', 'authority', 'officer', 'court'),
  binds: oneOf('platform', 'host', 'search', 'authority', 'officer', 'court', 'applicant', 'end_user'),
  startsOn: orNull(word),
  duration: orNull(duration),
  time: prose,
  counting: orNull(oneOf('elapsed', 'calendar', 'business')),
  zone,
  stopsOn: list(word, 9),
  tollsOn: optional(list(word, 9)),
  extendsOn: optional(list(word, 9)),
  maxExtension: optional(duration),
  maxExtensions: optional(integer(1, 9)),
  also: list(word, 9),
  elements: list(word, 20),
  practiceElements: optional(list(word, 20)),
  claimants: list(word, 9),
  linkTests: list(word, 9),
  exposesIdentity: oneOf('yes', 'no', 'unknown'),
  escalation: list(escalation, 9),
  shownTo: oneOf('survivor', 'caseworker'),
  validFrom: orNull(day),
  validTo: orNull(day),
  seenInForceOn: optional(day),
  previous: list(word, 9),
  source: prose,
  confidence: oneOf('H', 'M', 'L'),
  ship: (value: unknown, path = ''): boolean => {
    if (typeof value !== 'boolean') throw new ShapeError(path, 'true or false');
    return value;
  },
  held: optional(prose),
  note: optional(prose),
  checkedOn: day,
});

/** One dated version of one legal rule; see `parseRow`. */
export type Row = Parsed<typeof parseRow>;

/** A next step that a row names, and what must have happened before it is offered. */
export type Escalation = Row['escalation'][number];

/** The file of one jurisdiction, named by its country code. */
export const parseRegimeFile = object({
  v: oneOf(1),
  jurisdiction: text(2, { min: 2, pattern: /^[A-Z]{2}$/ }),
  rows: list(parseRow, 200, 1),
});
