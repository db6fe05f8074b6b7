import { AmaanError } from '@amaan/base';
import { canonicalJson, foldAll, verifyLedger } from '@amaan/custody';
import { sql } from 'kysely';
import { caseEvents, caseState, type Db } from './append.ts';

/** What a check of all cases found: codes and counts, never an id of hers. */
export interface LedgerCheck {
  readonly cases: number;
  readonly events: number;
  /** Code of what is wrong, and in how many cases. */
  readonly problems: Readonly<Record<string, number>>;
}

/**
 * Checks every case: its chain holds under this key, its head is the stored one, and replaying its events gives the
 * stored projection, byte for byte in canonical JSON.
 */
export async function checkLedgers(db: Db, ledgerKey: string): Promise<LedgerCheck> {
  const { rows } = await sql<{ id: string }>`select id from case_file order by id`.execute(db);
  const problems: Record<string, number> = {};
  let events = 0;
  for (const { id } of rows) {
    const chain = await caseEvents(db, id);
    events += chain.length;
    const found = await problemOf(db, id, chain, ledgerKey);
    if (found) problems[found] = (problems[found] ?? 0) + 1;
  }
  return { cases: rows.length, events, problems };
}

async function problemOf(
  db: Db,
  id: string,
  chain: Awaited<ReturnType<typeof caseEvents>>,
  key: string,
): Promise<string | undefined> {
  const stored = await caseState(db, id);
  if (!stored) return 'projection.missing';
  try {
    verifyLedger(id, chain, key, stored.head);
  } catch (error) {
    return error instanceof AmaanError ? error.code : 'ledger.shape';
  }
  if (chain.length !== stored.head.seq + 1) return 'projection.behind';
  return canonicalJson(foldAll(chain)) === canonicalJson(stored.status) ? undefined : 'projection.differs';
}
