import { FILE_LIMITS } from '../file/limits.ts';
import { type PictureWishes, signalsOfPixels } from '../file/signals.ts';
import type { SignalSet } from '../signal-set.ts';
import { decodePicture } from './decode.ts';
import { exactHashesOf } from './digest.ts';

/**
 * The signals of one picture file, the same that the room gives for it.
 *
 * @throws FileError with the reason in `code`
 */
export async function signalsOfPicture(
  bytes: Uint8Array,
  wishes: PictureWishes = { views: 'none', exact: true },
  limits = FILE_LIMITS,
): Promise<SignalSet> {
  const { pixels, orientation } = await decodePicture(bytes, limits);
  const exact = wishes.exact ? exactHashesOf(bytes) : undefined;
  return signalsOfPixels(pixels, orientation, bytes.length, wishes, exact);
}
