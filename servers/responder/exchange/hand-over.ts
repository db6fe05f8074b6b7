import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';
import { addPartner } from './partners.ts';

/**
 * In the demo profile: makes one partner at the first start and writes its keys into a file (mode 0600) that the
 * platform on this machine reads. A file of ours that is already there keeps its partner and takes the present address:
 * the next start may be on other ports.
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
  if (rows[0]?.revoked) return;
  if (rows.length > 0 && existsSync(file)) return renewAddress(file, what);
  // The keys cannot be read back from their digests: a lost file means a new partner under the next free code.
  const code = rows.length === 0 ? what.code : await freeCode(db, what.code);
  const keys = await addPartner(db, { code, name: what.name }, now);
  mkdirSync(dirname(file), { recursive: true });
  const publicKey = toHex(what.publicKey);
  // The name outlives the address, so no port is in it.
  put(file, { v: 1, name: new URL(what.url).hostname, partner: code, url: what.url, publicKey, keys });
}

/** A file that another exchange wrote, or nobody can read, is its owner's. */
function renewAddress(file: string, { url, publicKey }: { url: string; publicKey: Uint8Array }): void {
  const written = contentsOf(file);
  if (written?.publicKey === toHex(publicKey) && written.url !== url) put(file, { ...written, url });
}

function contentsOf(file: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) ?? undefined;
  } catch {
    return undefined;
  }
}

function put(file: string, contents: Readonly<Record<string, unknown>>): void {
  writeFileSync(`${file}.new`, JSON.stringify(contents), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function freeCode(db: QueryExecutorProvider, code: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from exchange_partner where code = ${code} or code like ${`${code}-%`}`.execute(db);
  return `${code}-${Number(rows[0]?.n) + 1}`;
}
