import { hamming } from '@amaan/signal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backgroundMerge } from '../node/background.ts';
import { HashIndex } from './hash-index.ts';
import type { Hit } from './types.ts';

/** A small generator of repeatable numbers below 2^32 (xorshift, Marsaglia 2003). */
function numbers(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function randomHash(next: () => number): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: 8 }, next).buffer);
}

function flipped(hash: Uint8Array, bits: Iterable<number>): Uint8Array {
  const out = hash.slice();
  for (const bit of bits) out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return out;
}

const byId = (a: Hit, b: Hit) => a.id - b.id;

function bruteForce(model: ReadonlyMap<number, Uint8Array>, hash: Uint8Array, radius: number): Hit[] {
  const hits: Hit[] = [];
  for (const [id, other] of model) {
    const distance = hamming(hash, other);
    if (distance <= radius) hits.push({ id, distance });
  }
  return hits.sort(byId);
}

/** Enough entries for tables, none of them near the hashes that the tests plant. */
function filled(count: number, next = numbers(7)): HashIndex {
  const index = new HashIndex();
  const hashes = new Uint8Array(32 * count);
  for (let i = 0; i < count; i++) hashes.set(randomHash(next), 32 * i);
  index.addMany(
    Uint32Array.from({ length: count }, (_, i) => 1000 + i),
    hashes,
  );
  return index;
}

/** `bits` different bits of pair `pair` (32 bits), `low` of them in its first half. */
function pairFlips(next: () => number, pair: number, low: number, high: number): number[] {
  const choose = (from: number, count: number) => {
    const all = Array.from({ length: 16 }, (_, i) => from + i);
    return Array.from({ length: count }, () => all.splice(next() % all.length, 1)[0] ?? 0);
  };
  return [...choose(32 * pair, low), ...choose(32 * pair + 16, high)];
}

test('every pair at its bound: 31 flips are found, 32 are not, in every pair and every split of the halves', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const next = numbers(seed);
      // One stream for all: two streams may meet, and then the planted hash is one of the entries.
      const index = filled(5000, next);
      const hash = randomHash(next);
      index.addMany(Uint32Array.of(1), hash);
      for (let open = 0; open < 8; open++)
        for (let low = 0; low <= 3; low++) {
          // The pair `open` bears three flips and every other four: three are what the tables must catch.
          const flips = Array.from({ length: 8 }, (_, pair) => {
            const first = pair === open ? low : next() % 5;
            return pairFlips(next, pair, first, (pair === open ? 3 : 4) - first);
          }).flat();
          expect(index.search(flipped(hash, flips))).toEqual([{ id: 1, distance: 31 }]);
          const spare =
            32 * open + [...Array(32).keys()].findIndex((bit) => !flips.includes(32 * open + bit));
          expect(index.search(flipped(hash, [...flips, spare]))).toEqual([]);
        }
    }),
    { numRuns: 3 },
  );
});

test('with hundreds of thousands of entries, where lists are read in another way, equal to comparing every one', () => {
  const index = filled(700_000, numbers(23));
  const next = numbers(29);
  const { hashes } = index.entries();
  for (let i = 0; i < 150; i++) {
    const from = 32 * (next() % 700_000);
    const bits = new Set<number>();
    while (bits.size < 20 + (i % 13)) bits.add(next() & 255);
    const hash = flipped(hashes.subarray(from, from + 32), bits);
    const found = index.search(hash).sort(byId);
    expect(found).toEqual(index.scan(hash, 31).sort(byId));
    expect(found.length > 0).toBe(bits.size <= 31);
  }
});

test('equal to brute force at every radius, for entries at every distance', () => {
  const next = numbers(99);
  const index = filled(6000);
  const centre = randomHash(next);
  const model = new Map<number, Uint8Array>();
  for (let id = 0; id < 600; id++) {
    const bits = new Set<number>();
    while (bits.size < id % 40) bits.add(next() % 256);
    model.set(id, flipped(centre, bits));
  }
  index.addMany(
    Uint32Array.from(model.keys()),
    new Uint8Array([...model.values()].flatMap((hash) => [...hash])),
  );
  for (let radius = 0; radius <= 31; radius++)
    expect(index.search(centre, radius).sort(byId)).toEqual(bruteForce(model, centre, radius));
  for (const radius of [32, 39, 60])
    expect(index.scan(centre, radius).sort(byId)).toEqual(bruteForce(model, centre, radius));
});

