import { setTimeout as sleep } from 'node:timers/promises';
import { AmaanError } from '@amaan/base';
import { loggable } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { CallError } from './call.ts';
import { type KeyFile, readKeyFile } from './key-file.ts';
import { pullAmaan } from './pull-amaan.ts';
import { pullStopncii } from './pull-stopncii.ts';

const MAX_WAIT_MS = 60_000;

/** A loop that follows one exchange until it is stopped. */
export interface Sync {
  stop(): Promise<void>;
}

/**
 * Pulls once, everything there is.
 *
 * @returns how many records came
 * @throws CallError, ExchangeError; the checkpoint stays where it was
 */
export async function pullAll(context: Context, file: KeyFile, bank: string): Promise<number> {
  const wire = file.publicKey ? 'amaan' : 'stopncii';
  await sql`insert into exchange_source (name, wire, bank) values (${file.name}, ${wire}, ${bank})
    on conflict (name) do nothing`.execute(context.store.db);
  let records = 0;
  for (;;) {
    const pulled =
      wire === 'amaan' ? await pullAmaan(context, file, bank) : await pullStopncii(context, file, bank);
    records += pulled.records;
    if (pulled.quarantined > 0)
      context.log.warn({ exchange: file.name, code: 'quarantined', count: pulled.quarantined });
    if (!pulled.more) break;
  }
  await sql`update exchange_source set fetched_at = ${context.now()}, failures = 0, last_error = null
    where name = ${file.name}`.execute(context.store.db);
  return records;
}

/** Follows the exchange whose key file this is. The file may appear later: the loop waits for it. */
export function startSync(context: Context, path: string, bank: string): Sync {
  const ended = new AbortController();
  const loop = run(context, path, bank, ended.signal);
  return {
    stop: async () => {
      ended.abort();
      await loop;
    },
  };
}

async function run(context: Context, path: string, bank: string, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let wait = context.config.pollEvery;
    try {
      const file = readKeyFile(path);
      if (file) {
        const records = await pullAll(context, file, bank);
        if (records > 0) context.log.info({ exchange: file.name, records });
      }
      failures = 0;
    } catch (error) {
      failures++;
      // The first failures are told; a host that stays away must not fill the log.
      if (failures <= 3 || failures % 100 === 0) context.log.warn({ ...loggable(error), failures });
      wait = Math.min(MAX_WAIT_MS, wait * 2 ** Math.min(failures, 4));
      if (error instanceof CallError) wait = error.retryAfter ?? wait;
      await noteFailure(context, path, error);
    }
    await sleep(wait, undefined, { signal }).catch(() => {});
  }
}

async function noteFailure(context: Context, path: string, error: unknown): Promise<void> {
  try {
    const code = error instanceof AmaanError ? error.code : 'internal';
    await sql`update exchange_source set failures = failures + 1, last_error = ${code}
      where name = ${readKeyFile(path)?.name ?? ''}`.execute(context.store.db);
  } catch {
    // The database is away too: the loop tries again.
  }
}
