import { randomBytes } from 'node:crypto';
import { AmaanError, fromUtf8 } from '@amaan/base';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { ensureBank } from '../banks/bank-store.ts';
import { claimBank } from '../banks/bank-age.ts';
import { tellNews } from '../banks/news.ts';
import { type KeyFile, parseKeys } from './key-file.ts';

/** The two wires that we speak. */
export const WIRES = ['amaan', 'stopncii'] as const;
export type Wire = (typeof WIRES)[number];

/** An exchange that we follow, as a pull needs it. */
export interface Source extends KeyFile {
  readonly wire: Wire;
  readonly bank: string;
  readonly enabled: boolean;
  /** Milliseconds between two looks. */
  readonly pollEvery: number;
}

/** What an operator may change of an exchange. */
export interface SourceChange {
  readonly url?: string;
  readonly keys?: KeyFile['keys'];
  readonly enabled?: boolean;
  readonly pollEvery?: number;
  /** Of the bank that the exchange fills. */
  readonly threshold?: number;
}

/** A new exchange: `publicKey` is there when it speaks Amaan's own wire. */
export interface NewSource extends Omit<KeyFile, 'v'> {
  readonly bank: string;
  /** Of the bank, where it is made for this exchange. */
  readonly threshold: number;
  readonly pollEvery: number;
  readonly enabled?: boolean;
}

const PURPOSE = 'exchange-credentials';

/** How an exchange stands, for operators: no key and no hash. */
export interface SourceStatus {
  readonly name: string;
  readonly wire: Wire;
  readonly url: string | null;
  readonly bank: string;
  readonly threshold: number;
  readonly enabled: boolean;
  readonly pollEvery: number;
  readonly hasCredentials: boolean;
  /** The second (stopncii) or number (amaan) from which the next page is asked for. */
  readonly checkpoint: number;
  readonly begunAt: Date | null;
  /** The last time that everything there was had been fetched. */
  readonly fetchedAt: Date | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly items: number;
  readonly quarantined: number;
  readonly gaps: number;
  readonly feedbackWaiting: number;
  /** Proofs of purge that the exchange has not acknowledged. */
  readonly proofsWaiting: number;
}

/** @throws AmaanError `exchange-name`, `exchange-url` */
export function checkSource({ name, url }: { name?: string; url?: string }, production: boolean): void {
  if (name !== undefined && !/^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$/.test(name))
    throw new AmaanError(
      'exchange-name',
      'Name the exchange with letters, digits and _ . : -, beginning with a letter.',
    );
  if (url === undefined) return;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.search || parsed.hash)
    throw new AmaanError(
      'exchange-url',
      "Give the exchange's address as https://host/path, without a query.",
    );
  if (production && parsed.protocol !== 'https:')
    throw new AmaanError('exchange-url', 'In production the exchange must be reached by https.');
}

/**
 * Adds an exchange with its bank, in the caller's transaction.
 *
 * @throws AmaanError `exchange-exists`, `exchange-bank` when another exchange fills the bank
 */
export async function addSource(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  source: NewSource,
  now: Date,
): Promise<void> {
  const { name, bank, threshold } = source;
  const { rows: others } = await sql<{ name: string }>`
    select name from exchange_source where bank = ${bank} and name <> ${name}`.execute(trx);
  if (others[0])
    throw new AmaanError(
      'exchange-bank',
      `The exchange ${others[0].name} fills the bank ${bank}: name another bank.`,
    );
  await ensureBank(trx, { name: bank, kind: 'match', threshold, enabledRatio: 1 }, now);
  await claimBank(trx, bank, 'adult');
  await tellNews(trx, bank);
  const wire: Wire = source.publicKey === undefined ? 'stopncii' : 'amaan';
  const { rows } = await sql`
    insert into exchange_source (name, wire, bank, url, partner, public_key, credentials, enabled, poll_ms)
    values (${name}, ${wire}, ${bank}, ${source.url}, ${source.partner}, ${source.publicKey ?? null},
      ${sealKeys(atRest, name, source.keys)}, ${source.enabled ?? true}, ${source.pollEvery})
    on conflict (name) do nothing returning name`.execute(trx);
  if (rows.length === 0)
    throw new AmaanError('exchange-exists', `There is an exchange of the name ${name} already.`);
}

/** Changes an exchange; what is not given stays. @returns whether there is one */
export async function changeSource(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  name: string,
  change: SourceChange,
): Promise<boolean> {
  const { rows } = await sql<{ bank: string }>`update exchange_source set
      url = coalesce(${change.url ?? null}, url),
      credentials = coalesce(${change.keys ? sealKeys(atRest, name, change.keys) : null}, credentials),
      enabled = coalesce(${change.enabled ?? null}, enabled),
      poll_ms = coalesce(${change.pollEvery ?? null}, poll_ms),
      next_at = null, failures = 0
    where name = ${name} returning bank`.execute(trx);
  const bank = rows[0]?.bank;
  if (bank !== undefined && change.threshold !== undefined) {
    await sql`insert into rule_change (id, bank, wanted, before, after, proposed_at, state, settled_at)
      select ${randomBytes(16).toString('hex')}, name, '{}', jsonb_build_object('threshold', threshold),
        jsonb_build_object('threshold', ${change.threshold}::int), now(), 'made', now()
      from bank where name = ${bank} and threshold <> ${change.threshold}`.execute(trx);
    await sql`update bank set threshold = ${change.threshold} where name = ${bank}`.execute(trx);
    await tellNews(trx, bank);
  }
  return bank !== undefined;
}

