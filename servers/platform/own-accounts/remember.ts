import { type QueryExecutorProvider, sql } from 'kysely';

/** An objection to a removal may come for half a year (DSA, Art. 20); then nobody needs the account any more. */
const NEEDED_MS = 200 * 24 * 3_600_000;

/** Remembers whose upload is held, in the transaction that holds it. */
export async function rememberAccount(
  trx: QueryExecutorProvider,
  job: string,
  account: string,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - NEEDED_MS);
  await sql`delete from upload_account where at < ${before}`.execute(trx);
  await sql`insert into upload_account (job, account, at) values (${job}, ${account}, ${now})`.execute(trx);
}
