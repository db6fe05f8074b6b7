import {
  AmaanError,
  hex,
  instant,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  text,
} from '@amaan/base';
import { code, parseMandate } from '@amaan/custody';
import { digestOf } from './digest.ts';
import { keyOf, words } from './regimes/words.ts';

/** At most this many links in one notice; more are split into several, because a page and a clock must stay readable. */
export const MAX_LINKS = 500;
/** And at most so many characters of addresses, because a text names each several times. */
export const MAX_ADDRESSES = 40_000;

const address: Parse<string> = (value, path = '') => {
  const url =
    typeof value === 'string' && value.length <= 2000 && URL.canParse(value) ? new URL(value) : undefined;
  if (
    !url ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== ''
  )
    throw new ShapeError(path, 'a web address without a user name, of at most 2,000 characters');
  return value as string;
};

/** One place where the content is. `url` as she gave it; account and post id where the form of a platform wants them. */
export const parseLink = object({
  url: address,
  account: optional(text(200, { min: 1 })),
  postId: optional(text(200, { min: 1 })),
});
export type NoticeLink = Parsed<typeof parseLink>;

const parseElements: Parse<Record<string, string>> = (value, path = '') => {
  const entries = Object.entries(
    object(Object.fromEntries(Object.keys(words.elements).map((id) => [id, optional(text(100_000))])))(
      value,
      path,
    ),
  );
  return Object.fromEntries(entries.map(([id, body]) => [id, String(body)]));
};

const fields = {
  v: oneOf(1),
  id: hex(16),
  /** The family of the rule, and the row of it that was in force when the text was made. */
  regime: code,
  regimeVersion: code,
  /** A code of the registry of platforms and authorities. */
  addressee: code,
  /** Who signs, as the addressee reads it: a helpline's name, not hers unless she chose so. */
  sender: text(200, { min: 1 }),
  onBehalf: keyOf(words.claimants),
  mandate: optional(parseMandate),
  links: list(parseLink, MAX_LINKS, 1),
  elements: parseElements,
  text: object({ en: text(250_000, { min: 1 }), ur: optional(text(250_000, { min: 1 })) }),
  reply: object({
    url: optional(address),
    email: optional(text(200, { min: 3, pattern: /^[^\s@]+@[^\s@]+$/ })),
    number: optional(text(80, { min: 1 })),
  }),
  createdAt: instant,
} as const;

const parseBody = object(fields);
/** A notice document before its digest. */
export type NoticeBody = Parsed<typeof parseBody>;

const parseWhole = object({ ...fields, digest: hex(32) });
/** What leaves for one addressee, under one regime, for one list of links: its digest names these exact bytes. */
export type NoticeDocument = Parsed<typeof parseWhole>;

/** The document's digest does not fit what it says. */
export class NoticeDigestError extends AmaanError {
  constructor() {
    super(
      'notice-digest',
      'The digest does not fit the notice. Make the notice again and send it unchanged.',
    );
  }
}

/**
 * Adds the digest: SHA-256 over the canonical JSON of everything else.
 *
 * @throws ShapeError when a field does not have its shape
 */
export function sealDocument(body: NoticeBody): NoticeDocument {
  const parsed = parseBody(body);
  return { ...parsed, digest: digestOf(parsed) };
}

/** Reads a notice document strictly. @throws ShapeError, NoticeDigestError */
export const parseNoticeDocument: Parse<NoticeDocument> = (value, path = '') => {
  const { digest, ...body } = parseWhole(value, path);
  if (digestOf(body) !== digest) throw new NoticeDigestError();
  return { ...body, digest };
};
