import { fromHex, ShapeError, toHex } from '@amaan/base';

/** Two pictures match under the rule `plain` at this Hamming distance or less (of 256 bits). */
export const MATCH_DISTANCE = 31;

/** Below this quality a picture gives PDQ too little structure: its hash is not usable, and we say so. */
export const QUALITY_FLOOR = 50;

/** Bytes of one PDQ hash. */
export const HASH_BYTES = 32;

const POPCOUNT = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0;
  for (let rest = byte; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
});

/** Differing bits of two hashes of equal length (0 to 256 for PDQ). */
export function hamming(a: Uint8Array, b: Uint8Array): number {
  let distance = 0;
  for (let i = 0; i < a.length; i++) distance += POPCOUNT[(a[i] ?? 0) ^ (b[i] ?? 0)] ?? 0;
  return distance;
}

/**
 * A PDQ hash from 64 hex digits in either case. The first byte holds the highest bits (coefficients 255 to 248).
 *
 * @throws ShapeError when the text is not 64 hex digits
 */
export function hashFromHex(hex: string): Uint8Array<ArrayBuffer> {
  const lower = hex.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(lower)) throw new ShapeError('hash', '64 hex digits');
  return fromHex(lower);
}

/** The 64 lower-case hex digits of a hash, the form it has on every wire. */
export function hashToHex(hash: Uint8Array): string {
  return toHex(hash);
}

/** True for the hash of a picture that has no structure: it would match every other such picture. */
export function isZeroHash(hash: Uint8Array): boolean {
  return hash.every((byte) => byte === 0);
}
