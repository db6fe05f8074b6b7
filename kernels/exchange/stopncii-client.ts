import { ExchangeError } from './errors.ts';
import type { Quarantined } from './records.ts';
import {
  type CarriedType,
  FEEDBACK_VALUES,
  type FeedbackValue,
  HASH_STATUSES,
  hashOf,
  isCarried,
  isEmptyHash,
  isFlat,
  signalTypeOf,
  wordOf,
} from './words.ts';

/** One record as another host gives it, after tolerant reading. */
export interface ForeignRecord {
  readonly type: CarriedType;
  readonly hash: string;
  readonly second: number;
  /** Withdrawn and Deleted both mean: unmatchable at once. */
  readonly gone: boolean;
  readonly opinions: readonly { readonly source: string; readonly value: FeedbackValue }[];
}

/** A FetchHashes page after tolerant reading. */
export interface ForeignPage {
  readonly records: readonly ForeignRecord[];
  readonly nextSetTimestamp: number;
  readonly nextPageToken?: string;
  readonly hasMore: boolean;
  /** Types that we do not match (PhotoDNA, TMK, text): counted, not kept. */
  readonly skipped: number;
  readonly quarantined: readonly Quarantined[];
}

type Fields = Record<string, unknown>;

/**
 * Reads a page of any host. A record that cannot be read is set aside by its place and a code, never by its hash; a
 * page whose frame cannot be read is refused whole.
 *
 * @throws ExchangeError `badPage`, or `tokenMissing` when more is promised without a token
 */
export function readForeignPage(body: unknown): ForeignPage {
  const page = fields(body);
  if (!page) throw new ExchangeError('badPage', 'The exchange did not send a JSON object.');
  const nextSetTimestamp = whole(page['nextSetTimestamp']);
  if (nextSetTimestamp === undefined)
    throw new ExchangeError('badPage', 'The exchange sent no whole nextSetTimestamp.');
  if (typeof page['hasMoreRecords'] !== 'boolean')
    throw new ExchangeError('badPage', 'The exchange did not say whether there are more records.');
  const items = page['hashRecords'] ?? [];
  if (!Array.isArray(items)) throw new ExchangeError('badPage', 'The exchange sent no list of records.');
  const token = page['nextPageToken'];
  if (page['hasMoreRecords'] && (typeof token !== 'string' || token === ''))
    throw new ExchangeError('tokenMissing', 'The exchange promises more records but gives no page token.');

  const records: ForeignRecord[] = [];
  const quarantined: Quarantined[] = [];
  let skipped = 0;
  for (const [i, item] of items.entries()) {
    const read = readForeignRecord(item);
    if (read === 'skipped') skipped++;
    else if (typeof read === 'string') quarantined.push({ id: `record-${i}`, code: read });
    else records.push(read);
  }
  return {
    records,
    nextSetTimestamp,
    hasMore: page['hasMoreRecords'],
    skipped,
    quarantined,
    ...(typeof token === 'string' && token !== '' ? { nextPageToken: token } : {}),
  };
}

/** A record, or the code of what is wrong with it, or `skipped` for a type that we do not match. */
function readForeignRecord(item: unknown): ForeignRecord | string {
  const record = fields(item);
  if (!record) return 'notAnObject';
  const type = signalTypeOf(record['signalType']);
  if (!type) return typeof record['signalType'] === 'string' ? 'unknownType' : 'badType';
  if (!isCarried(type)) return 'skipped';
  const hash = hashOf(type, record['hashValue']);
  if (hash === undefined) return 'badHash';
  if (isEmptyHash(hash)) return 'emptyHash';
  const second = whole(record['lastModtimestamp']);
  if (second === undefined) return 'badTime';
  const status = wordOf(HASH_STATUSES, record['hashStatus']);
  if (!status) return 'unknownStatus';
  const gone = status === 'Withdrawn' || status === 'Deleted';
  // What is taken back may have come before anybody looked at its form.
  if (!gone && isFlat(type, hash)) return 'flatHash';
  const feedbacks = record['CSPFeedbacks'] ?? [];
  if (!Array.isArray(feedbacks)) return 'badFeedback';
  const opinions: { source: string; value: FeedbackValue }[] = [];
  for (const each of feedbacks) {
    const feedback = fields(each);
    const value = wordOf(FEEDBACK_VALUES, feedback?.['feedbackValue']);
    // An opinion in a word that we do not know is no reason to lose the hash.
    if (!feedback || !value) continue;
    const source = feedback['source'];
    opinions.push({ source: typeof source === 'string' ? source.slice(0, 64) : '', value });
  }
  return { type, hash, second, gone, opinions };
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
