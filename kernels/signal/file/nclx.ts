// Colours that a HEIC or AVIF file states by number instead of by a profile (ITU-T H.273), made sRGB.
import type { Pixels } from '../pixels.ts';

/** Primaries and transfer characteristics, by their numbers. */
export interface ColourNumbers {
  primaries: number;
  transfer: number;
}

/** From linear light of these primaries, all with white D65, to that of sRGB: BT.2020, and Display P3. */
const TO_SRGB: Record<number, readonly number[]> = {
  9: [1.660491, -0.587641, -0.07285, -0.12455, 1.1329, -0.008349, -0.018151, -0.100579, 1.11873],
  12: [1.2249402, -0.2249402, 0, -0.042057, 1.042057, 0, -0.0196376, -0.078636, 1.0982736],
};

/** The curves of ordinary screens, which differ too little to matter here: BT.709, BT.601, sRGB, BT.2020. */
const SCREEN_CURVES = new Set([1, 2, 6, 13, 14, 15]);

const STEPS = 4095;

const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const x = value / 255;
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
});

const CODED = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const x = step / STEPS;
  return Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
});

/** Pixels of the stated colours in sRGB; as they are where they are sRGB already, or of a kind not known here (HDR). */
export function srgbOf(pixels: Pixels, { primaries, transfer }: ColourNumbers): Pixels {
  const matrix = TO_SRGB[primaries];
  const { width, height, channels, data } = pixels;
  if (!matrix || !SCREEN_CURVES.has(transfer) || channels === 1) return pixels;
  const out = new Uint8Array(data);
  const light = new Float32Array(3);
  for (let at = 0; at < out.length; at += channels) {
    for (let c = 0; c < 3; c++) light[c] = LINEAR[data[at + c] ?? 0] ?? 0;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let i = 0; i < 3; i++) sum += (matrix[3 * c + i] ?? 0) * (light[i] ?? 0);
      out[at + c] = CODED[Math.round(STEPS * Math.max(0, Math.min(1, sum)))] ?? 0;
    }
  }
  return { width, height, channels, data: out };
}
