import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { AmaanError, hex, integer, object } from '@amaan/base';
import { isPublic, publicLookup } from '@amaan/http';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

const parsePayload = object({ notice: hex(16), seq: integer(0, 100_000) });
const TIMEOUT = 10_000;

/** The sender of a notice did not take our message; it is sent again later. */
export class ReplyError extends AmaanError {
  constructor(why: string) {
    super('notice.reply', `The sender did not take the message (${why}). It is sent again later.`);
  }
}

/**
 * Posts to an address that a notice named. Anyone may hand in a notice, so only public addresses are called; in the
 * demo, this machine too. No redirect is followed.
 *
 * @returns the status of the answer
 */
export function postReply(address: string, body: string, demo: boolean): Promise<number> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = demo && host === 'localhost';
  if (!local && (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublic(host))))
    return Promise.reject(new ReplyError('address'));
  return new Promise((done, fail) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(local ? {} : { lookup: publicLookup }),
        signal: AbortSignal.timeout(TIMEOUT),
      },
      (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      },
    );
    request.on('error', () => fail(new ReplyError('no answer')));
    request.end(body);
  });
}

/** Sends one queued message. A second delivery is harmless to its taker. @throws ReplyError to try again */
export async function sendStatus(context: Context, payload: unknown): Promise<void> {
  const { notice, seq } = parsePayload(payload);
  const { rows } = await sql<{ body: object; url: string | null }>`
    select s.body, n.document -> 'reply' ->> 'url' as url from notice_status s join notice n on n.id = s.notice
    where s.notice = ${notice} and s.seq = ${seq} and s.sent_at is null`.execute(context.store.db);
  const row = rows[0];
  if (!row?.url) return;
  const status = await postReply(row.url, JSON.stringify(row.body), context.config.profile === 'demo');
  // 404 and 410: the sender no longer knows this notice (withdrawn, erased); trying on would only trouble them.
  if ((status < 200 || status >= 300) && status !== 404 && status !== 410)
    throw new ReplyError(`status ${status}`);
  await sql`update notice_status set sent_at = ${context.now()} where notice = ${notice} and seq = ${seq}`.execute(
    context.store.db,
  );
}
