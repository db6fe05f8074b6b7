import { expect, test } from 'vitest';
import { HashIndex } from '../index.ts';
import { backgroundMerge } from './background.ts';

const ENTRIES = 5000;
const REBUILDS = process.env['AMAAN_NIGHTLY'] ? 1000 : 60;
const WARM = 20;
/** What the process may hold more after many rebuilds than after some: one part each that waits to be collected. */
const SLACK = 120e6;

test('the index is replaced again and again by a thread that merges, and memory stays flat', {
  timeout: 600_000,
}, async () => {
  let state = 7;
  const words = new Uint32Array(8);
  const hash = new Uint8Array(words.buffer);
  const index = new HashIndex({ merge: backgroundMerge(), slots: 2 });
  let id = 0;
  const replaceAll = async () => {
    for (let i = 0; i < ENTRIES; i++, id++) {
      for (let k = 0; k < 8; k++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        words[k] = state;
      }
      index.add(id, hash);
      if (id >= ENTRIES) index.remove(id - ENTRIES);
      if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  for (let i = 0; i < WARM; i++) await replaceAll();
  const before = process.memoryUsage.rss();
  let most = 0;
  for (let i = WARM; i < REBUILDS; i++) {
    await replaceAll();
    most = Math.max(most, process.memoryUsage.rss());
    expect(index.bytes).toBeLessThan(60e6);
  }
  await index.settled();
  expect(index.size).toBe(ENTRIES);
  expect(most).toBeLessThan(before + SLACK);
});
