/** Fills RGBA pixels with the same opaque noise every time (a 32-bit xorshift), each channel over its whole range. */
export function fillNoise(rgba: Uint8ClampedArray): void {
  let state = 0x2545f491;
  for (let i = 0; i < rgba.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    rgba[i] = i % 4 === 3 ? 255 : state & 255;
  }
}