test.each([1, 3000, 50_000])('one hash %i times over is found as often', (count) => {
  const index = new HashIndex();
  const hash = randomHash(numbers(5));
  const hashes = new Uint8Array(32 * count);
  for (let i = 0; i < count; i++) hashes.set(hash, 32 * i);
  index.addMany(
    Uint32Array.from({ length: count }, (_, i) => i),
    hashes,
  );
  expect(index.search(flipped(hash, [3, 77])).length).toBe(count);
  expect(
    index.search(
      flipped(
        hash,
        Array.from({ length: 32 }, (_, i) => i),
      ),
    ),
  ).toEqual([]);
  expect(index.remove(0)).toBe(true);
  expect(index.search(hash).length).toBe(count - 1);
});

test('wrong entries are refused and leave nothing behind', () => {
  const index = new HashIndex();
  const hash = randomHash(numbers(3));
  index.add(5, hash);
  expect(() => index.add(5, hash)).toThrow(expect.objectContaining({ code: 'bank-duplicate-id' }));
  expect(() => index.add(6, new Uint8Array(32))).toThrow(expect.objectContaining({ code: 'bank-zero-hash' }));
  expect(() => index.add(6, hash.subarray(1))).toThrow(expect.objectContaining({ code: 'bank-hash-length' }));
  for (const id of [-1, 1.5, 2 ** 32])
    expect(() => index.add(id, hash)).toThrow(expect.objectContaining({ code: 'bank-id' }));
  expect(() => index.addMany(Uint32Array.of(7, 7), new Uint8Array([...hash, ...hash]))).toThrow('ascending');
  expect(() => index.search(hash, 32)).toThrow(expect.objectContaining({ code: 'bank-radius' }));
  expect(index.size).toBe(1);
});

/** Adds, removes and searches at random and compares every answer with a plain map. */
async function play(seed: number, operations: number, index: HashIndex): Promise<void> {
  const next = numbers(seed);
  const model = new Map<number, Uint8Array>();
  const ids: number[] = [];
  const centres = Array.from({ length: 40 }, () => randomHash(next));
  const nearSomething = () => {
    const flips = new Set(Array.from({ length: next() % 20 }, () => next() % 256));
    return flipped(centres[next() % centres.length] ?? randomHash(next), flips);
  };
  for (let step = 0; step < operations; step++) {
    const choice = next() % 100;
    // Grows for a while and shrinks for a while, so that parts are made, merged and given back.
    const growing = Math.floor((4 * step) / operations) % 2 === 0;
    if (choice < (growing ? 75 : 15)) {
      const id = next() % 200_000;
      if (model.has(id)) continue;
      const hash = next() % 50 === 0 ? nearSomething() : randomHash(next);
      model.set(id, hash);
      ids.push(id);
      index.add(id, hash);
    } else if (choice < 98) {
      const at = next() % Math.max(1, ids.length);
      const id = ids[at];
      if (id === undefined) continue;
      ids[at] = ids.at(-1) ?? 0;
      ids.pop();
      model.delete(id);
      if (!index.remove(id)) throw new Error('It did not know an id that it was given.');
    } else if (choice === 98 || step % 5 === 0) {
      const hash = nearSomething();
      const radius = next() % 32;
      expect(index.search(hash, radius).sort(byId)).toEqual(bruteForce(model, hash, radius));
    }
    // Lets a background merge land between two steps.
    if (step % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(index.size).toBe(model.size);
  await index.settled();
  const { ids: kept, hashes } = index.entries();
  expect([...kept]).toEqual([...model.keys()].sort((a, b) => a - b));
  for (const [i, id] of kept.entries())
    expect(hamming(hashes.subarray(32 * i, 32 * i + 32), model.get(id) ?? new Uint8Array())).toBe(0);
}

const OPERATIONS = process.env['AMAAN_NIGHTLY'] ? 1_000_000 : 60_000;

test('random additions, removals and searches agree with a plain map', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), (seed) => play(seed, OPERATIONS, new HashIndex())),
    { numRuns: 1 },
  );
});

test('and so they do while a thread merges', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), (seed) =>
      play(seed, OPERATIONS, new HashIndex({ merge: backgroundMerge(100) })),
    ),
    { numRuns: 1 },
  );
});

test('memory follows the size: what is removed is given back', () => {
  const index = filled(200_000);
  const full = index.bytes;
  for (let id = 1000; id < 200_900; id++) index.remove(id);
  expect(index.size).toBe(100);
  expect(index.bytes).toBeLessThan(full / 2);
});

test('memory stays within bounds however long entries come and go', () => {
  const index = filled(20_000);
  const next = numbers(17);
  for (let id = 21_000; id < 61_000; id++) {
    index.add(id, randomHash(next));
    index.remove(id - 20_000);
  }
  expect(index.size).toBe(20_000);
  expect(index.bytes).toBeLessThan(40e6);
});
