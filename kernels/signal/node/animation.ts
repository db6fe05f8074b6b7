import sharp from 'sharp';
import { asVideo, type Showing } from '../animation/compose.ts';
import { readAnimation } from '../animation/read.ts';
import { animationDensity, withFrames } from '../animation/signals.ts';
import { checkPicture } from '../file/check.ts';
import { FileError } from '../file/errors.ts';
import type { FileKind } from '../file/header.ts';
import { FILE_LIMITS, type FileLimits } from '../file/limits.ts';
import { clipOfSequence } from '../file/sequence.ts';
import { exifOrientation, orientPixels } from '../pdq/orientation.ts';
import type { Pixels } from '../pixels.ts';
import { inOldestVersion, type SignalSet } from '../signal-set.ts';
import type { OpenVideo } from '../video/decode.ts';
import type { NumberedFrame } from '../video/formats.ts';
import { frameStep } from '../video/rate.ts';
import { referenceFrames } from '../video/sample.ts';
import { framesOf, type VideoOptions } from '../video/signals.ts';
import { asStills, type Still, stillTimes } from '../video/stills.ts';
import type { Decoded } from './decode.ts';
import { referenceFramesOfBytes, signalsOfVideoBytes, stillsOfVideo } from './video.ts';

/** Decodes one frame's still to RGBA in sRGB. @throws FileError `damaged` */
export async function decodeStill(bytes: Uint8Array, limits: FileLimits): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: limits.canvas, failOn: 'error' })
      .timeout({ seconds: Math.ceil(limits.photoMs / 1000) })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: 4, data };
  } catch (cause) {
    throw new FileError('damaged', { cause });
  }
}

function showingOf(orientation: number, limits: FileLimits): Showing {
  const until = performance.now() + limits.photoMs;
  return {
    decode: (bytes) => decodeStill(bytes, limits),
    limits,
    orientation,
    late: () => performance.now() > until,
  };
}

/** How an animation's frames are read; densely as for a bank when nothing is said. */
type FramesToo = Omit<VideoOptions, 'onProgress'> & { limits?: FileLimits };

/**
 * A picture's signals with those of its frames, where it is animated; else as they are.
 *
 * @param still the signals of the first frame, which `decoded` holds
 */
export async function framesToo(
  still: SignalSet,
  decoded: Pick<Decoded, 'kind' | 'orientation'>,
  bytes: Uint8Array,
  options: FramesToo = {},
): Promise<SignalSet> {
  const { kind, orientation } = decoded;
  const { limits = FILE_LIMITS, ...wishes } = options;
  const clip = clipOf(kind, bytes);
  const set = clip && (await framesOfClip(still, clip, wishes, limits));
  return set ?? withFrames(still, kind, bytes, showingOf(orientation, limits), wishes);
}

function clipOf(kind: FileKind, bytes: Uint8Array): Uint8Array | undefined {
  return kind === 'avif' || kind === 'heic' ? clipOfSequence(bytes) : undefined;
}

/** The frames of a sequence, by the decoder of videos. @returns undefined when it cannot read them */
async function framesOfClip(
  still: SignalSet,
  clip: Uint8Array,
  { density, ...asked }: VideoOptions,
  given: FileLimits,
): Promise<SignalSet | undefined> {
  const limits = { ...given, videoMs: Math.min(given.videoMs, given.photoMs) };
  try {
    const wishes = { ...asked, exact: false, limits, ...animationDensity(density) };
    const { durationMs = 0, frames = [], keyFrames, partial } = await signalsOfVideoBytes(clip, wishes);
    const kept = { frames, partial: partial === true, ...(keyFrames && { keyFrames }) };
    return inOldestVersion({ ...still, contentType: 'video', durationMs, ...framesOf(kept) });
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** @returns undefined for a still, where no frame can be had, and for a canvas beyond the limit */
function openAnimation(
  { kind, header }: ReturnType<typeof checkPicture>,
  bytes: Uint8Array,
  limits: FileLimits,
): OpenVideo | undefined {
  const animation = readAnimation(kind, bytes, limits);
  if (!animation?.frames.length || animation.width * animation.height > limits.canvas) return undefined;
  return asVideo(animation, showingOf(header.orientation, limits));
}

/**
 * Grey pictures spread evenly over an animation, upright, for a person who has to judge it.
 *
 * @param wanted seconds whose pictures must be among them
 * @returns undefined for a still, which is its own
 * @throws FileError with the reason in `code`
 */
export async function stillsOfAnimation(
  bytes: Uint8Array,
  count: number,
  wanted: readonly number[] = [],
  limits = FILE_LIMITS,
): Promise<Still[] | undefined> {
  const checked = checkPicture(bytes, limits);
  const clip = clipOf(checked.kind, bytes);
  if (clip) return stillsOfVideo(clip, count, wanted, limits);
  const video = openAnimation(checked, bytes, limits);
  if (!video) return undefined;
  const times = stillTimes(video.seconds, count, wanted);
  const pictures = await video.picturesAt(times.map(({ t }) => t));
  const turn = exifOrientation(video.orientation);
  return asStills(
    times,
    pictures.map((picture) => orientPixels(picture, turn)),
  );
}

/**
 * An animation's frames as the reference numbers and hashes them (vPDQ).
 *
 * @param secondsPerHash 0 for every frame
 * @throws FileError with the reason in `code`; `video-not-readable` for a still
 */
export async function referenceFramesOfAnimation(
  bytes: Uint8Array,
  secondsPerHash: number,
  limits = FILE_LIMITS,
): Promise<NumberedFrame[]> {
  const checked = checkPicture(bytes, limits);
  const clip = clipOf(checked.kind, bytes);
  if (clip) return referenceFramesOfBytes(clip, secondsPerHash, limits);
  const video = openAnimation(checked, bytes, limits);
  if (!video) throw new FileError('video-not-readable');
  const frames: NumberedFrame[] = [];
  const step = frameStep(secondsPerHash, video.fps);
  for await (const frame of referenceFrames(video.pictures({ step }))) frames.push(frame);
  return frames;
}
