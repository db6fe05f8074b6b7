import type { EventDraft } from '@amaan/custody';
import { HttpError } from '@amaan/http';
import { givesNewEnd, happenings, regimes, spanOf } from '@amaan/notice';
import { addJob, removeJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents, caseState, type Db } from '../cases/append.ts';
import { type Context, newId } from '../context.ts';
import { noSuchNotice } from './errors.ts';
import { afterRefusal } from './escalate.ts';
import { settleMail } from './inbox/mails.ts';
import { reminderDone } from './remind.ts';
import { dueForHer } from './reviews.ts';
import { type NoticeRow, lockNotice } from './rows.ts';
import { JOBS, jobKey } from './job-names.ts';
import { settleClock } from './schedule.ts';
import type { FactBodyShape } from './schemas/entered.ts';
import { queuedDocument, startWatch } from './send.ts';

type Actor = EventDraft['actor'];

/**
 * Enters what a person learnt outside and lets clock, queue and watching follow.
 *
 * @throws HttpError 404, or 409 `notice.state` when the fact cannot follow from where the notice is
 */
export async function enterFact(
  context: Context,
  actor: Actor,
  { caseId, notice: id }: { caseId: string; notice: string },
  body: FactBodyShape,
): Promise<void> {
  await context.store.transaction(async (trx) => {
    const notice = await lockNotice(trx, id);
    if (!notice || notice.caseId !== caseId) throw noSuchNotice();
    const drafts = await events(context, trx, actor, notice, body);
    await appendEvents(context, trx, caseId, drafts);
    if (body.fact === 'answered' && body.answer === 'refused') await afterRefusal(context, trx, notice);
    if ('mail' in body && body.mail !== undefined)
      await settleMail(trx, id, body.mail, body.fact === 'otherMail' ? 'dismissed' : 'confirmed');
    await settleClock(context, trx, notice);
    if (body.fact === 'receipted') {
      const document = await queuedDocument(context, trx, id);
      await startWatch(context, trx, notice, document);
      await sql`delete from notice_queue where notice = ${id}`.execute(trx);
    }
  });
}

/** What a person saw stands beside what the checker saw, which goes on from there. */
async function seenByPerson(
  context: Context,
  trx: Db,
  id: string,
  link: number,
  state: 'present' | 'missing' | 'uncertain',
): Promise<void> {
  const now = context.now();
  await sql`update notice_watch set state = ${state}, reason = 'person', observed = ${state === 'missing'},
      last_seen = case when ${state === 'present'} then ${now}::timestamptz else last_seen end,
      first_missed = case when ${state === 'missing'} then coalesce(first_missed, ${now}::timestamptz) end
    where notice = ${id} and link = ${link}`.execute(trx);
}

function refuse(): never {
  throw new HttpError(409, 'notice.state', 'This cannot follow from where the notice stands. Read it again.');
}

