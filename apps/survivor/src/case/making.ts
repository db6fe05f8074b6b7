import {
  checkWords,
  type CheckWords,
  formatReceipt,
  groupMatches,
  linkPortions,
  makeIntake,
  RECEIPT_BYTES,
  RECEIPT_GROUPS,
  type ReceiptKeys,
  receiptKeys,
  solveProof,
} from '@amaan/custody';
import type { State } from '../state/model.ts';
import { accountOf } from './account.ts';
import { breathe, meetServer, postCase, random } from './client.ts';

/** A receipt that was made here and is not yet used. In memory only. */
export interface NewReceipt {
  readonly bytes: Uint8Array;
  readonly written: string;
  /** The group (0..4) that she types back. */
  readonly group: number;
}

/** Makes a receipt. */
export function newReceipt(): NewReceipt {
  const bytes = random(RECEIPT_BYTES);
  const group = (random(1)[0] ?? 0) % RECEIPT_GROUPS;
  return { bytes, written: formatReceipt(bytes), group };
}

let making: NewReceipt | undefined;

/** The receipt of the case in the making: the same one however often the screen is shown. */
export function makingReceipt(): NewReceipt {
  making ??= newReceipt();
  return making;
}

/** Forgets the receipt in the making. */
export function forgetReceipt(): void {
  making?.bytes.fill(0);
  making = undefined;
}

/** The check words of a receipt with a PIN. @throws ReceiptError `pin` */
export function wordsOf(receipt: NewReceipt, pin: string): CheckWords {
  return checkWords(receiptKeys(receipt.bytes, pin).locatorHash);
}

/** Whether what she typed is the group that was asked for. */
export function typedBack(receipt: NewReceipt, typed: string): boolean {
  return groupMatches(receipt.written, receipt.group, typed);
}

/** What sending is doing: solving its puzzle (0 to 1), then sealing. */
export type Sending = { stage: 'work'; done: number } | { stage: 'seal' };

/**
 * Sends the case: the server's front, the proof of work, sealing, one request.
 *
 * @throws DirectoryError, SealError `no-staff`, ServerError, ShapeError
 */
export async function sendCase(
  state: State,
  receipt: NewReceipt,
  onProgress: (sending: Sending) => void,
): Promise<ReceiptKeys> {
  const keys = receiptKeys(receipt.bytes, state.pin);
  const { front, directory } = await meetServer();
  const proof = await solveProof(front.pow.challenge, keys.locatorHash, front.pow.open, async (done) => {
    onProgress({ stage: 'work', done });
    await breathe();
  });
  onProgress({ stage: 'seal' });
  await breathe();
  // The server's day, so that a phone with a wrong date does not write a wrong one; both are days without a time.
  const on = front.today;
  const account = accountOf(state, on);
  const [links = [], ...rest] = linkPortions(account.links);
  const { intake } = await makeIntake({
    receipt: keys,
    account: { ...account, links },
    directory,
    on,
    proof,
    random,
  });
  await postCase(intake);
  // Thousands of links: the case is there, and they follow. Few have so many; what sends them is fetched then.
  if (rest.length > 0) await (await import('./more-links.ts')).addRest(keys, account.links);
  return keys;
}
