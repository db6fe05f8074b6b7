// The frames of an animation as a viewer shows them: each still is laid on the canvas where it belongs. What comes out
// is what a video gives, so that both are sampled, thinned and hashed by the same code.
import { FileError } from '../file/errors.ts';
import type { FileLimits } from '../file/limits.ts';
import { overWhite } from '../file/white.ts';
import type { Pixels } from '../pixels.ts';
import type { OpenVideo } from '../video/decode.ts';
import type { VideoPicture } from '../video/picture.ts';
import { chosen } from '../video/rate.ts';
import type { Animation, AnimationFrame } from './shape.ts';

/** Decodes a still to RGBA that is not multiplied by its alpha. */
export type DecodeStill = (file: Uint8Array<ArrayBuffer>) => Promise<Pixels>;

/** What is needed to show an animation. */
export interface Showing {
  readonly decode: DecodeStill;
  readonly limits: FileLimits;
  /** EXIF tag of the file. */
  readonly orientation: number;
  /** True when the time is up: what came until then is what there is. */
  readonly late: () => boolean;
}

/** The part of a frame that lies on the canvas, row by row, as places of bytes. */
function* rows(frame: AnimationFrame, width: number, height: number) {
  const across = Math.min(frame.width, width - frame.x);
  const down = Math.min(frame.height, height - frame.y);
  for (let y = 0; across > 0 && y < down; y++)
    yield { from: 4 * y * frame.width, to: 4 * ((frame.y + y) * width + frame.x), bytes: 4 * across };
}

/** Lays one pixel over another, neither multiplied by its alpha (PNG, third edition, 13.16). */
function over(canvas: Uint8Array, to: number, still: Pixels['data'], from: number): void {
  const above = (still[from + 3] ?? 0) / 255;
  if (above === 0) return;
  const below = ((canvas[to + 3] ?? 0) / 255) * (1 - above);
  const alpha = above + below;
  for (let c = 0; c < 3; c++)
    canvas[to + c] = Math.round(((still[from + c] ?? 0) * above + (canvas[to + c] ?? 0) * below) / alpha);
  canvas[to + 3] = Math.round(255 * alpha);
}

function lay(canvas: Uint8Array, width: number, height: number, frame: AnimationFrame, still: Pixels): void {
  const { data } = still;
  for (const { from, to, bytes } of rows(frame, width, height)) {
    if (frame.blend === 'replace') canvas.set(data.subarray(from, from + bytes), to);
    else
      for (let i = 0; i < bytes; i += 4)
        if (data[from + i + 3] === 255) canvas.set(data.subarray(from + i, from + i + 4), to + i);
        else over(canvas, to + i, data, from + i);
  }
}

/** @throws FileError `damaged` after the last frame that could be read, where there should be more */
async function* shown(animation: Animation, showing: Showing): AsyncGenerator<VideoPicture> {
  const { width, height, frames, whole } = animation;
  const { decode, limits, late } = showing;
  const canvas = new Uint8Array(4 * width * height);
  let [t, pixels] = [0, 0];
  for (const [n, frame] of frames.entries()) {
    pixels += frame.width * frame.height + width * height;
    const much = frame.width * frame.height > limits.canvas || pixels > limits.framePixels;
    if (much || late() || t * 1000 > limits.videoDurationMs) throw new FileError('damaged');
    const still = await decode(frame.still());
    if (still.width !== frame.width || still.height !== frame.height) throw new FileError('damaged');
    // Before the first frame there is nothing to go back to.
    const before = frame.after === 'restore' && n > 0 ? canvas.slice() : undefined;
    lay(canvas, width, height, frame, still);
    yield { n, t, pixels: () => Promise.resolve(overWhite(width, height, canvas)) };
    t += frame.seconds;
    if (before) canvas.set(before);
    else if (frame.after !== 'keep')
      for (const { to, bytes } of rows(frame, width, height)) canvas.fill(0, to, to + bytes);
  }
  if (!whole) throw new FileError('damaged');
}

/** The brightness of RGB pixels. */
function grey({ width, height, data }: Pixels): Pixels {
  const out = new Uint8Array(width * height);
  for (let i = 0; i < out.length; i++)
    out[i] = Math.round(
      0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0),
    );
  return { width, height, channels: 1, data: out };
}

async function picturesAt(
  frames: AsyncIterable<VideoPicture>,
  ends: readonly number[],
  seconds: readonly number[],
) {
  const found: Pixels[] = [];
  try {
    for await (const { n, pixels } of frames) {
      const asked = seconds.slice(found.length).filter((at) => at < (ends[n] ?? 0)).length;
      const picture = asked > 0 ? grey(await pixels()) : undefined;
      for (let i = 0; picture && i < asked; i++) found.push(picture);
      if (found.length === seconds.length) break;
    }
  } catch (error) {
    // As many as there are: where the frames end too early, those who ask for all of them are told.
    if (!(error instanceof FileError)) throw error;
  }
  return found;
}

/** An animation as the clip that a viewer sees once through. */
export function asVideo(animation: Animation, showing: Showing): OpenVideo {
  const { width, height, frames } = animation;
  const ends: number[] = [];
  for (const frame of frames) ends.push((ends.at(-1) ?? 0) + frame.seconds);
  const seconds = Math.min(ends.at(-1) ?? 0, showing.limits.videoDurationMs / 1000);
  return {
    width,
    height,
    orientation: showing.orientation,
    seconds,
    decodable: true,
    fps: frames.length / seconds,
    pictures: (choice) => chosen(shown(animation, showing), choice),
    picturesAt: (at) => picturesAt(shown(animation, showing), ends, at),
    times: () => Promise.resolve(ends.map((end, i) => end - (frames[i]?.seconds ?? 0))),
    close: () => undefined,
  };
}
