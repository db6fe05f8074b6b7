import type { LayoutName } from './count.ts';

/** A rectangle of a picture: x and width in fractions of its width, y and height in fractions of its height. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** The part of `outer` that `inner` names in fractions of it. */
export function within(outer: Rect, inner: Rect): Rect {
  return {
    x: outer.x + inner.x * outer.width,
    y: outer.y + inner.y * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  };
}

/** Rectangles of one size, placed at `across` x `down` evenly spread places from edge to edge. */
function spread(width: number, height: number, across: number, down: number): Rect[] {
  const place = (free: number, i: number, n: number) => (n === 1 ? free / 2 : (free * i) / (n - 1));
  return Array.from({ length: across * down }, (_, k) => ({
    x: place(1 - width, k % across, across),
    y: place(1 - height, Math.floor(k / across), down),
    width,
    height,
  }));
}

/**
 * The views of a layout, from the aspect ratio (width / height) alone, so that a matcher knows where a record's
 * hashes come from. View 1 is the whole picture. Squares are measured in short sides.
 */
export function viewLayout(name: LayoutName, aspect: number): Rect[] {
  const short = Math.min(aspect, 1);
  const square = (size: number, across: number, down: number) =>
    spread((size * short) / aspect, size * short, across, down);
  const shrunk = (size: number, across = 1, down = 1) => spread(size, size, across, down);
  const corners = square(0.75, 2, 2);
  const k24 = [
    WHOLE,
    ...(aspect >= 1 ? square(1, 3, 1) : square(1, 1, 3)),
    ...corners,
    ...square(0.75, 1, 1),
    ...square(0.5, 3, 3),
    ...[0.9, 0.8, 0.7].flatMap((size) => shrunk(size)),
    ...[0.88, 0.63, 0.5].flatMap((size) => square(size, 1, 1)),
  ];
  if (name === 'k24') return k24;
  return [
    ...k24,
    ...shrunk(0.87, 2, 2),
    ...shrunk(0.7, 2, 2),
    ...square(0.36, 4, 4),
    ...spread(0.75, 1, 2, 1),
    ...spread(1, 0.75, 1, 2),
  ];
}
