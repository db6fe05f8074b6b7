import { createHash } from 'node:crypto';
import { sealJson } from '@amaan/custody';
import { readMail } from '@amaan/notice';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { appendEvents, lockCase } from '../../cases/append.ts';
import { insertItems, sealedDigest } from '../../cases/rows.ts';
import { type Context, newId } from '../../context.ts';
import { noticeRow } from '../rows.ts';

const LONGEST = 20_000;
const RAW = 90_000;

/** What it says, to be read by a person: its plain text, or its HTML without the marks. */
async function wordsOf(raw: Buffer): Promise<string> {
  const mail = await PostalMime.parse(raw).catch(() => undefined);
  const words =
    mail?.text ?? mail?.html?.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  const head = [mail?.from?.address && `From: ${mail.from.address}`, mail?.subject]
    .filter(Boolean)
    .join('\n');
  return `${head}\n\n${(words ?? '').replace(/\n{3,}/g, '\n\n').trim()}`.trim().slice(0, LONGEST);
}

/**
 * Takes in a mail: finds the notice that it answers by our own Message-ID, seals it to that case at once, and suggests
 * what it is. A person confirms; the mail alone starts and stops no clock. The same mail twice is taken once.
 *
 * @returns whether it was about a notice of an open case here, and so is safely kept
 */
export async function takeMail(context: Context, raw: Buffer): Promise<boolean> {
  const found = readMail(raw.toString('latin1'));
  if (!found) return false;
  const notice = await noticeRow(context.store.db, found.notice);
  if (!notice) return false;
  const digest = createHash('sha256').update(raw).digest('hex');
  const words = await wordsOf(raw);
  return context.store.transaction(async (trx) => {
    const state = await lockCase(trx, notice.caseId);
    if (!state || state.status.phase === 'erased') return false;
    const known = await sql`
      select 1 from notice_mail where notice = ${notice.id} and digest = decode(${digest}, 'hex')`.execute(
      trx,
    );
    if (known.rows.length > 0) return true;
    const { rows } = await sql<{ messages: string }>`
      select keys->>'messages' as messages from case_file where id = ${notice.caseId}`.execute(trx);
    const content = { v: 1, from: 'mail', notice: notice.id, text: words, digest };
    const sealed = await sealJson(
      rows.map((row) => row.messages),
      raw.length > RAW ? content : { ...content, raw: raw.toString('base64') },
    );
    const item = newId(context);
    const at = context.now().toISOString();
    await insertItems(trx, notice.caseId, [
      { id: item, kind: 'message', compartment: 'messages', from: 'mail', at, sealed },
    ]);
    await sql`insert into notice_mail (id, notice, item, kind, digest, at)
      values (${newId(context)}, ${notice.id}, ${item}, ${found.kind}, decode(${digest}, 'hex'), ${found.at ?? null})`.execute(
      trx,
    );
    await appendEvents(context, trx, notice.caseId, [
      {
        type: 'message.added',
        actor: { role: 'server' },
        refs: { message: item, digest: sealedDigest(sealed), from: 'mail' },
      },
    ]);
    return true;
  });
}
