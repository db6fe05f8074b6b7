import {
  boolean,
  fromHex,
  hex,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parsed,
  text,
  toHex,
} from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalBytes } from './canonical-json.ts';
import { code } from './consent.ts';

// What stands inside the sealed files. `by` is the writer's locator: age does not say who sealed a file, but only
// she (or her helper) knows a locator whose SHA-256 the case has.

const by = hex(32);
const language = oneOf('en', 'ur');

/** Her one account: every document is built from it, no form asks again. */
export const parseStory = object({
  v: oneOf(1),
  by,
  lang: language,
  forWhom: oneOf('myself', 'helping', 'care', 'skipped'),
  /** Codes of the situation: threat, posted, account, danger, family, ... */
  situation: list(code, 20),
  text: text(40_000),
  /** Each picked file in order, with the kinds she marked. */
  pictures: list(object({ file: integer(0, 500), kinds: list(code, 8) }), 500),
  /** Single answers to single questions. */
  answers: list(object({ question: code, answer: text(2000) }), 60),
});
export type Story = Parsed<typeof parseStory>;

/** A place where the content is, or an account that spreads it. */
export const parseLink = object({
  url: text(2048, { min: 1 }),
  kind: oneOf('post', 'repost', 'fakeAccount', 'account', 'message', 'other'),
  platform: optional(text(80)),
  account: optional(text(200)),
  note: optional(text(1000)),
});
export type Link = Parsed<typeof parseLink>;

/** Her links. */
export const parseLinks = object({ v: oneOf(1), by, links: list(parseLink, 5000) });
export type Links = Parsed<typeof parseLinks>;

/** How she may be reached; no contact unless she says otherwise. */
export const parseContact = object({
  v: oneOf(1),
  by,
  wish: oneOf('none', 'here', 'message', 'call'),
  how: text(300),
  when: text(300),
  /** Whether someone else sees this phone or account. */
  shared: optional(boolean),
});
export type Contact = Parsed<typeof parseContact>;

/** A message of hers or a helper's. */
const parseHerMessage = object({
  v: oneOf(1),
  from: oneOf('survivor', 'helper'),
  by,
  text: text(20_000, { min: 1 }),
});

/** A caseworker's: signed with the key that the directory names, over everything else and the case's id. */
const parseStaffMessage = object({
  v: oneOf(1),
  from: oneOf('staff'),
  staff: hex(16),
  at: instant,
  text: text(20_000, { min: 1 }),
  sig: hex(64),
});
/** A mail about one of her notices, sealed by the server as it came in. Nobody of ours vouches for its sender. */
const parseMailMessage = object({
  v: oneOf(1),
  from: oneOf('mail'),
  notice: hex(16),
  /** What it says, as plain text, cut where it is long. */
  text: text(20_000),
  /** SHA-256 of the mail's bytes, which is its name as a proof; the bytes themselves where they are few. */
  digest: hex(32),
  raw: optional(text(120_000)),
});
export type HerMessage = Parsed<typeof parseHerMessage>;
export type StaffMessage = Parsed<typeof parseStaffMessage>;
export type MailMessage = Parsed<typeof parseMailMessage>;
export type Message = HerMessage | StaffMessage | MailMessage;

/** Reads a message of either side, or a mail. @throws ShapeError */
export function parseMessage(value: unknown, path = ''): Message {
  const from = (value as { from?: unknown } | null)?.from;
  if (from === 'mail') return parseMailMessage(value, path);
  return from === 'staff' ? parseStaffMessage(value, path) : parseHerMessage(value, path);
}

function messageBytes(caseId: string, message: Omit<StaffMessage, 'sig'>): Uint8Array {
  const { v, from, staff, at, text: words } = message;
  return canonicalBytes({ context: 'amaan/message/v1', caseId, v, from, staff, at, text: words });
}

/** Signs a caseworker's message. @param signKey the staff member's 32-byte Ed25519 secret */
export function signMessage(
  caseId: string,
  message: Omit<StaffMessage, 'sig'>,
  signKey: Uint8Array,
): StaffMessage {
  return { ...message, sig: toHex(ed25519.sign(messageBytes(caseId, message), signKey)) };
}

/** Whether that staff member wrote this for this case. @param publicKey 32 bytes as hex, from the directory */
export function messageHolds(caseId: string, message: StaffMessage, publicKey: string): boolean {
  return ed25519.verify(fromHex(message.sig), messageBytes(caseId, message), fromHex(publicKey));
}

/** A task of a case: what is to be done, for staff. Who and until when stand in the ledger. */
export const parseTask = object({ v: oneOf(1), text: text(2000, { min: 1 }) });
export type Task = Parsed<typeof parseTask>;

/** A proposal to pass her on: to which service, and exactly what it would be told. */
export const parseReferral = object({
  v: oneOf(1),
  staff: hex(16),
  at: instant,
  service: text(200, { min: 1 }),
  /** What the service would be told. */
  told: text(4000, { min: 1 }),
  /** Why it may help; what it keeps; how it is reached. */
  why: text(2000),
  sig: hex(64),
});
export type Referral = Parsed<typeof parseReferral>;

function referralBytes(caseId: string, referral: Omit<Referral, 'sig'>): Uint8Array {
  const { v, staff, at, service, told, why } = referral;
  return canonicalBytes({ context: 'amaan/referral/v1', caseId, v, staff, at, service, told, why });
}

/** Signs a proposal. @param signKey the staff member's 32-byte Ed25519 secret */
export function signReferral(caseId: string, referral: Omit<Referral, 'sig'>, signKey: Uint8Array): Referral {
  return { ...referral, sig: toHex(ed25519.sign(referralBytes(caseId, referral), signKey)) };
}

/** Whether that staff member proposed this for this case. @param publicKey 32 bytes as hex, from the directory */
export function referralHolds(caseId: string, referral: Referral, publicKey: string): boolean {
  return ed25519.verify(fromHex(referral.sig), referralBytes(caseId, referral), fromHex(publicKey));
}

/** Whether the writer of sealed content knew one of the case's locators. @param locatorHashes hex, now and before */
export function writtenBy(content: { by: string }, locatorHashes: readonly string[]): boolean {
  return locatorHashes.includes(toHex(sha256(fromHex(content.by))));
}
