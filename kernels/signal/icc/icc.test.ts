import { expect, test } from 'vitest';
import { toSrgb as byLibrary } from '../node/profile.ts';
import { drawProfile, formula, gamma, points } from '../testing/draw-profile.ts';
import { drawScene } from '../testing/draw.ts';
import { readProfile } from './profile.ts';
import { toSrgb } from './to-srgb.ts';

const ADOBE = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];
const P3 = [
  [0.51512, 0.2412, -0.00105],
  [0.29198, 0.69225, 0.04189],
  [0.1571, 0.06657, 0.78407],
];
const SRGB = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
];
const SRGB_CURVE = formula(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
const [WIDTH, HEIGHT] = [90, 70];
const scene = drawScene(WIDTH, HEIGHT);

function ours(profile: Buffer, rgb: Uint8Array): number[] {
  const read = readProfile(profile);
  const rgba = new Uint8Array((4 * rgb.length) / 3).fill(255);
  for (let i = 0; i < rgb.length / 3; i++) rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  if (read) toSrgb(rgba, read);
  return [...rgba].filter((_, i) => i % 4 < 3);
}

// Black is without light in all of them: where it is not, the library lifts the black of one to that of the other.
test.each([
  ['Adobe RGB', drawProfile(gamma(2.19921875), ADOBE)],
  ['Display P3', drawProfile(SRGB_CURVE, P3)],
  ['sRGB', drawProfile(SRGB_CURVE, SRGB)],
  ['straight curves', drawProfile(points([]), SRGB)],
  ['a table', drawProfile(points(Array.from({ length: 33 }, (_, i) => 65_535 * (i / 32) ** 2)), P3)],
  ['formula 0', drawProfile(formula(0, 1.8), SRGB)],
  ['formula 1', drawProfile(formula(1, 2, 1.1, -0.1), SRGB)],
  ['formula 2', drawProfile(formula(2, 2, 1.05, -0.05, 0), SRGB)],
  ['formula 4', drawProfile(formula(4, 2.2, 0.95, 0.05, 0.1, 0.05, 0, 0), SRGB)],
])('%s comes out as from the library on the server', async (_, profile) => {
  const pixels = { width: WIDTH, height: HEIGHT, channels: 3, data: scene } as const;
  const theirs = await byLibrary(pixels, profile, 10_000);
  const away = ours(profile, scene).map((value, i) => Math.abs(value - (theirs.data[i] ?? 0)));
  expect(Math.max(...away)).toBeLessThanOrEqual(2);
  expect(away.reduce((sum, one) => sum + one) / away.length).toBeLessThan(0.3);
});

test('grey with a curve of its own is turned too, and alpha stays', () => {
  const profile = readProfile(drawProfile(gamma(1)));
  if (!profile) throw new TypeError('The profile of grey was not read.');
  const rgba = Uint8Array.of(0, 0, 0, 7, 55, 55, 55, 8, 255, 255, 255, 9);
  toSrgb(rgba, profile);
  // Light of 55/255 is 128.5 in sRGB.
  expect([...rgba]).toEqual([0, 0, 0, 7, 128, 128, 128, 8, 255, 255, 255, 9]);
});

test('a broken profile is none, wherever it is cut', () => {
  const whole = drawProfile(SRGB_CURVE, P3);
  for (let length = 0; length < whole.length - 4; length++)
    expect(readProfile(whole.subarray(0, length)), `${length} bytes`).toBeUndefined();
  expect(readProfile(whole)).toBeDefined();
  for (const [at, text] of [
    [16, 'CMYK'],
    [36, 'nope'],
  ] as const) {
    const other = Buffer.from(whole);
    other.write(text, at);
    expect(readProfile(other)).toBeUndefined();
  }
});
