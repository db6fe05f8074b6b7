import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeViewHashes,
  hamming,
  hashPixels,
  hashRectsOrientations,
  hashToHex,
  hashView,
  hashViews,
  integralOf,
  type Pixels,
  parseSignalSet,
  pdqSignal,
  VIEW_COUNT,
  viewHashes,
  viewLayout,
  WHOLE,
} from '../index.ts';
import { hashOrientations } from '../testing/meta.ts';
import { rectGrid } from './integral.ts';
import { plainOrientations } from './views.ts';

/** Soft blobs: structure at many scales, different everywhere. */
function scene(width: number, height: number, channels: 1 | 3 = 3, seed = 5): Pixels {
  const blobs = Array.from({ length: 24 }, (_, i) => {
    const random = (k: number) =>
      (Math.abs(Math.sin(seed * 91.7 + i * 12.9898 + k * 78.233)) * 43_758.5453) % 1;
    return { x: random(1), y: random(2), r: 0.02 + 0.2 * random(3), v: 220 * random(4) - 110 };
  });
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    let value = 128;
    for (const blob of blobs) if ((x - blob.x) ** 2 + (y - blob.y) ** 2 < blob.r ** 2) value += blob.v;
    data[i] = Math.max(0, Math.min(255, value));
  }
  return { width, height, channels, data };
}

function crop({ width, channels, data }: Pixels, x: number, y: number, w: number, h: number): Pixels {
  const out = new Uint8Array(w * h * channels);
  for (let row = 0; row < h; row++) {
    const from = ((y + row) * width + x) * channels;
    out.set(data.subarray(from, from + w * channels), row * w * channels);
  }
  return { width: w, height: h, channels, data: out };
}

test.each([0.4, 0.75, 1, 1.5, 3])('every layout stays inside a picture of aspect %d', (aspect) => {
  for (const name of ['k24', 'k52'] as const) {
    const rects = viewLayout(name, aspect);
    expect(rects).toHaveLength(VIEW_COUNT[name]);
    expect(rects[0]).toEqual(WHOLE);
    for (const { x, y, width, height } of rects) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-12);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-12);
    }
    expect(viewLayout('k52', aspect).slice(0, rects.length)).toEqual(rects);
  }
});

test('the means of cells are the means of their pixels, cut cells at the edge included', () => {
  const pixels = scene(150, 90, 1);
  const { data } = pixels;
  const grid = rectGrid(integralOf(pixels), { x: 0, y: 0, width: 128 / 150, height: 64 / 90 });
  for (const [i, j] of [
    [0, 0],
    [10, 63],
    [63, 31],
  ] as const) {
    const at = i * 150 + 2 * j;
    expect(grid[i * 64 + j]).toBeCloseTo(((data[at] ?? 0) + (data[at + 1] ?? 0)) / 2, 3);
  }
});

test('a view is near the hash of the pixels cut out, and far from another view', () => {
  const pixels = scene(640, 480);
  const picture = integralOf(pixels);
  const rect = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
  const cut = hashPixels(crop(pixels, 160, 120, 320, 240)).hash;
  expect(hamming(hashView(picture, rect).hash, cut)).toBeLessThanOrEqual(24);
  expect(hamming(hashView(picture, WHOLE).hash, cut)).toBeGreaterThan(80);
});

test('each orientation of a view is near the hash of turned pixels', () => {
  const pixels = scene(1100, 800);
  const turned = hashOrientations(pixels);
  const found = hashRectsOrientations(integralOf(pixels), [WHOLE], { phase: 0.7 / 512, fill: 0.71 });
  for (const { orientation, hash } of found.flat())
    expect(hamming(hash, turned[orientation].hash), orientation).toBeLessThanOrEqual(20);
});

test('the fast way gives every bit of the plain way', () => {
  const random = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
  const rect = fc.record({
    x: random(-0.2, 0.9),
    y: random(-0.2, 0.9),
    width: random(0.01, 1.2),
    height: random(0.01, 1.2),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 300 }),
      fc.constantFrom(5, 64, 301, 1025),
      fc.constantFrom(1, 3 as const),
      fc.integer({ min: 1, max: 9999 }),
      fc.array(rect, { minLength: 1, maxLength: 3 }),
      fc.constantFrom({}, { phase: 0.0014, fill: 0.71 }),
      (width, height, channels, seed, rects, sampling) => {
        const pixels = scene(width, height, channels as 1 | 3, seed);
        const picture = integralOf(pixels);
        expect(picture).toEqual(integralOf(pixels, false));
        expect(hashRectsOrientations(picture, rects, sampling)).toEqual(
          rects.map((each) => plainOrientations(picture, each, sampling)),
        );
      },
    ),
    { numRuns: 25 },
  );
});

test('large pictures are averaged on the way and give nearly the same views', () => {
  const large = integralOf(scene(1320, 940));
  expect(large.columns).toBe(660);
  const small = integralOf(scene(660, 470));
  for (const rect of viewLayout('k52', 1320 / 940).slice(1))
    expect(hamming(hashView(large, rect).hash, hashView(small, rect).hash)).toBeLessThanOrEqual(40);
});

test('a record starts with the ordinary hash and passes the strict parser', () => {
  const pixels = scene(300, 200);
  for (const layout of ['k24', 'k52'] as const) {
    const views = hashViews(pixels, layout);
    const pdq = pdqSignal(hashPixels(pixels));
    expect(hashToHex(viewHashes(views).subarray(0, 32))).toBe(pdq.hash);
    expect(encodeViewHashes(viewHashes(views))).toBe(views.hashes);
    const set = { v: 1, contentType: 'photo', width: 300, height: 200, orientation: 1, pdq, views, bytes: 9 };
    expect(parseSignalSet(set)).toEqual(set);
  }
});
