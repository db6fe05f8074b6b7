//! --initialMemory 1 --maximumMemory 65536
// The hot loops of PDQ. Memory belongs to the caller, who lays out every buffer and passes addresses (see pdq/fast.ts).

export { steps, transform } from './_block';

/** Adds n rows of bytes, each times its weight, to 32-bit sums. Weights are pairs: two 16-bit numbers a lane. */
export function addRows(rows: usize, stride: usize, pairs: i32, weights: usize, sums: usize, bytes: usize): void {
  for (let x: usize = 0; x < bytes; x += 16) {
    const to = sums + (x << 2);
    let a = v128.load(to, 0);
    let b = v128.load(to, 16);
    let c = v128.load(to, 32);
    let d = v128.load(to, 48);
    let from = rows + x;
    for (let i: i32 = 0; i < pairs; i++) {
      const weight = v128.load_splat<u32>(weights + ((<usize>i) << 2));
      const upper = v128.load(from);
      const lower = v128.load(from + stride);
      const left = v128.shuffle<u8>(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const right = v128.shuffle<u8>(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(left), weight));
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(left), weight));
      c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(right), weight));
      d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(right), weight));
      from += stride << 1;
    }
    v128.store(to, a, 0);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}

/** Adds one row of bytes times a weight to float sums: for the rows at the edge, whose weights are not whole. */
export function addRowFloat(row: usize, weight: f32, sums: usize, bytes: usize): void {
  const by = f32x4.splat(weight);
  for (let x: usize = 0; x < bytes; x += 4) {
    const to = sums + (x << 2);
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(row + x)));
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(f32x4.convert_i32x4_s(wide), by)));
  }
}

/** 32-bit sums to floats, in place. */
export function toFloat(sums: usize, count: usize): void {
  for (let i: usize = 0; i < count; i += 4) {
    const at = sums + (i << 2);
    v128.store(at, f32x4.convert_i32x4_s(v128.load(at)));
  }
}

/** 64 weighted sums along one row of floats. Each line of `table`: first element, elements (a multiple of 4), address. */
export function along(sums: usize, table: usize, scale: f32, out: usize): void {
  for (let j: usize = 0; j < 64; j++) {
    const line = table + j * 12;
    let from = sums + ((<usize>load<u32>(line)) << 2);
    let by = <usize>load<u32>(line, 8);
    const end = by + ((<usize>load<u32>(line, 4)) << 2);
    let sum = f32x4.splat(0);
    while (by < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load(by)));
      from += 16;
      by += 16;
    }
    const total =
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      f32x4.extract_lane(sum, 2) +
      f32x4.extract_lane(sum, 3);
    store<f32>(out + (j << 2), total * scale);
  }
}
