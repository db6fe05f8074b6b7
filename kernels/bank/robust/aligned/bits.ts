const LOW = 0x00ff00ff;

/** The low band of rows 0 to 3 of a hash (from words 0 and 1) or 4 to 7 (from words 2 and 3). */
export function lowBand(first: number, second: number): number {
  return ((first & LOW) | ((second & LOW) << 8)) >>> 0;
}

/** The number of set bits of a 32-bit value. */
export function popcount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits in which two hashes of eight words differ. */
export function wordsApart(words: Uint32Array, a: number, b: number): number {
  let bits = 0;
  for (let i = 0; i < 8; i++) bits += popcount((words[a + i] ?? 0) ^ (words[b + i] ?? 0));
  return bits;
}
