import {
  boolean,
  day,
  hex,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
} from '@amaan/base';
import { parseSignalSet } from '@amaan/signal';
import { isRecipient } from './age-keys.ts';
import { parseConsent } from './consent.ts';

/** The four separately keyed parts of a case: a helper's view is a grant of some of them. */
export const COMPARTMENTS = ['story', 'links', 'messages', 'exhibits'] as const;
export type Compartment = (typeof COMPARTMENTS)[number];

/** The largest sealed item, in base64 characters: 192 KiB of age file. */
export const MAX_SEALED = 262_144;
/** The largest sealed notice likewise, which holds its addresses several times. */
export const MAX_SEALED_NOTICE = 4 * MAX_SEALED;
const MAX_SIGNALS = 200;
const MAX_GRANTS = 60;

/** An age recipient. */
export const parseRecipient: Parse<string> = (value, path = '') => {
  if (typeof value !== 'string' || !isRecipient(value)) throw new ShapeError(path, 'an age recipient');
  return value;
};

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** An age file in base64. Only its first line is looked at: the rest is for the one who holds the key. */
const sealedUpTo =
  (most: number): Parse<string> =>
  (value, path = '') => {
    const base64 = text(most, { min: 280 })(value, path);
    // Read by the eye of a pattern: decoding it here would cost more than everything else that an intake needs.
    if (!base64.startsWith('YWdlLWVuY3J5cHRpb24ub3JnL3Yx') || base64.length % 4 !== 0 || !BASE64.test(base64))
      throw new ShapeError(path, 'an age file in base64');
    return base64;
  };
export const parseSealed = sealedUpTo(MAX_SEALED);
/** Also a notice with 500 addresses, which stand in it several times. */
export const parseSealedNotice = sealedUpTo(MAX_SEALED_NOTICE);

/** A proof of work bound to the locator's hash; one serves for a whole visit. */
const proof = text(600, { min: 1 });

const compartments = list(oneOf(...COMPARTMENTS), COMPARTMENTS.length, 1);

/** Compartment keys sealed to one recipient. */
export const parseGrant = object({
  to: parseRecipient,
  kind: oneOf('survivor', 'staff', 'recovery', 'helper'),
  compartments,
  sealed: parseSealed,
});
export type Grant = Parsed<typeof parseGrant>;

/** The public half of each compartment key: anyone may add to a compartment, only grants open it. */
export const parseCaseKeys = object({
  story: parseRecipient,
  links: parseRecipient,
  messages: parseRecipient,
  exhibits: parseRecipient,
});
export type CaseKeys = Parsed<typeof parseCaseKeys>;

/** What she agreed to share; the one part that the server can read. Empty without `shareSignals`. */
const parseReleaseFields = object({
  signals: list(parseSignalSet, MAX_SIGNALS),
  /** There is no other mark: a case about anyone under 18, or of unknown age, has no place in this shape. */
  ageMark: oneOf('adult'),
  consents: list(parseConsent, 12),
});
export type Release = Parsed<typeof parseReleaseFields>;

/** Reads a release and refuses what no consent covers: signals, and the views and frames that reveal more. */
export const parseRelease: Parse<Release> = (value, path = '') => {
  const release = parseReleaseFields(value, path);
  const given = (kind: string) => release.consents.some((consent) => consent.kind === kind && consent.given);
  const kinds = release.consents.map((consent) => consent.kind);
  if (new Set(kinds).size !== kinds.length) throw new ShapeError(`${path}.consents`, 'one of each kind');
  if (release.signals.length > 0 && !given('shareSignals'))
    throw new ShapeError(`${path}.signals`, 'empty without the consent to share');
  if (release.signals.some((set) => set.views ?? set.frames) && !given('shareViews'))
    throw new ShapeError(`${path}.signals`, 'without views and frames unless their sharing is agreed to');
  return release;
};

/** What her browser sends to open a case. */
export const parseIntake = object({
  v: oneOf(1),
  locatorHash: hex(32),
  tokenHash: hex(32),
  recipient: parseRecipient,
  keys: parseCaseKeys,
  /** `contact` is sealed to the story compartment's key. */
  sealed: object({ story: parseSealed, links: parseSealed, contact: parseSealed }),
  /** How many links are in `sealed.links`: counts are not content, and lists show them. */
  linkCount: integer(0, 5000),
  grants: list(parseGrant, MAX_GRANTS, 1),
  release: parseRelease,
  /** Danger now: her case goes before others in the queue. */
  urgent: optional(boolean),
  /**
   * Two people look before anything is shared: her page saw a cue of custody, divorce or an officer, or she marked a
   * picture as not sexual. It does not say which.
   */
  personFirst: optional(boolean),
  /** Her day, as her device tells it. */
  on: day,
  pow: proof,
});
export type Intake = Parsed<typeof parseIntake>;

