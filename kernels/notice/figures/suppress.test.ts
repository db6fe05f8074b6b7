import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST, suppress } from './suppress.ts';

/** Every way to split a total into so many parts. */
function* splits(total: number, parts: number): Generator<number[]> {
  if (parts === 1) yield [total];
  else
    for (let first = 0; first <= total; first++)
      for (const rest of splits(total - first, parts - 1)) yield [first, ...rest];
}

test('who knows the rule and everything that is told still finds two values or more for what is kept back', () => {
  const least = 3;
  for (const [parts, most] of [
    [1, 60],
    [2, 60],
    [3, 45],
    [4, 27],
    [5, 17],
  ] as const) {
    const possible = new Map<string, Set<number>[]>();
    for (let total = 0; total <= most; total++)
      for (const counts of splits(total, parts)) {
        const told = JSON.stringify(suppress(counts, least));
        const values = possible.get(told) ?? counts.map(() => new Set());
        counts.forEach((count, i) => values[i]?.add(count));
        possible.set(told, values);
      }
    for (const [told, values] of possible)
      for (const [i, part] of (JSON.parse(told).parts as (number | null)[]).entries())
        if (part === null) expect(values[i]?.size, told).toBeGreaterThanOrEqual(2);
  }
});

test('no small count is told, what is told is true, and a small one is never the only one kept back', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(12), fc.nat(500)), { minLength: 1, maxLength: 12 }), (counts) => {
      const { total, parts } = suppress(counts);
      const sum = counts.reduce((all, each) => all + each, 0);
      expect(total).toBe(sum >= LEAST ? sum : null);
      const kept = counts.filter((_, i) => parts[i] === null);
      parts.forEach((part, i) => {
        if (part !== null) expect(part).toBe(counts[i]);
        if ((counts[i] ?? 0) < LEAST) expect(part).toBe(null);
      });
      if (total === null || kept.length === 0) return;
      expect(kept.length).toBeGreaterThanOrEqual(2);
      expect(kept.reduce((all, each) => all + each, 0)).toBeGreaterThanOrEqual(
        kept.length === counts.length ? LEAST : 2 * LEAST,
      );
    }),
  );
});
