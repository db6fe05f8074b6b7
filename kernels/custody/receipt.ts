import { concat, toHex, toUtf8 } from '@amaan/base';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { identityOf, recipientOf } from './age-keys.ts';
import { checkDigit, DIGITS, fromDigits, toDigits } from './crockford.ts';
import { ReceiptError } from './errors.ts';

/** Random bytes in a receipt: 120 bits, so no slow key derivation is needed. */
export const RECEIPT_BYTES = 15;

/** Groups of a written receipt, and symbols in each. */
export const RECEIPT_GROUPS = 5;
const GROUP = 5;
const SALT = toUtf8('amaan/receipt/v1');
const PIN_MIN = 4;
const PIN_MAX = 12;
const MIRRORED: Record<string, string> = { O: '0', I: '1', L: '1' };

/**
 * What a receipt (and PIN) opens. `locator` finds the case, `token` may write to it, `identity` opens what is sealed
 * to her; the server is given the two hashes and the recipient when the case is made.
 */
export interface ReceiptKeys {
  readonly locator: Uint8Array;
  readonly token: Uint8Array;
  /** An age X25519 identity (AGE-SECRET-KEY-1...). */
  readonly identity: string;
  /** Its age recipient (age1...). */
  readonly recipient: string;
  /** SHA-256 of the locator, hex. */
  readonly locatorHash: string;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
}

/** 15 bytes as five groups of five symbols, the last one a check: `KNWGY-A0SBF-HHC6K-3G21H-35J5Y`. */
export function formatReceipt(bytes: Uint8Array): string {
  if (bytes.length !== RECEIPT_BYTES)
    throw new ReceiptError('receipt.length', 'A receipt is made of 15 bytes.');
  const digits = toDigits(bytes);
  const symbols = [...digits, checkDigit(digits)].map((digit) => DIGITS[digit] ?? '').join('');
  return Array.from({ length: RECEIPT_GROUPS }, (_, i) => symbols.slice(i * GROUP, (i + 1) * GROUP)).join(
    '-',
  );
}

/**
 * Reads a receipt as people type it: any case, spaces or dashes anywhere, O for 0, I and L for 1.
 *
 * @throws ReceiptError `receipt.length`, `receipt.symbol` or `receipt.check`
 */
export function parseReceipt(typed: string): Uint8Array<ArrayBuffer> {
  const symbols = typed
    .toUpperCase()
    .replace(/[\s\u200e\u200f\-‐-―_.]/g, '')
    .split('');
  if (symbols.length !== RECEIPT_GROUPS * GROUP)
    throw new ReceiptError('receipt.length', 'A receipt has five groups of five letters and digits.');
  const digits = symbols.map((symbol) => DIGITS.indexOf(MIRRORED[symbol] ?? symbol));
  if (digits.some((digit) => digit < 0))
    throw new ReceiptError('receipt.symbol', 'One of the letters is never used in a receipt.');
  if (checkDigit(digits.slice(0, -1)) !== digits.at(-1))
    throw new ReceiptError('receipt.check', 'Something in the receipt is mistyped.');
  return fromDigits(digits.slice(0, -1));
}

/**
 * A PIN as the digits 0-9, whether typed in Urdu, Arabic or Latin digits; an empty one means "no PIN".
 *
 * @throws ReceiptError `pin` unless it has 4 to 12 digits
 */
export function normalisePin(typed: string): string {
  const digits = typed
    .replace(/[\s\u200e\u200f-]/g, '')
    .replace(/[٠-٩]/g, (char) => String(char.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (char) => String(char.charCodeAt(0) - 0x6f0));
  if (digits !== '' && (!/^\d+$/.test(digits) || digits.length < PIN_MIN || digits.length > PIN_MAX))
    throw new ReceiptError('pin', `A PIN has ${PIN_MIN} to ${PIN_MAX} digits.`);
  return digits;
}

/**
 * The keys behind a receipt, by HKDF-SHA256 (RFC 5869); another PIN gives other keys, none of them wrong.
 *
 * @param bytes the receipt's 15 bytes
 * @param pin as typed, see `normalisePin`
 */
export function receiptKeys(bytes: Uint8Array, pin = ''): ReceiptKeys {
  if (bytes.length !== RECEIPT_BYTES)
    throw new ReceiptError('receipt.length', 'A receipt is made of 15 bytes.');
  const material = concat(bytes, toUtf8(normalisePin(pin)));
  const derive = (info: string) => hkdf(sha256, material, SALT, toUtf8(info), 32);
  const locator = derive('locator');
  const token = derive('token');
  const secret = derive('identity');
  return {
    locator,
    token,
    identity: identityOf(secret),
    recipient: recipientOf(secret),
    locatorHash: toHex(sha256(locator)),
    tokenHash: toHex(sha256(token)),
  };
}

/** One group (0..4) of a written receipt, which she types back before anything is sent. */
export function receiptGroup(receipt: string, group: number): string {
  return receipt.split('-')[group] ?? '';
}

/** Whether a typed group is that group, read with the same kindness as `parseReceipt`. */
export function groupMatches(receipt: string, group: number, typed: string): boolean {
  const read = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .split('')
    .map((symbol) => MIRRORED[symbol] ?? symbol)
    .join('');
  return read === receiptGroup(receipt, group) && read !== '';
}
