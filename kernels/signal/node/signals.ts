import { FILE_LIMITS } from '../file/limits.ts';
import { type PictureWishes, signalsOfPixels } from '../file/signals.ts';
import type { SignalSet } from '../signal-set.ts';
import type { Density } from '../video/sample.ts';
import { framesToo } from './animation.ts';
import { decodePicture } from './decode.ts';
import { exactHashesOf } from './digest.ts';

/**
 * The signals of one picture file, the same that the room gives for it; an animated one is a video with `pdq`.
 *
 * @throws FileError with the reason in `code`
 */
export async function signalsOfPicture(
  bytes: Uint8Array,
  wishes: PictureWishes & { density?: Density } = { views: 'none', exact: true },
  limits = FILE_LIMITS,
): Promise<SignalSet> {
  const decoded = await decodePicture(bytes, limits);
  const exact = wishes.exact ? exactHashesOf(bytes) : undefined;
  const still = signalsOfPixels(decoded.pixels, decoded.orientation, bytes.length, wishes, exact);
  return framesToo(still, decoded, bytes, {
    ...(wishes.density && { density: wishes.density }),
    views: wishes.views,
    limits,
  });
}
