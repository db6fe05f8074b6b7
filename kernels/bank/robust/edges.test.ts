import { integralOf } from '@amaan/signal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeMap } from './edges.ts';

test('a line is as strong as the mean of its steps, less what lies five lines beside it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 12, max: 50 }),
      fc.integer({ min: 12, max: 50 }),
      fc.infiniteStream(fc.nat(255)),
      (width, height, stream) => {
        const data = Uint8Array.from({ length: width * height }, () => stream.next().value as number);
        const map = edgeMap(integralOf({ width, height, channels: 1, data }));
        // Two pixels on either side; steps under 3 count nothing, from 18 wholly.
        const strength = (values: number[]) => {
          const [a = 0, b = 0, c = 0, d = 0] = values;
          return Math.min(1, Math.max(0, Math.abs(a + b - c - d) / 2 - 3) / 15);
        };
        const near = (line: number, lines: number) => [
          line,
          Math.min(lines - 1, line + 1),
          line - 1,
          Math.max(0, line - 2),
        ];
        const mean = (
          line: number,
          lines: number,
          from: number,
          to: number,
          at: (i: number, j: number) => number,
        ) => {
          if (line < 1 || line >= lines) return 0;
          let sum = 0;
          for (let j = from; j < to; j++) sum += strength(near(line, lines).map((i) => at(i, j)));
          return sum / (to - from);
        };
        const wanted = (
          line: number,
          lines: number,
          from: number,
          to: number,
          at: (i: number, j: number) => number,
        ) =>
          Math.max(
            0,
            mean(line, lines, from, to, at) -
              (mean(line - 5, lines, from, to, at) + mean(line + 5, lines, from, to, at)) / 2,
          );
        const across = (x: number, y: number) => data[y * width + x] ?? 0;
        const down = (y: number, x: number) => data[y * width + x] ?? 0;
        const [y0, y1, x0, x1] = [2, height - 1, 1, width - 3];
        for (let x = 0; x <= width; x++) {
          expect(map.vertical(x, y0, y1)).toBeCloseTo(wanted(x, width, y0, y1, across), 4);
          expect(map.verticals(y0, y1)[x]).toBe(map.vertical(x, y0, y1));
        }
        for (let y = 0; y <= height; y++) {
          expect(map.horizontal(y, x0, x1)).toBeCloseTo(wanted(y, height, x0, x1, down), 4);
          expect(map.horizontals(x0, x1)[y]).toBe(map.horizontal(y, x0, x1));
        }
      },
    ),
    { numRuns: 10 },
  );
});
