import { createHash } from 'node:crypto';
import { type EventDraft, canonicalBytes } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { checkStatus } from '@amaan/notice';
import { addJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { afterRefusal } from './escalate.ts';
import { lockNotice } from './rows.ts';
import { JOBS, jobKey } from './job-names.ts';
import { settleClock } from './schedule.ts';

const PLATFORM: EventDraft['actor'] = { role: 'platform' };

/**
 * Takes in what a platform says about a notice. Signed with the key of its acknowledgement, or refused; a second
 * delivery changes nothing. "Removed" is their word: it brings our own check forward and stops no clock.
 *
 * @throws HttpError 404 when there is no such notice, StatusSignatureError
 */
export async function takeStatus(context: Context, id: string, value: unknown): Promise<void> {
  await context.store.transaction(async (trx) => {
    const notice = await lockNotice(trx, id);
    if (!notice?.statusKey)
      throw new HttpError(404, 'notice.unknown', 'There is no notice of yours with this id.');
    const message = checkStatus(value, notice.statusKey);
    if (message.notice !== id || message.number !== notice.number)
      throw new HttpError(409, 'notice.other', 'This message is about another notice.');
    const digest = createHash('sha256').update(canonicalBytes(message)).digest();
    const { rows } = await sql`insert into notice_message (notice, digest) values (${id}, ${digest})
      on conflict do nothing returning 1`.execute(trx);
    if (rows.length === 0 || message.event === 'acknowledged') return;
    const { reason } = message;
    const answered: EventDraft = {
      type: 'notice.answered',
      actor: PLATFORM,
      refs: { notice: id, answer: message.event, ...(reason !== undefined && { reason }) },
    };
    const drafts: EventDraft[] = [answered];
    if (message.event === 'removed')
      drafts.push({
        type: 'removal.asserted',
        actor: PLATFORM,
        refs: { notice: id, links: Array.from({ length: notice.links }, (_, i) => i) },
      });
    await appendEvents(context, trx, notice.caseId, drafts);
    if (message.event === 'refused') await afterRefusal(context, trx, notice);
    await settleClock(context, trx, notice);
    if (message.event === 'removed')
      await addJob(trx, JOBS.watch, { notice: id }, { jobKey: jobKey(JOBS.watch, id) });
  });
}
