import { COMPARTMENTS, type Grant, makeGrant, openGrant, recipientOfIdentity } from '@amaan/custody';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvents, lockCase } from './append.ts';
import { insertGrants, readGrants } from './rows.ts';

/** What a recovery did. */
export interface Regranted {
  readonly cases: number;
  /** Cases that the recovery key does not open: made before it was named, or by a survivor who kept it out. */
  readonly closed: number;
}

/**
 * Gives a member of staff every case that the offline recovery key opens: when all staff keys are lost, or when another
 * organisation takes over. She sees in her ledger that it happened.
 *
 * @param identity the recovery identity (AGE-SECRET-KEY-1...); it never touches the disk
 * @param to the newcomer's age recipient, from the signed directory
 * @throws SealError `identity`
 */
export async function regrantAll(context: Context, identity: string, to: string): Promise<Regranted> {
  const recovery = recipientOfIdentity(identity);
  const { rows } = await sql<{ id: string }>`select f.id from case_file f
    join case_status s on s.case_id = f.id where s.state ->> 'phase' <> 'erased' and not exists
    (select 1 from case_grant g where g.case_id = f.id and g.recipient = ${to}) order by f.id`.execute(
    context.store.db,
  );
  let closed = 0;
  for (const { id } of rows)
    await context.store.transaction(async (trx) => {
      // No new keys between opening the old grant and making the new one.
      await lockCase(trx, id);
      const [held] = await readGrants(trx, id, recovery);
      if (!held) {
        closed += 1;
        return;
      }
      const secrets = await openGrant(identity, held.sealed);
      const grant: Grant = await makeGrant({ to, kind: 'staff', compartments: COMPARTMENTS, secrets });
      const actor = { role: 'admin' } as const;
      await appendEvents(context, trx, id, await insertGrants(context, trx, id, [grant], actor));
    });
  return { cases: rows.length - closed, closed };
}
