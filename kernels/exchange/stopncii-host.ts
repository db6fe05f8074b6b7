import { ExchangeError } from './errors.ts';
import type { Opinion } from './opinions.ts';
import { MAX_PAGE, type PageToken, type PlannedPage, type TokenTag, writeToken } from './paging.ts';
import {
  type CarriedType,
  FEEDBACK_VALUES,
  type FeedbackValue,
  hashOf,
  isCarried,
  isEmptyHash,
  isFlat,
  signalTypeOf,
  type Tag,
  TAGS,
  wordOf,
} from './words.ts';

/** The full present state of one (type, hash) as our host keeps it. `second` and `tie` are its place in the order. */
export interface HostRecord {
  readonly type: CarriedType;
  /** Lower-case hex. */
  readonly hash: string;
  readonly second: number;
  readonly tie: number;
  readonly withdrawn: boolean;
  readonly opinions: readonly Opinion[];
}

/**
 * Writes one record with every field of the wire, in its type. Refuses what would stop a subscriber for good: the way
 * out is validated as the way in is.
 *
 * @throws ExchangeError `badPage`
 */
export function writeRecord(record: HostRecord): object {
  if (hashOf(record.type, record.hash) !== record.hash || isEmptyHash(record.hash))
    throw new ExchangeError('badPage', 'A stored hash has the wrong form and was not sent.');
  if (!Number.isSafeInteger(record.second) || record.second < 0)
    throw new ExchangeError('badPage', 'A stored time has the wrong form and was not sent.');
  return {
    lastModtimestamp: record.second,
    signalType: record.type,
    hashStatus: record.withdrawn ? 'Withdrawn' : 'Active',
    caseNumbers: {},
    hashValue: record.hash,
    CSPFeedbacks: record.opinions.map(({ source, value, tags }) => ({
      source,
      feedbackValue: value,
      tags: [...tags],
    })),
  };
}

/** Writes a FetchHashes answer. A record that cannot be written is left out and named in `refused` by its number. */
export function writePage(
  plan: PlannedPage<HostRecord>,
  tag: TokenTag,
): { body: object; refused: readonly number[] } {
  const hashRecords: object[] = [];
  const refused: number[] = [];
  for (const row of plan.rows)
    try {
      hashRecords.push(writeRecord(row));
    } catch {
      refused.push(row.tie);
    }
  const next: PageToken | undefined = plan.next;
  return {
    body: {
      count: hashRecords.length,
      nextSetTimestamp: plan.nextSetTimestamp,
      nextPageToken: next ? writeToken(next, tag) : null,
      hasMoreRecords: plan.hasMore,
      hashRecords,
    },
    refused,
  };
}

/** A submitted hash after parsing. */
export interface SubmittedHash {
  readonly type: CarriedType;
  readonly hash: string;
  readonly value: FeedbackValue;
  readonly tags: readonly Tag[];
}

/** A feedback after parsing. It carries no type: it is for every record with this value. */
export interface SubmittedFeedback {
  readonly hash: string;
  readonly value: FeedbackValue;
  readonly tags: readonly Tag[];
}

type Fields = Record<string, unknown>;

/** Reads the body of SubmitHashes. @throws ExchangeError `badSubmission` naming the first wrong field by its place */
export function readSubmission(body: unknown): SubmittedHash[] {
  return listOf(body, 'hashRecords').map((item, i) => {
    const at = `hashRecords[${i}]`;
    const type = signalTypeOf(item['signalType']);
    if (!type || !isCarried(type)) refuse(`${at}.signalType must be ImagePDQ or VideoMD5.`);
    const hash = hashOf(type, item['hashValue']);
    if (hash === undefined || isEmptyHash(hash))
      refuse(`${at}.hashValue must be the hex of one ${type} hash.`);
    if (isFlat(type, hash))
      refuse(`${at}.hashValue is the hash of a flat picture: it would match every other one.`);
    const opinions = item['CSPFeedbacks'] ?? [];
    if (!Array.isArray(opinions) || opinions.length > 1)
      refuse(`${at}.CSPFeedbacks must hold one opinion at most.`);
    const opinion = opinions.length === 1 ? fieldsOf(opinions[0], `${at}.CSPFeedbacks[0]`) : undefined;
    return {
      type,
      hash,
      value: opinion ? feedbackOf(opinion, at) : 'None',
      tags: opinion ? tagsOf(opinion, at) : [],
    };
  });
}

/** Reads the body of SubmitFeedback. @throws ExchangeError `badSubmission` naming the first wrong field by its place */
export function readFeedback(body: unknown): SubmittedFeedback[] {
  return listOf(body, 'hashFeedbacks').map((item, i) => {
    const at = `hashFeedbacks[${i}]`;
    const hash = hashOf('ImagePDQ', item['hashValue']) ?? hashOf('VideoMD5', item['hashValue']);
    if (hash === undefined || isEmptyHash(hash)) refuse(`${at}.hashValue must be the hex of one hash.`);
    return { hash, value: feedbackOf(item, at), tags: tagsOf(item, at) };
  });
}

function listOf(body: unknown, name: string): Fields[] {
  const items = fieldsOf(body, 'The body')[name];
  if (!Array.isArray(items) || items.length > MAX_PAGE)
    refuse(`${name} must be a list of at most ${MAX_PAGE} records.`);
  return items.map((item, i) => fieldsOf(item, `${name}[${i}]`));
}

function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(`${at} must be an object.`);
  return value as Fields;
}

function feedbackOf(item: Fields, at: string): FeedbackValue {
  return (
    wordOf(FEEDBACK_VALUES, item['feedbackValue']) ??
    refuse(`${at}.feedbackValue is not a word of the protocol.`)
  );
}

function tagsOf(item: Fields, at: string): Tag[] {
  const tags = item['tags'] ?? [];
  if (!Array.isArray(tags) || tags.length > TAGS.length) refuse(`${at}.tags must be a short list.`);
  return tags.map((tag) => wordOf(TAGS, tag) ?? refuse(`${at}.tags may hold ${TAGS.join(', ')} only.`));
}

function refuse(message: string): never {
  throw new ExchangeError('badSubmission', message);
}