/** Has an exchange asked at once. @returns whether there is one */
export async function askNow(db: QueryExecutorProvider, name: string): Promise<boolean> {
  const { rows } =
    await sql`update exchange_source set next_at = null where name = ${name} returning name`.execute(db);
  return rows.length > 0;
}

/**
 * Ends an exchange, in the caller's transaction. What it delivered goes with it: nobody would tell us of a withdrawal
 * any more. The running server learns of it within a second.
 *
 * @returns how many contents went, or undefined when there is no such exchange
 */
export async function removeSource(trx: QueryExecutorProvider, name: string): Promise<number | undefined> {
  const { rows } = await sql<{ bank: string }>`
    select bank from exchange_source where name = ${name} for update`.execute(trx);
  const bank = rows[0]?.bank;
  if (bank === undefined) return undefined;
  const { rows: gone } = await sql<{ id: string }>`
    delete from bank_content c using exchange_row r where r.source = ${name} and r.content = c.id returning c.id`.execute(
    trx,
  );
  await tellNews(
    trx,
    bank,
    gone.map((row) => row.id),
  );
  for (const table of [
    'exchange_row',
    'exchange_quarantine',
    'exchange_gap',
    'feedback',
    'purge_proof',
  ] as const)
    await sql`delete from ${sql.table(table)} where source = ${name}`.execute(trx);
  await sql`delete from exchange_source where name = ${name}`.execute(trx);
  return gone.length;
}

/**
 * Keeps an exchange as it is for the rest of the caller's transaction. What writes an exchange's records calls this first:
 * whoever ends or changes the exchange takes its row first too, so neither ever holds what the other needs.
 *
 * @throws AmaanError `exchange-unknown` when it was ended meanwhile
 */
export async function holdSource(trx: QueryExecutorProvider, name: string): Promise<void> {
  const { rows } = await sql`select 1 from exchange_source where name = ${name} for update`.execute(trx);
  if (rows.length === 0)
    throw new AmaanError('exchange-unknown', 'There is no exchange of that name with keys.');
}

interface SourceRow {
  name: string;
  wire: Wire;
  bank: string;
  url: string | null;
  partner: string | null;
  publicKey: string | null;
  credentials: Buffer | null;
  enabled: boolean;
  pollEvery: number;
}

/** One exchange with its keys. @returns undefined when there is none, or its keys have not come yet */
export async function readSource(
  db: QueryExecutorProvider,
  atRest: AtRest,
  name: string,
): Promise<Source | undefined> {
  const { rows } = await sql<SourceRow>`
    select name, wire, bank, url, partner, public_key as "publicKey", credentials, enabled, poll_ms as "pollEvery"
    from exchange_source where name = ${name}`.execute(db);
  const row = rows[0];
  if (!row || row.url === null || row.credentials === null) return undefined;
  const { wire, bank, url, enabled, pollEvery, publicKey } = row;
  return {
    v: 1,
    name,
    wire,
    bank,
    url,
    enabled,
    pollEvery,
    partner: row.partner ?? name,
    keys: parseKeys(JSON.parse(fromUtf8(atRest.open(PURPOSE, name, row.credentials)))),
    ...(publicKey === null ? {} : { publicKey }),
  };
}

/** All exchanges and how they stand. */
export async function listSources(db: QueryExecutorProvider): Promise<SourceStatus[]> {
  const { rows } = await sql<Omit<SourceStatus, 'checkpoint'> & { checkpoint: string }>`
    select s.name, s.wire, s.url, s.bank, b.threshold, s.enabled, s.poll_ms as "pollEvery",
      s.credentials is not null as "hasCredentials", s.cursor as checkpoint, s.begun_at as "begunAt",
      s.fetched_at as "fetchedAt", s.failures, s.last_error as "lastError",
      (select count(*)::int from exchange_row r where r.source = s.name and r.content is not null) as items,
      (select coalesce(sum(times), 0)::int from exchange_quarantine q where q.source = s.name) as quarantined,
      (select count(*)::int from exchange_gap g where g.source = s.name) as gaps,
      (select count(*)::int from feedback f where f.source = s.name and f.sent_at is null) as "feedbackWaiting",
      (select count(*)::int from purge_proof p where p.source = s.name and p.sent_at is null) as "proofsWaiting"
    from exchange_source s join bank b on b.name = s.bank order by s.name`.execute(db);
  return rows.map((row) => ({ ...row, checkpoint: Number(row.checkpoint) }));
}

/** Milliseconds since we last had everything, beyond the exchange's own pause; 0 while it is in step. */
export function lagOf({ fetchedAt, pollEvery, enabled }: SourceStatus, now: Date): number | undefined {
  if (!enabled) return 0;
  return fetchedAt ? Math.max(0, now.getTime() - fetchedAt.getTime() - pollEvery) : undefined;
}

/**
 * Takes in what a key file says: a new exchange, or a new address and keys for the one of that name, which is then asked
 * at once: its failures were those of the old.
 */
export async function takeKeyFile(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  file: KeyFile,
  settings: { readonly bank: string; readonly threshold: number; readonly pollEvery: number },
  now: Date,
): Promise<void> {
  const { rows } = await sql`
    update exchange_source set url = ${file.url}, partner = ${file.partner}, public_key = ${file.publicKey ?? null},
      credentials = ${sealKeys(atRest, file.name, file.keys)}, poll_ms = ${settings.pollEvery},
      next_at = null, failures = 0
    where name = ${file.name} returning name`.execute(trx);
  if (rows.length === 0) await addSource(trx, atRest, { ...file, ...settings }, now);
}

function sealKeys(atRest: AtRest, name: string, keys: KeyFile['keys']): Buffer {
  return atRest.seal(PURPOSE, name, Buffer.from(JSON.stringify(keys)));
}
