//! --initialMemory 1 --maximumMemory 65536
// How straight and strong the lines of a picture are: the loops of robust/edge-kernel.ts.
// Memory belongs to the caller, who lays out every buffer and passes addresses.

/** Steps of luma under this are noise of compression; this much more counts wholly. */
const LEAST: f64 = 3;
const RANGE: f64 = 15;

/** The luma of every cell, as floats, from sums of (columns + 1) x (rows + 1) f64. */
export function lumas(sums: usize, columns: u32, rows: u32, luma: usize): void {
  const stride = (<usize>columns + 1) << 3;
  for (let y: u32 = 0; y < rows; y++) {
    const upper = sums + <usize>y * stride;
    const lower = upper + stride;
    for (let x: usize = 0; x < <usize>columns << 3; x += 8) {
      const value = load<f64>(lower + x, 8) - load<f64>(lower + x) - load<f64>(upper + x, 8) + load<f64>(upper + x);
      store<f32>(luma, <f32>value);
      luma += 4;
    }
  }
}

/** What the step from pixels c, d to a, b counts, two lines at once: each is the address of two floats. */
@inline
function strengths(a: usize, b: usize, c: usize, d: usize): v128 {
  const near = f64x2.add(
    f64x2.promote_low_f32x4(v128.load64_zero(a)),
    f64x2.promote_low_f32x4(v128.load64_zero(b)),
  );
  const other = f64x2.sub(
    f64x2.sub(near, f64x2.promote_low_f32x4(v128.load64_zero(c))),
    f64x2.promote_low_f32x4(v128.load64_zero(d)),
  );
  const step = f64x2.sub(f64x2.mul(f64x2.abs(other), f64x2.splat(0.5)), f64x2.splat(LEAST));
  return f64x2.pmin(f64x2.div(f64x2.pmax(step, f64x2.splat(0)), f64x2.splat(RANGE)), f64x2.splat(1));
}

@inline
function strength(a: usize, b: usize, c: usize, d: usize): f64 {
  const step = abs(<f64>load<f32>(a) + <f64>load<f32>(b) - <f64>load<f32>(c) - <f64>load<f32>(d)) / 2 - LEAST;
  return min<f64>(1, max<f64>(0, step) / RANGE);
}

/** Strengths of the lines between columns, summed down each. `totals` is room for `columns` f64, all zero. */
export function down(luma: usize, columns: u32, rows: u32, totals: usize, table: usize): void {
  const stride = (<usize>columns + 1) << 2;
  const line = <usize>columns << 2;
  const last = line - 4;
  for (let y: u32 = 0; y < rows; y++) {
    const to = table + (<usize>y + 1) * stride;
    let x: usize = 4;
    while (x <= last) {
      if (x >= 8 && x + 8 <= last) {
        const at = luma + x;
        const total = totals + (x << 1);
        const sum = f64x2.add(v128.load(total), strengths(at, at + 4, at - 4, at - 8));
        v128.store(total, sum);
        v128.store64_lane(to + x, f32x4.demote_f64x2_zero(sum), 0);
        x += 8;
      } else {
        const at = luma + x;
        const total = totals + (x << 1);
        const sum = load<f64>(total) + strength(at, x < last ? at + 4 : at, at - 4, x > 4 ? at - 8 : luma);
        store<f64>(total, sum);
        store<f32>(to + x, <f32>sum);
        x += 4;
      }
    }
    luma += line;
  }
}

/** Strengths of the lines between rows, summed along each. */
export function along(luma: usize, columns: u32, rows: u32, table: usize): void {
  const stride = (<usize>columns + 1) << 2;
  const line = <usize>columns << 2;
  for (let y: u32 = 1; y < rows; y++) {
    const here = luma + <usize>y * line;
    const after = y + 1 < rows ? here + line : here;
    const before = y > 1 ? here - 2 * line : luma;
    const to = table + <usize>y * stride + 4;
    let sum: f64 = 0;
    let x: usize = 0;
    for (; x + 8 <= line; x += 8) {
      const both = strengths(here + x, after + x, here - line + x, before + x);
      sum += f64x2.extract_lane(both, 0);
      store<f32>(to + x, <f32>sum);
      sum += f64x2.extract_lane(both, 1);
      store<f32>(to + x, <f32>sum, 4);
    }
    if (x < line) store<f32>(to + x, <f32>(sum + strength(here + x, after + x, here - line + x, before + x)));
  }
}
