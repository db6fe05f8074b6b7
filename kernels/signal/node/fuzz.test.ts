import { expect, test } from 'vitest';
import { fuzzPictures } from '../testing/fuzz.ts';
import { fuzzFormats } from '../testing/fuzz-formats.ts';

test('500 hostile files: always pixels or a typed refusal, never a crash, a hang or a gigabyte', async () => {
  const report = await fuzzPictures(500, 1);
  expect(report.bad).toEqual([]);
  expect(report.files).toBe(500);
  // The files are hostile enough to be refused and near enough to good ones to reach the decoders.
  expect(report.read).toBeGreaterThan(50);
  expect(Object.keys(report.refused)).toEqual(
    expect.arrayContaining(['damaged', 'too-many-pixels', 'not-a-picture']),
  );
  expect(process.memoryUsage().rss).toBeLessThan(2 ** 30);
});

test('2,000 hostile lists of frames: frames that are read again the same way, or a typed refusal', () => {
  const report = fuzzFormats(2000, 1);
  expect(report.bad).toEqual([]);
  expect(report.read).toBeGreaterThan(50);
  expect(report.refused['shape']).toBeGreaterThan(500);
});
