import { mayMove } from '../animation/may-move.ts';
import type { withFrames } from '../animation/signals.ts';
import { checkPicture } from '../file/check.ts';
import { exactHasher } from '../file/digest.ts';
import { FileError } from '../file/errors.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import { type PictureWishes, signalsOfPixels } from '../file/signals.ts';
import type { SignalSet } from '../signal-set.ts';
import type { PhotoDecoder } from './decode.ts';

const PIECE = 4 * 2 ** 20;

/** Hashes a file of any size piece by piece. `onProgress` hears the share that is done, 0 to 1. */
export async function exactHashes(file: Blob, onProgress?: (done: number) => void) {
  const hasher = exactHasher();
  for (let at = 0; at < file.size; at += PIECE) {
    hasher.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    onProgress?.(Math.min(1, (at + PIECE) / file.size));
  }
  return hasher.end();
}

/** What may be handed to `signalsOfPhoto` besides the file. */
export interface PhotoOptions extends PictureWishes {
  limits?: FileLimits;
  /** The browser's own decoder, or one of `codecs`. */
  decoder: PhotoDecoder;
  /** What reads the frames of an animation: `withFrames` of the animations, where the script carries it. */
  frames?: typeof withFrames;
  /** Hears the share that is done, 0 to 1. */
  onProgress?: (done: number) => void;
}

/**
 * Everything about one photo that may leave the room; an animated one is a video with `pdq`. Works in a window and in a
 * worker; holds the decoded pixels only while it runs.
 *
 * @returns undefined for what may be an animation, where `frames` is missing
 * @throws FileError with the reason in `code`
 */
export async function signalsOfPhoto(file: Blob, options: PhotoOptions): Promise<SignalSet | undefined> {
  const limits = options.limits ?? FILE_LIMITS;
  const progress = options.onProgress ?? (() => undefined);
  // Before a byte is read: a file of gigabytes must not be pulled into memory to learn that it is too large.
  if (file.size > limits.photoBytes) throw new FileError('file-too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { kind, header } = checkPicture(bytes, limits);
  progress(0.05);
  if (!options.frames && mayMove(kind, bytes)) return undefined;
  const decoding = options.decoder.picture(kind, bytes, header);
  // Where the decoder works in other threads, this one has the time now.
  const exact = options.exact ? exactHasher() : undefined;
  exact?.update(bytes);
  progress(0.1);
  const pixels = await decoding;
  progress(0.6);
  // The header was read by us and the pixels by the decoder: what it gave is what counts.
  if (pixels.width * pixels.height > limits.pixels) throw new FileError('too-many-pixels');
  const still = signalsOfPixels(pixels, header.orientation, bytes.length, options, exact?.end());
  const until = performance.now() + limits.photoMs / 2;
  const showing = {
    decode: options.decoder.still,
    limits,
    orientation: header.orientation,
    late: () => performance.now() > until,
  };
  const onProgress = (done: number) => progress(0.6 + 0.4 * done);
  const signals =
    (await options.frames?.(still, kind, bytes, showing, { onProgress, views: options.views })) ?? still;
  progress(1);
  return signals;
}
