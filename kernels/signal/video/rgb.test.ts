import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Planes } from './picture.ts';
import { forgetFrames, rgbOfBytes, rgbPlain } from './rgb.ts';

/** Planes of any bytes in one piece of memory, as a decoder gives them. */
function planesOf(
  width: number,
  height: number,
  form: 'I420' | 'I422' | 'NV12',
  full: boolean,
  seed: number,
): Planes {
  const shiftY = form === 'I422' ? 0 : 1;
  const columns = (width + 1) >> 1;
  const rows = (height + shiftY) >> shiftY;
  const stride = width + 5;
  const data = new Uint8Array(stride * height + 2 * columns * rows);
  let state = seed;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[i] = state >>> 24;
  }
  const chroma = stride * height;
  const alternate = form === 'NV12';
  return {
    y: { data, offset: 0, stride },
    u: { data, offset: chroma, stride: alternate ? 2 * columns : columns },
    v: alternate
      ? { data, offset: chroma + 1, stride: 2 * columns }
      : { data, offset: chroma + columns * rows, stride: columns },
    chromaStep: alternate ? 2 : 1,
    shiftX: 1,
    shiftY,
    bits: 8,
    full,
  };
}

test('the fast path gives the bytes of the plain one, for every size, layout and range', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('I420' as const, 'I422' as const, 'NV12' as const),
      fc.boolean(),
      fc.nat(),
      (width, height, form, full, seed) => {
        const planes = planesOf(width, height, form, full, seed);
        const fast = rgbOfBytes(planes, width, height);
        expect(Buffer.from(fast.data).equals(Buffer.from(rgbPlain(planes, width, height).data))).toBe(true);
      },
    ),
    { numRuns: 120 },
  );
});

test('what a frame left in the memory of the fast path is overwritten', () => {
  const planes = planesOf(64, 16, 'I420', false, 7);
  const { data } = rgbOfBytes(planes, 64, 16);
  forgetFrames();
  expect(data.every((byte) => byte === 0)).toBe(true);
});
