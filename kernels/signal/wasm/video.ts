//! --initialMemory 1 --maximumMemory 65536
// YUV to RGB for video frames, eight pixels at a time. Memory belongs to the caller, who lays out every buffer and
// passes addresses (see video/rgb.ts, which also says why the arithmetic is as it is).

/**
 * One row of chroma between four rows of samples: weighted, rounded, clipped to a byte. `step` 2 where U and V
 * alternate. `ab` and `cd` are pairs of 16-bit weights in 1/4096; rows and `out` may be read and written up to a vector
 * further.
 */
export function chromaRow(a: usize, b: usize, c: usize, d: usize, step: i32, ab: i32, cd: i32, out: usize, count: i32): void {
  const first = i32x4.splat(ab);
  const second = i32x4.splat(cd);
  const half = i32x4.splat(2048);
  for (let x: i32 = 0; x < count; x += 8) {
    const at: usize = x * step;
    const low = i32x4.add(
      i32x4.dot_i16x8_s(pairs(a + at, b + at, step, false), first),
      i32x4.dot_i16x8_s(pairs(c + at, d + at, step, false), second),
    );
    const high = i32x4.add(
      i32x4.dot_i16x8_s(pairs(a + at, b + at, step, true), first),
      i32x4.dot_i16x8_s(pairs(c + at, d + at, step, true), second),
    );
    const whole = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(low, half), 12),
      i32x4.shr_s(i32x4.add(high, half), 12),
    );
    v128.store64_lane(out + x, i8x16.narrow_i16x8_u(whole, whole), 0);
  }
}

/** Four samples of two rows side by side as 16-bit pairs: the first four of eight, or the `upper` four. */
@inline
function pairs(a: usize, b: usize, step: i32, upper: bool): v128 {
  const one = i16x8.extend_low_i8x16_u(eight(a, step));
  const two = i16x8.extend_low_i8x16_u(eight(b, step));
  return upper
    ? v128.shuffle<u16>(one, two, 4, 12, 5, 13, 6, 14, 7, 15)
    : v128.shuffle<u16>(one, two, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** Eight samples in the lowest bytes. */
@inline
function eight(at: usize, step: i32): v128 {
  const all = v128.load(at);
  return step == 1 ? all : v128.shuffle<u8>(all, all, 0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
}

/**
 * One row of RGB from brightness and one row each of U and V at half width. `scale` and `start` make a sum of
 * brightness and chroma a byte: sum + (sum * scale + start) >> 16, plus `lift`. The four increments say how much a step
 * of V or U adds, in 1/65536 steps of brightness. Rows are read, and `out` written, up to 16 pixels further.
 */
export function rgbRow(
  y: usize,
  u: usize,
  v: usize,
  out: usize,
  width: i32,
  scale: i32,
  start: i32,
  lift: i32,
  rv: i32,
  gu: i32,
  gv: i32,
  bu: i32,
): void {
  const by = i32x4.splat((scale & 0xffff) | (start << 16));
  const up = i16x8.splat(<i16>lift);
  for (let x: i32 = 0; x < width; x += 8) {
    const light = i16x8.extend_low_i8x16_u(v128.load64_zero(y + x));
    const us = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(u + (x >> 1))));
    const vs = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(v + (x >> 1))));
    const red = bytes(i16x8.add(light, twice(moved(vs, rv))), by, up);
    const green = bytes(i16x8.add(light, twice(i32x4.add(moved(us, gu), moved(vs, gv)))), by, up);
    const blue = bytes(i16x8.add(light, twice(moved(us, bu))), by, up);
    const rg = v128.shuffle<u8>(red, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const to = out + 3 * x;
    v128.store(to, v128.shuffle<u8>(rg, blue, 0, 1, 16, 2, 3, 17, 4, 5, 18, 6, 7, 19, 8, 9, 20, 10));
    v128.store64_lane(to + 16, v128.shuffle<u8>(rg, blue, 11, 21, 12, 13, 22, 14, 15, 23, 0, 0, 0, 0, 0, 0, 0, 0), 0);
  }
}

/** What four chroma samples add to brightness, in whole steps. */
@inline
function moved(samples: v128, increment: i32): v128 {
  const whole = i32x4.shr_s(i32x4.mul(samples, i32x4.splat(increment)), 16);
  return i32x4.sub(whole, i32x4.splat(increment >> 9));
}

/** Each of four values for the two pixels that share it. */
@inline
function twice(four: v128): v128 {
  const narrow = i16x8.narrow_i32x4_s(four, four);
  return v128.shuffle<u16>(narrow, narrow, 0, 0, 1, 1, 2, 2, 3, 3);
}

/** Sums of brightness and chroma to bytes, clipped. */
@inline
function bytes(sum: v128, by: v128, up: v128): v128 {
  const ones = i16x8.splat(1);
  const low = i32x4.dot_i16x8_s(v128.shuffle<u16>(sum, ones, 0, 8, 1, 9, 2, 10, 3, 11), by);
  const high = i32x4.dot_i16x8_s(v128.shuffle<u16>(sum, ones, 4, 12, 5, 13, 6, 14, 7, 15), by);
  const part = i16x8.narrow_i32x4_s(i32x4.shr_s(low, 16), i32x4.shr_s(high, 16));
  const whole = i16x8.add(i16x8.add(sum, part), up);
  return i8x16.narrow_i16x8_u(whole, whole);
}
