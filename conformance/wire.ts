import { hex, integer, list, object, oneOf, type Parse, ShapeError, text } from '@amaan/base';
import { FEEDBACK_VALUES, type FeedbackValue } from '@amaan/exchange';
import type { PartnerKeys } from '../servers/responder/exchange/index.ts';
import type { Host } from './host.ts';

/** The page as its documentation gives it: every field, always, in its type. Written apart from the code it checks. */
const boolean: Parse<boolean> = (value, path = '') => {
  if (typeof value !== 'boolean') throw new ShapeError(path, 'true or false');
  return value;
};
const tokenOrNull: Parse<string | null> = (value, path = '') =>
  value === null ? null : text(1000, { min: 1 })(value, path);
const seconds = integer(0, 99_999_999_999);
const feedback = object({
  source: text(40, { min: 1, pattern: /^[a-z0-9-]+$/ }),
  feedbackValue: oneOf<FeedbackValue>(...FEEDBACK_VALUES),
  tags: list(text(20), 5),
});
const record = object({
  lastModtimestamp: seconds,
  signalType: oneOf('ImagePDQ', 'VideoMD5'),
  hashStatus: oneOf('Active', 'Withdrawn', 'Deleted'),
  caseNumbers: object({}),
  hashValue: ((value, path) => {
    const wide = typeof value === 'string' && value.length === 64;
    return hex(wide ? 32 : 16)(value, path);
  }) satisfies Parse<string>,
  CSPFeedbacks: list(feedback, 1000),
});
const page = object({
  count: integer(0, 800),
  nextSetTimestamp: seconds,
  nextPageToken: tokenOrNull,
  hasMoreRecords: boolean,
  hashRecords: list(record, 800),
});

/** One record as the wire gave it. */
export interface WireRecord {
  readonly hashStatus: string;
  readonly hashValue: string;
  readonly signalType: string;
  readonly lastModtimestamp: number;
  readonly CSPFeedbacks: readonly { readonly source: string; readonly feedbackValue: string }[];
}

/**
 * Walks through all pages and checks each: its shape, that it is no redirect, that the checkpoint never falls, that a
 * promise of more comes with a token, and that no more records come than were asked for.
 */
export async function walkPages(
  host: Host,
  keys: PartnerKeys,
  {
    start = 10,
    pageSize = 800,
    between,
  }: { start?: number; pageSize?: number; between?: (page: number) => Promise<void> } = {},
): Promise<{ records: WireRecord[]; checkpoint: number; pages: number }> {
  const records: WireRecord[] = [];
  let checkpoint = start;
  let token: string | null = null;
  let pages = 0;
  do {
    const query = new URLSearchParams({ startTimestamp: String(start), pageSize: String(pageSize) });
    if (token !== null) query.set('nextPageToken', token);
    const response = await fetch(`${host.url}/FetchHashes?${query}`, {
      redirect: 'manual',
      headers: { 'X-Functions-Key': keys.fetch, 'OCP-APIM-SUBSCRIPTION-KEY': keys.subscription },
    });
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    const read = page(await response.json());
    if (read.count !== read.hashRecords.length) throw new Error('count differs from the records');
    if (read.hashRecords.length > pageSize) throw new Error('more records than asked for');
    if (read.nextSetTimestamp < checkpoint) throw new Error('the checkpoint fell');
    if (read.hasMoreRecords !== (read.nextPageToken !== null))
      throw new Error('more without a token, or a token without more');
    checkpoint = read.nextSetTimestamp;
    token = read.nextPageToken;
    records.push(...read.hashRecords);
    pages++;
    if (between) await between(pages);
  } while (token !== null);
  return { records, checkpoint, pages };
}
