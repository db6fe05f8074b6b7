import { setTimeout as sleep } from 'node:timers/promises';
import type { OpinionValue } from '@amaan/bank';
import { fromUtf8 } from '@amaan/base';
import { ExchangeError, type ForeignPage, type ForeignRecord, readForeignPage } from '@amaan/exchange';
import type { AtRest } from '@amaan/store';
import type { Incoming } from './apply.ts';
import { call } from './call.ts';
import type { KeyFile } from './key-file.ts';

const PAGE_SIZE = 800;
const TRIES = 3;
const PAUSE_MS = 100;

/**
 * One page of another host.
 *
 * @param token '' for the first page of a chain
 * @throws CallError, ExchangeError `badPage`, `tokenMissing`
 */
export async function fetchPage(file: KeyFile, start: number, token: string): Promise<ForeignPage> {
  const query = new URLSearchParams({
    startTimestamp: String(start),
    pageSize: String(PAGE_SIZE),
    ...(token ? { nextPageToken: token } : {}),
  });
  const { body } = await call(file, 'fetch', `/FetchHashes?${query}`);
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(body));
  } catch {
    throw new ExchangeError('badPage', 'The exchange did not send JSON.');
  }
  return readForeignPage(value);
}

/** The same, asked for again when what came could not be read. @returns undefined when it never could */
export async function tryPage(file: KeyFile, start: number, token: string): Promise<ForeignPage | undefined> {
  for (let tried = 1; ; tried++)
    try {
      return await fetchPage(file, start, token);
    } catch (error) {
      if (!(error instanceof ExchangeError) || error.code !== 'badPage') throw error;
      if (tried >= TRIES) return undefined;
      await sleep(PAUSE_MS * tried);
    }
}

/** The name of a record here: this wire has no ids, so it is a keyed digest of what the record stands for. */
export function remoteOf(atRest: AtRest, type: string, hash: string): string {
  return atRest.digest('exchange-record', `${type}:${hash}`).toString('hex');
}

/** A record as the bank takes it. */
export function readRecord(atRest: AtRest, record: ForeignRecord): Incoming {
  const opinions = new Map<string, OpinionValue>();
  for (const { source, value } of record.opinions)
    if (value === 'Blocked' || value === 'NotBlocked' || value === 'PendingReview')
      opinions.set(source || 'unnamed', value);
  const remote = remoteOf(atRest, record.type, record.hash);
  if (record.gone) return { remote, state: 'withdrawn', opinions };
  const signals =
    record.type === 'ImagePDQ' ? { pdq: { hash: record.hash, quality: 100 } } : { md5: record.hash };
  return { remote, state: 'live', signals, opinions };
}
