import { expect, test } from 'vitest';
import { stillTimes } from './stills.ts';

test('stills are spread over a clip, and wanted moments take the nearest places', () => {
  expect(stillTimes(9, 3, []).map(({ t }) => t)).toEqual([1.5, 4.5, 7.5]);
  // A hair after the frame began, because its time was rounded.
  expect(stillTimes(9, 3, [4, 8.5])).toEqual([
    { t: 1.5, wanted: false },
    { t: 4.001, wanted: true },
    { t: 8.501, wanted: true },
  ]);
  // Two near ones take two places; what lies beyond the clip none; more than there are places are left out.
  expect(stillTimes(9, 3, [4, 4, 4.2, 90]).filter(({ wanted }) => wanted)).toHaveLength(2);
  expect(stillTimes(9, 3, [1, 2, 3, 4]).map(({ t }) => t)).toEqual([1.001, 2.001, 3.001]);
});
