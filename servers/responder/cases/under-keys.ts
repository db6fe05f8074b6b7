import { type CaseKeys, keysDigest } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Db } from './append.ts';

/** The refusal of what was made for a case as it no longer is. */
export function changed(): HttpError {
  return new HttpError(409, 'changed', 'The case changed meanwhile: open it again.');
}

/**
 * Refuses what was sealed under keys that the case no longer has: nobody could open it. The caller holds the lock of
 * the case's state, so that the keys do not change until it has written.
 *
 * @param under `keysDigest` of the keys as the writer knew them
 * @throws HttpError 409 `changed`
 */
export async function requireKeys(trx: Db, caseId: string, under: string): Promise<void> {
  const { rows } = await sql<{ keys: CaseKeys }>`select keys from case_file where id = ${caseId}`.execute(
    trx,
  );
  if (!rows[0] || keysDigest(rows[0].keys) !== under) throw changed();
}
