import { createHmac } from 'node:crypto';
import { HttpError } from '@amaan/http';
import {
  type Acknowledgement,
  familyClock,
  type NoticeDocument,
  parseNoticeDocument,
  regimes,
  signStatus,
  type StatusBody,
  type StatusMessage,
} from '@amaan/notice';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';

/** The jobs of this room. */
export const NOTICE_JOBS = { open: 'notice.open', status: 'notice.status' } as const;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ATTEMPTS = 25;

interface Kept {
  readonly number: string;
  readonly digest: string;
}

/** The sender's secret for asking about a notice: made from its id, so that a repeat gets the same one. */
export function noticeSecret(context: Context, id: string): string {
  return createHmac('sha256', context.hookSecret)
    .update(`amaan/notice-secret/v1\n${id}`)
    .digest('hex')
    .slice(0, 32);
}

/** A number that can be read aloud: ten symbols of Crockford's base32, random. */
function newNumber(context: Context): string {
  return `N-${[...context.random(10)].map((byte) => ALPHABET[byte % 32]).join('')}`;
}

/** Until when this must be decided: the law's end where it gives one, or our own. */
function dueOf(context: Context, document: NoticeDocument, now: Date): Date {
  const at = now.toISOString();
  const { clock } = familyClock(
    regimes(),
    document.regime,
    [{ type: 'notice.receipted', at, recordedAt: at }],
    now.getTime(),
  );
  return clock?.dueAt ? new Date(clock.dueAt) : new Date(now.getTime() + context.config.review.dueAfter);
}

const taken = new WeakMap<Context, { minute: number; count: number }>();

/**
 * A lid on how many notices come in within a minute, all senders together: no address is kept to tell them apart. A
 * notice that is turned away was not acknowledged, so its sender knows to come back. `AMAAN_NOTICES_PER_MINUTE` sets it.
 */
function mayTake(context: Context): boolean {
  const most = Number(context.config.env.AMAAN_NOTICES_PER_MINUTE ?? 600);
  const minute = Math.floor(context.now().getTime() / 60_000);
  const now = taken.get(context);
  const count = now?.minute === minute ? now.count + 1 : 1;
  taken.set(context, { minute, count });
  return count <= most;
}

/**
 * Takes a notice in and acknowledges it at once, with number and time: this is the proof that starts the sender's
 * clock, so it is on disk before it is said. The same document again gets the same answer.
 *
 * @throws ShapeError, NoticeDigestError, HttpError 409 when another document has this id
 */
export async function receiveNotice(
  context: Context,
  value: unknown,
): Promise<{ answer: Acknowledgement; isNew: boolean }> {
  const document = parseNoticeDocument(value);
  const { id } = document;
  if (!mayTake(context))
    throw new HttpError(429, 'busy', 'Very many notices arrive. Send it again in a minute.');
  return context.store.transaction(async (trx) => {
    // One at a time for each id, so that two copies in flight give one notice.
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7))`.execute(trx);
    const { rows } = await sql<Kept>`
      select number, encode(digest, 'hex') as digest from notice where id = ${id}`.execute(trx);
    const kept = rows[0];
    if (kept && kept.digest !== document.digest)
      throw new HttpError(409, 'notice.taken', 'Another notice has this id. Make a new one.');
    if (!kept) await keep(context, trx, document);
    const [first] = await messagesOf(trx, id);
    if (!first) throw new HttpError(500, 'internal', 'Something went wrong on our side. Send it again.');
    const answer = {
      v: 1 as const,
      key: context.key.publicKey,
      secret: noticeSecret(context, id),
      status: first,
    };
    return { answer, isNew: !kept };
  });
}

async function keep(context: Context, trx: QueryExecutorProvider, document: NoticeDocument): Promise<void> {
  const now = context.now();
  const number = newNumber(context);
  await sql`insert into notice (id, number, document, digest, received_at, due_at)
    values (${document.id}, ${number}, ${JSON.stringify(document)}::jsonb, decode(${document.digest}, 'hex'), ${now},
      ${dueOf(context, document, now)})`.execute(trx);
  await say(context, trx, document.id, { number, event: 'acknowledged' }, false);
  await addJob(trx, NOTICE_JOBS.open, { notice: document.id }, { maxAttempts: ATTEMPTS });
}

/**
 * Signs a message about a notice and queues it for its sender.
 *
 * @param send false where the message is the answer itself
 */
export async function say(
  context: Context,
  trx: QueryExecutorProvider,
  notice: string,
  what: Pick<StatusBody, 'number' | 'event' | 'reason'>,
  send = true,
): Promise<void> {
  const at = context.now().toISOString();
  const message = signStatus({ v: 1, notice, at, ...what }, (bytes) => context.key.sign(bytes));
  const { rows } = await sql<{ seq: number }>`
    insert into notice_status (notice, seq, body, sent_at)
    select ${notice}, coalesce(max(seq) + 1, 0), ${JSON.stringify(message)}::jsonb, ${send ? null : at}
    from notice_status where notice = ${notice} returning seq`.execute(trx);
  if (send)
    await addJob(
      trx,
      NOTICE_JOBS.status,
      { notice, seq: rows[0]?.seq },
      { jobKey: `${NOTICE_JOBS.status}:${notice}:${rows[0]?.seq}`, maxAttempts: ATTEMPTS },
    );
}

/** What was said about a notice so far, oldest first. */
export async function messagesOf(db: QueryExecutorProvider, notice: string): Promise<StatusMessage[]> {
  const { rows } = await sql<{ body: StatusMessage }>`
    select body from notice_status where notice = ${notice} order by seq`.execute(db);
  return rows.map((row) => row.body);
}
