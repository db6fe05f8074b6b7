import type { Pixels } from '../pixels.ts';
import { BLOCK } from './finish.ts';

/**
 * The eight ways to turn and mirror a picture, named as the reference names them: `rot90` turns anticlockwise,
 * `flipX` swaps top and bottom, `flipY` left and right, `flipPlus1` transposes, `flipMinus1` does so on the other
 * diagonal.
 */
export const ORIENTATIONS = [
  'original',
  'rot90',
  'rot180',
  'rot270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

interface Turn {
  /** Rows become columns before anything is mirrored. */
  readonly transpose: boolean;
  readonly mirrorRows: boolean;
  readonly mirrorColumns: boolean;
}

const turn = (transpose: boolean, mirrorRows: boolean, mirrorColumns: boolean): Turn => ({
  transpose,
  mirrorRows,
  mirrorColumns,
});

/** How each orientation comes about: an optional transposition, then mirroring of rows (up-down) and of columns. */
export const TURNS: Readonly<Record<Orientation, Turn>> = {
  original: turn(false, false, false),
  rot90: turn(true, true, false),
  rot180: turn(false, true, true),
  rot270: turn(true, false, true),
  flipX: turn(false, true, false),
  flipY: turn(false, false, true),
  flipPlus1: turn(true, false, false),
  flipMinus1: turn(true, true, true),
};

/** The orientation that shows a picture upright, by its EXIF tag (1 to 8; anything else is read as 1). */
export function exifOrientation(tag: number): Orientation {
  const byTag: readonly Orientation[] = [
    'original',
    'flipY',
    'rot180',
    'flipX',
    'flipPlus1',
    'rot270',
    'flipMinus1',
    'rot90',
  ];
  return byTag[tag - 1] ?? 'original';
}

/**
 * The coefficients of the turned picture from those of the upright one: mirroring an axis changes the sign of its odd
 * frequencies. Exact for a picture of 64x64; for others the reference samples off centre, so this equals the
 * reference's own dihedral output and not the hash of turned pixels (about 17 bits apart).
 */
export function orientBlock(block: Float32Array, orientation: Orientation): Float32Array<ArrayBuffer> {
  const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
  const out = new Float32Array(block.length);
  for (let row = 0; row < BLOCK; row++)
    for (let column = 0; column < BLOCK; column++) {
      const from = transpose ? column * BLOCK + row : row * BLOCK + column;
      // Row 0 is frequency 1: even indices are the odd frequencies.
      const negative = (mirrorRows && row % 2 === 0) !== (mirrorColumns && column % 2 === 0);
      const value = block[from] ?? 0;
      out[row * BLOCK + column] = negative ? -value : value;
    }
  return out;
}

/** The turned picture, pixel by pixel. */
export function orientPixels(pixels: Pixels, orientation: Orientation): Pixels {
  if (orientation === 'original') return pixels;
  const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
  const { channels, data } = pixels;
  const width = transpose ? pixels.height : pixels.width;
  const height = transpose ? pixels.width : pixels.height;
  const out = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const row = mirrorRows ? height - 1 - y : y;
      const column = mirrorColumns ? width - 1 - x : x;
      let from = (transpose ? column * pixels.width + row : row * pixels.width + column) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from++] ?? 0;
    }
  return { width, height, channels, data: out };
}
