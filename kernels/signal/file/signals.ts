import { exifOrientation, orientPixels } from '../pdq/orientation.ts';
import { hashPixels, pdqSignal } from '../pdq/pdq.ts';
import { hashViews } from '../views/views.ts';
import type { Pixels } from '../pixels.ts';
import type { SignalSet } from '../signal-set.ts';
import type { ExactHashes } from './digest.ts';

/** What is wanted of a picture besides its hash. */
export interface PictureWishes {
  views: 'k24' | 'k52' | 'none';
  exact: boolean;
}

/** The tag that undoes a tag: only the two quarter turns differ from themselves. */
function inverse(tag: number): number {
  return tag === 6 ? 8 : tag === 8 ? 6 : tag;
}

/**
 * The signals of decoded pixels.
 *
 * @param pixels as shown, upright
 * @param orientation EXIF tag of the file: the stored reading is hashed too when it is not 1
 * @param bytes size of the file
 */
export function signalsOfPixels(
  pixels: Pixels,
  orientation: number,
  bytes: number,
  wishes: PictureWishes,
  exact?: ExactHashes,
): SignalSet {
  const { width, height } = pixels;
  const pdq = hashPixels(pixels);
  return {
    v: 1,
    contentType: 'photo',
    width,
    height,
    orientation,
    pdq: pdqSignal(pdq),
    ...(orientation !== 1 && {
      pdqStored: pdqSignal(hashPixels(orientPixels(pixels, exifOrientation(inverse(orientation))))),
    }),
    // A picture without a usable hash has no view worth keeping.
    ...(wishes.views !== 'none' &&
      pdq.verdict === 'usable' && { views: hashViews(pixels, wishes.views, pdq) }),
    ...(wishes.exact && exact && { md5: exact.md5, sha256: exact.sha256 }),
    bytes,
  };
}
