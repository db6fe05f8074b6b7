import { MAX_SEALED_NOTICE } from '@amaan/custody';
import { EXAMPLE } from '@amaan/http';
import { CHANNELS, FORM_FIELDS, REMINDERS } from '@amaan/notice';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$' });
const Instant = Type.String({ description: 'UTC, ISO 8601' });
const Moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?$',
  description: 'an instant, or a day where only the day is known',
});
const Maybe = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);

/** A legal row as staff see it: always marked draft until the installation records a lawyer's review. */
export const RegimeView = Type.Object({
  id: Type.String(),
  family: Type.String(),
  jurisdiction: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  cite: Type.String(),
  time: Type.String(),
  addressee: Type.String(),
  claimants: Type.Array(Type.String()),
  elements: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), required: Type.Boolean() })),
  linkTests: Type.Array(Type.Object({ id: Type.String(), question: Type.String() })),
  exposesIdentity: Type.Enum(['yes', 'no', 'unknown']),
  note: Type.Union([Type.String(), Type.Null()]),
  draft: Type.Boolean(),
  stale: Type.Boolean(),
  digest: Digest,
});

const Said = Type.Object({ en: Type.String(), ur: Type.String() });

/** A platform or authority that notices can go to. */
export const AddresseeView = Type.Object({
  code: Code,
  name: Type.String(),
  kind: Type.Enum(['platform', 'host', 'search', 'authority', 'officer']),
  hosts: Type.Array(Type.String()),
  channels: Type.Array(Type.Enum([...CHANNELS])),
  form: Maybe(Type.String()),
  languages: Type.Array(Type.String()),
  fields: Type.Array(Type.Enum([...FORM_FIELDS])),
  works: Said,
  wording: Type.Union([Said, Type.Null()]),
  refuses: Type.Array(Said),
  alternatives: Type.Array(Said),
  regimes: Type.Array(Type.String()),
  checkedOn: Maybe(Type.String({ description: 'the last day on which somebody tried it' })),
  checkedBy: Maybe(Type.String({ description: 'who of this helpline; null for the day that was shipped' })),
  stale: Type.Boolean(),
});

/** Somebody tried how an addressee takes notices, on this day. */
export const CheckBody = Type.Object(
  { v: Type.Literal(1), on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) },
  closed,
);
export const AddresseeParams = Type.Object({ addressee: Code }, closed);

const DocumentShape = Type.Unknown({
  description: 'the notice document of docs/protocol/notice.md, whole',
  examples: [{ v: 1, id: EXAMPLE.id, regime: 'US-223a', digest: EXAMPLE.hash }],
});

/** The document that waits to be carried by a person, as it was approved. */
export const DocumentView = Type.Object({ v: Type.Literal(1), document: DocumentShape });

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
/** The address of a calendar feed; it is a secret of its holder and shown once. */
export const FeedMade = Type.Object({ v: Type.Literal(1), path: Type.String() });
export const FeedParams = Type.Object(
  { feed: Type.String({ pattern: '^[A-Za-z0-9_-]{32}\\.ics$' }) },
  closed,
);
/** How long content stays up after proof of receipt, by addressee: milliseconds and shares from 0 to 1. */
export const TimesList = Type.Object({
  v: Type.Literal(1),
  addressees: Type.Array(
    Type.Object({
      addressee: Code,
      notices: Type.Integer(),
      removed: Type.Integer(),
      median: Type.Union([Type.Number(), Type.Null()]),
      steps: Type.Array(Type.Object({ after: Type.Number(), still: Type.Number() })),
    }),
  ),
});
export const RegimeList = Type.Object({ v: Type.Literal(1), regimes: Type.Array(RegimeView) });
/** Also who signs, and the address for the document's `reply.url`, in which `{notice}` stands for the notice's id. */
export const AddresseeList = Type.Object({
  v: Type.Literal(1),
  sender: Type.Object({ name: Type.String(), contact: Type.String() }),
  reply: Type.String(),
  contentAuthority: Type.String({ description: 'where Pakistani applications go' }),
  addressees: Type.Array(AddresseeView),
});

/** A row of the law with what this installation knows of it: who read it, in the very file that is loaded. */
const LawRow = Type.Object({
  id: Code,
  jurisdiction: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  cite: Type.String(),
  time: Type.String(),
  note: Maybe(Type.String()),
  inForce: Type.Boolean(),
  checkedOn: Type.String(),
  stale: Type.Boolean(),
  digest: Digest,
  reviews: Type.Array(Type.Object({ lawyer: Type.String(), on: Type.String() })),
});
export const LawList = Type.Object({ v: Type.Literal(1), rows: Type.Array(LawRow) });

