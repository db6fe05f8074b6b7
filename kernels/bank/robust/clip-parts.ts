import {
  hashRectsOrientations,
  HASH_BYTES,
  integralOf,
  meanIntegral,
  type Moment,
  ORIENTATIONS,
  QUALITY_FLOOR,
} from '@amaan/signal';
import { nameOfFrame, type Shape, shapeOf, turnFrame, upright } from './aligned/frame.ts';
import { findRectangles } from './rectangles.ts';
import { turnedParts } from './turned-views.ts';
import { BANK_FILL, BANK_PHASE, nameOfRect } from './upload-views.ts';

/** A part of a clip's picture, the same at all moments. */
export interface ClipPart {
  /** As a match names it: `left,top,width,height turn`. */
  readonly view: string;
  /** Where a whole picture lies that is seen there. */
  readonly shape: Shape;
}

/** The hashes of a clip's parts at some moments (rule `upload-view`). They are flat, because threads hand them on. */
export interface ClipParts {
  readonly parts: readonly ClipPart[];
  readonly moments: ReadonlyArray<{
    readonly t: number;
    /** Of the whole picture. */
    readonly hash: Uint8Array;
    /** 32 bytes for each part. */
    readonly hashes: Uint8Array;
    /** 1 for each part that has structure enough. */
    readonly usable: Uint8Array;
  }>;
}

/**
 * The parts of a clip's picture that may be a whole picture of their own, hashed at each moment in all orientations,
 * and as it was before a small turn or crop. Where they lie is settled once, from the mean of the moments: what an
 * edit adds (bars, an interface, the picture around) stands still, and the edges of what moves fade.
 */
export function clipParts(moments: readonly Moment[]): ClipParts {
  const pictures = moments.map(({ picture }) => integralOf(picture));
  const mean = meanIntegral(pictures);
  if (!mean) return { parts: [], moments: [] };
  const { width, height } = mean;
  const rects = findRectangles(mean);
  const parts: ClipPart[] = rects.flatMap((rect) => {
    const frame = upright({
      x: rect.x * width,
      y: rect.y * height,
      width: rect.width * width,
      height: rect.height * height,
    });
    return ORIENTATIONS.map((orientation) => ({
      view: nameOfRect(rect, orientation),
      shape: shapeOf(turnFrame(frame, orientation)),
    }));
  });
  const found = pictures.map((picture, i) => {
    const inRects = hashRectsOrientations(picture, rects, { phase: BANK_PHASE, fill: BANK_FILL }).flat();
    const turned = turnedParts(picture, BANK_PHASE);
    if (i === 0)
      for (const { frame } of turned)
        parts.push({ view: nameOfFrame(frame, width, height), shape: shapeOf(frame) });
    const all = [...inRects, ...turned];
    const hashes = new Uint8Array(HASH_BYTES * all.length);
    for (const [k, { hash }] of all.entries()) hashes.set(hash, HASH_BYTES * k);
    const usable = Uint8Array.from(all, ({ quality }) => (quality >= QUALITY_FLOOR ? 1 : 0));
    const { t, hash } = moments[i]!;
    return { t, hash, hashes, usable };
  });
  return { parts, moments: found };
}
