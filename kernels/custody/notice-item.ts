import {
  boolean,
  fromHex,
  hex,
  instant,
  list,
  object,
  oneOf,
  type Parse,
  type Parsed,
  ShapeError,
  toHex,
  toUtf8,
} from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalBytes } from './canonical-json.ts';
import { code } from './consent.ts';

// What a case holds of a notice beside the ledger: the exact text, sealed to the story, and which links it lists, sealed
// to the links. Both are made in the caseworker's browser when the notice is drafted.

const parseAnswers: Parse<Record<string, 'yes' | 'no'>> = (value, path = '') => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeError(path, 'answers by link test');
  const word = oneOf('yes', 'no');
  return Object.fromEntries(
    Object.entries(value).map(([test, answer]) => [code(test, path), word(answer, `${path}.${test}`)]),
  );
};

/** The exact text of a notice as she is shown it, and what its approval will need; signed by who drafted it. */
export const parseNoticeItem = object({
  v: oneOf(1),
  staff: hex(16),
  at: instant,
  /** Digest of `document`, which is what her yes names. */
  digest: hex(32),
  /** A notice document; the notice kernel reads it and checks its digest. */
  document: ((value) => value) satisfies Parse<unknown>,
  answers: parseAnswers,
  secondYes: boolean,
  /** No lawyer has read the row it was made under. */
  draft: boolean,
  sig: hex(64),
});
export type NoticeItem = Parsed<typeof parseNoticeItem>;

function itemBytes(caseId: string, item: Omit<NoticeItem, 'sig'>): Uint8Array {
  const { v, staff, at, digest, answers, secondYes, draft } = item;
  const said = { v, staff, at, digest, answers, secondYes, draft };
  return canonicalBytes({ context: 'amaan/notice-item/v1', caseId, ...said });
}

/** Signs the text that she is to be shown. @param signKey the staff member's 32-byte Ed25519 secret */
export function signNoticeItem(
  caseId: string,
  item: Omit<NoticeItem, 'sig'>,
  signKey: Uint8Array,
): NoticeItem {
  return { ...item, sig: toHex(ed25519.sign(itemBytes(caseId, item), signKey)) };
}

/** Whether that staff member drafted this for this case. @param publicKey 32 bytes as hex, from the directory */
export function noticeItemHolds(caseId: string, item: NoticeItem, publicKey: string): boolean {
  return ed25519.verify(fromHex(item.sig), itemBytes(caseId, item), fromHex(publicKey));
}

/** Which links a notice lists, in its order: the ledger counts a notice's links from 0. */
export const parsePlaces = object({ v: oneOf(1), notice: hex(16), links: list(hex(8), 500, 1) });
export type Places = Parsed<typeof parsePlaces>;

/** The name of a link inside a case: the first 8 bytes of the SHA-256 of its address, hex. */
export function placeOf(url: string): string {
  return toHex(sha256(toUtf8(url)).subarray(0, 8));
}
