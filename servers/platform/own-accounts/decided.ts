import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { OnDecided } from '../review/decide.ts';
import { looksAgainAt } from '../review/fold.ts';
import { findJob } from '../review/ledger.ts';
import { proposeAccount } from './accounts.ts';

/** Reasons that say: the uploader is the person shown. */
const OWN = new Set(['consented-own-account', 'appeal-own-picture']);

/**
 * What a decision means for the account behind the upload, in its transaction. A reviewer who found that the person
 * shown posts from it asks thereby for the listing; a removal of her picture from it, or a doubt about age, ends it.
 */
export function accountDecided(context: Context): OnDecided {
  return async (trx: QueryExecutorProvider, job) => {
    const about = looksAgainAt(job) ?? job.id;
    const upload = about === job.id ? job : await findJob(trx, about);
    const contents = [...new Set((upload ?? job).matches.map((match) => match.content))];
    if (job.decision === 'minor')
      await sql`delete from own_account where content = any(${contents}::bigint[])`.execute(trx);
    const { rows } = await sql<{ account: string }>`
      select account from upload_account where job = ${about}`.execute(trx);
    const account = rows[0]?.account;
    if (account === undefined) return;
    if (job.reason && OWN.has(job.reason) && job.decidedBy)
      for (const content of contents)
        await proposeAccount(trx, context, { id: job.decidedBy }, account, content);
    if (job.decision === 'remove')
      await sql`delete from own_account where account = ${account} and content = any(${contents}::bigint[])`.execute(
        trx,
      );
    // After a removal its uploader may object, and then it is asked for again.
    else await sql`delete from upload_account where job = ${about}`.execute(trx);
  };
}
