import type { Pixels } from '../pixels.ts';
import { DCT } from './dct-table.ts';
import { boxLength } from './exact.ts';
import { BLOCK, GRID, QUALITY_DIVISOR } from './finish.ts';
import { type PdqModule, pdqModule, reserve } from './module.ts';
import { boxedWeights, identityWeights, type Weights } from './weights.ts';

/** Rows copied in one go: they stay in the processor's cache between the copy and the sums. */
const ROWS_AT_ONCE = 16;
/** Beyond this box the 32-bit sums could overflow; such a side is over 100,000 pixels and the exact kernel serves. */
const MAX_BOX = 800;

// The fixed part of the memory; buffers that depend on the picture follow.
const DCT_AT = 1024;
const COLUMNS_AT = DCT_AT + 4 * BLOCK * GRID;
const HALF_AT = COLUMNS_AT + 4 * BLOCK * GRID;
const GRID_AT = HALF_AT + 4 * BLOCK * GRID;
/** One more line, because the last step of the quality reads past the picture and masks what it read. */
const BLOCK_AT = GRID_AT + 4 * GRID * (GRID + 1);
const TABLE_AT = BLOCK_AT + 4 * BLOCK * BLOCK;
const FREE_AT = TABLE_AT + 12 * GRID;

const align = (n: number) => Math.ceil(n / 64) * 64;

/** Where the buffers for pictures of one width, height and number of channels lie, and the weights they need. */
interface Plan {
  readonly key: string;
  readonly rows: readonly Weights[];
  readonly stride: number;
  readonly weightsAt: number;
  readonly sumsAt: number;
  readonly rowsAt: number;
}

let plan: Plan | undefined;

function planFor(kernel: PdqModule, { width, height, channels }: Pixels): Plan {
  const key = `${width} ${height} ${channels}`;
  if (plan?.key === key) return plan;
  const asIs = width === GRID && height === GRID;
  const columns = asIs ? identityWeights() : boxedWeights(width);
  const rows = asIs ? identityWeights() : boxedWeights(height);
  const luma = channels === 1 ? [1] : [0.299, 0.587, 0.114, 0].slice(0, channels);
  const lines = columns.map(({ start, values }) => {
    const line = new Float32Array(4 * Math.ceil((values.length * channels) / 4));
    for (let i = 0; i < values.length * channels; i++)
      line[i] = (values[Math.floor(i / channels)] ?? 0) * Math.fround(luma[i % channels] ?? 0);
    return { first: start * channels, line };
  });
  const stride = align(width * channels + 16);
  let at = align(FREE_AT);
  const linesAt = lines.map(({ line }) => {
    const here = at;
    at += line.byteLength;
    return here;
  });
  const weightsAt = align(at);
  const sumsAt = align(weightsAt + 4 * ROWS_AT_ONCE);
  const rowsAt = align(sumsAt + 4 * (stride + 64));
  reserve(kernel.memory, rowsAt + stride * ROWS_AT_ONCE + 64);
  const { buffer } = kernel.memory;
  const dct = new Float32Array(buffer, DCT_AT, BLOCK * GRID);
  const turned = new Float32Array(buffer, COLUMNS_AT, BLOCK * GRID);
  dct.set(DCT);
  for (let i = 0; i < BLOCK; i++)
    for (let j = 0; j < GRID; j++) turned[j * BLOCK + i] = DCT[i * GRID + j] ?? 0;
  const table = new Uint32Array(buffer, TABLE_AT, 3 * GRID);
  lines.forEach(({ first, line }, j) => {
    table.set([first, line.length, linesAt[j] ?? 0], 3 * j);
    new Float32Array(buffer, linesAt[j], line.length).set(line);
  });
  plan = { key, rows, stride, weightsAt, sumsAt, rowsAt };
  return plan;
}

