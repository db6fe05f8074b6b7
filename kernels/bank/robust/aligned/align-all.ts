import type { Integral } from '@amaan/signal';
import { Alignment, type ComparedView } from './alignment.ts';
import type { Frame } from './frame.ts';
import type { Nomination } from './nominate.ts';
import type { AlignedRecord, ViewStore } from './records.ts';

/** Greatest misfits of the low bands (means, of 64) at the nominated place, and after each climb. */
const GUESS_MOST = 20;
const FIRST_MOST = 16;
const SECOND_MOST = 14;
/** The best that go on after the guess, after the first climb, and to whole hashes. */
const GUESSES = 24;
const FIRST = 12;
const SECOND = 6;
/** Of the first nominations, this many go on as long as they fit at all. */
const SURE = 3;
/** The greatest mean misfit over whole hashes (of 256) with which a climb goes on. */
const FAR = 64;

/** A nominated record laid over the upload as well as it fits. */
export interface Laid {
  readonly record: AlignedRecord;
  readonly frame: Frame;
  readonly views: readonly ComparedView[];
}

/** Those with the least costs of those within the limit, and the first `sure` of them whatever they cost within it. */
function best(
  items: readonly Alignment[],
  cost: (item: Alignment) => number,
  most: number,
  count: number,
  sure: number,
): Alignment[] {
  const within = items
    .map((item, rank) => ({ item, rank, cost: cost(item) }))
    .filter((one) => one.cost <= most);
  const cheap = new Set([...within].sort((a, b) => a.cost - b.cost).slice(0, count));
  // The order of nomination is kept: it is the other half of what is known.
  return within.filter((one) => cheap.has(one) || one.rank < sure).map(({ item }) => item);
}

/**
 * Aligns nominated records with the upload that the store was shown, cheap looks first, and compares their views.
 *
 * @param share how many times as many may go on as in a bank of 100,000 records
 */
export function alignAll(
  store: ViewStore,
  picture: Integral,
  nominations: readonly Nomination[],
  share: number,
): Laid[] {
  let left = nominations.map(({ record, frame }) => new Alignment(store, picture, record, frame));
  left = best(left, (one) => one.guess(), GUESS_MOST, share * GUESSES, SURE);
  left = best(left, (one) => one.climbLow(0), FIRST_MOST, share * FIRST, SURE);
  left = best(left, (one) => one.climbLow(1), SECOND_MOST, share * SECOND, SURE);
  left = best(left, (one) => one.climbFine(FAR), FAR, share * SECOND, SURE);
  return left.map((one) => ({ record: one.record, frame: one.frame, views: one.compare() }));
}
