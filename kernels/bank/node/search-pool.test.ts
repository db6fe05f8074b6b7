import { expect, test } from 'vitest';
import { HashIndex } from '../index.ts';
import { SearchPool } from './search-pool.ts';

let state = 41;
function next(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}
const randomHashes = (count: number) => new Uint8Array(Uint32Array.from({ length: 8 * count }, next).buffer);

test('threads find what one thread finds, also what was added, removed and merged since they began', async () => {
  const index = new HashIndex({ slots: 3 });
  const pool = new SearchPool(index, 2);
  try {
    const hashes = randomHashes(20_000);
    index.addMany(
      Uint32Array.from({ length: 20_000 }, (_, i) => i),
      hashes,
    );
    const queries = hashes.slice(0, 32 * 500);
    for (let i = 0; i < 500; i++) queries[32 * i] = (queries[32 * i] ?? 0) ^ (1 << (i % 8));
    const both = async () => {
      const [one, many] = [index.searchMany(queries), await pool.searchMany(queries)];
      expect(many).toEqual(one);
      return many.flat().length;
    };
    expect(await both()).toBe(500);
    for (let id = 0; id < 250; id++) index.remove(2 * id);
    expect(await both()).toBe(250);
    for (let i = 0; i < 5000; i++)
      index.add(100_000 + i, queries.subarray(32 * (i % 500), 32 * (i % 500) + 32));
    expect(await both()).toBe(5250);
    // Calls that overlap do not mix their answers.
    const two = await Promise.all([pool.searchMany(queries), pool.searchMany(queries.slice(0, 32 * 100))]);
    expect(two[0].slice(0, 100)).toEqual(two[1]);
  } finally {
    await pool.close();
  }
  expect((await pool.searchMany(randomHashes(10))).length).toBe(10);
});
