import { beginChain, FULL_SYNC_START, followPage } from '@amaan/exchange';
import { fetchPage } from '../foreign.ts';
import type { KeyFile } from '../key-file.ts';
import type { Withdrawn } from './sweep.ts';

/** What the sweeper keeps between its runs. */
export interface SweepState {
  readonly v: 1;
  /** The checkpoint of its own subscription. */
  readonly second: number;
  readonly list: readonly Withdrawn[];
}

export const NOTHING: SweepState = { v: 1, second: FULL_SYNC_START, list: [] };

/**
 * Asks the exchange what was withdrawn since the last run. The sweeper is a subscriber of its own, which is given
 * tombstones (`always`). A hash that came alive again leaves the list.
 *
 * @throws CallError, ExchangeError
 */
export async function askWithdrawn(file: KeyFile, state: SweepState): Promise<SweepState> {
  const list = new Map(state.list.map((entry) => [`${entry.type}:${entry.hash}`, entry]));
  let chain = beginChain(state.second);
  let token = '';
  for (;;) {
    const page = await fetchPage(file, state.second, token);
    chain = followPage(chain, page);
    for (const record of page.records) {
      const type = record.type === 'ImagePDQ' ? 'pdq' : 'video_md5';
      const key = `${type}:${record.hash}`;
      if (!record.gone) list.delete(key);
      else if (!list.has(key)) list.set(key, { type, hash: record.hash, second: record.second, removed: 0 });
    }
    if (!page.hasMore) break;
    token = page.nextPageToken ?? '';
  }
  return { v: 1, second: chain.second, list: [...list.values()] };
}
