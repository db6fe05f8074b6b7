//! --initialMemory 1 --maximumMemory 65536
// YUV to RGB for video frames, sixteen pixels at a time. Memory belongs to the caller, who lays out every buffer and
// passes addresses (see video/rgb.ts, which also says why the arithmetic is as it is).

/** What the caller writes down about one frame: 32-bit numbers in this order. U and V are at half width. */
@unmanaged
class Frame {
  y: usize;
  yStride: i32;
  u: usize;
  uStride: i32;
  v: usize;
  vStride: i32;
  /** Bytes from one U to the next: 2 where U and V alternate. */
  step: i32;
  /** Rows of chroma; as many as of brightness where they are not shared by two. */
  rows: i32;
  width: i32;
  height: i32;
  /** Where the RGB goes. */
  out: usize;
  /** A sum s of brightness and chroma is the byte s + (s * scale + start) >> 16 + lift. */
  scale: i32;
  start: i32;
  lift: i32;
  /** How much a step of V or U adds to red, green, green and blue, in 1/65536 steps of brightness. */
  rv: i32;
  gu: i32;
  gv: i32;
  bu: i32;
  /** Four weights in 1/4096 for the chroma rows about an even row of the picture, the last first for an odd one. */
  near0: i32;
  near1: i32;
  near2: i32;
  near3: i32;
}

/** Converts a frame. Rows are read, and what follows the last row of `out` is written, up to 64 bytes further. */
export function rgb(frame: Frame): void {
  const shared = frame.rows < frame.height;
  const last = frame.rows - 1;
  for (let line: i32 = 0; line < frame.height; line++) {
    const odd = (line & 1) == 1;
    const first = shared ? (line >> 1) - (odd ? 1 : 2) : line;
    const next = shared ? 1 : 0;
    const ab = shared ? (odd ? pair(frame.near3, frame.near2) : pair(frame.near0, frame.near1)) : pair(4096, 0);
    const cd = shared ? (odd ? pair(frame.near1, frame.near0) : pair(frame.near2, frame.near3)) : pair(0, 0);
    row(
      frame,
      frame.y + line * frame.yStride,
      clamp(first, last),
      clamp(first + next, last),
      clamp(first + 2 * next, last),
      clamp(first + 3 * next, last),
      ab,
      cd,
      frame.out + 3 * line * frame.width,
    );
  }
}

@inline
function clamp(row: i32, last: i32): i32 {
  return max(0, min(last, row));
}

@inline
function pair(low: i32, high: i32): v128 {
  return i32x4.splat((low & 0xffff) | (high << 16));
}

