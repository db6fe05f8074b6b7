import { object, text } from '@amaan/base';
import { purgeText } from '@amaan/exchange';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { call } from './call.ts';
import { readSource } from './sources.ts';

/** The job that sends proofs of purge until the exchange acknowledges them. */
export const SEND_PROOFS = 'purge.prove';
const MAX_ATTEMPTS = 25;
const BATCH = 100;

/** Notes that an exchange is owed a proof, in the transaction that deletes what we had. */
export async function oweProof(
  trx: QueryExecutorProvider,
  source: string,
  remote: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql`insert into purge_proof (source, remote, purged_at)
    values (${source}, ${remote}, ${now}) on conflict do nothing returning remote`.execute(trx);
  if (rows.length > 0)
    await addJob(
      trx,
      SEND_PROOFS,
      { source },
      { jobKey: `${SEND_PROOFS}:${source}`, maxAttempts: MAX_ATTEMPTS },
    );
}

const parsePayload = object({ source: text(64, { min: 1 }) });

/**
 * Signs and sends what one exchange is owed. Sent twice it counts once there.
 *
 * @throws CallError to try again later
 */
export async function sendProofs(context: Context, payload: unknown): Promise<void> {
  const { source: name } = parsePayload(payload);
  const { db } = context.store;
  const source = await readSource(db, context.atRest, name);
  if (!source) return; // the exchange was ended meanwhile
  for (;;) {
    const { rows } = await sql<{ remote: string; at: Date; exchange: string | null }>`
      select p.remote, p.purged_at as at, s.exchange from purge_proof p join exchange_source s on s.name = p.source
      where p.source = ${name} and p.sent_at is null order by p.purged_at limit ${BATCH}`.execute(db);
    if (rows.length === 0) return;
    const proofs = rows.map(({ remote, at, exchange }) => {
      const body = JSON.stringify({
        v: 1,
        exchange: exchange ?? name,
        subscriber: source.partner,
        id: remote,
        purgedAt: at.toISOString(),
      });
      const signature = Buffer.from(context.key.sign(Buffer.from(purgeText(body)))).toString('base64');
      return { body, signature };
    });
    await call(source, 'feedback', '/exchange/v1/purges', { v: 1, publicKey: context.key.publicKey, proofs });
    await sql`update purge_proof set sent_at = ${context.now()}
      where source = ${name} and remote = any(${rows.map((row) => row.remote)}::text[])`.execute(db);
  }
}
