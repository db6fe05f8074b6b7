import type { StatusBody } from '@amaan/notice';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { OnDecided } from '../review/decide.ts';
import { type Job, looksAgainAt } from '../review/fold.ts';
import { messagesOf, say } from './intake.ts';

const GONE = new Set(['remove', 'minor']);

/** What the sender is told once everything that the notice asks about is decided. */
function outcome(decisions: readonly string[]): StatusBody['event'] {
  if (decisions.every((each) => GONE.has(each))) return 'removed';
  return decisions.some((each) => GONE.has(each)) ? 'decided' : 'refused';
}

/**
 * Tells a notice's sender what a decision means to them, in its transaction: that more is needed, that the last item is
 * decided, or that an item which had been removed is back. Media that was decided to show a minor counts as removed.
 */
export function noticeDecided(context: Context): OnDecided {
  return async (trx, job, said) => {
    if (said.decision === 'needMore')
      return job.kind === 'notice' ? needMore(context, trx, job, said) : undefined;
    const { decision } = job;
    const about = decision === 'overturned' ? looksAgainAt(job) : job.kind === 'notice' ? job.id : undefined;
    if (!decision || about === undefined) return;
    const { rows } = await sql<{ notice: string; number: string }>`
      update notice_item i set decision = ${decision} from notice n
      where i.notice = n.id and i.job = ${about} and (i.decision is null or ${decision} = 'overturned')
      returning i.notice, n.number`.execute(trx);
    const mine = rows[0];
    if (!mine) return;
    const { rows: items } = await sql<{ decision: string | null }>`
      select decision from notice_item where notice = ${mine.notice}`.execute(trx);
    const decisions = items.flatMap((each) => each.decision ?? []);
    await sql`update notice set open_jobs = ${items.length - decisions.length},
      closed = ${decisions.length === items.length} where id = ${mine.notice}`.execute(trx);
    if (decisions.length < items.length) return;
    const event = outcome(decisions);
    const reason = reasonToSay(job);
    await say(context, trx, mine.notice, { number: mine.number, event, ...(reason && { reason }) });
  };
}

/** Why a picture may show a minor is said to nobody; what an uploader answered is not said to the other side (W3). */
function reasonToSay({ decision, reason }: Job): string | undefined {
  if (decision === 'minor') return undefined;
  return decision === 'overturned' ? 'looked-again' : reason;
}

/** Asked once for each thing that is missing, however many items it is missing for. */
async function needMore(
  context: Context,
  trx: QueryExecutorProvider,
  job: Job,
  { reason }: { readonly reason: string },
): Promise<void> {
  if (!job.notice) return;
  const { id, number } = job.notice;
  const asked = (await messagesOf(trx, id)).some(
    (message) => message.event === 'needsMore' && message.reason === reason,
  );
  if (!asked) await say(context, trx, id, { number, event: 'needsMore', reason });
}
