import type { ReceiptKeys } from '@amaan/custody';

let kept: ReceiptKeys | undefined;

/** Keeps the keys of this visit in memory, so that she need not type the receipt again before she leaves. */
export function rememberKeys(keys: ReceiptKeys | undefined): void {
  kept = keys;
}

/** The keys of this visit. */
export function keysOfVisit(): ReceiptKeys | undefined {
  return kept;
}
