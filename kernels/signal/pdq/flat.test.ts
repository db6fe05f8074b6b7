import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashFromHex, hashPixels, isFlatHash, readVpdqText } from '../index.ts';
import { drawScene } from '../testing/draw.ts';

const DATA = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(DATA);
if (!present)
  console.warn('../shared/data is not there: no real picture is asked whether it counts as flat.');

const SIDE = 128;
/** The hash of a drawn picture, as somebody gives it away without its quality. */
function drawn(shade: (x: number, y: number) => number): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE).map((_, i) =>
    shade((i % SIDE) / SIDE, Math.floor(i / SIDE) / SIDE),
  );
  return hashPixels({ data, width: SIDE, height: SIDE, channels: 1 }).hash;
}

test('flat pictures are known by their hash alone', () => {
  const flat: Record<string, Uint8Array> = {
    black: drawn(() => 0),
    white: drawn(() => 255),
    grey: drawn(() => 128),
    'half black': drawn((x) => (x < 0.5 ? 0 : 255)),
    'a third black': drawn((x) => (x < 0.33 ? 0 : 255)),
    'a dot': drawn((x, y) => (Math.abs(x - 0.5) < 0.01 && Math.abs(y - 0.5) < 0.01 ? 255 : 0)),
    ones: new Uint8Array(32).fill(255),
    'one byte over and over': new Uint8Array(32).fill(0xa1),
    'two bytes over and over': new Uint8Array(32).map((_, i) => (i % 2 ? 0x0f : 0x3c)),
    'a single bit': new Uint8Array(32).fill(1, 31),
  };
  for (const [name, hash] of Object.entries(flat)) expect(isFlatHash(hash), name).toBe(true);
});

test('where the quality was measured it decides, but for nothing at all', () => {
  const half = drawn((x) => (x < 0.5 ? 0 : 255));
  expect([isFlatHash(half, 71), isFlatHash(half, 49)]).toEqual([false, true]);
  expect(isFlatHash(new Uint8Array(32), 100)).toBe(true);
});

test('no hash with half of its bits set in any order counts as flat, nor does a drawn scene', () => {
  const places = fc.shuffledSubarray(
    Array.from({ length: 256 }, (_, k) => k),
    { minLength: 128, maxLength: 128 },
  );
  fc.assert(
    fc.property(places, (set) => {
      const hash = new Uint8Array(32);
      for (const k of set) hash[k >> 3] = (hash[k >> 3] ?? 0) | (1 << (k & 7));
      expect(isFlatHash(hash)).toBe(false);
    }),
  );
  for (let seed = 0; seed < 40; seed++) {
    const { hash } = hashPixels({ data: drawScene(160, 120, seed), width: 160, height: 120, channels: 3 });
    expect(isFlatHash(hash), `scene ${seed}`).toBe(false);
  }
});

test.skipIf(!present)('no real picture is lost, whatever its quality', () => {
  const lists = ['pdq/reference-hashes.csv', 'pdq/reference-dihedral.csv'].map((name) =>
    readFileSync(new URL(name, DATA), 'utf8'),
  );
  const pictures = lists.flatMap((text) =>
    [...text.matchAll(/(?<=,)[0-9a-f]{64}(?=,)/g)].map(([hex]) => hex),
  );
  const clips = new URL('video/vpdq-hashes/', DATA);
  const frames = readdirSync(clips).flatMap((name) =>
    readVpdqText(readFileSync(new URL(name, clips), 'utf8')).map(({ hash }) => hash),
  );
  const real = [...new Set([...pictures, ...frames])].filter((hex) => !/^0+$/.test(hex));
  expect(real.length).toBeGreaterThan(10_000);
  expect(real.filter((hex) => isFlatHash(hashFromHex(hex)))).toEqual([]);
});
