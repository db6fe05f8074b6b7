import { fromHex } from '@amaan/base';
import { WORDS } from './word-list.ts';

/** Two words of a case, in both languages: shown at every return, and the case's spoken name (its alias). */
export interface CheckWords {
  readonly en: string;
  readonly ur: string;
}

/**
 * The check words of a receipt and PIN, drawn from its locator's hash, so that the helpline sees the same two without
 * being told anything more. A mistyped PIN gives other words; nobody but her can know that they are other.
 *
 * @param locatorHash `ReceiptKeys.locatorHash`, hex
 */
export function checkWords(locatorHash: string): CheckWords {
  const bytes = fromHex(locatorHash);
  const first = WORDS[(bytes[0] ?? 0) & 127] ?? ['', ''];
  const second = WORDS[(bytes[1] ?? 0) & 127] ?? ['', ''];
  return { en: `${first[0]} ${second[0]}`, ur: `${first[1]} ${second[1]}` };
}
