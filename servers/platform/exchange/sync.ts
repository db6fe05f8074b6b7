import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AmaanError } from '@amaan/base';
import { loggable } from '@amaan/http';
import { sql } from 'kysely';
import { takeNews } from '../banks/news.ts';
import type { Context } from '../context.ts';
import { CallError } from './call.ts';
import { readKeyFile } from './key-file.ts';
import { pullAmaan } from './pull-amaan.ts';
import { pullStopncii } from './pull-stopncii.ts';
import { readSource, takeKeyFile } from './sources.ts';

const MAX_WAIT_MS = 60_000;
/** How soon a change by the command line counts here. */
const LOOK_MS = 500;

/** What follows the exchanges until it is stopped. */
export interface Sync {
  stop(): Promise<void>;
}

/**
 * Pulls once, everything there is.
 *
 * @returns how many records came
 * @throws CallError, ExchangeError; the checkpoint stays where it was
 */
export async function pullAll(context: Context, name: string): Promise<number> {
  const { db } = context.store;
  const source = await readSource(db, context.atRest, name);
  if (!source) throw new AmaanError('exchange-unknown', 'There is no exchange of that name with keys.');
  await sql`update exchange_source set begun_at = ${context.now()} where name = ${name}`.execute(db);
  try {
    let records = 0;
    for (;;) {
      const pulled =
        source.wire === 'amaan' ? await pullAmaan(context, source) : await pullStopncii(context, source);
      records += pulled.records;
      if (pulled.quarantined > 0)
        context.log.warn({ exchange: name, code: 'quarantined', count: pulled.quarantined });
      if (!pulled.more) break;
    }
    await sql`update exchange_source set fetched_at = ${context.now()}, begun_at = null, failures = 0,
      last_error = null, next_at = ${new Date(context.now().getTime() + source.pollEvery)}
      where name = ${name}`.execute(db);
    return records;
  } catch (error) {
    await noteFailure(context, name, source.pollEvery, error);
    throw error;
  }
}

/**
 * Follows every exchange of the record, each in its own time; exchanges that are added, changed or removed meanwhile
 * are noticed. The one of the key file that the configuration names is taken in when the file appears.
 */
export function startSync(context: Context, keyFile: string): Sync {
  const ended = new AbortController();
  const running = new Map<string, Promise<void>>();
  const look = async () => {
    await takeNews(context);
    await follow(context, keyFile);
    for (const name of await due(context)) {
      if (running.has(name)) continue;
      const pull = one(context, name).finally(() => running.delete(name));
      running.set(name, pull);
    }
  };
  const loop = (async () => {
    while (!ended.signal.aborted) {
      // The database may be away for a while: the next look finds it again.
      await look().catch((error: unknown) => context.log.warn(loggable(error)));
      const pause = Math.min(LOOK_MS, context.config.pollEvery);
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
    }
    await Promise.all(running.values());
  })();
  return {
    stop: async () => {
      ended.abort();
      await loop;
    },
  };
}

/** The exchanges that are to be asked now. */
async function due(context: Context): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from exchange_source where enabled and credentials is not null
      and (next_at is null or next_at <= ${context.now()})`.execute(context.store.db);
  return rows.map((row) => row.name);
}

async function one(context: Context, name: string): Promise<void> {
  try {
    const records = await pullAll(context, name);
    if (records > 0) context.log.info({ exchange: name, records });
  } catch (error) {
    const { rows } = await sql<{ failures: number }>`
      select failures from exchange_source where name = ${name}`
      .execute(context.store.db)
      .catch(() => ({ rows: [] }));
    const failures = rows[0]?.failures ?? 1;
    // The first failures are told; a host that stays away must not fill the log.
    if (failures <= 3 || failures % 100 === 0)
      context.log.warn({ exchange: name, ...loggable(error), failures });
  }
}

async function noteFailure(context: Context, name: string, pollEvery: number, error: unknown): Promise<void> {
  const code = error instanceof AmaanError ? error.code : 'internal';
  const asked = error instanceof CallError ? error.retryAfter : undefined;
  const { rows } = await sql<{ failures: number }>`
    update exchange_source set failures = failures + 1, last_error = ${code}, begun_at = null
    where name = ${name} returning failures`
    .execute(context.store.db)
    .catch(() => ({ rows: [] })); // the database is away too: the loop tries again
  const failures = rows[0]?.failures ?? 1;
  const wait = asked ?? Math.min(MAX_WAIT_MS, pollEvery * 2 ** Math.min(failures, 4));
  await sql`update exchange_source set next_at = ${new Date(context.now().getTime() + wait)} where name = ${name}`
    .execute(context.store.db)
    .catch(() => {});
}

const taken = new WeakMap<Context, string>();

/** Takes in the key file that the configuration names, when it appears or changes. */
async function follow(context: Context, path: string): Promise<void> {
  const { config, atRest, store } = context;
  let digest: string;
  try {
    digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return; // not there (yet)
  }
  if (taken.get(context) === digest) return;
  taken.set(context, digest);
  const file = readKeyFile(path);
  if (!file) return;
  const settings = {
    bank: config.exchangeBank,
    threshold: config.exchangeThreshold,
    pollEvery: Math.max(250, config.pollEvery),
  };
  await store.transaction((trx) => takeKeyFile(trx, atRest, file, settings, context.now()));
}