/** Adds the weighted rows of one kept row to the sums, which hold floats afterwards. @returns what they are times */
function gather(kernel: PdqModule, { width, channels, data }: Pixels, now: Plan, row: Weights): number {
  const { stride, weightsAt, sumsAt, rowsAt } = now;
  const { buffer } = kernel.memory;
  const bytes = width * channels;
  const room = new Uint8Array(buffer, rowsAt, stride * ROWS_AT_ONCE);
  const pairs = new Int16Array(buffer, weightsAt, 2 * ROWS_AT_ONCE);
  new Uint8Array(buffer, sumsAt, 4 * stride).fill(0);
  for (let done = 0; done < row.values.length; done += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, row.values.length - done);
    for (let i = 0; i < count; i++) {
      const from = (row.start + done + i) * bytes;
      room.set(data.subarray(from, from + bytes), i * stride);
      const weight = row.values[done + i] ?? 0;
      if (row.whole) pairs[i] = Math.round(weight * row.scale);
      else kernel.addRowFloat(rowsAt + i * stride, weight, sumsAt, bytes);
    }
    if (row.whole) {
      if (count % 2 === 1) pairs[count] = 0;
      kernel.addRows(rowsAt, stride, Math.ceil(count / 2), weightsAt, sumsAt, bytes);
    }
  }
  if (row.whole) kernel.toFloat(sumsAt, bytes);
  return row.whole ? row.scale : 1;
}

/** What the fast kernel found; `sure` is false where the reference's own rounding decides a bit or the quality. */
export interface FastResult {
  readonly block: Float32Array;
  readonly quality: number;
  readonly sure: boolean;
}

/**
 * A coefficient nearer to the median than this may change sides by rounding in the reference, for a side of n pixels.
 * The largest error of one coefficient that was seen on photographs and drawn patterns up to 4,032 pixels was 0.0057.
 */
function marginFor(n: number): number {
  return 0.012 * Math.max(1, Math.sqrt(n / 4096));
}

/** A gradient this near to a whole percent may be truncated otherwise by the reference. */
const STEP_SLACK = 0.002;

/** Brings the block of a 64x64 grid in the kernel's memory, and says whether rounding could change the outcome. */
function finish(kernel: PdqModule, margin: number): FastResult {
  kernel.transform(GRID_AT, DCT_AT, COLUMNS_AT, HALF_AT, BLOCK_AT);
  const block = new Float32Array(kernel.memory.buffer, BLOCK_AT, BLOCK * BLOCK).slice();
  const sorted = Float32Array.from(block).sort();
  const middle = (BLOCK * BLOCK) / 2 - 1;
  const median = sorted[middle] ?? 0;
  const clear = median - (sorted[middle - 1] ?? 0) > margin && (sorted[middle + 1] ?? 0) - median > margin;
  const quality = (slack: number) =>
    Math.min(100, Math.floor(kernel.steps(GRID_AT, slack) / QUALITY_DIVISOR));
  const least = quality(-STEP_SLACK);
  return { block, quality: least, sure: clear && least === quality(STEP_SLACK) };
}

/**
 * The coefficients and quality of a picture in one pass: box filters and decimation together are one sparse linear
 * map, computed in whole numbers. Undefined where WebAssembly is missing or the picture is too large for it.
 */
export function fastBlock(pixels: Pixels): FastResult | undefined {
  const kernel = pdqModule();
  const longest = Math.max(pixels.width, pixels.height);
  if (!kernel || boxLength(longest) > MAX_BOX) return undefined;
  const now = planFor(kernel, pixels);
  now.rows.forEach((row, i) => {
    const times = gather(kernel, pixels, now, row);
    kernel.along(now.sumsAt, TABLE_AT, 1 / times, GRID_AT + 4 * GRID * i);
  });
  // Nothing of the picture stays behind in the kernel's memory.
  new Uint8Array(kernel.memory.buffer, now.rowsAt, now.stride * ROWS_AT_ONCE).fill(0);
  return finish(kernel, marginFor(longest));
}
