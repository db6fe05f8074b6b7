import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '@amaan/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkWords } from './check-words.ts';
import { DIGITS } from './crockford.ts';
import { formatReceipt, groupMatches, parseReceipt, receiptGroup, receiptKeys } from './receipt.ts';
import { WORDS } from './word-list.ts';

interface Vectors {
  typed: { typed: string; reads: string }[];
  refused: { typed: string; code: string }[];
  receipts: (Record<'bytes' | 'receipt' | 'pin' | 'locator' | 'token' | 'identity' | 'recipient', string> & {
    locatorHash: string;
    tokenHash: string;
    checkWords: { en: string; ur: string };
  })[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/receipt.json', import.meta.url), 'utf8'),
) as Vectors;

test.each(vectors.receipts)('$receipt with PIN "$pin" opens what the vector says', (vector) => {
  const bytes = fromHex(vector.bytes);
  expect(formatReceipt(bytes)).toBe(vector.receipt);
  expect(toHex(parseReceipt(vector.receipt))).toBe(vector.bytes);
  const keys = receiptKeys(bytes, vector.pin);
  expect({ ...keys, locator: toHex(keys.locator), token: toHex(keys.token) }).toEqual({
    locator: vector.locator,
    token: vector.token,
    identity: vector.identity,
    recipient: vector.recipient,
    locatorHash: vector.locatorHash,
    tokenHash: vector.tokenHash,
  });
  expect(checkWords(keys.locatorHash)).toEqual(vector.checkWords);
});

test('receipts are read as people type them, and slips are named', () => {
  for (const { typed, reads } of vectors.typed) expect(formatReceipt(parseReceipt(typed))).toBe(reads);
  for (const { typed, code } of vectors.refused)
    expect(() => parseReceipt(typed)).toThrow(expect.objectContaining({ code }));
});

const receipts = fc.uint8Array({ minLength: 15, maxLength: 15 });

test('every single slip and every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(receipts, (bytes) => {
      const symbols = formatReceipt(bytes).replaceAll('-', '').split('');
      for (const [i, symbol] of symbols.entries()) {
        for (const other of DIGITS) {
          if (other === symbol) continue;
          expect(() => parseReceipt(symbols.with(i, other).join(''))).toThrow();
        }
        const next = symbols[i + 1];
        if (next === undefined || next === symbol) continue;
        expect(() =>
          parseReceipt(
            symbols
              .with(i, next)
              .with(i + 1, symbol)
              .join(''),
          ),
        ).toThrow();
      }
    }),
    { numRuns: 20 },
  );
});

test('another PIN opens another case, in the same words for Urdu and Latin digits', () => {
  fc.assert(
    fc.property(receipts, fc.integer({ min: 1000, max: 999_999_999 }), (bytes, number) => {
      const pin = String(number);
      const urdu = pin
        .split('')
        .map((digit) => String.fromCharCode(0x6f0 + Number(digit)))
        .join('');
      const arabic = pin
        .split('')
        .map((digit) => String.fromCharCode(0x660 + Number(digit)))
        .join('');
      const { locatorHash } = receiptKeys(bytes, pin);
      expect(receiptKeys(bytes, urdu).locatorHash).toBe(locatorHash);
      expect(receiptKeys(bytes, arabic).locatorHash).toBe(locatorHash);
      expect(receiptKeys(bytes, '').locatorHash).not.toBe(locatorHash);
      expect(receiptKeys(bytes, `${pin}0`).locatorHash).not.toBe(locatorHash);
    }),
    { numRuns: 10 },
  );
  for (const pin of ['123', '1234567890123', 'abcd', '12a4'])
    expect(() => receiptKeys(new Uint8Array(15), pin)).toThrow(expect.objectContaining({ code: 'pin' }));
});

test('a group typed back counts in any case, and only as that group', () => {
  const receipt = vectors.receipts[0]?.receipt ?? '';
  expect(groupMatches(receipt, 1, receiptGroup(receipt, 1).toLowerCase())).toBe(true);
  expect(groupMatches(receipt, 1, receiptGroup(receipt, 2))).toBe(false);
  expect(groupMatches(receipt, 9, '')).toBe(false);
});

test('128 different check words in each language', () => {
  expect(new Set(WORDS.map(([en]) => en)).size).toBe(128);
  expect(new Set(WORDS.map(([, ur]) => ur)).size).toBe(128);
});
