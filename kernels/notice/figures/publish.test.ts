import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIGURES, type FigureName } from './figures.ts';
import { figuresPage } from './page.ts';
import { closedMonths, type MonthCounts, publishMonth } from './publish.ts';
import { LEAST } from './suppress.ts';

const small = fc.oneof(fc.nat(15), fc.nat(300));
const keys = (name: FigureName): string[] => {
  const { parts } = FIGURES[name];
  if (parts === undefined) return ['all'];
  return parts === 'names' ? ['kite', 'heron', 'rook', 'wren'] : Object.keys(parts);
};
const counts = fc.record(
  Object.fromEntries(
    (Object.keys(FIGURES) as FigureName[]).map((name) => [
      name,
      fc.record(Object.fromEntries(keys(name).map((key) => [key, small]))),
    ]),
  ),
) as unknown as fc.Arbitrary<MonthCounts['counts']>;
const hours = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 150 });
const month = fc.record({ month: fc.constant('2026-10'), counts, hours: fc.record({ decision: hours }) });

test('whatever was counted, neither the data nor the page holds a number under 10 but in months and hours', () => {
  fc.assert(
    fc.property(month, fc.constantFrom('en', 'ur'), (counted, lang) => {
      const told = publishMonth(counted);
      for (const { total, parts, others } of told.figures)
        for (const value of [total, others ?? null, ...parts.map((part) => part.count)])
          if (value !== null) expect(value).toBeGreaterThanOrEqual(LEAST);
      const page = figuresPage([told], { lang, urdu: true });
      for (const [, number] of page.matchAll(/<td>([\d,]+)/g))
        expect(Number(number?.replaceAll(',', ''))).toBeGreaterThanOrEqual(LEAST);
    }),
    { numRuns: 50 },
  );
});

test('names with small counts stand nowhere; together they are told where they are many', () => {
  const to = { kite: 40, heron: 9, rook: 3, wren: 12 };
  const told = publishMonth({ month: '2026-10', counts: { sentTo: to }, hours: {} });
  expect(told.figures).toEqual([
    { name: 'sentTo', total: 64, parts: [{ name: 'kite', count: 40 }], others: 24 },
  ]);
  const one = publishMonth({ month: '2026-10', counts: { sentTo: { kite: 400 } }, hours: {} });
  expect(one.figures).toEqual([{ name: 'sentTo', total: 400, parts: [], others: 400 }]);
  const few = publishMonth({ month: '2026-10', counts: { sentTo: { kite: 4, heron: 5 } }, hours: {} });
  expect(JSON.stringify(few)).not.toMatch(/kite|heron/);
});

test('a time is told where ten or more lie on either side of it', () => {
  const times = (n: number) =>
    publishMonth({
      month: '2026-10',
      counts: {},
      hours: { removal: Array.from({ length: n }, (_, i) => i + 0.5) },
    }).times[0];
  expect(times(19)).toEqual({ name: 'removal', median: null, p90: null });
  expect(times(20)).toEqual({ name: 'removal', median: 10, p90: null });
  expect(times(100)).toEqual({ name: 'removal', median: 50, p90: 90 });
});

test('only months that are over are told, the newest first', () => {
  const at = (text: string) => new Date(text);
  expect(closedMonths(at('2026-11-02T00:00:00Z'), at('2027-01-31T23:59:59Z'))).toEqual([
    '2026-12',
    '2026-11',
  ]);
  expect(closedMonths(at('2026-11-02T00:00:00Z'), at('2026-11-30T23:59:59Z'))).toEqual([]);
  expect(closedMonths(at('2020-01-02T00:00:00Z'), at('2026-11-30T23:59:59Z'))).toHaveLength(24);
});
