import { createHash } from 'node:crypto';
import type { EventDraft } from '@amaan/custody';
import { escalationText, nextSteps, regimes } from '@amaan/notice';
import { sql } from 'kysely';
import { appendEvents, caseEvents, caseState } from '../cases/append.ts';
import { type Context, newId } from '../context.ts';
import { addresseeOf } from './addressees.ts';
import { clockEvents, clockOf } from './clock-view.ts';
import { noticeRow } from './rows.ts';
import { settleClock } from './schedule.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };

/**
 * What the job at a clock's end does: nothing when the end has moved or the clock has stopped; otherwise it says once
 * that the notice expired and drafts the next steps that its row names. Harmless when it runs again.
 */
export async function expireNotice(context: Context, id: string): Promise<void> {
  await context.store.transaction(async (trx) => {
    const notice = await noticeRow(trx, id, true);
    if (!notice || notice.closed) return;
    const state = await caseState(trx, notice.caseId, true);
    const events = await caseEvents(trx, notice.caseId);
    const { clock, pin } = clockOf(events, notice, context.now());
    if (clock?.state !== 'expired' || clock.dueAt === null || state?.status.notices[id]?.expired)
      return settleClock(context, trx, notice, events);
    const row = regimes().rows.get(pin?.row ?? notice.regimeVersion);
    const drafts: EventDraft[] = [
      { type: 'notice.expired', actor: SERVER, refs: { notice: id, due: clock.dueAt } },
    ];
    const mine = clockEvents(events, id, notice.links);
    const steps = row
      ? nextSteps(row, clock, mine, context.now().getTime()).filter((each) => each.after === 'expired')
      : [];
    for (const [place, step] of steps.entries()) {
      const escalation = newId(context);
      const regime = step.regime ?? notice.regime;
      const name = addresseeOf(context, notice.addressee)?.name ?? notice.addressee;
      const text = escalationText({
        step,
        cite: row?.cite ?? '',
        addressee: name,
        number: notice.number,
        links: notice.links,
        clock,
        events: mine,
      });
      const digest = createHash('sha256').update(text).digest('hex');
      await sql`insert into notice_escalation (id, notice, case_id, regime, authority, at, body, place)
        values (${escalation}, ${id}, ${notice.caseId}, ${regime}, ${step.to}, ${context.now()}, ${text}, ${place})`.execute(
        trx,
      );
      drafts.push({
        type: 'escalation.drafted',
        actor: SERVER,
        refs: { notice: id, escalation, authority: regime, digest },
      });
    }
    await appendEvents(context, trx, notice.caseId, drafts);
    await settleClock(context, trx, notice);
  });
}
