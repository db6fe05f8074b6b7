import type { Integral } from '@amaan/signal';
import { edgeTables } from './edge-kernel.ts';

/** How far beside a line its neighbourhood is looked at: texture is strong there as well, an edge is not. */
const BESIDE = 5;

/**
 * How straight and strong the edges of a picture are along any stretch of any row or column.
 * `vertical(x, y0, y1)` answers for the line between columns x-1 and x, `horizontal` for rows: 0 (none) to 1.
 * `verticals` and `horizontals` answer for all lines at once; the array is overwritten by the next call.
 */
export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  vertical(x: number, y0: number, y1: number): number;
  horizontal(y: number, x0: number, x1: number): number;
  verticals(y0: number, y1: number): Float64Array;
  horizontals(x0: number, x1: number): Float64Array;
}

/** Sums of one direction: of line `line`, up to place `at` along it. */
interface Sums {
  readonly table: Float32Array;
  readonly lines: number;
  /** Steps in the table from line to line, and from place to place. */
  readonly lineStep: number;
  readonly placeStep: number;
}

/** Answers for one direction. */
function askerOf({ table, lines, lineStep, placeStep }: Sums) {
  const means = new Float64Array(lines + 1 + 2 * BESIDE);
  const found = new Float64Array(lines + 1);
  const one = (line: number, from: number, to: number) => {
    const at = Math.min(lines, Math.max(0, line)) * lineStep;
    return (table[at + to * placeStep]! - table[at + from * placeStep]!) / Math.max(1, to - from);
  };
  return {
    one: (line: number, from: number, to: number) => {
      const near = (one(line - BESIDE, from, to) + one(line + BESIDE, from, to)) / 2;
      return Math.max(0, one(line, from, to) - near);
    },
    all: (from: number, to: number) => {
      const length = Math.max(1, to - from);
      const [upTo, upFrom] = [to * placeStep, from * placeStep];
      // The first and the last line bear no edge, and the means beyond them are theirs.
      for (let line = 0, at = 0; line <= lines; line++, at += lineStep)
        means[line + BESIDE] = (table[at + upTo]! - table[at + upFrom]!) / length;
      for (let line = 0; line <= lines; line++)
        found[line] = Math.max(0, means[line + BESIDE]! - (means[line]! + means[line + 2 * BESIDE]!) / 2);
      return found;
    },
  };
}

/** Measures all edges of a picture once; each question after it is a few subtractions. */
export function edgeMap(picture: Integral): EdgeMap {
  const { columns, rows } = picture;
  const { down, along } = edgeTables(picture);
  const stride = columns + 1;
  const upright = askerOf({ table: down, lines: columns, lineStep: 1, placeStep: stride });
  const level = askerOf({ table: along, lines: rows, lineStep: stride, placeStep: 1 });
  return {
    width: columns,
    height: rows,
    vertical: upright.one,
    horizontal: level.one,
    verticals: upright.all,
    horizontals: level.all,
  };
}
