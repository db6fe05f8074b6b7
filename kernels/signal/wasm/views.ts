//! --initialMemory 1 --maximumMemory 65536
// Sums of a picture's luma, and the hashes of rectangles out of them: the loops of views/integral.ts and views/views.ts,
// operation by operation in the same order and precision, so that both give the same bits.
// Memory belongs to the caller, who lays out every buffer and passes addresses (see views/fast.ts).

export { steps, transform } from './_block';

/** Adds the lumas of one row of pixels to the cells they fall in, `factor` pixels to a cell. */
export function addRow(row: usize, width: u32, channels: u32, factor: u32, cells: usize): void {
  let at = row;
  for (let x: u32 = 0; x < width; cells += 8) {
    const end = min(width, x + factor);
    let sum: f64 = 0;
    if (channels == 1)
      for (; x < end; x++) {
        sum += <f64>load<u8>(at);
        at++;
      }
    else
      for (; x < end; x++) {
        sum += 0.299 * <f64>load<u8>(at) + 0.587 * <f64>load<u8>(at, 1) + 0.114 * <f64>load<u8>(at, 2);
        at += channels;
      }
    store<f64>(cells, load<f64>(cells) + sum);
  }
}

/** Turns a row of cells into sums below the row of sums at `above`, and clears the cells. */
export function addSums(
  cells: usize,
  columns: u32,
  width: u32,
  factor: u32,
  high: u32,
  above: usize,
  below: usize,
): void {
  let along: f64 = 0;
  store<f64>(below, 0);
  for (let cell: u32 = 0; cell < columns; cell++) {
    const offset = <usize>cell << 3;
    along += load<f64>(cells + offset) / <f64>(high * min(factor, width - cell * factor));
    store<f64>(cells + offset, 0);
    store<f64>(below + offset + 8, load<f64>(above + offset + 8) + along);
  }
}

/** `addRow` and `addSums` in one for pictures whose pixels are cells: nothing is divided by one. */
export function addPixels(row: usize, width: u32, channels: u32, above: usize, below: usize): void {
  let along: f64 = 0;
  store<f64>(below, 0);
  const end = above + (<usize>width << 3);
  if (channels == 1)
    for (; above < end; row++) {
      along += <f64>load<u8>(row);
      above += 8;
      below += 8;
      store<f64>(below, load<f64>(above) + along);
    }
  else
    for (; above < end; row += channels) {
      along += 0.299 * <f64>load<u8>(row) + 0.587 * <f64>load<u8>(row, 1) + 0.114 * <f64>load<u8>(row, 2);
      above += 8;
      below += 8;
      store<f64>(below, load<f64>(above) + along);
    }
}

/**
 * Where the cells of one side begin and end. 128 times 32 bytes: the step to the whole place in bytes (u32), the whole
 * place (f64), and what the places before and behind it count (two f64).
 */
function cellEdges(start: f64, length: f64, limit: f64, fill: f64, step: f64, out: usize): void {
  const cell = length / 64;
  for (let i = 0; i < 128; i++, out += 32) {
    const first = (i & 1) == 0;
    const middle = start + cell * (<f64>(i >> 1) + 0.5);
    const edge = middle + (first ? -0.5 : 0.5) * cell * fill;
    const at = min<f64>(limit - (first ? 0.01 : 0), max<f64>(first ? 0 : 0.01, edge));
    const whole = min<f64>(ceil<f64>(limit) - 1, floor<f64>(at));
    const part = at - whole;
    store<u32>(out, <u32>(whole * step));
    store<f64>(out, whole, 8);
    store<f64>(out, 1 - part, 16);
    store<f64>(out, part, 24);
  }
}

