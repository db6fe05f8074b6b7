import { HttpError } from '@amaan/http';
import { familyClock, gate, type Pin, regimes, type Review } from '@amaan/notice';
import { sql } from 'kysely';
import { caseEvents, type Db } from '../cases/append.ts';
import type { Context } from '../context.ts';
import { clockEvents } from './clock-view.ts';
import type { NoticeRow } from './rows.ts';
import type { ReviewBodyShape } from './schemas/law.ts';

/** The installation's records of which lawyer read which row of which file. */
export async function reviews(db: Db): Promise<Review[]> {
  const { rows } = await sql<Review>`select regime as row, encode(file_digest, 'hex') as "fileDigest", lawyer,
    reviewed_on::text as "on" from regime_review`.execute(db);
  return rows;
}

/**
 * Records that a lawyer read a row, of the very file that is loaded: an edited file asks for a new reading.
 *
 * @throws HttpError 404 for a row that is not offered, 409 when the digest is of another file
 */
export async function addReview(
  context: Context,
  by: string,
  regime: string,
  body: ReviewBodyShape,
): Promise<void> {
  const book = regimes();
  const row = book.rows.get(regime);
  if (!row?.ship) throw new HttpError(404, 'regime.unknown', 'There is no such row that can be offered.');
  if (book.digests.get(row.jurisdiction) !== body.fileDigest)
    throw new HttpError(
      409,
      'regime.file',
      'The law file has changed since it was read. Have the row read again.',
    );
  await sql`insert into regime_review (regime, file_digest, lawyer, reviewed_on, entered_by)
    values (${regime}, decode(${body.fileDigest}, 'hex'), ${body.lawyer}, ${body.on}::date, ${by})
    on conflict (regime, file_digest, lawyer) do update set reviewed_on = excluded.reviewed_on`.execute(
    context.store.db,
  );
}

/**
 * Whether she may read the end of a clock: its row is shipped, hers to see, and was read by a lawyer in the very file
 * that the clock began under. The link tests were all answered yes, or the notice could not have been approved.
 *
 * @param open tests that nobody has answered: those of a clock that only follows the notice
 */
export function mayRead(read: readonly Review[], pin: Pin, open: readonly string[] = []): boolean {
  const book = regimes();
  const row = book.rows.get(pin.row);
  if (!row) return false;
  const known = row.linkTests.filter((test) => !open.includes(test));
  const answers = Object.fromEntries(known.map((test) => [test, 'yes' as const]));
  const { fileDigest } = pin;
  return gate(book, row, 'survivor', { answers, reviews: read, adult: true, fileDigest }).show === 'open';
}

/**
 * The end of the clock once this proof stands beside those that are there, as she may see it.
 *
 * @param receivedAt the proof of receipt of a notice or an application: an instant or a day
 */
export async function dueForHer(
  db: Db,
  notice: NoticeRow,
  receivedAt: string,
  now: Date,
): Promise<string | undefined> {
  const recordedAt = now.toISOString();
  const proofs = ['notice.receipted', 'application.receipted'].map((type) => ({
    type,
    at: receivedAt,
    recordedAt,
  }));
  const { id, caseId, links, regime, pin: pinned } = notice;
  const known = clockEvents(await caseEvents(db, caseId), id, links);
  const { clock, pin } = familyClock(
    regimes(),
    regime,
    [...known, ...proofs],
    now.getTime(),
    pinned ?? undefined,
  );
  return clock?.dueAt && pin && mayRead(await reviews(db), pin) ? clock.dueAt : undefined;
}
