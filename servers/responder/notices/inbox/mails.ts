import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import type { Db } from '../../cases/append.ts';

/** A mail that waits for a person. */
interface WaitingMail {
  readonly id: string;
  readonly item: string;
  readonly kind: 'bounced' | 'delivery-receipt' | 'auto-reply' | 'answer';
  readonly at: string | null;
  readonly digest: string;
}

/** Mails about a notice that nobody has confirmed or put aside, oldest first. */
export async function waitingMails(db: Db, notice: string): Promise<WaitingMail[]> {
  const { rows } = await sql<Omit<WaitingMail, 'at'> & { at: Date | null }>`
    select id, item, kind, at, encode(digest, 'hex') as digest from notice_mail
    where notice = ${notice} and state = 'suggested' order by at nulls first, id`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? null }));
}

/** A person said what a mail is. @throws HttpError 404 when it is no waiting mail of this notice */
export async function settleMail(
  trx: Db,
  notice: string,
  mail: string,
  state: 'confirmed' | 'dismissed',
): Promise<void> {
  const { rows } = await sql`update notice_mail set state = ${state}
    where id = ${mail} and notice = ${notice} and state = 'suggested' returning 1`.execute(trx);
  if (rows.length === 0)
    throw new HttpError(404, 'mail.unknown', 'There is no such mail waiting. Read the notice again.');
}
