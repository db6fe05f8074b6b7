import { HASH_BYTES } from '../pdq/hash.ts';
import { QUALITY_DIVISOR } from '../pdq/finish.ts';
import { type Orientation, TURNS } from '../pdq/orientation.ts';
import type { Pixels } from '../pixels.ts';
import type { Integral } from './integral.ts';
import { AT, viewsKernel } from './kernel.ts';

/** Sums of a picture's luma by WebAssembly; equal to the plain way bit for bit. Undefined where there is none. */
export function fastSums(
  { width, height, channels, data }: Pixels,
  factor: number,
): Float64Array<ArrayBuffer> | undefined {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const line = 8 * (columns + 1);
  const bytes = width * channels;
  const cellsAt = AT.free;
  const rowAt = cellsAt + line;
  const sumsAt = Math.ceil((rowAt + bytes) / 8) * 8;
  const end = sumsAt + line * (rows + 1);
  const kernel = viewsKernel(end);
  if (!kernel) return undefined;
  const memory = new Uint8Array(kernel.memory.buffer);
  memory.fill(0, cellsAt, sumsAt + line);
  for (let row = 0; row < rows; row++) {
    const from = row * factor;
    const to = Math.min(height, from + factor);
    const above = sumsAt + row * line;
    if (factor === 1) {
      memory.set(data.subarray(row * bytes, (row + 1) * bytes), rowAt);
      kernel.addPixels(rowAt, width, channels, above, above + line);
      continue;
    }
    for (let y = from; y < to; y++) {
      memory.set(data.subarray(y * bytes, (y + 1) * bytes), rowAt);
      kernel.addRow(rowAt, width, channels, factor, cellsAt);
    }
    kernel.addSums(cellsAt, columns, width, factor, to - from, above, above + line);
  }
  const sums = new Float64Array(kernel.memory.buffer.slice(sumsAt, end));
  // Nothing of the picture stays behind in the kernel's memory.
  memory.fill(0, rowAt, end);
  return sums;
}

/** Asks for the hash of one rectangle as it was sampled last, turned. */
export type Turned = (orientation: Orientation) => Uint8Array<ArrayBuffer>;

/** Samples a rectangle (`left`, `top`, sides in cells of the sums) and brings its coefficients. @returns its quality */
export type SampleRect = (
  left: number,
  top: number,
  wide: number,
  high: number,
  fill: number,
) => { quality: number; turned: Turned };

/**
 * Lends the kernel with one picture's sums in it; equal to the plain way bit for bit.
 *
 * @returns what `use` returned, or undefined where there is no WebAssembly
 */
export function withSums<T>(
  { width, height, columns, sums }: Integral,
  use: (sample: SampleRect) => T,
): T | undefined {
  const end = AT.free + sums.byteLength;
  const kernel = viewsKernel(end);
  if (!kernel) return undefined;
  const { buffer } = kernel.memory;
  const memory = new Uint8Array(buffer);
  new Float64Array(buffer, AT.free, sums.length).set(sums);
  const turned: Turned = (orientation) => {
    const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
    kernel.turnedHash(
      AT.block,
      Number(transpose),
      Number(mirrorRows),
      Number(mirrorColumns),
      AT.room,
      AT.hash,
    );
    return memory.slice(AT.hash, AT.hash + HASH_BYTES);
  };
  try {
    return use((left, top, wide, high, fill) => {
      kernel.sample(AT.free, columns, width, height, left, top, wide, high, fill, AT.places, AT.grid);
      kernel.transform(AT.grid, AT.dct, AT.columns, AT.half, AT.block);
      const quality = Math.min(100, Math.floor(kernel.steps(AT.grid, 0) / QUALITY_DIVISOR));
      return { quality, turned };
    });
  } finally {
    // Nothing of the picture stays behind in the kernel's memory.
    memory.fill(0, AT.grid, end);
  }
}
