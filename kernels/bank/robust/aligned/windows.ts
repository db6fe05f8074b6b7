import { type Integral, ORIENTATIONS, type Orientation, type Rect } from '@amaan/signal';
import { findRectangles } from '../rectangles.ts';
import { type Frame, tilted, unfilled, upright } from './frame.ts';

/** A part of the upload to be hashed, and the ways in which it may be turned. */
export interface Window {
  readonly frame: Frame;
  readonly orientations: readonly Orientation[];
}

const UPRIGHT: readonly Orientation[] = ['original', 'flipY'];
const ANGLES = [-12, -8, -4, 4, 8, 12];

/** Square windows of some sizes (in short sides of the box), each spread with the given step (in its own sides). */
function squares(box: Rect, sizes: readonly number[], step: number): Rect[] {
  const short = Math.min(box.width, box.height);
  return sizes.flatMap((size) => {
    const side = size * short;
    const places = (free: number) => {
      const n = Math.max(1, Math.ceil(free / (step * side) - 1e-9) + 1);
      return n === 1 ? [free / 2] : Array.from({ length: n }, (_, i) => (free * i) / (n - 1));
    };
    return places(box.height - side).flatMap((y) =>
      places(box.width - side).map((x) => ({ x: box.x + x, y: box.y + y, width: side, height: side })),
    );
  });
}

/** A box that reaches out of another on all sides, by parts of its sides. */
function reaching({ x, y, width, height }: Rect, by: number): Rect {
  return {
    x: x - by * width,
    y: y - by * height,
    width: (1 + 2 * by) * width,
    height: (1 + 2 * by) * height,
  };
}

/** All windows of an upload: its likely rectangles, squares over it and over its likeliest part, and turned ones. */
export function windowsOf(picture: Integral): Window[] {
  const { width, height } = picture;
  const rects = findRectangles(picture).map((rect) => ({
    x: rect.x * width,
    y: rect.y * height,
    width: rect.width * width,
    height: rect.height * height,
  }));
  const [whole, best] = rects;
  if (!whole) return [];
  const windows: Window[] = rects.map((rect) => ({ frame: upright(rect), orientations: ORIENTATIONS }));
  for (const rect of squares(whole, [1], 0.5))
    windows.push({ frame: upright(rect), orientations: ORIENTATIONS });
  for (const rect of [
    ...squares(whole, [0.9], 0.12),
    ...squares(whole, [0.82], 0.14),
    ...squares(reaching(whole, 0.05), [0.72 / 1.1, 0.61 / 1.1], 0.15),
    ...squares(whole, [0.66, 0.56], 0.2),
    ...squares(whole, [0.5], 0.22),
  ])
    windows.push({ frame: upright(rect), orientations: UPRIGHT });
  // What was cut from a corner may reach a little beyond it.
  for (const rect of [
    ...squares(reaching(whole, 0.08), [1 / 1.16, 0.83 / 1.16], 0.3),
    ...squares(reaching(whole, 0.1), [1 / 1.2], 0.15),
  ])
    windows.push({ frame: upright(rect), orientations: UPRIGHT });
  if (best)
    for (const rect of squares(best, [1, 0.75, 0.6], 0.3))
      windows.push({ frame: upright(rect), orientations: UPRIGHT });
  for (const degrees of ANGLES) {
    const [w, h] = unfilled(width, height, degrees);
    const bare = { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h };
    const inner = [...(Math.min(w, h) > 16 ? [bare] : []), ...squares(whole, [0.85, 0.66], 0.35)];
    for (const rect of inner)
      windows.push({ frame: tilted(rect, degrees, width / 2, height / 2), orientations: UPRIGHT });
  }
  return windows;
}
