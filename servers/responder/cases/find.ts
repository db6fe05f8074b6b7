import { createHash, timingSafeEqual } from 'node:crypto';
import type { CaseKeys, Compartment } from '@amaan/custody';
import { sql } from 'kysely';
import type { Db } from './append.ts';

/** What a locator gives access to. */
export interface Access {
  readonly caseId: string;
  /** The helper who came, or nothing when it is she. */
  readonly helper?: string;
  readonly recipient: string;
  readonly compartments: Compartment[];
  readonly tokenHash: Buffer;
  readonly keys: CaseKeys;
}

/** SHA-256 of a value given in hex. */
export function hashOf(hex: string): Buffer {
  return createHash('sha256').update(Buffer.from(hex, 'hex')).digest();
}

/** Finds the case of a locator. */
export async function findAccess(db: Db, locator: string): Promise<Access | undefined> {
  const { rows } = await sql<{
    caseId: string;
    helper: string | null;
    recipient: string;
    compartments: Compartment[];
    tokenHash: Buffer;
    keys: CaseKeys;
  }>`select a.case_id as "caseId", a.helper, a.recipient, a.compartments, a.token_hash as "tokenHash", f.keys
    from case_access a join case_file f on f.id = a.case_id where a.locator_hash = ${hashOf(locator)}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return undefined;
  const { helper, ...rest } = row;
  return { ...rest, ...(helper ? { helper } : {}) };
}

/** Whether this token may write, in constant time. */
export function mayWrite(access: Access, token: string): boolean {
  return timingSafeEqual(access.tokenHash, hashOf(token));
}
