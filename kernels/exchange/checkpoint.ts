import { ExchangeError } from './errors.ts';
import { FULL_SYNC_START } from './paging.ts';
import type { ForeignPage } from './stopncii-client.ts';

/** Begin again from nothing after so many days without a fetch, as other clients of this protocol do. */
export const STALE_AFTER_DAYS = 30;

/** Where a StopNCII fetch stands. It is stored with the records that it covers, in one transaction. */
export interface Checkpoint {
  /** `nextSetTimestamp` of the newest page that was stored. */
  readonly second: number;
  /** Unix seconds of the last stored page. */
  readonly fetchedAt: number;
}

/** Where the next fetch begins. @param now Unix seconds */
export function startOf(checkpoint: Checkpoint | undefined, now: number): { start: number; full: boolean } {
  const fresh = checkpoint && now - checkpoint.fetchedAt <= STALE_AFTER_DAYS * 86_400;
  const start = fresh ? checkpoint.second : FULL_SYNC_START;
  return { start, full: start <= FULL_SYNC_START };
}

/** A chain of pages under way: its tokens are remembered, so that a host that goes in circles is noticed. */
export interface Chain {
  readonly second: number;
  readonly tokens: ReadonlySet<string>;
  readonly rewinds: number;
}

/** A chain that begins at this second. */
export function beginChain(start: number): Chain {
  return { second: start, tokens: new Set(), rewinds: 0 };
}

/**
 * The chain after one more page. A checkpoint that goes back is not followed: the larger is kept and counted.
 *
 * @throws ExchangeError `tokenRepeated`
 */
export function followPage(chain: Chain, page: ForeignPage): Chain {
  const tokens = new Set(chain.tokens);
  if (page.hasMore && page.nextPageToken !== undefined) {
    if (tokens.has(page.nextPageToken))
      throw new ExchangeError('tokenRepeated', 'The exchange gave the same page token twice.');
    tokens.add(page.nextPageToken);
  }
  const back = page.nextSetTimestamp < chain.second;
  return {
    second: Math.max(chain.second, page.nextSetTimestamp),
    tokens,
    rewinds: chain.rewinds + (back ? 1 : 0),
  };
}
