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

/** Light is summed in whole parts of a step, this many bits finer. */
const FINER = 8;
/** The table reaches so many times the whole light below black and above white: a colour that sRGB lacks is clipped by it. */
const BEYOND = 9;

let table: Uint8Array | undefined;

/** Light in STEPS, from BEYOND times white below black on, to 8-bit sRGB. */
function encoding(): Uint8Array {
  table ??= Uint8Array.from({ length: (2 * BEYOND + 1) * STEPS + 1 }, (_, i) =>
    Math.round(255 * encoded(Math.min(1, Math.max(0, i / STEPS - BEYOND)))),
  );
  return table;
}

function greyToSrgb(rgba: Uint8Array | Uint8ClampedArray, curve: Float32Array): void {
  const encode = encoding();
  const whole = curve.map((light) => encode[Math.round((light + BEYOND) * STEPS)] ?? 0);
  for (let i = 0; i < rgba.length; i += 4) rgba[i] = rgba[i + 1] = rgba[i + 2] = whole[rgba[i] ?? 0] ?? 0;
}

function rgbToSrgb(rgba: Uint8Array | Uint8ClampedArray, profile: Profile): void {
  const encode = encoding();
  // One column of the matrix for each channel's 256 samples: then a pixel costs sums of whole numbers and three
  // look-ups. Half a step and the table's start are in the first of the three.
  const m = product(TO_SRGB, profile.matrix ?? []);
  const most = (BEYOND * STEPS) << FINER;
  const part = (channel: number, row: number) =>
    Int32Array.from(profile.curves[channel] ?? [], (light) => {
      const sum = Math.round(2 ** FINER * STEPS * light * (m[3 * row + channel] ?? 0));
      // A third each: no matrix, however wrong, leads out of the table.
      const kept = Math.max(-most / 3, Math.min(most / 3, sum));
      return channel === 0 ? kept + most + 2 ** (FINER - 1) : kept;
    });
  const [rr, gr, br] = [part(0, 0), part(1, 0), part(2, 0)];
  const [rg, gg, bg] = [part(0, 1), part(1, 1), part(2, 1)];
  const [rb, gb, bb] = [part(0, 2), part(1, 2), part(2, 2)];
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    const r = word & 255;
    const g = (word >>> 8) & 255;
    const b = (word >>> 16) & 255;
    words[i] =
      (word & 0xff000000) |
      (encode[((rr[r] as number) + (gr[g] as number) + (br[b] as number)) >> FINER] as number) |
      ((encode[((rg[r] as number) + (gg[g] as number) + (bg[b] as number)) >> FINER] as number) << 8) |
      ((encode[((rb[r] as number) + (gb[g] as number) + (bb[b] as number)) >> FINER] as number) << 16);
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
 *
 * @param rgba begins at a multiple of four bytes of its memory, as what was made for it does
 */
export function toSrgb(rgba: Uint8Array | Uint8ClampedArray, profile: Profile): void {
  const before = samples();
  const after = Uint8Array.from(before);
  convert(after, profile);
  if (after.every((value, i) => Math.abs(value - (before[i] ?? 0)) <= 1)) return;
  convert(rgba, profile);
}
