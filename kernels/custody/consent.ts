import { boolean, day, list, object, oneOf, optional, type Parsed, text } from '@amaan/base';

/** Each thing she may allow, on its own, and take back. */
export const CONSENT_KINDS = [
  'shareSignals',
  'shareViews',
  'sendNotices',
  'watchLinks',
  'giveToPolice',
  'contact',
] as const;

/** A name that a registry of ours knows: a regime, a platform, a reason. Never free text. */
export const code = text(64, { min: 1, pattern: /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/ });

/**
 * Who may sign for her: this is what makes a helpline's signature on a notice valid (17 U.S.C. 512(c)(3)(A)(vi),
 * 47 U.S.C. 223a(a)(1)(A)). `addressees` lists codes or ["any"]; `until` is the last day it holds. With `unseen` notices
 * may go that she has not read; without it each waits for her yes to its exact text.
 */
export const parseMandate = object({
  signer: oneOf('helpline', 'delegate'),
  addressees: list(code, 100, 1),
  until: day,
  unseen: optional(boolean),
});
export type Mandate = Parsed<typeof parseMandate>;

/** One consent, given or taken back on a day. `scope` narrows it; only `sendNotices` has one, its mandate. */
export const parseConsent = object({
  kind: oneOf(...CONSENT_KINDS),
  given: boolean,
  at: day,
  scope: optional(parseMandate),
});
export type Consent = Parsed<typeof parseConsent>;
export type ConsentKind = Consent['kind'];
