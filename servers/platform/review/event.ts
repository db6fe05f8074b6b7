import {
  boolean,
  hex,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  text,
  toHex,
} from '@amaan/base';
import { canonicalBytes } from '@amaan/custody';
import { sha256 } from '@noble/hashes/sha2.js';
import { APPEAL_GROUNDS, DECISIONS, JOB_KINDS, TWO_PEOPLE } from './words.ts';

const id = hex(16);
const code = text(40, { min: 1, pattern: /^[a-z][a-zA-Z0-9-]*$/ });
/** Names that other parties chose for their own things: short, without spaces, never words about a person. */
const name = text(80, { min: 1, pattern: /^[A-Za-z0-9_-]+$/ });
/** An exchange goes by a name or by its host and port. */
const host = text(100, { min: 1, pattern: /^[A-Za-z0-9._:-]+$/ });

const match = object({
  bank: text(255, { min: 1, pattern: /^[A-Z_][A-Z0-9_]*$/ }),
  content: text(16, { min: 1, pattern: /^\d+$/ }),
  rule: oneOf('plain', 'upload-view', 'aligned'),
  distance: integer(0, 256),
  // A part of the upload, or how it was read: `12,0,80,100 rot90`, `-5,0,120,100 4° mirrored`.
  view: optional(text(80, { min: 1, pattern: /^[A-Za-z0-9_.:/@ ,°-]+$/ })),
  /** How much of two videos meets, in percent. */
  video: optional(
    object({
      queryPercent: integer(0, 100),
      bankPercent: integer(0, 100),
      mark: oneOf('suggested', 'strong'),
    }),
  ),
});
export type EventMatch = Parsed<typeof match>;

/** What each type of event refers to. Ids, codes, counts and times only: an event never holds content. */
export const REFS = {
  'match.suggested': object({
    kind: oneOf(...JOB_KINDS),
    item: name,
    ticket: id,
    matches: list(match, 100),
    /** The upload ends in its middle or goes on beyond a limit: only a part of it was compared. */
    partial: optional(boolean),
    /** It matched a bank of minors' signals: nobody opens it, and nothing of it is kept. */
    minors: optional(boolean),
  }),
  'notice.received': object({
    item: name,
    ticket: id,
    notice: id,
    number: name,
    regime: name,
    dueAt: instant,
    /** How many items the notice asks about. */
    items: optional(integer(1, 100_000)),
    /** It was stopped before because it may show a minor. */
    minors: optional(boolean),
  }),
  'appeal.opened': object({
    item: name,
    ticket: id,
    of: id,
    ground: oneOf(...APPEAL_GROUNDS),
    dueAt: instant,
  }),
  'check.opened': object({ item: name, ticket: id, of: id, dueAt: instant }),
  'upload.held': object({ dueAt: instant }),
  'job.claimed': object({ until: instant }),
  'job.released': object({}),
  'media.revealed': object({ reason: code }),
  'decision.proposed': object({ decision: oneOf('remove'), reason: code, why: oneOf(...TWO_PEOPLE) }),
  'decision.made': object({ decision: oneOf(...DECISIONS), reason: code, final: oneOf('yes', 'no') }),
  'reason.stated': object({ policy: text(40, { pattern: /^[a-z/]+$/ }), reason: code }),
  'appeal.decided': object({ of: id, decision: oneOf('upheld', 'overturned') }),
  'notice.decided': object({ notice: id, decision: oneOf(...DECISIONS) }),
  'feedback.sent': object({
    exchange: host,
    value: oneOf('Blocked', 'NotBlocked', 'PendingReview'),
    count: integer(1, 1e6),
  }),
} as const;

export type ReviewEventType = keyof typeof REFS;

export const parseActor = object({
  role: oneOf('site', 'reviewer', 'server', 'responder'),
  id: optional(id),
});
export type Actor = Parsed<typeof parseActor>;

/** An event before it has its place in the chain. */
export type EventDraft = {
  [T in ReviewEventType]: { type: T; job: string; actor: Actor; refs: Parsed<(typeof REFS)[T]> };
}[ReviewEventType];

/** An entry of the platform's review ledger. */
export type ReviewEvent = EventDraft & {
  readonly v: 1;
  readonly id: string;
  /** Place in the chain, from 0, over all jobs. */
  readonly seq: number;
  readonly at: string;
  /** SHA-256 of the event before; of the chain's start for the first. */
  readonly prev: string;
  /** Ed25519 over the canonical JSON of everything else. */
  readonly sig: string;
};

const parseHead = object({
  v: oneOf(1),
  id,
  job: id,
  seq: integer(0, Number.MAX_SAFE_INTEGER),
  at: instant,
  type: oneOf(...(Object.keys(REFS) as ReviewEventType[])),
  actor: parseActor,
  refs: ((value) => value) satisfies Parse<unknown>,
  prev: hex(32),
  sig: hex(64),
});

/** Reads one event strictly; unknown types and versions are refused. @throws ShapeError */
export const parseReviewEvent: Parse<ReviewEvent> = (value, path = '') => {
  const head = parseHead(value, path);
  return { ...head, refs: REFS[head.type](head.refs, path ? `${path}.refs` : 'refs') } as ReviewEvent;
};

/** What stands before the first event. */
export const CHAIN_START = toHex(sha256(new TextEncoder().encode('amaan/review/v1')));

/** SHA-256 of an event with its signature: the `prev` of the next one. */
export function eventDigest(event: ReviewEvent): string {
  return toHex(sha256(canonicalBytes(event)));
}

/** The bytes that the platform's key signs. */
export function signedBytes(event: Omit<ReviewEvent, 'sig'> | ReviewEvent): Uint8Array<ArrayBuffer> {
  const { sig: _, ...rest } = event as ReviewEvent;
  return canonicalBytes(rest);
}

/**
 * Checks a whole chain: order, links, signatures.
 *
 * @param isSigned checks an Ed25519 signature of the platform's key
 * @returns the place of the first event that does not hold, or undefined
 */
export function firstBroken(
  events: readonly ReviewEvent[],
  isSigned: (bytes: Uint8Array, signature: string) => boolean,
): number | undefined {
  let prev = CHAIN_START;
  for (const [i, event] of events.entries()) {
    if (event.seq !== i || event.prev !== prev || !isSigned(signedBytes(event), event.sig)) return i;
    prev = eventDigest(event);
  }
  return undefined;
}