async function events(
  context: Context,
  trx: Db,
  actor: Actor,
  notice: NoticeRow,
  body: FactBodyShape,
): Promise<EventDraft[]> {
  const { id } = notice;
  const sent = notice.sending === 'done';
  switch (body.fact) {
    case 'sent': {
      // By hand, or a mail of which nobody knows whether it went out.
      if (sent || notice.sending === 'none' || notice.sending === 'started') refuse();
      await sql`update notice set sending = 'done' where id = ${id}`.execute(trx);
      return [
        { type: 'notice.sent', actor, refs: { notice: id, digest: notice.digest, channel: notice.channel } },
      ];
    }
    case 'notSent': {
      // A person found that an uncertain mail never went out: it may leave once more.
      if (notice.sending !== 'uncertain') refuse();
      await sql`update notice set sending = 'waiting' where id = ${id}`.execute(trx);
      await addJob(trx, JOBS.send, { notice: id }, { jobKey: jobKey(JOBS.send, id) });
      return [];
    }
    case 'receipted': {
      if (!sent || (body.at.length > 10 && Date.parse(body.at) > context.now().getTime())) refuse();
      const { at, kind, proof, number } = body;
      if (number !== undefined) await sql`update notice set number = ${number} where id = ${id}`.execute(trx);
      const due = await dueForHer(trx, notice, at, context.now());
      const told = { ...(number && { number }), ...(due !== undefined && { due }) };
      return [{ type: 'notice.receipted', actor, refs: { notice: id, at, kind, proof, ...told } }];
    }
    case 'bounced':
      return sent ? [{ type: 'notice.bounced', actor, refs: { notice: id } }] : refuse();
    case 'asked':
      // What the row does not list is not missing: it is logged, and the clock runs on.
      return sent
        ? [
            {
              type: 'notice.answered',
              actor,
              refs: { notice: id, answer: 'needsMore', reason: `asked:${body.what}`.slice(0, 64) },
            },
          ]
        : refuse();
    case 'otherMail':
      return [];
    case 'incomplete':
      return sent
        ? [{ type: 'notice.incomplete', actor, refs: { notice: id, element: body.element } }]
        : refuse();
    case 'answered': {
      const { answer, at } = body;
      if (!sent || (at !== undefined && spanOf(at, null).from > context.now().getTime())) refuse();
      const answered: EventDraft = {
        type: 'notice.answered',
        actor,
        refs: { notice: id, answer, ...(at !== undefined && { at }) },
      };
      const links = Array.from({ length: notice.links }, (_, i) => i);
      return body.answer === 'removed'
        ? [answered, { type: 'removal.asserted', actor, refs: { notice: id, links } }]
        : [answered];
    }
    case 'looked': {
      const { link, state } = body;
      if (!sent || link >= notice.links) refuse();
      const known = (await caseState(trx, notice.caseId))?.status.notices[id];
      await seenByPerson(context, trx, id, link, state);
      if (state === 'present' && known?.gone.includes(link) && !known.reappeared.includes(link))
        return [{ type: 'reappeared', actor, refs: { notice: id, link, next: newId(context) } }];
      if (state !== 'missing')
        return [{ type: 'link.seen', actor, refs: { notice: id, link, state, reason: 'person' } }];
      const firstMissed = context.now().toISOString();
      // A link that was seen to be gone is gone once.
      if (known?.gone.includes(link) && !known.reappeared.includes(link)) return [];
      const { rows } = await sql<{ last_seen: Date | null }>`
        select last_seen from notice_watch where notice = ${id} and link = ${link}`.execute(trx);
      const lastSeen = rows[0]?.last_seen?.toISOString();
      return [
        {
          type: 'removal.observed',
          actor,
          refs: { notice: id, link, firstMissed, ...(lastSeen && { lastSeen }) },
        },
      ];
    }
    case 'happened': {
      const { what, at, until } = body;
      const row = regimes().rows.get(notice.pin?.row ?? notice.regimeVersion);
      if (!sent || !row || !happenings(regimes(), row).includes(what)) refuse();
      // An end that a row itself limits may be left out; it is then as late as the row allows.
      if (until !== undefined && !givesNewEnd(what)) refuse();
      if (spanOf(at, row.zone).from > context.now().getTime()) refuse();
      return [{ type: 'notice.happened', actor, refs: { notice: id, what, at, ...(until && { until }) } }];
    }
    case 'reminderDone':
      await reminderDone(trx, id, body, actor.id ?? actor.role);
      return [];
    case 'withdrawn': {
      await sql`delete from notice_queue where notice = ${id}`.execute(trx);
      await sql`delete from notice_watch where notice = ${id}`.execute(trx);
      await sql`delete from notice_follow where notice = ${id}`.execute(trx);
      for (const job of Object.values(JOBS)) await removeJob(trx, jobKey(job, id));
      return [{ type: 'notice.withdrawn', actor, refs: { notice: id, reason: 'staff' } }];
    }
  }
}
