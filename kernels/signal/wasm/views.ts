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

/** Where the cells of one side begin and end: 128 times a whole place (f64) and the part beyond it (f64). */
function cellEdges(start: f64, length: f64, limit: f64, fill: f64, out: usize): void {
  const step = length / 64;
  for (let i = 0; i < 128; i++) {
    const first = (i & 1) == 0;
    const middle = start + step * (<f64>(i >> 1) + 0.5);
    const edge = middle + (first ? -0.5 : 0.5) * step * fill;
    const at = min<f64>(limit - (first ? 0.01 : 0), max<f64>(first ? 0 : 0.01, edge));
    const whole = min<f64>(ceil<f64>(limit) - 1, floor<f64>(at));
    store<f64>(out + (<usize>i << 4), whole);
    store<f64>(out + (<usize>i << 4), at - whole, 8);
  }
}

/**
 * The means of the 64x64 cells of a rectangle, as floats at `grid`. `places` is room for 2 x 128 pairs of f64 and 128
 * more f64.
 */
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
  const ys = places + 2048;
  const band = places + 4096;
  const stride = (<usize>columns + 1) << 3;
  cellEdges(left, wide, width, fill, xs);
  cellEdges(top, high, height, fill, ys);
  for (let i: usize = 0; i < 64; i++) {
    const y = ys + (i << 5);
    const fromWhole = load<f64>(y);
    const fromPart = load<f64>(y, 8);
    const toWhole = load<f64>(y, 16);
    const toPart = load<f64>(y, 24);
    const upper = sums + <usize>fromWhole * stride;
    const lower = sums + <usize>toWhole * stride;
    const tall = toWhole + toPart - fromWhole - fromPart;
    const from0 = f64x2.splat(1 - fromPart);
    const from1 = f64x2.splat(fromPart);
    const to0 = f64x2.splat(1 - toPart);
    const to1 = f64x2.splat(toPart);
    for (let j: usize = 0; j < 128; j++) {
      const at = <usize>load<f64>(xs + (j << 4)) << 3;
      const part = load<f64>(xs + (j << 4), 8);
      const above = f64x2.add(
        f64x2.mul(from0, v128.load(upper + at)),
        f64x2.mul(from1, v128.load(upper + stride + at)),
      );
      const between = f64x2.sub(
        f64x2.add(
          f64x2.mul(to0, v128.load(lower + at)),
          f64x2.mul(to1, v128.load(lower + stride + at)),
        ),
        above,
      );
      const here = (1 - part) * f64x2.extract_lane(between, 0) + part * f64x2.extract_lane(between, 1);
      store<f64>(band + (j << 3), here);
    }
    for (let j: usize = 0; j < 64; j++) {
      const x = xs + (j << 5);
      const broad = load<f64>(x, 16) + load<f64>(x, 24) - load<f64>(x) - load<f64>(x, 8);
      const mean = (load<f64>(band + (j << 4), 8) - load<f64>(band + (j << 4))) / (broad * tall);
      store<f32>(grid + (i << 8) + (j << 2), <f32>mean);
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
