import type { BookRow, RegimeBook } from './regimes/load.ts';

/** An installation's record that a lawyer read a row of one exact file. The shipped law carries none. */
export interface Review {
  readonly row: string;
  readonly fileDigest: string;
  readonly lawyer: string;
  readonly on: string;
}

/** Answers to link tests; what is left out is not known. */
export type Answers = Readonly<Record<string, 'yes' | 'no'>>;

/**
 * What a reader may see of a row.
 * - `hidden`: not shipped, or a staff row asked for by the survivor's page, or the age is not known to be adult
 * - `not_applicable`: a link test is not answered yes (`test`); never a countdown
 * - `facts`: what was sent, to whom, received when, seen how; no deadline, no section number
 * - `open`: everything; `draft` marks it "not reviewed by counsel" on staff screens
 */
export type Gate =
  | { readonly show: 'hidden' }
  | { readonly show: 'not_applicable'; readonly test: string; readonly answer: 'no' | 'not known' }
  | { readonly show: 'facts' }
  | { readonly show: 'open'; readonly draft: boolean };

const MINOR_TESTS = ['pk_minor', 'pk_minor_bullied'];

/** Is this row for the under-18 flow alone? It is never offered in a case, where everyone shown is an adult. */
export function isForMinors(row: Pick<BookRow, 'linkTests'>): boolean {
  return row.linkTests.some((test) => MINOR_TESTS.includes(test));
}

/** Kinds under which somebody is written to; the others tell when an order or a record ends, or only inform. */
const WRITTEN = ['duty', 'route', 'window'];

/** Can a document be made and sent under this row? It ships, is not for minors, and says what a document must hold. */
export function isWritten(
  row: Pick<BookRow, 'ship' | 'kind' | 'linkTests' | 'elements' | 'practiceElements'>,
): boolean {
  const elements = row.elements.length + (row.practiceElements?.length ?? 0);
  return row.ship && !isForMinors(row) && WRITTEN.includes(row.kind) && elements > 0;
}

/** Is the row in force on this day, as its own zone has it? */
export function inForce(row: Pick<BookRow, 'validFrom' | 'validTo'>, day: string): boolean {
  return (row.validFrom ?? '') <= day && day <= (row.validTo ?? '~');
}

/**
 * Has a lawyer read this row of this very file?
 *
 * @param digest of the file, where it is not the one that is loaded: a pinned clock keeps the file that it began under
 */
export function reviewed(
  book: RegimeBook,
  row: BookRow,
  reviews: readonly Review[],
  digest = book.digests.get(row.jurisdiction),
): boolean {
  return reviews.some(
    (each) => each.row === row.id && each.fileDigest === digest && each.lawyer.trim() !== '',
  );
}

/** The three gates, in their order, and the age gate before them. */
export function gate(
  book: RegimeBook,
  row: BookRow,
  reader: 'survivor' | 'staff',
  {
    answers,
    reviews,
    adult,
    fileDigest,
  }: { answers: Answers; reviews: readonly Review[]; adult: boolean; fileDigest?: string },
): Gate {
  if (!adult || isForMinors(row) || !row.ship || (reader === 'survivor' && row.shownTo === 'caseworker'))
    return { show: 'hidden' };
  const failed = row.linkTests.find((test) => answers[test] !== 'yes');
  if (failed !== undefined)
    return { show: 'not_applicable', test: failed, answer: answers[failed] === 'no' ? 'no' : 'not known' };
  const read = reviewed(book, row, reviews, fileDigest);
  return reader === 'survivor' && !read ? { show: 'facts' } : { show: 'open', draft: !read };
}

/** Days after which a row that nobody checked again is pointed out to staff. */
export const STALE_DAYS = 180;

/** Was the row last checked more than `STALE_DAYS` before `today` (a day)? */
export function stale(row: Pick<BookRow, 'checkedOn'>, today: string): boolean {
  return Date.parse(today) - Date.parse(row.checkedOn) > STALE_DAYS * 86_400_000;
}