/** An id made by the browser, so that sending twice does once. */
const id = hex(16);

/** What she (or a helper she named) may do to a case with locator and token. */
export const parseWriteOp = (value: unknown, path = ''): WriteOp => {
  const kind = (value as { op?: unknown } | null)?.op;
  const parse =
    typeof kind === 'string' && Object.hasOwn(OPS, kind) ? OPS[kind as keyof typeof OPS] : undefined;
  if (!parse) throw new ShapeError(`${path}.op`, 'a known operation');
  return parse(value, path);
};

/**
 * `keysDigest` of the case's keys as the writer knows them. Where the keys changed meanwhile nothing is written: it would
 * be sealed to keys that nobody holds any more.
 */
const under = hex(32);

const OPS = {
  /** A message to the helpline, sealed to the messages compartment. */
  message: object({ op: oneOf('message'), id, under, sealed: parseSealed }),
  /** Links, sealed to the links compartment; `count` of them are new, the others were given before and changed. */
  links: object({ op: oneOf('links'), id, under, sealed: parseSealed, count: integer(0, 5000) }),
  /** More of her story, which stands beside what she told before; or her wish about contact, of which the newest counts. */
  words: object({ op: oneOf('words'), id, under, kind: oneOf('story', 'contact'), sealed: parseSealed }),
  /** More signals to share; `personFirst` as in an intake. */
  release: object({ op: oneOf('release'), id, release: parseRelease, personFirst: optional(boolean) }),
  consent: object({ op: oneOf('consent'), id, consent: parseConsent }),
  /** Her yes or no to one referral; a no after a yes takes it back. */
  referral: object({ op: oneOf('referral'), id, referral: id, answer: oneOf('yes', 'no') }),
  /** Her yes or no to the exact text of one notice, named by its digest; a no stops what has not left. */
  notice: object({ op: oneOf('notice'), id, notice: id, digest: hex(32), answer: oneOf('yes', 'no') }),
  /** Everything shared is called back; the case stays. */
  withdraw: object({ op: oneOf('withdraw'), id }),
  /** Everything sealed is deleted here and what was shared is called back. */
  erase: object({ op: oneOf('erase'), id }),
  /** The person shown was, or may have been, under 18: everything goes, partners must prove that they purged it. */
  minor: object({ op: oneOf('minor'), id }),
  /** Keep the case after closing until that day. */
  keep: object({ op: oneOf('keep'), id, until: day }),
  /** A new receipt: new keys for every compartment, all old grants dead, everything re-sealed by her browser. */
  replace: object({
    op: oneOf('replace'),
    id,
    under,
    locatorHash: hex(32),
    tokenHash: hex(32),
    recipient: parseRecipient,
    keys: parseCaseKeys,
    grants: list(parseGrant, MAX_GRANTS, 1),
    resealed: list(object({ id, sealed: parseSealedNotice }), 5000),
  }),
  /** A helper gets a receipt of her own to some compartments. */
  share: object({
    op: oneOf('share'),
    id,
    under,
    helper: object({ id, locatorHash: hex(32), tokenHash: hex(32), recipient: parseRecipient, compartments }),
    grant: parseGrant,
  }),
  /** The helper's access ends: her compartments get new keys, what stays readable is re-sealed. */
  unshare: object({
    op: oneOf('unshare'),
    id,
    under,
    helper: id,
    keys: parseCaseKeys,
    grants: list(parseGrant, MAX_GRANTS, 1),
    resealed: list(object({ id, sealed: parseSealedNotice }), 5000),
  }),
} as const;
export type WriteOp = ReturnType<(typeof OPS)[keyof typeof OPS]>;

/** Body of `POST /v1/cases/write`. The answer never says whether the case exists. */
export const parseWrite = object({
  v: oneOf(1),
  locator: hex(32),
  token: hex(32),
  pow: proof,
  write: parseWriteOp,
});
export type Write = Parsed<typeof parseWrite>;

/**
 * Body of `POST /v1/cases/read`: `news` is the timeline, her grant and the messages; `places` her links and which of them
 * each notice lists; `notice` the one notice that `item` names; `file` everything sealed, for export. Long ones come in
 * pages of one size.
 */
export const parseRead = object({
  v: oneOf(1),
  locator: hex(32),
  part: oneOf('news', 'places', 'notice', 'file'),
  item: optional(id),
  page: integer(0, 999),
  pow: proof,
});
export type Read = Parsed<typeof parseRead>;
