import { HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import { fetchMedia } from '../site/site-client.ts';
import { readPicture } from '../gate/match.ts';
import type { EventDraft } from './event.ts';
import type { Job } from './fold.ts';
import { type Media, openWith } from './open.ts';
import type { AppealGround } from './words.ts';

/**
 * Opens the uploader's appeal against a removal. The picture is asked from the site again, because it was not kept
 * here after the decision. Asking twice gives the appeal that is there.
 *
 * @throws HttpError 404 `not-found` when nothing was removed under this ticket, or an appeal was already decided
 */
export async function openAppeal(context: Context, ticket: string, ground: AppealGround): Promise<Job> {
  const { db } = context.store;
  const { rows } = await sql<{ folded: Job }>`
    select folded from review_job where ticket = ${ticket} order by opened_at`.execute(db);
  const jobs = rows.map((row) => row.folded);
  const earlier = jobs.find((job) => job.kind === 'appeal');
  if (earlier && earlier.state !== 'decided') return earlier;
  const removed = jobs.find((job) => job.kind !== 'appeal' && job.decision === 'remove');
  if (!removed || earlier)
    throw new HttpError(404, 'not-found', 'There is no removal under this ticket that can be appealed.');
  const id = newId(context);
  const dueAt = new Date(context.now().getTime() + context.config.review.appealDueAfter).toISOString();
  const refs = { item: removed.item, ticket, of: removed.id, ground, dueAt };
  const draft: EventDraft = { type: 'appeal.opened', job: id, actor: { role: 'site' }, refs };
  const media = await mediaOf(context, removed.item);
  return context.store.transaction((trx) => openWith(trx, context, [draft], media));
}

async function mediaOf(context: Context, item: string): Promise<Media | undefined> {
  try {
    const bytes = await fetchMedia(context, item);
    const { set } = await readPicture(bytes);
    return { bytes, contentType: 'photo', width: set.width, height: set.height };
  } catch {
    return undefined; // the site no longer has it: the appeal is decided on what the ledger says
  }
}
