import type { Pixels } from '../pixels.ts';

/** Lays RGBA pixels over white and drops the alpha channel. */
export function overWhite(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): Pixels {
  const data = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] ?? 255;
    for (let c = 0; c < 3; c++)
      data[to + c] = Math.round(((rgba[from + c] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
  }
  return { width, height, channels: 3, data };
}