/** The means of the 64x64 cells of a rectangle, as floats at `grid`. `places` is room for 10 KB. */
export function sample(
  sums: usize,
  columns: u32,
  width: f64,
  height: f64,
  left: f64,
  top: f64,
  wide: f64,
  high: f64,
  fill: f64,
  places: usize,
  grid: usize,
): void {
  const xs = places;
  const ys = places + 4096;
  const band = places + 8192;
  const broad = places + 9216;
  const stride = (<usize>columns + 1) << 3;
  cellEdges(left, wide, width, fill, 8, xs);
  cellEdges(top, high, height, fill, <f64>stride, ys);
  for (let j: usize = 0; j < 64; j++) {
    const x = xs + (j << 6);
    store<f64>(broad + (j << 3), load<f64>(x, 40) + load<f64>(x, 56) - load<f64>(x, 8) - load<f64>(x, 24));
  }
  for (let i: usize = 0; i < 64; i++) {
    const y = ys + (i << 6);
    const upper = sums + load<u32>(y);
    const lower = sums + load<u32>(y, 32);
    const tall = f64x2.splat(load<f64>(y, 40) + load<f64>(y, 56) - load<f64>(y, 8) - load<f64>(y, 24));
    const from0 = v128.load64_splat(y, 16);
    const from1 = v128.load64_splat(y, 24);
    const to0 = v128.load64_splat(y, 48);
    const to1 = v128.load64_splat(y, 56);
    for (let j: usize = 0; j < 128; j++) {
      const x = xs + (j << 5);
      const at = <usize>load<u32>(x);
      const above = f64x2.add(
        f64x2.mul(from0, v128.load(upper + at)),
        f64x2.mul(from1, v128.load(upper + stride + at)),
      );
      const below = f64x2.add(
        f64x2.mul(to0, v128.load(lower + at)),
        f64x2.mul(to1, v128.load(lower + stride + at)),
      );
      const parts = f64x2.mul(v128.load(x, 16), f64x2.sub(below, above));
      store<f64>(band + (j << 3), f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1));
    }
    for (let j: usize = 0; j < 64; j += 2) {
      const a = v128.load(band + (j << 4));
      const b = v128.load(band + (j << 4), 16);
      const here = f64x2.sub(v128.shuffle<u64>(a, b, 1, 3), v128.shuffle<u64>(a, b, 0, 2));
      const mean = f64x2.div(here, f64x2.mul(v128.load(broad + (j << 3)), tall));
      v128.store64_lane(grid + (i << 8) + (j << 2), f32x4.demote_f64x2_zero(mean), 0);
    }
  }
}

/** The block of the turned picture (see `orientBlock`): at `out`, and as numbers in the order of their size after it. */
function orient(block: usize, transpose: bool, mirrorRows: bool, mirrorColumns: bool, out: usize): void {
  for (let row: usize = 0; row < 16; row++)
    for (let column: usize = 0; column < 16; column++) {
      const from = transpose ? (column << 4) + row : (row << 4) + column;
      const negative = (mirrorRows && (row & 1) == 0) != (mirrorColumns && (column & 1) == 0);
      const bits = load<u32>(block + (from << 2)) ^ (negative ? 0x80000000 : 0);
      const at = out + (((row << 4) + column) << 2);
      store<u32>(at, bits);
      // Sign and magnitude into two's complement: the same order as the floats, minus zero before zero.
      store<i32>(at, <i32>bits ^ ((<i32>bits >> 31) & 0x7fffffff), 1024);
    }
}

/** The 128th smallest of 256 numbers, found by halving the range that holds it. */
function lowerMedian(keys: usize): i32 {
  let low = i32.MIN_VALUE;
  let high = i32.MAX_VALUE;
  while (low < high) {
    const middle = <i32>((<i64>low + <i64>high) >> 1);
    const bound = i32x4.splat(middle);
    let count = i32x4.splat(0);
    for (let at: usize = 0; at < 1024; at += 16)
      count = i32x4.sub(count, i32x4.le_s(v128.load(keys + at), bound));
    const atMost =
      i32x4.extract_lane(count, 0) +
      i32x4.extract_lane(count, 1) +
      i32x4.extract_lane(count, 2) +
      i32x4.extract_lane(count, 3);
    if (atMost >= 128) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The 32 bytes of a turned block's hash, at `hash`. `room` is 2,048 bytes. */
export function turnedHash(
  block: usize,
  transpose: bool,
  mirrorRows: bool,
  mirrorColumns: bool,
  room: usize,
  hash: usize,
): void {
  orient(block, transpose, mirrorRows, mirrorColumns, room);
  const key = lowerMedian(room + 1024);
  const median = f32x4.splat(reinterpret<f32>(key ^ ((key >> 31) & 0x7fffffff)));
  for (let byte: usize = 0; byte < 32; byte++) {
    const at = room + (byte << 5);
    const low = i32x4.bitmask(f32x4.gt(v128.load(at), median));
    const high = i32x4.bitmask(f32x4.gt(v128.load(at, 16), median));
    store<u8>(hash + 31 - byte, low | (high << 4));
  }
}
