import type { AtRest } from '@amaan/store';
import { sql } from 'kysely';
import type { Db } from '../cases/append.ts';
import { openSet } from './at-rest.ts';

/**
 * The PDQ hashes of a case's pictures that stand on the exchange, both readings of a turned one, hex. She agreed to
 * share them; a case that shares nothing gives none.
 */
export async function caseHashes(db: Db, atRest: AtRest, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select id, sealed from exchange_entry
    where case_id = ${caseId} and state = 'live' and sealed is not null`.execute(db);
  const hashes = rows.flatMap(({ id, sealed }) => {
    const { pdq, pdqStored } = openSet(atRest, 'exchange-entry', id, sealed);
    return [pdq, pdqStored];
  });
  return [...new Set(hashes.flatMap((each) => (each ? [each.hash] : [])))];
}
