import { CHANNELS, REMINDERS } from '@amaan/notice';
import { type Static, Type } from 'typebox';
import { Code, Digest, DocumentShape, Id, Instant, Maybe } from './words.ts';

/** The clock of the kernel, as it stands now. */
export const ClockView = Type.Object({
  state: Type.Enum(['not-started', 'running', 'tolled', 'stopped', 'expired', 'unobservable']),
  startedAt: Maybe(Instant),
  dueAt: Maybe(Instant),
  stoppedAt: Maybe(Instant),
  inTime: Type.Enum(['yes', 'no', 'unknown']),
  lateBy: Type.Integer({ description: 'milliseconds' }),
  countedFor: Type.Integer({ description: 'milliseconds' }),
  reason: Type.Union([Type.Enum(['removed', 'decided', 'refused', 'withdrawn']), Type.Null()]),
  approximate: Type.Boolean(),
  disagreement: Type.Boolean(),
  refusedExtensions: Type.Integer(),
});

const WatchView = Type.Object({
  link: Type.Integer(),
  state: Type.Enum(['unchecked', 'present', 'missing', 'uncertain']),
  reason: Type.Union([Type.String(), Type.Null()]),
  lastSeen: Maybe(Instant),
  firstMissed: Maybe(Instant),
});

/** A mail about a notice that waits for a person; its text is the sealed message `item` of the case. */
const MailView = Type.Object({
  id: Id,
  item: Id,
  kind: Type.Enum(['bounced', 'delivery-receipt', 'auto-reply', 'answer']),
  at: Maybe(Instant),
  digest: Digest,
});

const Step = Type.Object({
  to: Type.String(),
  act: Type.String(),
  after: Type.String(),
  regime: Type.Optional(Type.String()),
});

/** `raised`: its day has come; `done`: somebody has seen to it. */
const ReminderView = Type.Object({
  day: Type.String(),
  what: Type.Enum([...REMINDERS]),
  raised: Type.Boolean(),
  done: Type.Boolean(),
});

/**
 * A clock that others started by what they did about a notice. `actBy` is the last safe moment: of a window she has, the
 * end of the day before its last. `open`: questions that must be answered yes for it to apply at all.
 */
const FollowView = Type.Object({
  regime: Code,
  title: Type.String(),
  cite: Type.String(),
  kind: Type.String(),
  actBy: Maybe(Instant),
  clock: ClockView,
  open: Type.Array(Type.String()),
  draft: Type.Boolean(),
});

/** One notice: what it is, how it stands, and what can be done next. Holds no link and no text. */
export const NoticeView = Type.Object({
  id: Id,
  caseId: Id,
  regime: Code,
  regimeVersion: Code,
  addressee: Code,
  channel: Type.Enum([...CHANNELS]),
  links: Type.Integer(),
  digest: Digest,
  previous: Maybe(Id),
  state: Type.Enum([
    'drafted',
    'approved',
    'uncertain',
    'sent',
    'receipted',
    'answered',
    'asserted',
    'observed',
    'expired',
    'withdrawn',
  ]),
  /** It waits for her mandate, which has ended or does not cover it any more. */
  held: Type.Boolean(),
  /** Her last word on its exact text; null while she has said none. */
  hers: Type.Union([Type.Enum(['yes', 'no']), Type.Null()]),
  number: Type.Union([Type.String(), Type.Null()]),
  sentAt: Maybe(Instant),
  /** Present when the row needs someone to confirm it: the day lies at a change of the law. */
  confirmDay: Type.Boolean(),
  /** "Draft, not reviewed by counsel". */
  draft: Type.Boolean(),
  clock: Type.Union([ClockView, Type.Null()]),
  watched: Type.Array(WatchView),
  mails: Type.Array(MailView),
  next: Type.Array(Step),
  /** What the ledger says of it, without digests: when, what, in which role. */
  history: Type.Array(Type.Object({ at: Type.String(), type: Type.String(), by: Type.String() })),
  /** Links that came back and that no notice takes up yet; `next` is the id for the one that does. */
  again: Type.Array(Type.Object({ next: Id, links: Type.Array(Type.Integer()) })),
  reminders: Type.Array(ReminderView),
  follows: Type.Array(FollowView),
  /** What may be entered with `happened`; `until`: a new end comes with it. */
  happenings: Type.Array(Type.Object({ what: Code, until: Type.Boolean() })),
});

export type NoticeViewShape = Static<typeof NoticeView>;

/** What speaks against the server's clock, on which every due time hangs. */
export const Doubt = Type.Union([
  Type.Object({ kind: Type.Enum(['back', 'jumped', 'others']), byMs: Type.Number() }),
  Type.Null(),
]);

export const NoticeList = Type.Object({
  v: Type.Literal(1),
  now: Instant,
  doubt: Doubt,
  notices: Type.Array(NoticeView),
});

/** An escalation that is ready to be read: text made from times and codes, without links. */
export const EscalationList = Type.Object({
  v: Type.Literal(1),
  escalations: Type.Array(
    Type.Object({
      id: Id,
      notice: Id,
      regime: Code,
      authority: Type.String(),
      at: Instant,
      text: Type.String(),
      ur: Maybe(Type.String({ description: 'the same in Urdu, where the office is a Pakistani one' })),
    }),
  ),
});

/** The document that waits to be carried by a person, as it was approved. */
export const DocumentView = Type.Object({ v: Type.Literal(1), document: DocumentShape });
