import type { ExactHashes } from '../file/digest.ts';
import { FileError } from '../file/errors.ts';
import {
  type FrameSignal,
  inOldestVersion,
  type KeyFrame,
  MAX_FRAMES,
  type SignalSet,
} from '../signal-set.ts';
import type { LayoutName } from '../views/count.ts';
import { findBars, findMoving } from './bars.ts';
import type { OpenVideo } from './decode.ts';
import { keyFrameWatcher, type Moment, momentWatcher } from './moments.ts';
import { bankDensity, type Density, keptFrames } from './sample.ts';

const BAR_LOOKS = 8;

/** What may be asked of a video's reading. */
export interface VideoOptions {
  /** How densely to keep frames; by its length when absent. */
  density?: Density;
  /** The views to hash of key frames; none when absent. */
  views?: LayoutName | 'none';
  /** For queries: hears the moments that are asked about part by part, in place of key frames. */
  onMoment?: (moment: Moment) => void;
  /** Hears the share that is done, 0 to 1. */
  onProgress?: (done: number) => void;
}

/** Moments spread over a clip, its first and last twentieth left out: fades and titles say nothing about bars. */
function spread(seconds: number): number[] {
  return Array.from({ length: BAR_LOOKS }, (_, i) => seconds * (0.05 + (0.9 * (i + 0.5)) / BAR_LOOKS));
}

/** What was kept of a clip. */
export interface KeptFrames {
  frames: FrameSignal[];
  keyFrames?: KeyFrame[];
  /** The clip ends in its middle, or goes on beyond a limit: there may be more in it than these frames. */
  partial: boolean;
}

/**
 * The frames of a clip as a bank keeps them: sampled by time, near-duplicates dropped, both readings where the clip
 * has bars or a rotation.
 *
 * @throws FileError `video-not-readable` when its frames cannot be decoded, `damaged` when there is none
 */
export async function framesOfVideo(video: OpenVideo, options: VideoOptions = {}): Promise<KeptFrames> {
  const { seconds, orientation } = video;
  try {
    const looks = await video.picturesAt(spread(seconds));
    const inside = findBars(looks);
    const asked = options.density ?? bankDensity(seconds);
    const perSecond = Math.max(asked.perSecond, (asked.least ?? 0) / seconds);
    const density = { ...asked, perSecond };
    const moving = density.copies ? findMoving(looks) : undefined;
    const frames: FrameSignal[] = [];
    const keyFrames: KeyFrame[] = [];
    const { views = 'none', onMoment } = options;
    const watcher = onMoment
      ? momentWatcher(seconds, onMoment)
      : views === 'none'
        ? undefined
        : keyFrameWatcher(seconds, views, (frame) => keyFrames.push(frame));
    let seen = 0;
    let partial = false;
    const watched = (async function* () {
      try {
        for await (const picture of video.pictures({ perSecond, bursts: watcher?.bursts })) {
          seen += 1;
          options.onProgress?.(seconds > 0 ? Math.min(1, picture.t / seconds) : 0);
          yield picture;
        }
      } catch (error) {
        // What came before is worth having: half a clip is shown by every player too.
        if (seen === 0 || !(error instanceof FileError) || error.code !== 'damaged') throw error;
        partial = true;
      }
    })();
    for await (const frame of keptFrames(watched, { density, inside, moving, orientation }, watcher)) {
      if (frames.length === MAX_FRAMES) throw new FileError('video-too-long');
      frames.push(frame);
    }
    // The header promised frames and none came: the file is cut off before its first.
    if (seen === 0) throw new FileError('damaged');
    return { frames, partial, ...(keyFrames.length > 0 && { keyFrames }) };
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError('video-not-readable', { cause: error });
  }
}

/**
 * A video's signals from what was found out about it. Without frames (a codec that cannot be decoded here) only the
 * exact hashes are left, which find the identical file alone.
 *
 * @param bytes size of the file
 */
export function videoSignals(
  { width, height, orientation, seconds }: Pick<OpenVideo, 'width' | 'height' | 'orientation' | 'seconds'>,
  kept: KeptFrames | undefined,
  bytes: number,
  exact?: ExactHashes,
): SignalSet {
  const turned = orientation === 6 || orientation === 8;
  return inOldestVersion({
    v: 1,
    contentType: 'video',
    width: turned ? height : width,
    height: turned ? width : height,
    orientation,
    durationMs: Math.round(seconds * 1000),
    ...(kept && framesOf(kept)),
    ...(exact && { md5: exact.md5, sha256: exact.sha256 }),
    bytes,
  });
}

/** What a set says of the frames that were kept. */
export function framesOf({
  frames,
  keyFrames,
  partial,
}: KeptFrames): Pick<SignalSet, 'frames' | 'keyFrames' | 'partial'> {
  return { frames, ...(keyFrames && frames.length > 0 && { keyFrames }), ...(partial && { partial }) };
}
