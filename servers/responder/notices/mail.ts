import { Readable } from 'node:stream';
import { AmaanError } from '@amaan/base';
import type { EventDraft } from '@amaan/custody';
import type { NoticeDocument } from '@amaan/notice';
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { appendEvents } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { addresseeOf, senderOf } from './addressees.ts';
import { noticeRow } from './rows.ts';
import { mayStillSend } from './schedule.ts';
import { queuedDocument } from './send.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };
const TIMEOUT = 20_000;

/** The mail server surely did not take the notice; it is tried again. */
export class MailError extends AmaanError {
  constructor(why: string) {
    super('notice.mail', `The mail server did not take the notice (${why}). It is sent again later.`);
  }
}

/** The Message-ID of a notice: always the same, so that a second copy would be known as one, and answers find us. */
export function messageId(context: Context, notice: string): string {
  const from = senderOf(context).sender.contact;
  return `<${notice}@${from.slice(from.indexOf('@') + 1)}>`;
}

/**
 * The mail as it leaves: neutral subject, both languages as plain text, the document as JSON beside it. No HTML, no
 * picture, no header that names software or machine. The same document gives the same bytes but for the boundary.
 */
async function mailBytes(context: Context, document: NoticeDocument, to: string): Promise<Buffer> {
  const { sender } = senderOf(context);
  const text =
    document.text.ur === undefined ? document.text.en : `${document.text.en}\n\n${document.text.ur}`;
  const mail = new MailComposer({
    from: { name: sender.name, address: sender.contact },
    to,
    subject: `Notice ${document.id.slice(0, 8)}: removal of content`,
    messageId: messageId(context, document.id),
    date: new Date(document.createdAt),
    text,
    attachments: [
      { filename: 'notice.json', content: JSON.stringify(document), contentType: 'application/json' },
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

interface SmtpProblem {
  readonly code?: string;
  readonly responseCode?: number;
}

/**
 * Is the message surely not out? Yes when the server said no, or nobody had asked for the message yet. "Closing" (421)
 * is no answer: it may come after the message was taken.
 */
function surelyNotSent({ responseCode }: SmtpProblem, asked: boolean): boolean {
  return !asked || (responseCode !== undefined && responseCode !== 421);
}

/**
 * Sends one notice by mail, at most once. Before the first byte goes out the row says "started"; a job that finds it so
 * knows that a crash came in between, and leaves it to a person as "uncertain" instead of sending a second time.
 */
export async function sendByMail(context: Context, id: string): Promise<void> {
  const { db } = context.store;
  const notice = await noticeRow(db, id);
  const to = notice && addresseeOf(context, notice.addressee)?.email;
  const server = context.config.env.AMAAN_SMTP;
  if (!notice || notice.channel !== 'email' || !to || !server) return;
  const document = await queuedDocument(context, db, id);
  if (!document || !(await mayStillSend(context, db, notice, document))) return;
  const mark = (from: string, sending: string) =>
    sql`update notice set sending = ${sending} where id = ${id} and sending = ${from} returning 1`.execute(
      db,
    );
  if (notice.sending === 'started') await mark('started', 'uncertain');
  if ((await mark('waiting', 'started')).rows.length === 0) return;
  const transport = createTransport({
    url: server,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    name: 'localhost',
  });
  let asked = false;
  const bytes = await mailBytes(context, document, to);
  const raw = new Readable({
    read() {
      asked = true;
      this.push(bytes);
      this.push(null);
    },
  });
  try {
    const from = senderOf(context).sender.contact;
    await transport.sendMail({
      raw,
      // A server that reports deliveries (RFC 3461) is asked to: that is proof of receipt, or of a bounce.
      envelope: {
        from,
        to: [to],
        dsn: { id, return: 'headers', notify: ['success', 'failure', 'delay'], recipient: from },
      },
    });
  } catch (error) {
    if (surelyNotSent(error as SmtpProblem, asked)) {
      await mark('started', 'waiting');
      throw new MailError(
        String((error as SmtpProblem).responseCode ?? (error as SmtpProblem).code ?? 'no answer'),
      );
    }
    await mark('started', 'uncertain');
    context.log.warn({ event: 'notice.mail-uncertain' });
    return;
  } finally {
    transport.close();
  }
  await context.store.transaction(async (trx) => {
    await sql`update notice set sending = 'done' where id = ${id}`.execute(trx);
    await appendEvents(context, trx, notice.caseId, [
      { type: 'notice.sent', actor: SERVER, refs: { notice: id, digest: notice.digest, channel: 'email' } },
    ]);
  });
}
