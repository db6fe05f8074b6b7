import type { CaseEvent, NoticeStatus } from '@amaan/custody';
import {
  type BookRow,
  givesNewEnd,
  happenings,
  inForce,
  isForMinors,
  isWritten,
  nextSteps,
  openTests,
  putBackOf,
  type RegimeBook,
  regimes,
  type Review,
  reviewed,
  stale,
  words,
} from '@amaan/notice';
import { caseEvents, caseState, type Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { clocksOf } from './clock-view.ts';
import { followPins } from './follow-rows.ts';
import { waitingMails } from './inbox/mails.ts';
import { type NoticeRow, noticesOfCase, openNotices, watchRows } from './rows.ts';
import { mayStillSend } from './schedule.ts';
import { queuedDocument } from './send.ts';
import { plannedReminders, withState } from './remind.ts';
import { reviews } from './reviews.ts';
import type { NoticeViewShape } from './schemas/notice.ts';

const HISTORY = 40;
const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The newest of what the ledger says of a notice; single looks are left to the case's own record. */
function history(events: readonly CaseEvent[], notice: string) {
  return events
    .filter((each) => 'notice' in each.refs && each.refs.notice === notice && each.type !== 'link.seen')
    .slice(-HISTORY)
    .map((each) => ({ at: each.at, type: each.type, by: each.actor.role }));
}

/** What came back and waits for a notice of its own, by the id that notice will have. */
function again(events: readonly CaseEvent[], notice: string, taken: ReadonlySet<string>) {
  const waiting = new Map<string, number[]>();
  for (const event of events) {
    if (event.type !== 'reappeared' || event.refs.notice !== notice) continue;
    const { link, next } = event.refs;
    if (next !== undefined && !taken.has(next)) waiting.set(next, [...(waiting.get(next) ?? []), link]);
  }
  return [...waiting].map(([next, links]) => ({ next, links }));
}

/** Does it wait because her mandate has ended, or no longer covers it? It leaves once she has given it anew. */
async function isHeld(context: Context, db: Db, notice: NoticeRow): Promise<boolean> {
  if (notice.sending !== 'waiting' || notice.closed) return false;
  const document = await queuedDocument(context, db, notice.id);
  return document !== undefined && !(await mayStillSend(context, db, notice, document));
}

/** A second proof that comes in after the end has passed makes nobody less late. */
function stateOf(status: NoticeStatus | undefined): NoticeStatus['state'] {
  if (status?.state === 'receipted' && status.expired) return 'expired';
  return status?.state ?? 'drafted';
}

async function view(
  context: Context,
  db: Db,
  notice: NoticeRow,
  events: readonly CaseEvent[],
  status: NoticeStatus | undefined,
  read: readonly Review[],
  taken: ReadonlySet<string>,
): Promise<NoticeViewShape> {
  const now = context.now();
  const book = regimes();
  const clocks = clocksOf(events, notice, now, await followPins(db, notice.id));
  const { clock, pin, confirmDay, mine, following } = clocks;
  const row = book.rows.get(pin?.row ?? notice.regimeVersion);
  const sent = mine.find((each) => each.type === 'notice.sent')?.at ?? null;
  const watched = await watchRows(db, notice.id);
  return {
    id: notice.id,
    caseId: notice.caseId,
    regime: notice.regime,
    regimeVersion: notice.regimeVersion,
    addressee: notice.addressee,
    channel: notice.channel,
    links: notice.links,
    digest: notice.digest,
    previous: notice.previous,
    state: notice.sending === 'uncertain' ? 'uncertain' : stateOf(status),
    held: await isHeld(context, db, notice),
    hers: status?.hers === undefined ? null : status.hers.given ? 'yes' : 'no',
    number: notice.number,
    sentAt: sent,
    confirmDay,
    draft: !row || !reviewed(book, row, read),
    clock: clock ?? null,
    watched: watched.map((each) => ({
      link: each.link,
      state: each.state,
      reason: each.reason,
      lastSeen: instant(each.lastSeen),
      firstMissed: instant(each.firstMissed),
    })),
    mails: await waitingMails(db, notice.id),
    next: row && clock ? nextSteps(row, clock, mine, now.getTime()) : [],
    history: history(events, notice.id),
    again: again(events, notice.id, taken),
    reminders: await withState(db, notice.id, plannedReminders(notice, clocks)),
    follows: following.map(({ row: each, pin: { fileDigest }, clock: its, actBy }) => ({
      regime: each.family,
      title: each.title,
      cite: each.cite,
      kind: each.kind,
      actBy: actBy === null ? null : new Date(actBy).toISOString(),
      clock: its,
      open: row ? openTests(each, row).map((test) => words.linkTests[test] ?? test) : [],
      draft: !reviewed(book, each, read, fileDigest),
    })),
    happenings: sent && row ? happenings(book, row).map((what) => ({ what, until: givesNewEnd(what) })) : [],
  };
}

/** The notices of a case as staff see them. */
export async function caseNotices(context: Context, caseId: string): Promise<NoticeViewShape[]> {
  const { db } = context.store;
  const [rows, events, state, read] = await Promise.all([
    noticesOfCase(db, caseId),
    caseEvents(db, caseId),
    caseState(db, caseId),
    reviews(db),
  ]);
  const taken = new Set(rows.map((row) => row.id));
  return Promise.all(
    rows.map((row) => view(context, db, row, events, state?.status.notices[row.id], read, taken)),
  );
}

const BOARD = 500;

/** The board: running notices of the cases that `mayOpen` lets through, by what is due next. */
export async function boardNotices(
  context: Context,
  mayOpen: (caseId: string) => Promise<boolean>,
): Promise<NoticeViewShape[]> {
  const { db } = context.store;
  const rows = await openNotices(db, BOARD);
  const cases = new Map<string, NoticeViewShape[]>();
  for (const { caseId } of rows)
    if (!cases.has(caseId))
      cases.set(caseId, (await mayOpen(caseId)) ? await caseNotices(context, caseId) : []);
  const all = [...cases.values()].flat();
  return rows.flatMap((row) => all.find((each) => each.id === row.id) ?? []);
}

/** The way back of what is taken down under a row, as the console shows it before the row is chosen. */
function putBackView(book: RegimeBook, row: BookRow) {
  const back = putBackOf(book, row);
  return back ? { id: back.id, cite: back.cite, time: back.time } : null;
}

/** A row as the console shows it. */
export function regimeView(book: RegimeBook, row: BookRow, read: readonly Review[], today: string) {
  const element = (required: boolean) => (id: string) => ({ id, text: words.elements[id] ?? id, required });
  return {
    id: row.id,
    family: row.family,
    jurisdiction: row.jurisdiction,
    kind: row.kind,
    title: row.title,
    cite: row.cite,
    time: row.time,
    addressee: row.addressee,
    claimants: [...row.claimants],
    elements: [...row.elements.map(element(true)), ...(row.practiceElements ?? []).map(element(false))],
    linkTests: row.linkTests.map((id) => ({ id, question: words.linkTests[id] ?? id })),
    exposesIdentity: row.exposesIdentity,
    putBack: putBackView(book, row),
    note: row.note ?? null,
    draft: !reviewed(book, row, read),
    stale: stale(row, today),
    digest: book.digests.get(row.jurisdiction) ?? '',
  };
}

/** Every row that ships, with who read it: also those that no letter is made under and whose clocks only follow one. */
export async function lawRows(context: Context) {
  const today = context.now().toISOString().slice(0, 10);
  const read = await reviews(context.store.db);
  const book = regimes();
  return [...book.rows.values()]
    .filter((row) => row.ship && !isForMinors(row))
    .map((row) => {
      const { id, jurisdiction, kind, title, cite, time, checkedOn } = row;
      const digest = book.digests.get(jurisdiction) ?? '';
      return {
        id,
        jurisdiction,
        kind,
        title,
        cite,
        time,
        checkedOn,
        digest,
        note: row.note ?? null,
        inForce: inForce(row, today),
        stale: stale(row, today),
        reviews: read
          .filter((each) => each.row === id && each.fileDigest === digest)
          .map(({ lawyer, on }) => ({ lawyer, on })),
      };
    });
}

/** The rows that can be offered today. */
export async function offeredRegimes(context: Context) {
  const today = context.now().toISOString().slice(0, 10);
  const read = await reviews(context.store.db);
  const book = regimes();
  return [...book.rows.values()]
    .filter((row) => isWritten(row) && inForce(row, today))
    .map((row) => regimeView(book, row, read, today));
}