export const CaseParams = Type.Object({ caseId: Id }, closed);
export const NoticeParams = Type.Object({ caseId: Id, notice: Id }, closed);
export const StatusParams = Type.Object({ notice: Id }, closed);

export const RegimeParams = Type.Object({ regime: Code }, closed);

const SealedNotice = Type.String({
  description: 'An age file in base64',
  pattern: '^[A-Za-z0-9+/]+=*$',
  minLength: 280,
  maxLength: MAX_SEALED_NOTICE,
});

/** A draft as the server may know it: its text is sealed to the case until it is approved. */
export const DraftBody = Type.Object(
  {
    v: Type.Literal(1),
    id: Id,
    regime: Code,
    regimeVersion: Code,
    addressee: Code,
    channel: Type.Enum([...CHANNELS]),
    links: Type.Integer({ minimum: 1, maximum: 500 }),
    digest: Digest,
    previous: Type.Optional(Id),
    /** `keysDigest` of the case's keys, under which both of these are sealed. */
    under: Digest,
    /** The exact text, sealed to the case's story: she reads it with her receipt before anything leaves. */
    sealed: SealedNotice,
    /** Which of her links it lists, sealed to the case's links. */
    places: Type.Object({ id: Id, sealed: SealedNotice }, closed),
  },
  closed,
);
export type DraftBodyShape = Static<typeof DraftBody>;

/** The text of a draft as it is sealed to the case. */
export const SealedText = Type.Object({ v: Type.Literal(1), sealed: SealedNotice });

/** Approval hands over the notice document of `kernels/notice/document.ts`, exactly as it will leave. */
export const ApproveBody = Type.Object(
  {
    v: Type.Literal(1),
    document: DocumentShape,
    answers: Type.Record(Type.String({ pattern: '^[A-Za-z0-9_]{1,60}$' }), Type.Enum(['yes', 'no'])),
    secondYes: Type.Boolean(),
  },
  closed,
);
export type ApproveBodyShape = Static<typeof ApproveBody>;

export const PROOFS = [
  'auto-reply',
  'ticket',
  'delivery-receipt',
  'stamped-copy',
  'registered-post',
] as const;

/** What a person enters after something happened outside: proof, answer, what was seen, a withdrawal. */
export const FactBody = Type.Union([
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('sent') }, closed),
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('notSent') }, closed),
  Type.Object(
    {
      v: Type.Literal(1),
      fact: Type.Literal('receipted'),
      at: Type.String({ description: 'an instant, or a day where only the day is known' }),
      kind: Type.Enum([...PROOFS]),
      proof: Digest,
      number: Type.Optional(Code),
      mail: Type.Optional(Id),
    },
    closed,
  ),
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('bounced'), mail: Type.Optional(Id) }, closed),
  // They ask for what the row does not list (an ID card, an account): logged, and the clock runs on.
  Type.Object(
    { v: Type.Literal(1), fact: Type.Literal('asked'), what: Code, mail: Type.Optional(Id) },
    closed,
  ),
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('otherMail'), mail: Id }, closed),
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('incomplete'), element: Code }, closed),
  Type.Object(
    {
      v: Type.Literal(1),
      fact: Type.Literal('answered'),
      answer: Type.Enum(['decided', 'removed', 'refused', 'needsMore']),
      // When it came, where that was before today: a time to appeal runs from then.
      at: Type.Optional(Moment),
      mail: Type.Optional(Id),
    },
    closed,
  ),
  Type.Object(
    {
      v: Type.Literal(1),
      fact: Type.Literal('looked'),
      link: Type.Integer({ minimum: 0, maximum: 499 }),
      state: Type.Enum(['present', 'missing', 'uncertain']),
    },
    closed,
  ),
  Type.Object(
    {
      v: Type.Literal(1),
      fact: Type.Literal('reminderDone'),
      what: Code,
      day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    },
    closed,
  ),
  // What others did that moves a clock: an order, a removal notice, an extension with its new end.
  Type.Object(
    {
      v: Type.Literal(1),
      fact: Type.Literal('happened'),
      what: Code,
      at: Moment,
      until: Type.Optional(Moment),
    },
    closed,
  ),
  Type.Object({ v: Type.Literal(1), fact: Type.Literal('withdrawn') }, closed),
]);
export type FactBodyShape = Static<typeof FactBody>;

/** Who read a row of the law, and when; `fileDigest` is the `digest` of `RegimeView`. */
export const ReviewBody = Type.Object(
  {
    v: Type.Literal(1),
    fileDigest: Digest,
    lawyer: Type.String({ minLength: 3, maxLength: 200 }),
    on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  },
  closed,
);
export type ReviewBodyShape = Static<typeof ReviewBody>;

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
    }),
  ),
});
