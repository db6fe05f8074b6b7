import { boxAhead, boxLength, samples } from './exact.ts';
import { GRID } from './finish.ts';

/** What one kept row (or column) of the twice boxed picture is made of. */
export interface Weights {
  readonly start: number;
  /** Adds up to 1. */
  readonly values: Float64Array;
  /** Times `scale` every value is whole: true away from the edges, where all boxes are full. */
  readonly whole: boolean;
  readonly scale: number;
}

/** The weights that keep a side of 64 pixels as it is: what the reference does with a picture of exactly 64x64. */
export function identityWeights(): Weights[] {
  return Array.from({ length: GRID }, (_, start) => ({
    start,
    values: Float64Array.of(1),
    whole: true,
    scale: 1,
  }));
}

/** Both box filters and decimation along one side of n pixels, as 64 short weighted sums. */
export function boxedWeights(n: number): Weights[] {
  const w = boxLength(n);
  const ahead = boxAhead(w);
  const first = (i: number) => Math.max(0, i - (w - ahead));
  const last = (i: number) => Math.min(n - 1, i + ahead - 1);
  return samples(n).map((at) => {
    const start = first(first(at));
    const values = new Float64Array(last(last(at)) - start + 1);
    const outer = last(at) - first(at) + 1;
    let whole = outer === w;
    for (let k = first(at); k <= last(at); k++) {
      const inner = last(k) - first(k) + 1;
      whole &&= inner === w;
      for (let i = first(k); i <= last(k); i++)
        values[i - start] = (values[i - start] ?? 0) + 1 / (inner * outer);
    }
    return { start, values, whole, scale: w * w };
  });
}
