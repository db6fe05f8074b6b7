import {
  day,
  fromHex,
  hex,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Parse,
  type Parsed,
  ShapeError,
  toHex,
  toUtf8,
} from '@amaan/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Actor, DAY_ONLY, parseActor } from './actor.ts';
import { canonicalBytes } from './canonical-json.ts';
import { CONSENT_KINDS, code, parseMandate } from './consent.ts';
import { COMPARTMENTS } from './intake.ts';

const id = hex(16);
const digest = hex(32);
const moment: Parse<string> = (value, path = '') =>
  typeof value === 'string' && value.length === 10 ? day(value, path) : instant(value, path);
const compartments = list(oneOf(...COMPARTMENTS), COMPARTMENTS.length, 1);
const count = integer(0, 100_000);
const notice = { notice: id } as const;
/** What two people must agree to: a colleague gets the case, another organisation gets it, a copy leaves the house. */
export const APPROVAL_KINDS = ['colleague', 'organisation', 'export'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];
/**
 * What two people decide about a declaration: it goes past the checks, to a person's confirmation, or out; or it is
 * `passed` where it stands: what waits may be shared, and nothing is confirmed.
 */
export const PROPOSAL_KINDS = ['candidate', 'corroborated', 'refused', 'passed'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/**
 * What each type of event refers to. Ids, digests, codes, counts and times only: an event never holds content, and a
 * test walks these schemas looking for free text.
 */
export const REFS = {
  'case.opened': object({ story: digest, links: digest, contact: digest, linkCount: count, grants: count }),
  'case.released': object({ signals: list(id, 200, 1), ageMark: oneOf('adult') }),
  'declaration.changed': object({
    state: oneOf('declared', 'candidate', 'corroborated', 'suspended', 'refused', 'withdrawn'),
    reason: code,
    approval: optional(id),
  }),
  // The first person's word; the second's is the change itself, or that it does not come to it.
  'declaration.proposed': object({ approval: id, state: oneOf(...PROPOSAL_KINDS), reason: code }),
  'declaration.passed': object({ approval: id, reason: code }),
  'declaration.dropped': object({ approval: id, reason: code }),
  'signal.shared': object({ signal: id, record: code }),
  'signal.withdrawn': object({ signal: id, record: optional(code), reason: code }),
  'message.added': object({ message: id, digest, from: oneOf('survivor', 'helper', 'staff', 'mail') }),
  // Staff need not read abuse twice: it is put away by its kind and kept as it came; `none` takes it out again.
  'message.hidden': object({ message: id, kind: oneOf('insult', 'threat', 'sexual', 'none') }),
  'link.added': object({ item: id, digest, count }),
  'words.added': object({ item: id, digest, kind: oneOf('story', 'contact') }),
  'link.seen': object({
    ...notice,
    link: count,
    state: oneOf('present', 'missing', 'uncertain'),
    reason: optional(code),
  }),
  'consent.changed': object({
    kind: oneOf(...CONSENT_KINDS),
    given: oneOf('yes', 'no'),
    scope: optional(parseMandate),
  }),
  'grant.added': object({
    grant: id,
    kind: oneOf('survivor', 'staff', 'recovery', 'helper'),
    to: digest,
    compartments,
    helper: optional(id),
  }),
  'grant.revoked': object({ grant: id, reason: code }),
  'keys.rotated': object({ compartments, reason: oneOf('receipt', 'helper', 'staff'), digest }),
  'receipt.replaced': object({ locatorHash: digest }),
  'case.read': object({ compartments }),
  'case.assigned': object({ staff: id }),
  'case.kept': object({ until: day }),
  'notice.drafted': object({
    ...notice,
    regime: code,
    regimeVersion: code,
    addressee: code,
    links: count,
    digest,
  }),
  // Her yes or no to one exact text, by its digest; a no after a yes takes it back.
  'notice.consented': object({ ...notice, digest, given: oneOf('yes', 'no') }),
  'notice.approved': object({ ...notice, digest }),
  'notice.sent': object({ ...notice, digest, channel: oneOf('api', 'email', 'form', 'post', 'hand') }),
  // A proof may name the day alone; `proof` is the digest of what proves it.
  'notice.receipted': object({
    ...notice,
    at: moment,
    number: optional(code),
    due: optional(instant),
    kind: optional(code),
    proof: optional(digest),
  }),
  'notice.bounced': object({ ...notice }),
  // What others did and moves a clock (an order, an extension): a word of the law files, when, and the new end it gives.
  'notice.happened': object({ ...notice, what: code, at: moment, until: optional(moment) }),
  // What she may read of the end of a clock is another than she was told; without `due` there is none to tell now.
  // `regime` names a clock that follows the notice and is not its own: others have to act (`duty`), or she may (`window`).
  'notice.due': object({
    ...notice,
    regime: optional(code),
    kind: optional(oneOf('duty', 'window')),
    state: oneOf('running', 'paused', 'none'),
    due: optional(instant),
  }),
  'notice.incomplete': object({ ...notice, element: code }),
  'notice.withdrawn': object({ ...notice, reason: code }),
  // `at`: when the answer came, where that was before somebody entered it.
  'notice.answered': object({
    ...notice,
    answer: oneOf('decided', 'removed', 'refused', 'needsMore'),
    reason: optional(code),
    at: optional(moment),
  }),
  'notice.expired': object({ ...notice, due: instant }),
  'removal.asserted': object({ ...notice, links: list(count, 5000) }),
  'removal.observed': object({ ...notice, link: count, lastSeen: optional(instant), firstMissed: instant }),
  reappeared: object({ ...notice, link: count, next: optional(id) }),
  'escalation.drafted': object({ ...notice, escalation: id, authority: code, digest }),
  'exhibit.added': object({ exhibit: id, digest }),
  // Step 1 is the asking, step 2 another person's yes; `to` is the digest of the recipient's age key.
  'export.approved': object({
    approval: id,
    kind: oneOf(...APPROVAL_KINDS),
    step: integer(1, 2),
    to: digest,
  }),
  'export.refused': object({ approval: id, reason: code }),
  'export.made': object({ approval: id, digest }),
  'task.added': object({ task: id, digest, due: optional(day), staff: optional(id) }),
  'task.changed': object({ task: id, state: oneOf('open', 'done'), due: optional(day), staff: optional(id) }),
  'referral.proposed': object({ referral: id, digest }),
  'referral.answered': object({ referral: id, answer: oneOf('yes', 'no') }),
  'referral.made': object({ referral: id }),
  'case.held': object({ until: day, reason: code }),
  'case.closed': object({ reason: code }),
  'case.erased': object({ reason: oneOf('survivor', 'retention', 'minor') }),
} as const;

type RefsTable = typeof REFS;
export type EventType = keyof RefsTable;
export type RefsOf<T extends EventType> = Parsed<RefsTable[T]>;

/** An event before it has its place in a chain. */
export type EventDraft = { [T in EventType]: { type: T; actor: Actor; refs: RefsOf<T> } }[EventType];

interface EventHead {
  readonly v: 1;
  readonly id: string;
  /** Place in the case's chain, from 0. */
  readonly seq: number;
  /** An instant; for her own acts (and a helper's) the day alone. */
  readonly at: string;
  /** SHA-256 of the event before, or of the case's own start. */
  readonly prev: string;
  /** Ed25519 over the canonical JSON of everything else. */
  readonly sig: string;
}

/** One entry of a case's ledger. */
export type CaseEvent = EventHead & EventDraft;

const parseHead = object({
  v: oneOf(1),
  id,
  seq: integer(0, 1_000_000),
  at: ((value, path = '') => {
    if (typeof value === 'string' && value.length === 10) return day(value, path);
    return instant(value, path);
  }) satisfies Parse<string>,
  type: oneOf(...(Object.keys(REFS) as EventType[])),
  actor: parseActor,
  refs: ((value) => value) satisfies Parse<unknown>,
  prev: digest,
  sig: hex(64),
});

/** Reads one event strictly; unknown types and versions are refused. */
export const parseCaseEvent: Parse<CaseEvent> = (value, path = '') => {
  const head = parseHead(value, path);
  const refs = REFS[head.type](head.refs, path ? `${path}.refs` : 'refs');
  const dayOnly = head.at.length === 10;
  if (dayOnly !== DAY_ONLY.includes(head.actor.role))
    throw new ShapeError(path ? `${path}.at` : 'at', 'a day for her own acts and an instant for all others');
  return { ...head, refs } as CaseEvent;
};

/** What stands before the first event of a case: binds the chain to its case. */
export function chainStart(caseId: string): string {
  return toHex(sha256(toUtf8(`amaan/ledger/v1\n${caseId}`)));
}

/** SHA-256 of an event with its signature: the `prev` of the next, and of the last one the head of the chain. */
export function eventDigest(event: CaseEvent): string {
  return toHex(sha256(canonicalBytes(event)));
}

/** The bytes that the ledger key signs. */
export function signedBytes(event: Omit<CaseEvent, 'sig'>): Uint8Array<ArrayBuffer> {
  const { sig: _, ...rest } = event as CaseEvent;
  return canonicalBytes(rest);
}

/** The chain so far: where the next event goes. */
export interface ChainHead {
  readonly seq: number;
  readonly digest: string;
}

/**
 * Gives a draft its place in the chain.
 *
 * @param head the last event's place and digest, or undefined for the first event
 * @param context `caseId`; `now` an ISO instant, cut to the day for her acts; `id` 16 random bytes as hex; `sign`
 *   gives the Ed25519 signature (64 bytes) of the bytes it is handed
 */
export function chainEvent(
  draft: EventDraft,
  head: ChainHead | undefined,
  context: { caseId: string; now: string; id: string; sign: (bytes: Uint8Array) => Uint8Array },
): CaseEvent {
  const unsigned = {
    v: 1 as const,
    id: context.id,
    seq: head ? head.seq + 1 : 0,
    at: DAY_ONLY.includes(draft.actor.role) ? context.now.slice(0, 10) : context.now,
    type: draft.type,
    actor: draft.actor,
    refs: draft.refs,
    prev: head?.digest ?? chainStart(context.caseId),
  } as Omit<CaseEvent, 'sig'>;
  const sig = toHex(context.sign(signedBytes(unsigned)));
  return parseCaseEvent({ ...unsigned, sig });
}

/** The signature's bytes. */
export function signatureOf(event: CaseEvent): Uint8Array<ArrayBuffer> {
  return fromHex(event.sig);
}
