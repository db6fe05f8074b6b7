import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';
import { addPartner } from './partners.ts';

/**
 * In the demo profile: makes one partner at the first start and writes its keys into a file (mode 0600) that the
 * platform on this machine reads. A file that is already there and belongs to a living partner is left alone.
 *
 * @param publicKey the exchange's Ed25519 key, 32 bytes: the platform checks every page with it
 */
export async function handOver(
  db: QueryExecutorProvider,
  file: string,
  what: {
    readonly code: string;
    readonly name: string;
    readonly url: string;
    readonly publicKey: Uint8Array;
  },
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ revoked: boolean }>`
    select revoked_at is not null as revoked from exchange_partner where code = ${what.code}`.execute(db);
  if (rows.length > 0 && (existsSync(file) || rows[0]?.revoked)) return;
  // The keys cannot be read back from their digests: a lost file means a new partner under the next free code.
  const code = rows.length === 0 ? what.code : await freeCode(db, what.code);
  const keys = await addPartner(db, { code, name: what.name }, now);
  mkdirSync(dirname(file), { recursive: true });
  const text = JSON.stringify({
    v: 1,
    name: new URL(what.url).host,
    partner: code,
    url: what.url,
    publicKey: toHex(what.publicKey),
    keys,
  });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function freeCode(db: QueryExecutorProvider, code: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from exchange_partner where code = ${code} or code like ${`${code}-%`}`.execute(db);
  return `${code}-${Number(rows[0]?.n) + 1}`;
}
