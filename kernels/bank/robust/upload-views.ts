import { hashRectsOrientations, type Integral, integralOf, type Pixels, QUALITY_FLOOR } from '@amaan/signal';
import type { NamedHash } from '../banks/types.ts';
import { findRectangles } from './rectangles.ts';
import { turnedViews } from './turned-views.ts';

/**
 * How far right and down of the middle of its cells a full-size PDQ hash samples, in parts of the picture: up to 1.5
 * pixels, so about this much for a bank of ordinary photographs of 1,000 pixels.
 */
export const BANK_PHASE = 0.7 / 512;

/** Part of each cell that is averaged: nearest to the filter of a full-size hash. */
export const BANK_FILL = 0.71;

/** How a part of an upload is named beside a match: whole percents of the upload's sides, and how it was turned. */
export function nameOfRect(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  orientation: string,
): string {
  const percent = (part: number) => Math.round(100 * part);
  return `${percent(x)},${percent(y)},${percent(width)},${percent(height)} ${orientation}`;
}

/** The hashes to ask a bank of ordinary PDQ hashes about, from sums already made. */
export function uploadViewsOf(picture: Integral): NamedHash[] {
  const rects = findRectangles(picture);
  const parts = hashRectsOrientations(picture, rects, { phase: BANK_PHASE, fill: BANK_FILL }).flatMap(
    (found, i) =>
      found
        .filter(({ quality }) => quality >= QUALITY_FLOOR)
        .map(({ hash, orientation }) => ({ hash, view: nameOfRect(rects[i]!, orientation) })),
  );
  return [...parts, ...turnedViews(picture, BANK_PHASE)];
}

/**
 * Rule `upload-view`: the hashes of the parts of an upload that may be a whole picture of their own, each in eight
 * orientations (at most 14 x 8), and of the upload as it was before a small turn or crop. The bank is an ordinary one;
 * accept at its threshold. `view` reads `left,top,width,height orientation` in percent of the upload, or
 * `left,top,width,height turn` with degrees.
 */
export function uploadViews(pixels: Pixels): NamedHash[] {
  return uploadViewsOf(integralOf(pixels));
}
