// Which frames of a clip are kept. Two modes, named in every record that is made: `reference` counts frames as vPDQ
// does, for peers and for the vectors; `normal` samples by time, drops near-duplicates and cuts bars.
import { exifOrientation, orientPixels } from '../pdq/orientation.ts';
import { hamming, QUALITY_FLOOR } from '../pdq/hash.ts';
import { hashPixels, type PdqResult, pdqSignal } from '../pdq/pdq.ts';
import type { Pixels } from '../pixels.ts';
import type { FrameSignal } from '../signal-set.ts';
import type { NumberedFrame } from './formats.ts';
import type { Watcher } from './moments.ts';
import { type Box, cropPixels, type VideoPicture } from './picture.ts';
import { inBursts, ticks } from './rate.ts';

/** How densely a clip is kept. */
export interface Density {
  /** Frames looked at in a second of video; Infinity for every frame. */
  perSecond: number;
  /** For queries: frames looked at in a clip however short, since one frame alone is never a match. */
  least?: number;
  /** A frame within this distance of the last kept one is dropped. */
  drop: number;
  /** For queries: each frame is read as copies are made too, mirrored and shown small in a still surround. */
  copies?: boolean;
}

/** What a bank keeps of a long clip: nearly every trimmed copy meets two of these frames (spec: vpdq, section 4). */
export const BANK_DENSITY: Density = { perSecond: 10, drop: 8 };
/** What a bank keeps of a short clip: every copy meets most of these frames. */
export const DENSE_DENSITY: Density = { perSecond: Number.POSITIVE_INFINITY, drop: 16 };
/** Clips up to this many seconds are kept densely. */
export const DENSE_SECONDS = 60;
/** What is looked up of an uploaded clip. */
export const QUERY_DENSITY: Density = { perSecond: 1, least: 8, drop: -1, copies: true };

/** The density for banking a clip of this length in seconds. */
export function bankDensity(seconds: number): Density {
  return seconds <= DENSE_SECONDS ? DENSE_DENSITY : BANK_DENSITY;
}

/** Frames as the reference hashes them: as stored, none dropped. */
export async function* referenceFrames(pictures: AsyncIterable<VideoPicture>): AsyncGenerator<NumberedFrame> {
  for await (const { n, t, pixels } of pictures) {
    const result = hashPixels(await pixels());
    // Too small for a hash is no line, as in the reference.
    if (result.verdict !== 'tooSmall') yield { n, t, ...pdqSignal(result) };
  }
}

/** How a clip's frames are read in normal mode. */
export interface Reading {
  density: Density;
  /** The picture inside the bars, when the clip has bars. */
  inside?: Box | undefined;
  /** The only part that moves, when the rest stands still. */
  moving?: Box | undefined;
  /** EXIF tag of the container's rotation; 1 when it has none. */
  orientation: number;
}

/** The picture as shown, without bars. */
function shownReading(pixels: Pixels, { inside, orientation }: Reading): Pixels {
  const bare = inside ? cropPixels(pixels, inside) : pixels;
  return orientation === 1 ? bare : orientPixels(bare, exifOrientation(orientation));
}

/** Whatever else of one frame a copy may have been made of. */
function otherReadings(pixels: Pixels, shown: Pixels, reading: Reading): Pixels[] {
  const { density, inside, moving, orientation } = reading;
  const turn = exifOrientation(orientation);
  const more = [...(inside ? [pixels] : []), ...(moving ? [cropPixels(pixels, moving)] : [])];
  const stored = orientation === 1 ? [] : [inside ? cropPixels(pixels, inside) : pixels, ...more];
  const upright = orientation === 1 ? more : more.map((one) => orientPixels(one, turn));
  const all = [...upright, ...stored];
  return density.copies ? [...all, ...[shown, ...all].map((one) => orientPixels(one, 'flipY'))] : all;
}

/**
 * The frames of a clip that are not near-duplicates of the last kept one. Bars and rotation give each kept frame
 * several readings with one time. Frames too plain to be recognised are left out.
 *
 * @param pictures of the density and of the watcher's bursts
 * @param watcher hears of the frames in its bursts
 */
export async function* keptFrames(
  pictures: AsyncIterable<VideoPicture>,
  reading: Reading,
  watcher?: Watcher,
): AsyncGenerator<FrameSignal> {
  const { drop, perSecond } = reading.density;
  const isFrame = ticks(perSecond);
  const isWatched = watcher ? inBursts(watcher.bursts) : () => false;
  let last: Uint8Array | undefined;
  for await (const { t, pixels } of pictures) {
    const [kept, watched] = [isFrame(t), isWatched(t)];
    const frame = await pixels();
    const first = shownReading(frame, reading);
    const shown = hashPixels(first);
    if (watched) watcher?.see(t, shown, first);
    if (!kept || shown.quality < QUALITY_FLOOR) continue;
    if (last && hamming(last, shown.hash) <= drop) continue;
    last = shown.hash;
    const others = otherReadings(frame, first, reading);
    const all: PdqResult[] = [shown, ...others.map((one) => hashPixels(one))];
    for (const result of all)
      if (result.quality >= QUALITY_FLOOR) yield { t: Math.round(t * 1000) / 1000, ...pdqSignal(result) };
  }
  watcher?.end();
}
