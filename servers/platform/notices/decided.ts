import type { StatusBody } from '@amaan/notice';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { OnDecided } from '../review/decide.ts';
import type { Job } from '../review/fold.ts';
import { say } from './intake.ts';

const GONE = new Set(['remove', 'minor']);

/** What the sender is told once everything that the notice asks about is decided. */
function outcome(decisions: readonly string[]): StatusBody['event'] {
  if (decisions.every((each) => GONE.has(each))) return 'removed';
  return decisions.some((each) => GONE.has(each)) ? 'decided' : 'refused';
}

/**
 * Tells a notice's sender when its last item is decided, in the transaction of that decision. Media that was
 * decided to show a minor counts as removed.
 */
export function noticeDecided(context: Context): OnDecided {
  return async (trx: QueryExecutorProvider, job: Job) => {
    const decision = job.decision;
    if (!decision || job.kind !== 'notice') return;
    const { rows } = await sql<{ notice: string; number: string }>`
      update notice_item i set decision = ${decision} from notice n
      where i.notice = n.id and i.job = ${job.id} and i.decision is null returning i.notice, n.number`.execute(
      trx,
    );
    const mine = rows[0];
    if (!mine) return;
    const { rows: items } = await sql<{ decision: string | null }>`
      select decision from notice_item where notice = ${mine.notice}`.execute(trx);
    const decisions = items.flatMap((each) => each.decision ?? []);
    await sql`update notice set open_jobs = ${items.length - decisions.length},
      closed = ${decisions.length === items.length} where id = ${mine.notice}`.execute(trx);
    if (decisions.length < items.length) return;
    const event = outcome(decisions);
    // Why a picture may show a minor is said to nobody.
    const reason = decision !== 'minor' && job.reason ? { reason: job.reason } : {};
    await say(context, trx, mine.notice, { number: mine.number, event, ...reason });
  };
}
