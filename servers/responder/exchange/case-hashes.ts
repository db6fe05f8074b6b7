import type { SignalSet } from '@amaan/signal';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';

/**
 * The PDQ hashes of a case's pictures that stand on the exchange, both readings of a turned one, hex. She agreed to
 * share them; a case that shares nothing gives none.
 */
export async function caseHashes(db: Db, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ signals: SignalSet }>`
    select signals from exchange_entry where case_id = ${caseId} and state = 'live'`.execute(db);
  const hashes = rows.flatMap(({ signals: { pdq, pdqStored } }) => [pdq, pdqStored]);
  return [...new Set(hashes.flatMap((each) => (each ? [each.hash] : [])))];
}
