import { timingSafeEqual } from 'node:crypto';
import { HttpError } from '@amaan/http';
import type { StatusMessage } from '@amaan/notice';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { messagesOf, noticeSecret } from './intake.ts';

/**
 * What was said about a notice, for whoever has its number and secret.
 *
 * @throws HttpError 404, the same for a wrong number and a wrong secret
 */
export async function askAbout(context: Context, number: string, secret: string): Promise<StatusMessage[]> {
  const { rows } = await sql<{ id: string }>`
    select id from notice where number = ${number}`.execute(context.store.db);
  const id = rows[0]?.id;
  const given = Buffer.from(secret);
  const wanted = Buffer.from(noticeSecret(context, id ?? ''));
  if (!id || given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new HttpError(404, 'notice.unknown', 'There is no notice with this number and secret.');
  return messagesOf(context.store.db, id);
}
