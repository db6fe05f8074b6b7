import { createPublicKey, verify } from 'node:crypto';
import { AmaanError } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';
import { eventDigest, firstBroken, parseReviewEvent } from './event.ts';
import { fold, type Job } from './fold.ts';

// The fixed head of an Ed25519 public key (RFC 8410, section 4), before its 32 bytes.
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Checks the whole review ledger: order, links, signatures, its head, and that every job is what its events make it.
 *
 * @param publicKey of the platform, 64 hex digits
 * @returns how many events and jobs hold
 * @throws AmaanError `ledger` with the place that does not hold
 */
export async function verifyReview(
  db: QueryExecutorProvider,
  publicKey: string,
): Promise<{ events: number; jobs: number; head: string | undefined }> {
  const { rows } = await sql<{ event: unknown }>`select event from review_event order by seq`.execute(db);
  const events = rows.map((row) => parseReviewEvent(row.event));
  const raw = Buffer.concat([SPKI_HEAD, Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: raw, format: 'der', type: 'spki' });
  const broken = firstBroken(events, (bytes, sig) => verify(null, bytes, key, Buffer.from(sig, 'hex')));
  if (broken !== undefined) throw new AmaanError('ledger', `The ledger does not hold at event ${broken}.`);
  const last = events.at(-1);
  const head = last && eventDigest(last);
  const { rows: heads } = await sql<{ digest: string | null }>`
    select encode(digest, 'hex') as digest from review_head`.execute(db);
  if ((heads[0]?.digest ?? undefined) !== head)
    throw new AmaanError('ledger', 'The end of the ledger is missing: its head is another.');
  const jobs = new Map<string, Job>();
  for (const event of events) jobs.set(event.job, fold(jobs.get(event.job), event));
  const { rows: stored } = await sql<{ id: string; folded: Job }>`
    select id, folded from review_job`.execute(db);
  const same = stored.every(({ id, folded }) => isSame(folded, jobs.get(id)));
  if (!same || stored.length !== jobs.size)
    throw new AmaanError('ledger', 'A job is not what its events make it.');
  return { events: events.length, jobs: jobs.size, head };
}

/** Equal whatever the order of the fields: the database keeps its own. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, two] = [Object.entries(a), new Map(Object.entries(b))];
  return one.length === two.size && one.every(([name, value]) => isSame(value, two.get(name)));
}
