import type { ContentSignals } from '@amaan/bank';
import type { AtRest, Store } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { remoteOf } from '../exchange/foreign.ts';
import { replaceSignals } from './bank-store.ts';
import type { Single } from './sealed-signals.ts';

const SLICE = 500;

/** Whether nothing in the database was sealed yet, so that a new key may be made for it. */
export async function isUnused(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from bank_content where sealed is not null)
      or exists (select 1 from exchange_source where credentials is not null) as used`.execute(db);
  return rows[0]?.used === false;
}

interface PlainContent {
  id: string;
  detail: Omit<ContentSignals, Single>;
  hashes: { type: Single; hash: string; quality: number | null }[] | null;
}

/**
 * Seals what an older version kept in the clear and removes it, also from the database's files. Broken off, it goes on at
 * the next start.
 */
export async function sealPlain(store: Store<unknown>, atRest: AtRest): Promise<void> {
  const { rows: left } = await sql<{ plain: boolean }>`
    select exists (select 1 from bank_content where sealed is null)
      or exists (select 1 from bank_hash_plain) as plain`.execute(store.db);
  if (!left[0]?.plain) return;
  for (;;) {
    const { rows } = await sql<PlainContent>`
      select id, coalesce(detail, '{}') as detail, (select json_agg(json_build_object('type', h.type,
        'hash', encode(h.hash, 'hex'), 'quality', h.quality)) from bank_hash_plain h where h.content = c.id) as hashes
      from bank_content c where sealed is null order by id limit ${SLICE}`.execute(store.db);
    if (rows.length === 0) break;
    await store.transaction(async (trx) => {
      for (const { id, detail, hashes } of rows) {
        const signals: Record<string, unknown> = { ...detail };
        for (const { type, hash, quality } of hashes ?? [])
          signals[type] = quality === null ? hash : { hash, quality };
        await replaceSignals(trx, atRest, { id, signals });
        await renameRecord(trx, atRest, id, signals);
      }
      await sql`update bank_content set detail = null where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
        trx,
      );
    });
  }
  await sql`truncate bank_hash_plain`.execute(store.db);
  // An update leaves the old row in the file until the table is written anew.
  await sql`vacuum full bank_content`.execute(store.db);
}

/** Records of a wire without ids went by a plain digest of their hash; from now on it is a keyed one. */
async function renameRecord(
  trx: QueryExecutorProvider,
  atRest: AtRest,
  id: string,
  { pdq, md5 }: ContentSignals,
): Promise<void> {
  const name = pdq
    ? remoteOf(atRest, 'ImagePDQ', pdq.hash)
    : md5
      ? remoteOf(atRest, 'VideoMD5', md5)
      : undefined;
  if (name === undefined) return;
  const { rows } = await sql<{ source: string; remote: string }>`
    select r.source, r.remote from exchange_row r join exchange_source s on s.name = r.source
    where r.content = ${id} and s.wire = 'stopncii'`.execute(trx);
  for (const { source, remote } of rows) {
    await sql`update exchange_row set remote = ${name} where source = ${source} and remote = ${remote}`.execute(
      trx,
    );
    await sql`update feedback set remote = ${name} where source = ${source} and remote = ${remote}`.execute(
      trx,
    );
  }
}
