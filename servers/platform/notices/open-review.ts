import { hex, object } from '@amaan/base';
import type { NoticeDocument } from '@amaan/notice';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { mayShowMinor, mediaOfItem } from '../review/media-again.ts';
import { type Media, openNotice } from '../review/open.ts';
import { resolveLinks } from '../site/site-client.ts';
import { say } from './intake.ts';

const parsePayload = object({ notice: hex(16) });

/**
 * Asks the site what stands behind a notice's links and opens one review for each item. Of links that are
 * none of ours the sender is told at once. Harmless when it runs again.
 */
export async function openNoticeReview(context: Context, payload: unknown): Promise<void> {
  const { notice } = parsePayload(payload);
  const { rows } = await sql<{ document: NoticeDocument; number: string; due: Date; opened: number | null }>`
    select document, number, due_at as due, open_jobs as opened from notice where id = ${notice}`.execute(
    context.store.db,
  );
  const kept = rows[0];
  if (!kept || kept.opened !== null) return;
  const found = await resolveLinks(
    context,
    kept.document.links.map((link) => link.url),
  );
  const items = [...new Set(found.filter((item) => item !== null))];
  const media = new Map<string, Media | undefined>();
  const minors = new Set<string>();
  for (const item of items) {
    media.set(item, await mediaOfItem(context, item));
    if (await mayShowMinor(context, item)) minors.add(item);
  }
  await context.store.transaction(async (trx) => {
    const { rows: mine } = await sql`
      update notice set open_jobs = ${items.length}, closed = ${items.length === 0}
      where id = ${notice} and open_jobs is null returning 1`.execute(trx);
    if (mine.length === 0) return;
    const { number, due, document } = kept;
    for (const item of items) {
      const what = {
        item,
        notice,
        number,
        regime: document.regime,
        dueAt: due.toISOString(),
        items: items.length,
        media: media.get(item),
        minors: minors.has(item),
      };
      const job = await openNotice(trx, context, what);
      await sql`insert into notice_item (notice, item, job) values (${notice}, ${item}, ${job.id})`.execute(
        trx,
      );
    }
    if (found.includes(null)) {
      const reason = items.length === 0 ? 'link-unknown' : 'link-some-unknown';
      await say(context, trx, notice, { number, event: 'needsMore', reason });
    }
  });
}
