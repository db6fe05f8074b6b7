import type { ReceiptKeys } from '@amaan/custody';

let kept: ReceiptKeys | undefined;
let bytes: Uint8Array | undefined;

/** Keeps the keys of this visit in memory, so that she need not type the receipt again before she leaves. */
export function rememberKeys(keys: ReceiptKeys | undefined, receipt?: Uint8Array): void {
  kept = keys;
  bytes = receipt && Uint8Array.from(receipt);
}

/** The receipt of this visit, to be split for people she trusts. */
export function receiptOfVisit(): Uint8Array | undefined {
  return bytes;
}

/** The keys of this visit. */
export function keysOfVisit(): ReceiptKeys | undefined {
  return kept;
}
