import type { EventDraft } from '@amaan/custody';
import { appendEvents, caseEvents, lockCase } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { clockOf } from './clock-view.ts';
import { escalationDrafts } from './escalate.ts';
import { lockNotice } from './rows.ts';
import { settleClock, wasTold } from './schedule.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };

/**
 * What the job at a clock's end does: nothing when the end has moved or the clock has stopped; otherwise it says once
 * that the notice expired and drafts the next steps that its row names. Harmless when it runs again.
 */
export async function expireNotice(context: Context, id: string): Promise<void> {
  await context.store.transaction(async (trx) => {
    const notice = await lockNotice(trx, id);
    if (!notice || notice.closed) return;
    await lockCase(trx, notice.caseId);
    const events = await caseEvents(trx, notice.caseId);
    const { clock } = clockOf(events, notice, context.now());
    if (clock?.state !== 'expired' || clock.dueAt === null || wasTold(events, id, new Date(clock.dueAt)))
      return settleClock(context, trx, notice, events);
    const drafts: EventDraft[] = [
      { type: 'notice.expired', actor: SERVER, refs: { notice: id, due: clock.dueAt } },
      ...(await escalationDrafts(context, trx, notice, 'expired')),
    ];
    await appendEvents(context, trx, notice.caseId, drafts);
    await settleClock(context, trx, notice);
  });
}
