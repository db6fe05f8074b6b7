import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NoticeSpan, removalTimes } from './removal-times.ts';

const ended = (after: number): NoticeSpan => ({ started: 1000, removed: 1000 + after });
const open = (after: number): NoticeSpan => ({ started: 1000, seen: 1000 + after });

test('the worked example of two remission groups in the literature comes out the same', () => {
  // The 6-MP arm of Freireich et al. 1963, the estimate's usual textbook example; a plus is a censored time:
  // 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+.
  const times = [
    ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(ended),
    ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(open),
  ];
  const found = removalTimes(times);
  expect(found?.steps.map(({ after, still }) => [after, Number(still.toFixed(3))])).toEqual([
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ]);
  expect(found).toMatchObject({ notices: 21, removed: 9, median: 23 });
});

test('without open notices the curve is the plain share that is still there', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }), (times) => {
      for (const { after, still } of removalTimes(times.map(ended))?.steps ?? [])
        expect(still).toBeCloseTo(times.filter((each) => each > after).length / times.length, 9);
    }),
  );
});

test('what nobody saw after the start says nothing; a withdrawal counts only until it was made', () => {
  expect(removalTimes([{ started: 10 }, { started: 10, seen: 9 }, { started: 10, withdrawn: 40 }])).toBe(
    undefined,
  );
  const withdrawn = { started: 0, seen: 90, withdrawn: 20 };
  expect(removalTimes([withdrawn, { started: 0, removed: 50 }])?.steps).toEqual([{ after: 50, still: 0 }]);
});
