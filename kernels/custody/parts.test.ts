import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinReceipt, parseReceipt, RECEIPT_BYTES, splitReceipt } from '@amaan/custody';

const bytes = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES });
const pairs = [
  [0, 1],
  [1, 0],
  [0, 2],
  [1, 2],
  [2, 1],
] as const;

describe('a receipt in three parts', () => {
  it('is made again by any two of them, in any order', () => {
    fc.assert(
      fc.property(bytes, bytes, (receipt, slope) => {
        const parts = splitReceipt(receipt, () => slope);
        for (const [a, b] of pairs)
          expect(joinReceipt(parts[a] ?? '', (parts[b] ?? '').toLowerCase().replaceAll('-', ' '))).toEqual(
            receipt,
          );
      }),
      { numRuns: 60 },
    );
  });

  it('tells the holder of one part nothing: every receipt is as likely', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (receipt, slope, other) => {
        const part = splitReceipt(receipt, () => slope)[0] ?? '';
        // For any other receipt there is a choice of chance that gives this very part.
        const held = parseReceipt(part.slice(2));
        const needed = other.map((byte, i) => byte ^ (held[i] ?? 0));
        expect(splitReceipt(other, () => needed)[0]).toBe(part);
      }),
      { numRuns: 60 },
    );
  });

  it('has fixed vectors', () => {
    const receipt = Uint8Array.from({ length: RECEIPT_BYTES }, (_, i) => i);
    const parts = splitReceipt(receipt, (n) => new Uint8Array(n).fill(0x80));
    expect(joinReceipt(parts[1] ?? '', parts[2] ?? '')).toEqual(receipt);
    // x = 2: 0x80 doubled is 0x1b in AES's field (FIPS 197, 4.2.1).
    expect([...parseReceipt((parts[1] ?? '').slice(2))]).toEqual([...receipt].map((byte) => byte ^ 0x1b));
  });

  it('refuses one part twice, and what is no part', () => {
    const [part = ''] = splitReceipt(new Uint8Array(RECEIPT_BYTES), (n) => new Uint8Array(n));
    expect(() => joinReceipt(part, part)).toThrowError(expect.objectContaining({ code: 'receipt.part' }));
    expect(() => joinReceipt(part, part.slice(2).replace(/^[1-3]/, '9'))).toThrowError();
    expect(() => joinReceipt(part, `2-${part.slice(2, -1)}Z`)).toThrowError();
  });
});
