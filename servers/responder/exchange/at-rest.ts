import { fromUtf8 } from '@amaan/base';
import type { CarriedType } from '@amaan/exchange';
import { parseSignalSet, type SignalSet } from '@amaan/signal';
import type { AtRest, Store } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';

/** What is sealed: an entry's set, a case's held set, a hash of StopNCII's wire. */
type SetKind = 'exchange-entry' | 'case-signal';
const HASH = 'exchange-hash';

/** Seals a signal set for one row. */
export function sealSet(atRest: AtRest, kind: SetKind, id: string, set: SignalSet): Buffer {
  return atRest.seal(kind, id, Buffer.from(JSON.stringify(set)));
}

/** @throws StoreError `at-rest` */
export function openSet(atRest: AtRest, kind: SetKind, id: string, sealed: Buffer): SignalSet {
  return parseSignalSet(JSON.parse(fromUtf8(atRest.open(kind, id, sealed))));
}

/** The name of a hash in the database: a keyed digest. */
export function hashDigest(atRest: AtRest, type: string, hash: string): Buffer {
  return atRest.digest(HASH, `${type}:${hash.toLowerCase()}`);
}

/** Seals one hash (hex). */
export function sealHash(atRest: AtRest, type: string, digest: Buffer, hash: string): Buffer {
  return atRest.seal(HASH, place(type, digest), Buffer.from(hash, 'hex'));
}

/** @returns lower-case hex. @throws StoreError `at-rest` */
export function openHash(atRest: AtRest, type: string, digest: Buffer, sealed: Buffer): string {
  return atRest.open(HASH, place(type, digest), sealed).toString('hex');
}

function place(type: string, digest: Buffer): string {
  return `${type}:${digest.toString('hex')}`;
}

/** Whether nothing in the database was sealed yet, so that a new key may be made for it. */
export async function isUnused(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from exchange_hash) or exists (select 1 from exchange_entry where sealed is not null)
      or exists (select 1 from case_signal where sealed is not null) as used`.execute(db);
  return rows[0]?.used === false;
}

/**
 * Seals what an older version kept in the clear, in one transaction, and removes it also from the database's files.
 */
export async function sealPlain(store: Store<unknown>, atRest: AtRest): Promise<void> {
  const { rows: left } = await sql<{ plain: boolean }>`
    select exists (select 1 from exchange_hash_plain) or exists (select 1 from exchange_entry where signals is not null)
      or exists (select 1 from case_signal where signals is not null) as plain`.execute(store.db);
  if (!left[0]?.plain) return;
  await store.transaction(async (trx) => {
    await sealSets(trx, atRest, 'exchange-entry', 'exchange_entry');
    await sealSets(trx, atRest, 'case-signal', 'case_signal');
    const { rows } = await sql<{ type: CarriedType; hash: string }>`
      select type, encode(hash, 'hex') as hash from exchange_hash_plain`.execute(trx);
    for (const { type, hash } of rows) {
      const digest = hashDigest(atRest, type, hash);
      await sql`insert into exchange_hash (type, digest, sealed, withdrawn, second, tie, changed_at)
        select type, ${digest}, ${sealHash(atRest, type, digest, hash)}, withdrawn, second, tie, changed_at
        from exchange_hash_plain where type = ${type} and hash = decode(${hash}, 'hex')`.execute(trx);
      await sql`insert into exchange_entry_hash (entry, type, digest)
        select entry, type, ${digest} from exchange_entry_hash_plain
        where type = ${type} and hash = decode(${hash}, 'hex')`.execute(trx);
    }
    await sql`truncate exchange_hash_plain, exchange_entry_hash_plain`.execute(trx);
  });
  // An update leaves the old row in the file until the table is written anew.
  await sql`vacuum full exchange_entry`.execute(store.db);
  await sql`vacuum full case_signal`.execute(store.db);
}

async function sealSets(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  kind: SetKind,
  table: 'exchange_entry' | 'case_signal',
): Promise<void> {
  const { rows } = await sql<{ id: string; signals: SignalSet }>`
    select id, signals from ${sql.table(table)} where signals is not null`.execute(trx);
  for (const { id, signals } of rows)
    await sql`update ${sql.table(table)} set sealed = ${sealSet(atRest, kind, id, signals)}, signals = null
      where id = ${id}`.execute(trx);
}
