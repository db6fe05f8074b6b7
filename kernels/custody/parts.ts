import { ReceiptError } from './errors.ts';
import { formatReceipt, parseReceipt, RECEIPT_BYTES } from './receipt.ts';

/** Into how many parts a receipt is split; any two of them are the receipt, one says nothing about it. */
export const PARTS = 3;

// Shamir's scheme (1979) of degree one over GF(2^8), with AES's polynomial: part x holds secret + x * slope, byte by
// byte. One part is consistent with every secret, so whoever holds it alone learns nothing.
function times(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1, x = (x << 1) ^ (x & 0x80 ? 0x11b : 0)) if (y & 1) product ^= x;
  return product;
}

/** The inverse of a byte that is not zero: its 254th power. */
function inverse(a: number): number {
  let power = 1;
  for (let i = 0; i < 254; i++) power = times(power, a);
  return power;
}

/**
 * Splits a receipt for people she trusts: written like receipts, with the part's number in front
 * (`2-KNWGY-A0SBF-HHC6K-3G21H-35J5Y`).
 *
 * @param receipt 15 bytes
 * @param random random bytes on request
 */
export function splitReceipt(receipt: Uint8Array, random: (n: number) => Uint8Array): string[] {
  const slope = random(RECEIPT_BYTES);
  return Array.from({ length: PARTS }, (_, i) => {
    const part = receipt.map((byte, at) => byte ^ times(slope[at] ?? 0, i + 1));
    return `${i + 1}-${formatReceipt(part)}`;
  });
}

function readPart(typed: string): { x: number; bytes: Uint8Array } {
  const [, first = '', rest = ''] =
    /^[\s\u200e\u200f]*([1-3])[\s-]*(.*)$/su.exec(
      typed.replace(/[۱-۳]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)),
    ) ?? [];
  if (first === '') throw new ReceiptError('receipt.part', 'A part begins with its number, 1 to 3.');
  return { x: Number(first), bytes: parseReceipt(rest) };
}

/**
 * The receipt that two parts make. Parts of different receipts make one that opens no case: its check words differ.
 *
 * @throws ReceiptError `receipt.part`, or as `parseReceipt`
 */
export function joinReceipt(one: string, other: string): Uint8Array<ArrayBuffer> {
  const [a, b] = [readPart(one), readPart(other)];
  if (a.x === b.x)
    throw new ReceiptError('receipt.part', 'These are the same part: two different ones are needed.');
  const scale = inverse(a.x ^ b.x);
  return Uint8Array.from(a.bytes, (byte, at) =>
    times(times(b.x, byte) ^ times(a.x, b.bytes[at] ?? 0), scale),
  );
}
