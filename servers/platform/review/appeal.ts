import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import type { EventDraft } from './event.ts';
import { recordFeedback } from './feedback.ts';
import type { Job } from './fold.ts';
import { openWith } from './open.ts';
import { mayShowMinor, mediaOfItem } from './media-again.ts';
import { APPEAL_DAYS } from './statement.ts';
import type { AppealGround } from './words.ts';

const DAY_MS = 86_400_000;

/**
 * Opens the uploader's appeal against a removal. The media is asked from the site again, because it was not kept here
 * after the decision. The answer alone restores nothing: it takes our own opinion on the signals back to "being looked
 * at", here and on their exchanges (abuse controls, W2). Asking twice gives the appeal that is there.
 *
 * @throws HttpError 404 `not-found` when nothing was removed under this ticket or an appeal was already decided, 409
 *   `too-late` after the six months of DSA Article 20(1)
 */
export async function openAppeal(context: Context, ticket: string, ground: AppealGround): Promise<Job> {
  const { db } = context.store;
  const { rows } = await sql<{ folded: Job }>`
    select folded from review_job where ticket = ${ticket} order by opened_at`.execute(db);
  const jobs = rows.map((row) => row.folded);
  const earlier = jobs.find((job) => job.kind === 'appeal');
  if (earlier && earlier.state !== 'decided') return earlier;
  const removed = jobs.find((job) => job.decision === 'remove');
  const undone = jobs.some((job) => job.decision === 'overturned');
  // What may show a minor is not decided in the uploader's favour by whoever comes next; the law's outer ways stay open.
  if (!removed || earlier || undone || (await mayShowMinor(context, removed.item)))
    throw new HttpError(404, 'not-found', 'There is no removal under this ticket that can be appealed.');
  if (context.now().getTime() - Date.parse(removed.decidedAt ?? '') > APPEAL_DAYS * DAY_MS)
    throw new HttpError(409, 'too-late', 'The time to object is over. The statement names the other ways.');
  const id = newId(context);
  const dueAt = new Date(context.now().getTime() + context.config.review.appealDueAfter).toISOString();
  const refs = { item: removed.item, ticket, of: removed.id, ground, dueAt };
  const draft: EventDraft = { type: 'appeal.opened', job: id, actor: { role: 'site' }, refs };
  const media = await mediaOfItem(context, removed.item);
  const { job, steps } = await context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    const { rows: also } = await sql<{ folded: Job }>`
      select folded from review_job where ticket = ${ticket} and kind = 'appeal'`.execute(trx);
    if (also[0]) return { job: also[0].folded, steps: [] };
    const opened = await openWith(trx, context, [draft], media);
    const about = {
      decision: newId(context),
      value: 'PendingReview' as const,
      rests: false,
      ageDoubt: false,
    };
    return { job: opened, steps: await recordFeedback(trx, context, removed, about) };
  });
  for (const step of steps) step(context.banks);
  return job;
}