/** One row of the picture, whose chroma lies between the rows a, b, c and d. */
@inline
function row(frame: Frame, y: usize, a: i32, b: i32, c: i32, d: i32, ab: v128, cd: v128, out: usize): void {
  const uStride = frame.uStride;
  const vStride = frame.vStride;
  const step = frame.step;
  const ua = frame.u + a * uStride;
  const ub = frame.u + b * uStride;
  const uc = frame.u + c * uStride;
  const ud = frame.u + d * uStride;
  const va = frame.v + a * vStride;
  const vb = frame.v + b * vStride;
  const vc = frame.v + c * vStride;
  const vd = frame.v + d * vStride;
  const scale = pair(frame.scale, frame.start);
  const lift = i16x8.splat(<i16>frame.lift);
  const red = quarters(frame.rv);
  const greenU = quarters(frame.gu);
  const greenV = quarters(frame.gv);
  const blue = quarters(frame.bu);
  const noRed = middle(frame.rv);
  const noGreen = i16x8.add(middle(frame.gu), middle(frame.gv));
  const noBlue = middle(frame.bu);
  const width = frame.width;
  for (let x: i32 = 0; x < width; x += 16) {
    const at: usize = (x >> 1) * step;
    const u = smooth(ua + at, ub + at, uc + at, ud + at, step, ab, cd);
    const v = smooth(va + at, vb + at, vc + at, vd + at, step, ab, cd);
    const rSteps = i16x8.sub(times(v, red), noRed);
    const gSteps = i16x8.sub(i16x8.add(times(u, greenU), times(v, greenV)), noGreen);
    const bSteps = i16x8.sub(times(u, blue), noBlue);
    const light = v128.load(y + x);
    const low = i16x8.extend_low_i8x16_u(light);
    const high = i16x8.extend_high_i8x16_u(light);
    const r = bytes(low, high, rSteps, scale, lift);
    const g = bytes(low, high, gSteps, scale, lift);
    const b = bytes(low, high, bSteps, scale, lift);
    const to = out + 3 * x;
    // Three vectors of one colour become three of pixels.
    const rg = v128.shuffle<u8>(r, g, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const more = v128.shuffle<u8>(r, g, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    const between = v128.shuffle<u8>(rg, more, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
    v128.store(to, v128.shuffle<u8>(rg, b, 0, 1, 16, 2, 3, 17, 4, 5, 18, 6, 7, 19, 8, 9, 20, 10));
    v128.store(to, v128.shuffle<u8>(between, b, 1, 21, 2, 3, 22, 4, 5, 23, 6, 7, 24, 8, 9, 25, 10, 11), 16);
    v128.store(to, v128.shuffle<u8>(more, b, 26, 6, 7, 27, 8, 9, 28, 10, 11, 29, 12, 13, 30, 14, 15, 31), 32);
  }
}

/** Eight chroma samples between four rows: weighted, rounded, clipped to a byte, as 16-bit numbers. */
@inline
function smooth(a: usize, b: usize, c: usize, d: usize, step: i32, ab: v128, cd: v128): v128 {
  const upper = pairs(a, b, step);
  const lower = pairs(c, d, step);
  const half = i32x4.splat(2048);
  const low = i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(upper), ab),
    i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(lower), cd),
  );
  const high = i32x4.add(
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(upper), ab),
    i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(lower), cd),
  );
  const whole = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(low, half), 12),
    i32x4.shr_s(i32x4.add(high, half), 12),
  );
  return i16x8.extend_low_i8x16_u(i8x16.narrow_i16x8_u(whole, whole));
}

/** Eight samples of two rows side by side. */
@inline
function pairs(a: usize, b: usize, step: i32): v128 {
  return step == 1
    ? v128.shuffle<u8>(v128.load64_zero(a), v128.load64_zero(b), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    : v128.shuffle<u8>(v128.load(a), v128.load(b), 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}

/** An increment as a pair of 16-bit numbers for a sample and four times the sample. */
@inline
function quarters(increment: i32): v128 {
  return pair(increment & 3, increment >> 2);
}

/** The steps of a sample without colour. */
@inline
function middle(increment: i32): v128 {
  return i16x8.splat(<i16>(increment >> 9));
}

/** (sample * increment) >> 16 of eight samples. */
@inline
function times(samples: v128, increment: v128): v128 {
  return upperHalf(samples, i16x8.shl(samples, 2), increment);
}

/** (a * its weight + b * its weight) >> 16 of eight 16-bit numbers each. */
@inline
function upperHalf(a: v128, b: v128, weights: v128): v128 {
  const low = i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11), weights);
  const high = i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), weights);
  return i16x8.narrow_i32x4_s(i32x4.shr_s(low, 16), i32x4.shr_s(high, 16));
}

/** Sixteen bytes of one colour, clipped, from sixteen brightnesses and the steps that eight chroma samples add. */
@inline
function bytes(low: v128, high: v128, steps: v128, scale: v128, lift: v128): v128 {
  const left = i16x8.add(low, v128.shuffle<u16>(steps, steps, 0, 0, 1, 1, 2, 2, 3, 3));
  const right = i16x8.add(high, v128.shuffle<u16>(steps, steps, 4, 4, 5, 5, 6, 6, 7, 7));
  const one = i16x8.splat(1);
  return i8x16.narrow_i16x8_u(
    i16x8.add(i16x8.add(left, upperHalf(left, one, scale)), lift),
    i16x8.add(i16x8.add(right, upperHalf(right, one, scale)), lift),
  );
}
