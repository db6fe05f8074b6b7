import {
  type Parse,
  type Parsed,
  ShapeError,
  boolean,
  hex,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  text,
} from '@amaan/base';
import { parseSignalSet, type SignalSet, withoutViews } from '@amaan/signal';
import { ExchangeError } from './errors.ts';
import { FEEDBACK_VALUES, TAGS } from './words.ts';

/** The most records that one page between Amaan servers holds. */
export const MAX_RECORDS = 500;

/** What the survivor agreed to share beyond the plain hashes; each is a consent of its own. */
export interface ShareScope {
  readonly views: boolean;
  readonly exact: boolean;
}

/**
 * The part of a SignalSet that may leave the helpline: no exact hashes and no many-view record without their consents.
 * The file's size is always blanked, because together with the picture's size it is nearly an exact hash.
 */
export function shareable(set: SignalSet, scope: ShareScope): SignalSet {
  const { md5, sha256, ...plain } = scope.views ? set : withoutViews(set);
  return {
    ...plain,
    bytes: 0,
    ...(scope.exact && md5 ? { md5 } : {}),
    ...(scope.exact && sha256 ? { sha256 } : {}),
  };
}

const parseRecordFields = object({
  /** Pseudonym of the entry for this subscriber: another subscriber gets another one. */
  id: text(40, { min: 8, pattern: /^px-[0-9a-f]{32}$/ }),
  seq: integer(1, Number.MAX_SAFE_INTEGER),
  state: oneOf('live', 'suspended', 'withdrawn'),
  /** An adult bank refuses a record without this mark; there is no "unknown". Absent in a tombstone. */
  ageMark: optional(oneOf('adult')),
  /** Absent in a tombstone: an id is all that a withdrawal needs. */
  signals: optional(parseSignalSet),
  /** True when a tombstone must be confirmed with a proof of purge. */
  proof: optional(boolean),
  opinions: list(
    object({
      source: text(40, { min: 1, pattern: /^[a-z0-9-]+$/ }),
      value: oneOf(...FEEDBACK_VALUES),
      tags: list(oneOf(...TAGS), TAGS.length),
    }),
    1000,
  ),
});

/** One entry of a helpline's list as another Amaan server gets it. */
export type ExchangeRecord = Parsed<typeof parseRecordFields>;

/** Reads a record: a live one has its signals and the adult mark, a tombstone has neither. @throws ShapeError */
export const parseRecord: Parse<ExchangeRecord> = (value, path = '') => {
  const record = parseRecordFields(value, path);
  const gone = record.state === 'withdrawn';
  if (gone === (record.signals !== undefined))
    throw new ShapeError(`${path}.signals`, gone ? 'absent in a tombstone' : 'present');
  if (gone === (record.ageMark !== undefined))
    throw new ShapeError(`${path}.ageMark`, gone ? 'absent in a tombstone' : 'adult');
  return record;
};

const parsePageFrame = object({
  v: oneOf(1),
  exchange: text(64, { min: 1 }),
  /** The subscriber's code: a page signed for one subscriber is not good for another. */
  subscriber: text(64, { min: 1 }),
  after: integer(0, Number.MAX_SAFE_INTEGER),
  cursor: integer(0, Number.MAX_SAFE_INTEGER),
  more: boolean,
  at: instant,
  records: list<unknown>((item) => item, MAX_RECORDS),
});

/** A page of records. The signature stands beside it, over the exact bytes. */
export interface RecordPage {
  readonly v: 1;
  readonly exchange: string;
  readonly subscriber: string;
  readonly after: number;
  readonly cursor: number;
  readonly more: boolean;
  readonly at: string;
  readonly records: readonly ExchangeRecord[];
}

/** A record that could not be read, by what is left of its name: never its hash. */
export interface Quarantined {
  readonly id: string;
  readonly code: string;
}

/** What a page gave: good records in order, and the bad ones set aside. */
export interface ReadRecordPage extends RecordPage {
  readonly quarantined: readonly Quarantined[];
}

/**
 * Reads a page whose signature was already checked. One bad record is set aside and does not stop the rest.
 *
 * @param after the cursor that was asked for
 * @throws ExchangeError `badPage` when the frame is wrong, answers another question or runs backwards
 */
export function readRecordPage(value: unknown, after: number): ReadRecordPage {
  let frame: Parsed<typeof parsePageFrame>;
  try {
    frame = parsePageFrame(value);
  } catch {
    throw new ExchangeError('badPage', 'The exchange sent a page of another shape.');
  }
  if (frame.after !== after || frame.cursor < after)
    throw new ExchangeError('badPage', 'The exchange sent a page that does not follow the checkpoint.');
  if (frame.more && frame.cursor === after)
    throw new ExchangeError('badPage', 'The exchange promises more but does not move on.');
  const records: ExchangeRecord[] = [];
  const quarantined: Quarantined[] = [];
  for (const [i, item] of frame.records.entries())
    try {
      const record = parseRecord(item, `records[${i}]`);
      if (record.seq <= after || record.seq > frame.cursor) throw new ShapeError('seq', 'inside the page');
      records.push(record);
    } catch (error) {
      quarantined.push({ id: nameOf(item), code: error instanceof ShapeError ? 'shape' : 'unreadable' });
    }
  return { ...frame, records, quarantined };
}

function nameOf(item: unknown): string {
  const id = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined;
  return typeof id === 'string' && /^px-[0-9a-f]{32}$/.test(id) ? id : 'unnamed';
}

/** One platform's opinion on one entry, from one decision. Posting it again with the same decision changes nothing. */
export const parseOpinionPost = object({
  v: oneOf(1),
  opinions: list(
    object({
      id: text(40, { pattern: /^px-[0-9a-f]{32}$/ }),
      /** Random id of the decision that this opinion came from. */
      decision: hex(16),
      value: oneOf('Blocked', 'NotBlocked', 'PendingReview'),
      tags: list(oneOf(...TAGS), TAGS.length),
      /** The reviewer doubts that the person shown is an adult: the record rests until a person looks. */
      ageDoubt: optional(boolean),
    }),
    100,
    1,
  ),
});
export type OpinionPost = Parsed<typeof parseOpinionPost>;
