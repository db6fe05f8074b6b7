import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

test('the slow lane leaves a place free and waits for everyone who has just uploaded', async () => {
  const lanes = new Lanes({ most: 2, waiting: 4 });
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const begin = (lane: 'live' | 'slow', name: string) =>
    lanes.run(lane, () => {
      order.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [
    begin('slow', 'old 1'),
    begin('slow', 'old 2'),
    begin('live', 'new 1'),
    begin('live', 'new 2'),
    begin('slow', 'old 3'),
  ];
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  await tick();
  expect(order).toEqual(['old 1', 'new 1']);
  ends[0]?.();
  await tick();
  expect(order).toEqual(['old 1', 'new 1', 'new 2']);
  ends[1]?.();
  await tick();
  ends[2]?.();
  await tick();
  expect(order).toEqual(['old 1', 'new 1', 'new 2', 'old 2']);
  ends[3]?.();
  await tick();
  ends[4]?.();
  await Promise.all(all);
  expect(order.at(-1)).toBe('old 3');
});

test('each lane holds so many; the rest is asked to come back, and a failed work frees its place', async () => {
  const lanes = new Lanes({ most: 1, waiting: 1 });
  const results = await Promise.allSettled(
    ['a', 'b', 'c'].map(() =>
      lanes.run('live', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('failed');
      }),
    ),
  );
  expect(results.map((each) => each.status === 'rejected' && each.reason.message)).toEqual([
    'failed',
    'failed',
    'Too many uploads at once. Try again in a second.',
  ]);
  expect(await lanes.run('slow', async () => 'free')).toBe('free');
});
