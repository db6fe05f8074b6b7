import { fromBase64, fromUtf8, integer, object, oneOf, text, toBase64, toUtf8 } from '@amaan/base';
import { ExchangeError } from './errors.ts';

/** The start that means "everything". */
export const FULL_SYNC_START = 10;
export const MAX_PAGE = 800;

/** Which tombstones a subscriber is given; see the StopNCII page of PROTOCOL.md. */
export type TombstoneMode = 'incremental' | 'always' | 'never';

/** A place in the order (second, tie), where a chain of pages began, and what the pages before promised. */
export interface PageToken {
  readonly v: 1;
  readonly start: number;
  readonly second: number;
  readonly tie: number;
  /** The tie-breaker that stood when the chain began: withdrawals after it belong to this chain. */
  readonly began: number;
}

/** A request for a page after parsing. `after` is exclusive; without it the start is inclusive. */
export interface PageRequest {
  readonly start: number;
  readonly size: number;
  readonly token?: PageToken;
}

const parseToken = object({
  v: oneOf(1),
  start: integer(0, Number.MAX_SAFE_INTEGER),
  second: integer(0, Number.MAX_SAFE_INTEGER),
  tie: integer(0, Number.MAX_SAFE_INTEGER),
  began: integer(0, Number.MAX_SAFE_INTEGER),
});
const sealedToken = text(600, { min: 3, pattern: /^[A-Za-z0-9_-]+\.[0-9a-f]{32}$/ });

/** Makes the tag that keeps a token from being forged: 32 hex digits over the token's text. */
export type TokenTag = (body: string) => string;

/** A token as one word of the URL alphabet with its tag. */
export function writeToken(token: PageToken, tag: TokenTag): string {
  const body = toBase64(toUtf8(JSON.stringify(token)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  const bare = body.replace(/=+$/, '');
  return `${bare}.${tag(bare)}`;
}

/** @throws ExchangeError `badToken` for a token that this host did not make */
export function readToken(value: string, tag: TokenTag): PageToken {
  try {
    const [body, seal] = sealedToken(value).split('.') as [string, string];
    if (tag(body) !== seal) throw new Error('seal');
    const padded = body.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = fromBase64(padded + '='.repeat((4 - (padded.length % 4)) % 4));
    return parseToken(JSON.parse(fromUtf8(bytes)));
  } catch {
    throw new ExchangeError(
      'badToken',
      'The page token is old or not ours: start again from your checkpoint.',
    );
  }
}

/**
 * Reads the query of FetchHashes. A missing or odd page size means the largest; a missing or odd start is refused,
 * because reading it as "everything" would hide a client's fault.
 *
 * @throws ExchangeError `badQuery` or `badToken`
 */
export function readPageRequest(query: Record<string, unknown>, tag: TokenTag): PageRequest {
  const start = wholeNumber(query['startTimestamp']);
  if (start === undefined)
    throw new ExchangeError('badQuery', 'startTimestamp must be a whole number of Unix seconds.');
  const wanted = wholeNumber(query['pageSize']);
  const size = wanted === undefined || wanted < 1 || wanted > MAX_PAGE ? MAX_PAGE : wanted;
  const given = query['nextPageToken'];
  if (given === undefined || given === '') return { start, size };
  if (typeof given !== 'string') throw new ExchangeError('badToken', 'Give one nextPageToken.');
  const token = readToken(given, tag);
  if (token.start !== start)
    throw new ExchangeError('badToken', 'The page token belongs to another startTimestamp.');
  return { start, size, token };
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) return undefined;
  return Number(value);
}

/** What a page's rows must at least tell. `tie` is the change's number, growing in the order of commit. */
export interface PageRow {
  readonly second: number;
  readonly tie: number;
  readonly withdrawn: boolean;
}

/** A planned page: the rows to send and what stands around them. */
export interface PlannedPage<Row extends PageRow> {
  readonly rows: readonly Row[];
  readonly nextSetTimestamp: number;
  readonly hasMore: boolean;
  readonly next?: PageToken;
}

/**
 * Decides what one page holds. `rows` are the next rows in the order (second, tie), after the token or from the start
 * on, at most `size + 1` of them, tombstones already left out where `showsTombstone` says no.
 * The checkpoint is the largest second delivered up to and including this page, never the end of the snapshot; an empty
 * page repeats the start. A token always comes with "more", and never without.
 *
 * @param newest the tie-breaker of the newest change when this request came in
 */
export function planPage<Row extends PageRow>(
  request: PageRequest,
  rows: readonly Row[],
  newest: number,
): PlannedPage<Row> {
  const page = rows.slice(0, request.size);
  const hasMore = rows.length > request.size;
  const last = page.at(-1);
  const before = Math.max(request.start, request.token?.second ?? 0);
  const nextSetTimestamp = last ? Math.max(before, last.second) : before;
  if (!hasMore || !last) return { rows: page, nextSetTimestamp, hasMore: false };
  const began = request.token?.began ?? newest;
  return {
    rows: page,
    nextSetTimestamp,
    hasMore: true,
    next: { v: 1, start: request.start, second: last.second, tie: last.tie, began },
  };
}

/**
 * Whether this subscriber is given this tombstone now. A full sync leaves out what was withdrawn before it began: who
 * begins with nothing has nothing to take back. What is withdrawn while the sync runs is delivered, or it would be lost.
 *
 * @param newest the tie-breaker of the newest change when this request came in
 */
export function showsTombstone(
  mode: TombstoneMode,
  request: PageRequest,
  tombstoneTie: number,
  newest: number,
): boolean {
  if (mode !== 'incremental') return mode === 'always';
  if (request.start > FULL_SYNC_START) return true;
  return tombstoneTie > (request.token?.began ?? newest);
}
