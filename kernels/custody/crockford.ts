/** Crockford's base 32 digits: no I, L, O or U, so a voice or a hurried hand cannot mix them up. */
export const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const POLYNOMIAL = 0b100101; // x^5 + x^2 + 1, primitive over GF(2)

/** The product of two elements of GF(32). */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 9; bit >= 5; bit--) if ((product >> bit) & 1) product ^= POLYNOMIAL << (bit - 5);
  return product;
}

/**
 * The check digit (0..31) of a row of base 32 digits: the sum of digit i (from 0) times a^(i+1), a the generator of
 * GF(32). Every weight is different and none is 1, the weight of the check digit itself, so one wrong digit and two
 * swapped neighbours always show, for up to 30 digits.
 */
export function checkDigit(digits: readonly number[]): number {
  let weight = 1;
  let sum = 0;
  for (const digit of digits) {
    weight = multiply(weight, 2);
    sum ^= multiply(digit, weight);
  }
  return sum;
}

/** Bytes (a multiple of 5) as base 32 digits, most significant bits first. */
export function toDigits(bytes: Uint8Array): number[] {
  const digits: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits.push((held >> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  return digits;
}

/** The inverse of `toDigits`. */
export function fromDigits(digits: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((digits.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const digit of digits) {
    held = (held << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}
