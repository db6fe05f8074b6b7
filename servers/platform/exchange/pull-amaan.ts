import { createPublicKey, verify } from 'node:crypto';
import type { OpinionValue } from '@amaan/bank';
import { fromUtf8 } from '@amaan/base';
import { type ExchangeRecord, ExchangeError, readRecordPage } from '@amaan/exchange';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { applyRecord, type Incoming, quarantine } from './apply.ts';
import { call } from './call.ts';
import { holdSource, type Source } from './sources.ts';

// The fixed head of a public Ed25519 key in SPKI form (RFC 8410, section 4).
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** What one pull did. */
export interface Pulled {
  readonly records: number;
  readonly quarantined: number;
  readonly more: boolean;
}

/**
 * Pulls the next page of full records: the records and the new checkpoint are written in one transaction, and are
 * matchable when the promise resolves. After a crash the same page is asked for again.
 *
 * @throws CallError, ExchangeError `badSignature` or `badPage`
 */
export async function pullAmaan(context: Context, file: Source): Promise<Pulled> {
  const { rows } = await sql<{ cursor: string }>`
    select cursor from exchange_source where name = ${file.name}`.execute(context.store.db);
  const after = Number(rows[0]?.cursor ?? 0);
  const answer = await call(file, 'fetch', `/exchange/v1/records?after=${after}`);
  if (!isSigned(answer.body, answer.signature, file.publicKey ?? ''))
    throw new ExchangeError('badSignature', 'A page of the exchange is not signed with its key.');
  const page = readRecordPage(json(answer.body), after);
  if (page.subscriber !== file.partner)
    throw new ExchangeError('badPage', 'The exchange sent a page that was signed for another subscriber.');
  if (page.records.length === 0 && page.quarantined.length === 0 && page.cursor === after)
    return { records: 0, quarantined: 0, more: false };

  const now = context.now();
  const steps = await context.store.transaction(async (trx) => {
    await holdSource(trx, file.name);
    const made = [];
    for (const record of page.records)
      made.push(await applyRecord(trx, context, file.name, file.bank, incoming(record, file.partner)));
    await quarantine(trx, file.name, page.quarantined, now);
    await sql`update exchange_source set cursor = ${page.cursor}, exchange = ${page.exchange},
      page_at = ${now} where name = ${file.name}`.execute(trx);
    return made;
  });
  for (const step of steps) step(context.banks);
  return { records: page.records.length, quarantined: page.quarantined.length, more: page.more };
}

/** Our own opinion comes back to us under our code there; it already stands in our record. */
function incoming(record: ExchangeRecord, partner: string): Incoming {
  const opinions = new Map<string, OpinionValue>();
  for (const { source, value } of record.opinions)
    if (source !== partner && (value === 'Blocked' || value === 'NotBlocked' || value === 'PendingReview'))
      opinions.set(source, value);
  return {
    remote: record.id,
    state: record.state,
    opinions,
    ...(record.signals ? { signals: record.signals } : {}),
    ...(record.proof ? { proof: true } : {}),
  };
}

function isSigned(body: Uint8Array, signature: string | undefined, publicKey: string): boolean {
  if (signature === undefined || publicKey.length !== 64) return false;
  const key = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, body, key, Buffer.from(signature, 'base64'));
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(body));
  } catch {
    throw new ExchangeError('badPage', 'The exchange did not send JSON.');
  }
}
