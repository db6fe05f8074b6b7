// From a 64x64 picture to its coefficients and its structure: what every way to a hash ends with.

/**
 * The 16x16 block of a 64x64 picture. Each sum runs over k = 0..63 in its own lane: the same roundings as the plain
 * kernel. `dct` is 16 x 64, `columns` the same table turned (64 x 16), `half` room for 16 x 64.
 */
export function transform(grid: usize, dct: usize, columns: usize, half: usize, block: usize): void {
  for (let i: usize = 0; i < 16; i++)
    for (let j: usize = 0; j < 256; j += 64) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      let from = grid + j;
      for (let k: usize = 0; k < 256; k += 4) {
        const by = v128.load_splat<f32>(dct + (i << 8) + k);
        a = f32x4.add(a, f32x4.mul(by, v128.load(from, 0)));
        b = f32x4.add(b, f32x4.mul(by, v128.load(from, 16)));
        c = f32x4.add(c, f32x4.mul(by, v128.load(from, 32)));
        d = f32x4.add(d, f32x4.mul(by, v128.load(from, 48)));
        from += 256;
      }
      const to = half + (i << 8) + j;
      v128.store(to, a, 0);
      v128.store(to, b, 16);
      v128.store(to, c, 32);
      v128.store(to, d, 48);
    }
  for (let i: usize = 0; i < 16; i++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let from = columns;
    for (let k: usize = 0; k < 256; k += 4) {
      const by = v128.load_splat<f32>(half + (i << 8) + k);
      a = f32x4.add(a, f32x4.mul(by, v128.load(from, 0)));
      b = f32x4.add(b, f32x4.mul(by, v128.load(from, 16)));
      c = f32x4.add(c, f32x4.mul(by, v128.load(from, 32)));
      d = f32x4.add(d, f32x4.mul(by, v128.load(from, 48)));
      from += 64;
    }
    const to = block + (i << 6);
    v128.store(to, a, 0);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}

/** Truncated percent steps between neighbours, added up, with each step moved by `slack` towards 0 (< 0) or away. */
export function steps(grid: usize, slack: f32): i32 {
  const hundred = f32x4.splat(100);
  const white = f32x4.splat(255);
  const move = f32x4.splat(slack);
  const zero = f32x4.splat(0);
  const inside = i32x4(-1, -1, -1, 0);
  let sum = i32x4.splat(0);
  for (let at: usize = 0; at < 16384; at += 16) {
    const here = v128.load(grid + at);
    if (at < 16384 - 256) {
      const d = f32x4.div(f32x4.mul(f32x4.sub(here, v128.load(grid + at + 256)), hundred), white);
      sum = i32x4.add(sum, i32x4.trunc_sat_f32x4_s(f32x4.max(zero, f32x4.add(f32x4.abs(d), move))));
    }
    const d = f32x4.div(f32x4.mul(f32x4.sub(here, v128.load(grid + at + 4)), hundred), white);
    const step = i32x4.trunc_sat_f32x4_s(f32x4.max(zero, f32x4.add(f32x4.abs(d), move)));
    sum = i32x4.add(sum, (at & 255) == 240 ? v128.and(step, inside) : step);
  }
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
  );
}
