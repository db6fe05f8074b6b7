import { randomBytes } from 'node:crypto';
import { Banks, type BankSettings, type ContentSignals, HashIndex, type OpinionValue } from '@amaan/bank';
import { backgroundMerge } from '@amaan/bank/node';
import { fromHex, toHex } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';

/** One content as the database keeps it, on its way into memory. */
export interface StoredContent {
  readonly id: string;
  readonly bank: string;
  readonly signals: ContentSignals;
  /** Unix seconds from which it matches: 1 always, 0 never. */
  readonly enabledFrom: number;
}

const HASHES = ['pdq', 'pdqStored', 'md5', 'sha256'] as const;

/** Makes a bank unless it is there. */
export async function ensureBank(db: QueryExecutorProvider, bank: BankSettings, now: Date): Promise<void> {
  await sql`insert into bank (name, kind, threshold, enabled_ratio, created_at)
    values (${bank.name}, ${bank.kind}, ${bank.threshold}, ${bank.enabledRatio}, ${now})
    on conflict (name) do nothing`.execute(db);
}

/** A content's id: random and below 2^53, because clients of an older protocol read it as a number. */
export function newContentId(): string {
  return String(1n + (BigInt(`0x${randomBytes(8).toString('hex')}`) % 9_007_199_254_740_990n));
}

/** Writes a content into the record, in the caller's transaction. Add it to the banks in memory after the commit. */
export async function insertContent(
  trx: QueryExecutorProvider,
  content: StoredContent & { readonly note?: string; readonly metadata?: object },
  now: Date,
): Promise<void> {
  const { pdq: _p, pdqStored: _s, md5: _m, sha256: _h, ...detail } = content.signals;
  await sql`insert into bank_content (id, bank, enabled_from, detail, metadata, note, added_at)
    values (${content.id}, ${content.bank}, ${content.enabledFrom}, ${JSON.stringify(detail)}::jsonb,
      ${content.metadata ? JSON.stringify(content.metadata) : null}::jsonb, ${content.note ?? null}, ${now})`.execute(
    trx,
  );
  for (const type of HASHES) {
    const signal = content.signals[type];
    if (signal === undefined) continue;
    const hash = fromHex(typeof signal === 'string' ? signal : signal.hash);
    const quality = typeof signal === 'string' ? null : signal.quality;
    await sql`insert into bank_hash (content, type, hash, quality)
      values (${content.id}, ${type}, ${Buffer.from(hash)}, ${quality})`.execute(trx);
  }
}

/** Deletes contents from the record, in the caller's transaction. */
export async function deleteContents(trx: QueryExecutorProvider, ids: readonly string[]): Promise<void> {
  await sql`delete from bank_content where id = any(${[...ids]}::bigint[])`.execute(trx);
}

interface ContentRow {
  id: string;
  bank: string;
  enabled_from: string;
  detail: Partial<ContentSignals>;
}

/** Builds the banks in memory from the record. Rows come in slices, so that a large bank is never held twice. */
export async function loadBanks(db: QueryExecutorProvider): Promise<Banks> {
  const banks = new Banks(new HashIndex({ merge: backgroundMerge() }));
  const settings = await sql<BankSettings>`
    select name, kind, threshold, enabled_ratio as "enabledRatio" from bank order by created_at, name`.execute(
    db,
  );
  for (const bank of settings.rows) banks.put(bank);
  let after = '0';
  for (;;) {
    const { rows } = await sql<ContentRow>`
      select id, bank, enabled_from, detail from bank_content
      where id > ${after} and not removed_here order by id limit 5000`.execute(db);
    const last = rows.at(-1);
    if (!last) return banks;
    const hashes = await hashesOf(db, after, last.id);
    for (const row of rows)
      enter(banks, {
        id: row.id,
        bank: row.bank,
        signals: { ...row.detail, ...hashes.get(row.id) },
        enabledFrom: Number(row.enabled_from),
      });
    const opinions = await sql<{ content: string; bank: string; party: string; value: OpinionValue }>`
      select o.content, c.bank, o.party, o.value from bank_opinion o join bank_content c on c.id = o.content
      where c.id > ${after} and c.id <= ${last.id} and not c.removed_here`.execute(db);
    for (const { content, bank, party, value } of opinions.rows)
      banks.setOpinion(bank, content, party, value);
    after = last.id;
  }
}

async function hashesOf(
  db: QueryExecutorProvider,
  after: string,
  last: string,
): Promise<Map<string, ContentSignals>> {
  const { rows } = await sql<{
    content: string;
    type: (typeof HASHES)[number];
    hash: Buffer;
    quality: number | null;
  }>`select content, type, hash, quality from bank_hash where content > ${after} and content <= ${last}`.execute(
    db,
  );
  const found = new Map<string, ContentSignals>();
  for (const { content, type, hash, quality } of rows)
    found.set(content, {
      ...found.get(content),
      [type]: quality === null ? toHex(hash) : { hash: toHex(hash), quality },
    });
  return found;
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
