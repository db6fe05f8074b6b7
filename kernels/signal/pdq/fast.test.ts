import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashPixels, hashPixelsExact, type Pixels } from '../index.ts';
import { fastBlock } from './fast.ts';

type Draw = (x: number, y: number, width: number, height: number) => number;

const patterns: Record<string, Draw> = {
  flat: () => 77,
  black: () => 0,
  white: () => 255,
  gradientAcross: (x, _y, width) => (255 * x) / width,
  gradientDown: (_x, y, _w, height) => (255 * y) / height,
  gradientBoth: (x, y, width, height) => 255 * (x / width) * (y / height),
  checkerboard1: (x, y) => ((x + y) % 2) * 255,
  checkerboard7: (x, y) => ((Math.floor(x / 7) + Math.floor(y / 7)) % 2) * 255,
  checkerboard64: (x, y) => ((Math.floor(x / 64) + Math.floor(y / 64)) % 2) * 255,
  weave: (x, y) => (x * y) % 256,
  ring: (x, y, width, height) => 128 + 127 * Math.sin(Math.hypot(x - width / 3, y - height / 2) / 9),
};

function draw(width: number, height: number, channels: 1 | 3 | 4, at: Draw): Pixels {
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    data[i] = at(pixel % width, Math.floor(pixel / width), width, height) * (1 - (i % channels) / 10);
  }
  return { width, height, channels, data };
}

function noise(width: number, height: number, channels: 1 | 3 | 4, seed: number): Pixels {
  let state = seed >>> 0;
  return draw(width, height, channels, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

const side = fc.oneof(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 41, max: 300 }), fc.constant(64));
const channels = fc.constantFrom(1, 3, 4);

describe('the fast path equals the exact one', () => {
  test('on every size, noise', () => {
    fc.assert(
      fc.property(side, side, channels, fc.integer(), (width, height, depth, seed) => {
        const pixels = noise(width, height, depth, seed);
        expect(hashPixels(pixels)).toEqual(hashPixelsExact(pixels));
      }),
      { numRuns: 150 },
    );
  });

  test.each(Object.entries(patterns))('on %s', (_, at) => {
    const sizes: Array<[number, number]> = [
      [5, 5],
      [64, 64],
      [64, 65],
      [127, 129],
      [257, 131],
      [801, 33],
      [6, 1001],
      [640, 481],
    ];
    for (const [width, height] of sizes)
      for (const depth of [1, 3, 4] as const) {
        const pixels = draw(width, height, depth, at);
        expect(hashPixels(pixels)).toEqual(hashPixelsExact(pixels));
      }
  });

  test('and it is really taken: structure of its own needs no second opinion', () => {
    let sure = 0;
    for (let seed = 1; seed <= 40; seed++) sure += fastBlock(noise(211, 163, 3, seed))?.sure ? 1 : 0;
    expect(sure).toBeGreaterThan(25);
  });

  test('while a flat picture is left to the exact kernel', () => {
    expect(fastBlock(draw(200, 200, 3, () => 90))?.sure).toBe(false);
  });
});

describe('too little is a result', () => {
  test.each([
    [1, 1],
    [4, 400],
    [400, 4],
    [1, 900],
  ])('%d x %d is too small', (width, height) => {
    const result = hashPixels(noise(width, height, 3, 7));
    expect(result).toEqual({ hash: new Uint8Array(32), quality: 0, verdict: 'tooSmall' });
  });

  test('a flat picture is of low quality', () => {
    expect(hashPixels(draw(300, 200, 3, () => 128)).verdict).toBe('lowQuality');
  });

  test('noise is usable', () => {
    expect(hashPixels(noise(128, 128, 3, 3)).verdict).toBe('usable');
  });
});
