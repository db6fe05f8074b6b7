import { FileError } from '../file/errors.ts';
import type { FileKind } from '../file/header.ts';
import { inOldestVersion, type SignalSet } from '../signal-set.ts';
import { BANK_DENSITY, type Density } from '../video/sample.ts';
import { framesOf, framesOfVideo, type KeptFrames, type VideoOptions } from '../video/signals.ts';
import { asVideo, type Showing } from './compose.ts';
import { readAnimation } from './read.ts';
import type { Animation } from './shape.ts';

/**
 * A query looks at an animation as densely as a bank does: most are over within the second that a video's query lets
 * pass, and each frame may be a picture of its own.
 */
export function animationDensity(asked: Density | undefined): { density?: Density } {
  if (!asked) return {};
  return { density: asked.copies ? { ...BANK_DENSITY, copies: true } : asked };
}

async function keptOf(animation: Animation, showing: Showing, options: VideoOptions): Promise<KeptFrames> {
  const nothing = { frames: [], partial: true };
  if (animation.width * animation.height > showing.limits.canvas) return nothing;
  try {
    return await framesOfVideo(asVideo(animation, showing), {
      ...options,
      ...animationDensity(options.density),
    });
  } catch (error) {
    // Its first frame has been read as a picture, so the file is one; its frames are not to be had.
    if (error instanceof FileError) return nothing;
    throw error;
  }
}

/**
 * A picture's signals with those of its frames, where it moves: it is a video then, which keeps the hash of its first
 * frame. A still is given back as it is.
 *
 * @param still the signals of the first frame
 * @param bytes the file, whose header has been checked
 */
export async function withFrames(
  still: SignalSet,
  kind: FileKind,
  bytes: Uint8Array,
  showing: Showing,
  options: VideoOptions = {},
): Promise<SignalSet> {
  const animation = readAnimation(kind, bytes, showing.limits);
  if (!animation) return still;
  const kept = await keptOf(animation, showing, options);
  const { seconds } = asVideo(animation, showing);
  return inOldestVersion({
    ...still,
    contentType: 'video',
    durationMs: Math.round(seconds * 1000),
    ...framesOf(kept),
  });
}
