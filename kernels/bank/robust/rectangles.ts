import { type Integral, type Rect, WHOLE } from '@amaan/signal';
import { type EdgeMap, edgeMap } from './edges.ts';

/** A rectangle smaller than this part of the upload's side is not looked at. */
const LEAST_SIDE = 0.16;
/** Lines of one direction that are kept for the whole upload, and for one band of it. */
const LINES = 14;
const LINES_IN_BAND = 7;
/** What a side on the upload's own edge counts: likely, but no evidence. */
const OWN_EDGE = 0.42;
const LEAST_SCORE = 0.22;

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The strongest lines of a profile, the two ends of the side included, no two within three pixels. */
function peaks(profile: Float64Array, most: number): number[] {
  const size = profile.length - 1;
  const found: Array<{ at: number; strength: number }> = [];
  for (let at = 2; at < size - 1; at++) {
    const strength = profile[at]!;
    if (strength > 0.06 && strength >= profile[at - 1]! && strength > profile[at + 1]!)
      found.push({ at, strength });
  }
  found.sort((a, b) => b.strength - a.strength);
  const kept: number[] = [];
  for (const { at } of found) {
    if (kept.length === most) break;
    if (kept.every((other) => Math.abs(other - at) > 3)) kept.push(at);
  }
  return [0, ...kept, size].sort((a, b) => a - b);
}

function pairs(lines: readonly number[], size: number): Array<[number, number]> {
  return lines.flatMap((a, i) =>
    lines.slice(i + 1).flatMap((b): Array<[number, number]> => (b - a >= LEAST_SIDE * size ? [[a, b]] : [])),
  );
}

/** Evidence for a box: the mean of its four sides, pulled down by the weakest. */
function score(map: EdgeMap, { x0, x1, y0, y1 }: Box): number {
  const { width, height } = map;
  const sides = [
    x0 === 0 ? OWN_EDGE : map.vertical(x0, y0, y1),
    x1 === width ? OWN_EDGE : map.vertical(x1, y0, y1),
    y0 === 0 ? OWN_EDGE : map.horizontal(y0, x0, x1),
    y1 === height ? OWN_EDGE : map.horizontal(y1, x0, x1),
  ];
  const mean = (sides[0]! + sides[1]! + sides[2]! + sides[3]!) / 4;
  return 0.5 * mean + 0.5 * Math.min(...sides);
}

/** Boxes between the lines of one direction first, then the lines that show inside each band. */
function boxes(map: EdgeMap): Array<Box & { score: number }> {
  const { width, height } = map;
  const found: Array<Box & { score: number }> = [];
  const add = (x0: number, x1: number, y0: number, y1: number) => {
    if (x0 === 0 && y0 === 0 && x1 === width && y1 === height) return;
    const box = { x0, x1, y0, y1 };
    const evidence = score(map, box);
    if (evidence >= LEAST_SCORE) found.push({ ...box, score: evidence });
  };
  for (const [y0, y1] of pairs(peaks(map.horizontals(0, width), LINES), height))
    for (const [x0, x1] of pairs(peaks(map.verticals(y0, y1), LINES_IN_BAND), width)) add(x0, x1, y0, y1);
  for (const [x0, x1] of pairs(peaks(map.verticals(0, height), LINES), width))
    for (const [y0, y1] of pairs(peaks(map.horizontals(x0, x1), LINES_IN_BAND), height)) add(x0, x1, y0, y1);
  return found.sort((a, b) => b.score - a.score);
}

/** A row or column counts as border when its luma hardly varies and stays near the outermost one's. */
const FLAT = 4;

/** Trims borders of one colour from every side. Undefined when there is none, or nothing would be left. */
function trimmed({ width, height, columns, rows, sums }: Integral): Box | undefined {
  const stride = columns + 1;
  const cell = (x: number, y: number) => {
    const at = y * stride + x;
    return (sums[at + stride + 1] ?? 0) - (sums[at + stride] ?? 0) - (sums[at + 1] ?? 0) + (sums[at] ?? 0);
  };
  const flat = (length: number, at: (i: number) => number, like: number) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < length; i++) {
      const value = at(i);
      sum += value;
      squares += value * value;
    }
    const mean = sum / length;
    const spread = Math.sqrt(Math.max(0, squares / length - mean * mean));
    return spread < FLAT && Math.abs(mean - like) < 2 * FLAT;
  };
  const box = { x0: 0, x1: Math.floor(width), y0: 0, y1: Math.floor(height) };
  const row = (y: number) => flat(box.x1 - box.x0, (i) => cell(box.x0 + i, y), cell(box.x0, y));
  const column = (x: number) => flat(box.y1 - box.y0, (i) => cell(x, box.y0 + i), cell(x, box.y0));
  for (let moved = true; moved && box.x1 - box.x0 > 8 && box.y1 - box.y0 > 8; ) {
    moved = false;
    if (row(box.y0)) moved = box.y0++ >= 0;
    if (row(box.y1 - 1)) moved = box.y1-- >= 0;
    if (column(box.x0)) moved = box.x0++ >= 0;
    if (column(box.x1 - 1)) moved = box.x1-- >= 0;
  }
  const large = box.x1 - box.x0 >= LEAST_SIDE * columns && box.y1 - box.y0 >= LEAST_SIDE * rows;
  const cut = box.x0 + box.y0 + (columns - box.x1) + (rows - box.y1);
  return large && cut > 2 ? box : undefined;
}

/** Two boxes are the same when all their sides lie within this many pixels. */
const SAME = 3;

/**
 * The parts of an upload that may be a whole picture of their own: the upload itself, the upload without borders of
 * one colour, then rectangles between straight edges (letterbox, phone interface, captions, panels of a collage,
 * picture in picture), likeliest first.
 */
export function findRectangles(picture: Integral, most = 14): Rect[] {
  const map = edgeMap(picture);
  const kept: Box[] = [];
  const keep = (box: Box) => {
    const near = (a: number, b: number) => Math.abs(a - b) <= SAME;
    const known = kept.some(
      (other) =>
        near(other.x0, box.x0) && near(other.x1, box.x1) && near(other.y0, box.y0) && near(other.y1, box.y1),
    );
    if (!known && kept.length < most - 1) kept.push(box);
  };
  const inner = trimmed(picture);
  if (inner) keep(inner);
  for (const box of boxes(map)) {
    if (kept.length >= most - 1) break;
    keep(box);
  }
  const { width, height } = picture;
  return [
    WHOLE,
    ...kept.map(({ x0, x1, y0, y1 }) => ({
      x: x0 / width,
      y: y0 / height,
      width: Math.min(1 - x0 / width, (x1 - x0) / width),
      height: Math.min(1 - y0 / height, (y1 - y0) / height),
    })),
  ];
}
