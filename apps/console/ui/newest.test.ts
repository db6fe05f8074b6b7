import { expect, test } from 'vitest';
import { newest } from './newest.ts';

test('an answer that comes after one that was asked for later is dropped, and no other', async () => {
  const taken: string[] = [];
  const take = newest<string>((answer) => void taken.push(answer));
  const slow = Promise.withResolvers<string>();
  const failed = take(Promise.reject(new Error('no network')));
  const first = take(slow.promise);
  await take(Promise.resolve('second'));
  slow.resolve('first');
  expect(await first).toBe('first');
  await expect(failed).rejects.toThrow('no network');
  await take(Promise.resolve('third'));
  expect(taken).toEqual(['second', 'third']);
});
