import { randomBytes } from 'node:crypto';
import { Banks, type BankSettings, type ContentSignals, HashIndex, type OpinionValue } from '@amaan/bank';
import { backgroundMerge } from '@amaan/bank/node';
import type { AtRest } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { digestsOf, openSignalsOf, sealSignals } from './sealed-signals.ts';

/** One content as the database keeps it, on its way into memory. */
export interface StoredContent {
  readonly id: string;
  readonly bank: string;
  readonly signals: ContentSignals;
  /** Unix seconds from which it matches: 1 always, 0 never. */
  readonly enabledFrom: number;
}

/** Makes a bank unless it is there. */
export async function ensureBank(db: QueryExecutorProvider, bank: BankSettings, now: Date): Promise<void> {
  await sql`insert into bank (name, kind, threshold, enabled_ratio, created_at)
    values (${bank.name}, ${bank.kind}, ${bank.threshold}, ${bank.enabledRatio}, ${now})
    on conflict (name) do nothing`.execute(db);
}

/** Writes a bank's policy over the one that is there, in the caller's transaction. */
export async function writePolicy(trx: QueryExecutorProvider, bank: BankSettings): Promise<void> {
  await sql`update bank set kind = ${bank.kind}, threshold = ${bank.threshold},
    enabled_ratio = ${bank.enabledRatio}, silences_all = ${bank.silences === undefined},
    aligned = ${bank.aligned ?? false}
    where name = ${bank.name}`.execute(trx);
  await sql`delete from bank_silence where bank = ${bank.name}`.execute(trx);
  await sql`insert into bank_silence (bank, silenced)
    select ${bank.name}, unnest(${[...(bank.silences ?? [])]}::text[])`.execute(trx);
}

/** A content's id: random and below 2^53, because clients of an older protocol read it as a number. */
export function newContentId(): string {
  return String(1n + (BigInt(`0x${randomBytes(8).toString('hex')}`) % 9_007_199_254_740_990n));
}

/** Writes a content into the record, in the caller's transaction. Add it to the banks in memory after the commit. */
export async function insertContent(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  content: StoredContent & { readonly note?: string; readonly metadata?: object },
  now: Date,
): Promise<void> {
  await sql`insert into bank_content (id, bank, enabled_from, sealed, metadata, note, added_at)
    values (${content.id}, ${content.bank}, ${content.enabledFrom}, ${sealSignals(atRest, content.id, content.signals)},
      ${content.metadata ? JSON.stringify(content.metadata) : null}::jsonb, ${content.note ?? null}, ${now})`.execute(
    trx,
  );
  await insertDigests(trx, atRest, content.id, content.signals);
}

/** Replaces a content's signals in the record. @returns whether they differed */
export async function replaceSignals(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  { id, signals }: { readonly id: string; readonly signals: ContentSignals },
): Promise<boolean> {
  const sealed = sealSignals(atRest, id, signals);
  // Deterministic: the same signals are the same bytes, and then there is nothing to write.
  const { rows } = await sql`update bank_content set sealed = ${sealed}
    where id = ${id} and sealed is distinct from ${sealed} returning id`.execute(trx);
  if (rows.length === 0) return false;
  await sql`delete from bank_hash where content = ${id}`.execute(trx);
  await insertDigests(trx, atRest, id, signals);
  return true;
}

async function insertDigests(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  id: string,
  signals: ContentSignals,
): Promise<void> {
  for (const [type, digest] of digestsOf(atRest, signals))
    await sql`insert into bank_hash (content, type, digest) values (${id}, ${type}, ${digest})`.execute(trx);
}

/** Deletes contents from the record, in the caller's transaction. */
export async function deleteContents(trx: QueryExecutorProvider, ids: readonly string[]): Promise<void> {
  await sql`delete from bank_content where id = any(${[...ids]}::bigint[])`.execute(trx);
}

/** So many contents are opened at a time: none of the slices is large in memory. */
const SLICE = 20_000;

interface SealedRows {
  bank: string;
  enabledFrom: string;
  ids: Buffer;
  sealed: Buffer;
  last: string;
}

/** The policies of all banks, in the order in which they were made. */
export async function readSettings(db: QueryExecutorProvider): Promise<BankSettings[]> {
  const { rows } = await sql<BankSettings & { silences: string[] | null; aligned: boolean }>`
    select name, kind, threshold, enabled_ratio as "enabledRatio", aligned,
      case when kind = 'suppress' and not silences_all then
        array(select silenced from bank_silence as own where own.bank = bank.name order by silenced) end as silences
    from bank order by created_at, name`.execute(db);
  return rows.map(({ silences, aligned, ...bank }) => ({
    ...bank,
    ...(silences && { silences }),
    ...(aligned && { aligned }),
  }));
}

/** Builds the banks in memory from the record, slice by slice, so that a large bank is never held twice. */
export async function loadBanks(db: QueryExecutorProvider, atRest: AtRest): Promise<Banks> {
  const banks = new Banks(new HashIndex({ merge: backgroundMerge() }));
  for (const bank of await readSettings(db)) banks.put(bank);
  await banks.load(() => loadContents(db, atRest, banks));
  return banks;
}

async function loadContents(db: QueryExecutorProvider, atRest: AtRest, banks: Banks): Promise<void> {
  for (let after = '0'; ; ) {
    // Contents that seal to one length come as two long strings of bytes: a row for each would take longer than all else.
    const { rows } = await sql<SealedRows>`
      with slice as materialized (select id, bank, enabled_from, sealed from bank_content
        where id > ${after} and not removed_here order by id limit ${SLICE})
      select bank, enabled_from as "enabledFrom", string_agg(int8send(id), '' order by id) as ids,
        string_agg(sealed, '' order by id) as sealed, (select max(id) from slice) as last
      from slice group by bank, enabled_from, octet_length(sealed)`.execute(db);
    const last = rows[0]?.last;
    if (last === undefined) return;
    for (const { bank, enabledFrom, ids, sealed } of rows)
      for (const [id, signals] of openSignalsOf(atRest, ids, sealed))
        enter(banks, { id, bank, signals, enabledFrom: Number(enabledFrom) });
    const opinions = await sql<{ content: string; bank: string; party: string; value: OpinionValue }>`
      select o.content, c.bank, o.party, o.value from counted_opinion o join bank_content c on c.id = o.content
      where c.id > ${after} and c.id <= ${last} and not c.removed_here`.execute(db);
    for (const { content, bank, party, value } of opinions.rows)
      banks.setOpinion(bank, content, party, value);
    after = last;
  }
}

/** Puts a content into the banks in memory: matchable from the next look-up on. */
export function enter(banks: Banks, content: StoredContent): void {
  banks.add(content.bank, content.id, content.signals);
  const { enabledFrom } = content;
  banks.enableFrom(
    content.bank,
    content.id,
    enabledFrom === 0 ? Number.POSITIVE_INFINITY : enabledFrom === 1 ? 0 : enabledFrom * 1000,
  );
}
