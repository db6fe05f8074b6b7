// Uniform bars (letterbox, pillarbox) are the commonest edit of a video and the easiest to undo: both the whole
// picture and the picture without them are hashed.
import type { Pixels } from '../pixels.ts';
import type { Box } from './picture.ts';

/** Brightness may vary this much inside a bar (compression noise). */
const NOISE = 14;
/** Bars thinner than this share of the side are an encoder's edge, not a frame. */
const THINNEST = 0.02;
/** What is left must be at least this share of the side, or it is a dark scene. */
const LEAST_INSIDE = 0.3;

interface Line {
  start: number;
  step: number;
  length: number;
}

/** True when the line has one brightness, `like` (any when undefined). @returns that brightness, or undefined */
function uniform(data: Pixels['data'], { start, step, length }: Line, like?: number): number | undefined {
  let [low, high] = [255, 0];
  for (let i = 0, at = start; i < length; i++, at += step) {
    const value = data[at] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
    if (high - low > NOISE) return undefined;
  }
  const middle = (low + high) / 2;
  return like === undefined || Math.abs(middle - like) <= NOISE ? middle : undefined;
}

/** How many lines from one edge are uniform and alike in every frame. */
function depth(frames: readonly Pixels[], count: number, lineAt: (i: number) => Line): number {
  let least = count;
  let like: number | undefined;
  for (const { data } of frames) {
    const first = uniform(data, lineAt(0), like);
    if (first === undefined) return 0;
    like ??= first;
    let i = 1;
    while (i < least && uniform(data, lineAt(i), like) !== undefined) i++;
    least = Math.min(least, i);
  }
  return least;
}

/**
 * The picture inside the uniform bars that all the given frames share.
 *
 * @param frames several frames of one clip, far apart, all of one size
 * @returns undefined when there are no bars
 */
export function findBars(frames: readonly Pixels[]): Box | undefined {
  const [first] = frames;
  if (!first) return undefined;
  const { width, height } = first;
  const row = (y: number): Line => ({ start: y * width, step: 1, length: width });
  const column = (x: number): Line => ({ start: x, step: width, length: height });
  // A frame of one brightness (a fade) says nothing about bars.
  const telling = frames.filter(({ data }) => {
    let [low, high] = [255, 0];
    for (const value of data) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high - low > 2 * NOISE;
  });
  if (telling.length === 0) return undefined;
  const thick = (lines: number, side: number) => (lines >= THINNEST * side ? lines : 0);
  const top = thick(depth(telling, height, row), height);
  const bottom = thick(
    depth(telling, height, (i) => row(height - 1 - i)),
    height,
  );
  const left = thick(depth(telling, width, column), width);
  const right = thick(
    depth(telling, width, (i) => column(width - 1 - i)),
    width,
  );
  const box = { x: left, y: top, width: width - left - right, height: height - top - bottom };
  if (box.width < LEAST_INSIDE * width || box.height < LEAST_INSIDE * height) return undefined;
  return top + bottom + left + right > 0 ? box : undefined;
}

/** A clip in a still surround has this part of the area or more; with more than the other it fills the picture. */
const LEAST_MOVING = 0.04;
const MOST_MOVING = 0.92;
/** A line is the clip's when this part of it moves; around it less than this part of the picture may. */
const LINE_MOVES = 0.08;
const SURROUND_MOVES = 0.01;

/**
 * The rectangle outside of which nothing moves: a clip shown small on a still picture, or in the window of an app.
 *
 * @param frames several frames of one clip, far apart, all of one size, one channel
 * @returns undefined when there are too few, or all of the picture moves
 */
export function findMoving(frames: readonly Pixels[]): Box | undefined {
  const [first] = frames;
  if (!first || frames.length < 4) return undefined;
  const { width, height } = first;
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  const moves = new Uint8Array(width * height);
  for (let at = 0; at < moves.length; at++) {
    let [low, high] = [255, 0];
    for (const { data } of frames) {
      const value = data[at] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low <= 2 * NOISE) continue;
    moves[at] = 1;
    rows[Math.floor(at / width)]!++;
    columns[at % width]!++;
  }
  const [top, bottom] = span(rows, LINE_MOVES * width);
  const [left, right] = span(columns, LINE_MOVES * height);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const area = (box.width * box.height) / (width * height);
  if (!(area >= LEAST_MOVING && area <= MOST_MOVING)) return undefined;
  let around = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (moves[y * width + x] && (x < left || x >= right || y < top || y >= bottom)) around++;
  return around <= SURROUND_MOVES * width * height ? box : undefined;
}

/** From the first line with so much in it to the one after the last. */
function span(counts: Uint32Array, least: number): [number, number] {
  const first = counts.findIndex((count) => count >= least);
  return first < 0 ? [0, 0] : [first, counts.findLastIndex((count) => count >= least) + 1];
}
