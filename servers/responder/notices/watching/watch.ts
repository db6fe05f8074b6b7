import type { EventDraft } from '@amaan/custody';
import { addJob } from '@amaan/store';
import { sql } from 'kysely';
import { appendEvents, type Db } from '../../cases/append.ts';
import { type Context, newId } from '../../context.ts';
import { caseHashes } from '../../exchange/case-hashes.ts';
import type { Checker } from './checker.ts';
import type { Judgement } from './judge-look.ts';
import { openRow } from '../queue-seal.ts';
import { type NoticeRow, lockNotice, noticeRow, type WatchRow, watchRows } from '../rows.ts';
import { JOBS, jobKey } from '../job-names.ts';
import { mayWatch, settleClock } from '../schedule.ts';
import { nextLook } from './when.ts';

const SERVER: EventDraft['actor'] = { role: 'server' };

/** One round over a notice's links. Nothing of a page is kept: a state, a word and two times. */
export async function watchNotice(context: Context, checker: Checker, id: string): Promise<void> {
  const { db } = context.store;
  const notice = await noticeRow(db, id);
  if (!notice) return;
  if (!(await mayWatch(db, notice.caseId))) {
    await sql`delete from notice_watch where notice = ${id}`.execute(db);
    return;
  }
  const due = (await watchRows(db, id)).filter((row) => !row.observed || notice.closed);
  const hashes = await caseHashes(db, context.atRest, notice.caseId);
  const seen: { row: WatchRow; judged: Judgement; at: Date }[] = [];
  for (const row of due) {
    const url = openRow(context, `watch:${id}:${row.link}`, row.sealed);
    const seenBefore = row.reason === 'same-picture' || row.reason === 'not-found-there';
    const judged = await checker.look({ url, hashes, seenBefore, now: context.now().getTime() });
    seen.push({ row, judged, at: context.now() });
  }
  await context.store.transaction(async (trx) => {
    const current = await lockNotice(trx, id);
    if (!current) return;
    const drafts: EventDraft[] = [];
    // What came back in one round belongs into one new notice, linked to this one; its id is given here.
    const next = newId(context);
    for (const { row, judged, at } of seen) drafts.push(...(await note(trx, current, row, judged, at, next)));
    await appendEvents(context, trx, current.caseId, drafts);
    if (drafts.length > 0) await settleClock(context, trx, current);
    await plan(context, trx, id);
  });
}

/**
 * Keeps what one look found, and gives the events that follow from it.
 *
 * @param next the id of the notice that takes up what came back
 */
async function note(
  trx: Db,
  notice: NoticeRow,
  row: WatchRow,
  { state, reason }: Judgement,
  at: Date,
  next: string,
): Promise<EventDraft[]> {
  const { link } = row;
  const missedBefore = row.state === 'missing' && row.firstMissed !== null;
  // Missing once may be a slip of the site: the second look in a row makes it a fact, dated by the first.
  const observed = state === 'missing' && !row.observed && missedBefore;
  const back = row.observed && state === 'present';
  const firstMissed = state === 'missing' ? (row.firstMissed ?? at) : null;
  await sql`update notice_watch set state = ${state}, reason = ${reason},
      last_seen = case when ${state === 'present'} then ${at}::timestamptz else last_seen end,
      first_missed = ${row.observed ? row.firstMissed : firstMissed}, observed = ${(row.observed || observed) && !back},
      looks_after = looks_after + ${row.observed ? 1 : 0}
    where notice = ${notice.id} and link = ${link}`.execute(trx);
  if (state === 'present') await sql`update notice set seen_at = ${at} where id = ${notice.id}`.execute(trx);
  if (observed)
    return [
      {
        type: 'removal.observed',
        actor: SERVER,
        refs: {
          notice: notice.id,
          link,
          firstMissed: (firstMissed ?? at).toISOString(),
          ...(row.lastSeen && { lastSeen: row.lastSeen.toISOString() }),
        },
      },
    ];
  if (back) return [{ type: 'reappeared', actor: SERVER, refs: { notice: notice.id, link, next } }];
  // The ledger keeps changes, not every look: a hundred links looked at each hour would bury the case.
  const changed = state !== row.state && !row.observed && state !== 'missing';
  return changed
    ? [{ type: 'link.seen', actor: SERVER, refs: { notice: notice.id, link, state, reason } }]
    : [];
}

/** Sets the next look, or ends the watching and forgets the addresses. */
async function plan(context: Context, trx: Db, id: string): Promise<void> {
  const links = await watchRows(trx, id);
  const notice = await noticeRow(trx, id);
  if (!notice || links.length === 0) return;
  const wait = nextLook({
    links,
    due: notice.dueAt?.getTime() ?? null,
    now: context.now().getTime(),
    demo: context.config.profile === 'demo',
    chance: (context.random(1)[0] ?? 0) / 255,
  });
  if (wait === undefined) {
    await sql`delete from notice_watch where notice = ${id}`.execute(trx);
    return;
  }
  const runAt = new Date(context.now().getTime() + wait);
  await addJob(trx, JOBS.watch, { notice: id }, { jobKey: jobKey(JOBS.watch, id), runAt });
}
