import type { Profile } from './profile.ts';

// From X, Y, Z of D50 to linear sRGB, its white adapted by Bradford's matrix (IEC 61966-2-1, ICC.1 annex E).
const TO_SRGB = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427,
];
/** Fine enough that a step of the table is a fifth of a step of 8-bit sRGB where that is steepest. */
const STEPS = 16_384;

function encoded(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return a.map((_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] ?? 0) * (b[3 * k + column] ?? 0), 0);
  });
}

type Three = [Float32Array, Float32Array, Float32Array];
type Rows = [Three, Three, Three];

let table: Uint8Array | undefined;

/** Light in STEPS to 8-bit sRGB; longer at both ends is not needed, as light is clamped before. */
function encoding(): Uint8Array {
  table ??= Uint8Array.from({ length: STEPS + 1 }, (_, i) => Math.round(255 * encoded(i / STEPS)));
  return table;
}

function greyToSrgb(rgba: Uint8Array | Uint8ClampedArray, curve: Float32Array): void {
  const encode = encoding();
  const whole = curve.map((light) => encode[Math.round(light * STEPS)] ?? 0);
  for (let i = 0; i < rgba.length; i += 4) rgba[i] = rgba[i + 1] = rgba[i + 2] = whole[rgba[i] ?? 0] ?? 0;
}

function rgbToSrgb(rgba: Uint8Array | Uint8ClampedArray, profile: Profile): void {
  const encode = encoding();
  const [red, green, blue] = profile.curves as [Float32Array, Float32Array, Float32Array];
  // One row of the matrix at a time for each colour's 256 samples: then a pixel costs sums and three look-ups.
  const m = product(TO_SRGB, profile.matrix ?? []);
  const parts = [red, green, blue].map((curve, channel) =>
    [0, 1, 2].map((row) => Float32Array.from(curve, (light) => STEPS * light * (m[3 * row + channel] ?? 0))),
  );
  const [[rr, gr, br], [rg, gg, bg], [rb, gb, bb]] = parts as Rows;
  for (let i = 0; i < rgba.length; i += 4) {
    const r = rgba[i] as number;
    const g = rgba[i + 1] as number;
    const b = rgba[i + 2] as number;
    const x = ((rr[r] as number) + (rg[g] as number) + (rb[b] as number) + 0.5) | 0;
    const y = ((gr[r] as number) + (gg[g] as number) + (gb[b] as number) + 0.5) | 0;
    const z = ((br[r] as number) + (bg[g] as number) + (bb[b] as number) + 0.5) | 0;
    rgba[i] = encode[x < 0 ? 0 : x > STEPS ? STEPS : x] as number;
    rgba[i + 1] = encode[y < 0 ? 0 : y > STEPS ? STEPS : y] as number;
    rgba[i + 2] = encode[z < 0 ? 0 : z > STEPS ? STEPS : z] as number;
  }
}

/** Every level of grey and a grid of colours, to see what a profile does without going through a picture. */
function samples(): Uint8Array {
  const out: number[] = [];
  for (let grey = 0; grey < 256; grey++) out.push(grey, grey, grey, 255);
  for (let r = 0; r < 256; r += 51)
    for (let g = 0; g < 256; g += 51) for (let b = 0; b < 256; b += 51) out.push(r, g, b, 255);
  return Uint8Array.from(out);
}

function convert(rgba: Uint8Array | Uint8ClampedArray, profile: Profile): void {
  if (profile.colours === 'rgb') rgbToSrgb(rgba, profile);
  else greyToSrgb(rgba, profile.curves[0] ?? new Float32Array(256));
}

/**
 * Turns RGBA pixels of a profile into 8-bit sRGB, in place (relative colorimetric, clipped); alpha stays. A profile
 * that is sRGB by another name changes nothing and costs nothing.
 */
export function toSrgb(rgba: Uint8Array | Uint8ClampedArray, profile: Profile): void {
  const before = samples();
  const after = Uint8Array.from(before);
  convert(after, profile);
  if (after.every((value, i) => Math.abs(value - (before[i] ?? 0)) <= 1)) return;
  convert(rgba, profile);
}
