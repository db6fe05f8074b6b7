import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from './together.ts';

test('those who wait while it is done for one are done at once, each with a result of their own', async () => {
  const sizes: number[] = [];
  const double = together(async (all: readonly number[]) => {
    sizes.push(all.length);
    await turn();
    return all.map((one) => 2 * one);
  }, 4);
  expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((one) => double(one)))).toEqual([
    2, 4, 6, 8, 10, 12, 14,
  ]);
  expect(sizes).toEqual([1, 4, 2]);
  expect(await double(8)).toBe(16);
});

test('one that fails takes nobody with it', async () => {
  const done: number[] = [];
  const even = together(async (all: readonly number[]) => {
    await turn();
    if (all.some((one) => one % 2 === 1)) throw new Error('odd');
    done.push(...all);
    return all;
  }, 10);
  const results = await Promise.allSettled([2, 4, 5, 6, 7, 8].map((one) => even(one)));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, false, true]);
  expect(done).toEqual([2, 4, 6, 8]);
});
