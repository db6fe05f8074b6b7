import type { ComparedView } from './alignment.ts';

/** A view with more than this part outside the upload says too little. */
const OUTSIDE_MOST = 0.22;
/** Bits that a view's distance grows by when all of it lies outside, near enough for small parts. */
const OUTSIDE_BITS = 40;
/** Where less than this is shown, whatever it is agrees with anything: such a view counts as noise, which lies at 128. */
const SHOWN_LEAST = 0.4;
const NOISE = 128;
/**
 * This part of the views compared decides, the nearest, and never fewer than so many. A part, because of many views
 * some are near by chance, and because an interface, a caption or a sticker that two pictures share makes the views
 * about it agree, and no others. A small part, because a sticker on a copy leaves few views as they were.
 */
const DECIDING = { part: 0.15, least: 3 };
/**
 * Bits for a record's picture that lies in the upload e times wider or higher than it is. What people do stretches a
 * picture little (a screen of 16:9 filled by 4:3 is 1.33, 29 bits), and what is laid on by chance has freer choice.
 */
const STRETCH_BITS = 100;
/** A match has a distance of at most this. */
export const MOST = 27;
/**
 * One moment of a clip: it lies between the key frames, so that all is a little off, and another moment must agree in the
 * same place.
 */
export const MOST_OF_MOMENT = 36;

/**
 * The distance that decides, or undefined when the comparison makes no match: the mean of the nearest views and what
 * the stretch costs, or, for a whole picture squeezed, the distance within which half of all views lie. A view's
 * distance counts by how much is to be seen there: less of it makes a distance of less. How the form and its numbers
 * were chosen is told in docs/robust.md.
 *
 * @param stretch how much wider or higher the record's picture lies in the upload than it is, from 1
 * @param most the greatest distance of a match
 */
export function decide(views: readonly ComparedView[], stretch: number, most = MOST): number | undefined {
  const bits = views
    .filter(({ outside }) => outside <= OUTSIDE_MOST)
    .map(({ distance, outside, shown }) =>
      shown < SHOWN_LEAST ? NOISE : Math.max(0, distance - OUTSIDE_BITS * outside) / shown,
    )
    .sort((a, b) => a - b);
  const deciding = bits.slice(0, Math.max(DECIDING.least, Math.ceil(DECIDING.part * bits.length)));
  if (deciding.length < DECIDING.least) return undefined;
  const mean = deciding.reduce((sum, each) => sum + each, 0) / deciding.length;
  const half = bits[Math.max(DECIDING.least - 1, bits.length >> 1)] ?? NOISE;
  const distance = Math.min(half, mean + STRETCH_BITS * Math.log(stretch));
  return distance <= most ? Math.round(distance) : undefined;
}
