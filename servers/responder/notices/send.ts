import { AmaanError } from '@amaan/base';
import type { EventDraft } from '@amaan/custody';
import { type Acknowledgement, checkStatus, type NoticeDocument, parseAcknowledgement } from '@amaan/notice';
import { addJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents, type Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { addresseeOf } from './addressees.ts';
import { openRow, sealRow } from './queue-seal.ts';
import { type NoticeRow, lockNotice, noticeRow } from './rows.ts';
import { dueForHer } from './reviews.ts';
import { JOBS, jobKey } from './job-names.ts';
import { mayStillSend, mayWatch, settleClock } from './schedule.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };
const TIMEOUT = 15_000;
/** A platform's clock may differ by so much; more is noticed, and our own time of receipt is taken. */
export const SKEW = 5 * 60_000;

/** The platform did not take the notice; the job is tried again later. */
export class SendError extends AmaanError {
  constructor(why: string, options?: ErrorOptions) {
    super('notice.send', `The platform did not take the notice (${why}). It is sent again later.`, options);
  }
}

/** The document that waits to leave. */
export async function queuedDocument(
  context: Context,
  db: Db,
  notice: string,
): Promise<NoticeDocument | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from notice_queue where notice = ${notice}`.execute(db);
  return rows[0] && (JSON.parse(openRow(context, `notice:${notice}`, rows[0].sealed)) as NoticeDocument);
}

async function post(api: string, document: NoticeDocument): Promise<Acknowledgement> {
  let response: Response;
  try {
    response = await fetch(`${api}/v1/notices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (cause) {
    throw new SendError('no answer', { cause });
  }
  if (response.status !== 201 && response.status !== 200) throw new SendError(`status ${response.status}`);
  const answer = parseAcknowledgement(await response.json());
  const { status } = answer;
  checkStatus(status, answer.key);
  if (status.notice !== document.id || status.event !== 'acknowledged') throw new SendError('another notice');
  return answer;
}

/**
 * Sends one notice to a platform's API. The platform answers a repeat as it answered the first time, so a crash in
 * between leads to one notice and one clock: sent, received and the emptied queue are one transaction.
 */
export async function sendByApi(context: Context, id: string): Promise<void> {
  const { db } = context.store;
  const notice = await noticeRow(db, id);
  if (!notice || notice.sending === 'done' || notice.channel !== 'api') return;
  const document = await queuedDocument(context, db, id);
  const api = addresseeOf(context, notice.addressee)?.api;
  if (!document || !api || !(await mayStillSend(context, db, notice, document))) return;
  const { key, secret, status } = await post(api, document);
  await context.store.transaction(async (trx) => {
    const current = await lockNotice(trx, id);
    if (!current || current.sending === 'done') return;
    await appendEvents(context, trx, notice.caseId, [
      { type: 'notice.sent', actor: SERVER, refs: { notice: id, digest: notice.digest, channel: 'api' } },
    ]);
    await sql`update notice set sending = 'done', number = ${status.number},
      status_key = decode(${key}, 'hex'), status_secret = ${sealRow(context, `secret:${id}`, secret)}
      where id = ${id}`.execute(trx);
    await recordReceipt(context, trx, { ...current, number: status.number }, document, status.at);
  });
}

/**
 * Proof of receipt: the clock starts, the queue is emptied, and the links go under watch where she allowed it.
 *
 * @param at when they had it, by their own word
 */
export async function recordReceipt(
  context: Context,
  trx: Db,
  notice: NoticeRow,
  document: Pick<NoticeDocument, 'links'> | undefined,
  at: string,
): Promise<void> {
  const now = context.now();
  context.clockWatch.hear(notice.addressee, now.getTime(), Date.parse(at));
  const ahead = Math.abs(Date.parse(at) - now.getTime()) > SKEW;
  if (ahead) context.log.warn({ event: 'notice.clock-skew', addressee: notice.addressee });
  const receivedAt = ahead ? now.toISOString() : at;
  const due = await dueForHer(trx, notice, receivedAt, now);
  await appendEvents(context, trx, notice.caseId, [
    {
      type: 'notice.receipted',
      actor: { role: 'platform' },
      refs: {
        notice: notice.id,
        at: receivedAt,
        kind: 'ticket',
        ...(notice.number !== null && { number: notice.number }),
        ...(due !== undefined && { due }),
      },
    },
  ]);
  await settleClock(context, trx, notice);
  await startWatch(context, trx, notice, document);
  await sql`delete from notice_queue where notice = ${notice.id}`.execute(trx);
}

/** Puts a notice's links under watch: only with her consent, and never before the notice was sent. */
export async function startWatch(
  context: Context,
  trx: Db,
  notice: NoticeRow,
  document: Pick<NoticeDocument, 'links'> | undefined,
): Promise<void> {
  if (!document || !(await mayWatch(trx, notice.caseId))) return;
  for (const [link, { url }] of document.links.entries())
    await sql`insert into notice_watch (notice, link, sealed)
      values (${notice.id}, ${link}, ${sealRow(context, `watch:${notice.id}:${link}`, url)})
      on conflict do nothing`.execute(trx);
  await addJob(trx, JOBS.watch, { notice: notice.id }, { jobKey: jobKey(JOBS.watch, notice.id) });
}
