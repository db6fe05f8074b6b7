import { type Static, Type } from 'typebox';
import { APPEAL_GROUNDS, DECISIONS, JOB_KINDS, JOB_STATES, TWO_PEOPLE } from './words.ts';

const closed = { additionalProperties: false };
const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Instant = Type.String({ description: 'UTC, ISO 8601' });
const Texts = Type.Object({ en: Type.String(), ur: Type.String() });
const Word = Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{0,39}$' });

/** A suggested match as the rule saw it. There is no reported picture to show: only what matched, and how closely. */
export const MatchView = Type.Object({
  bank: Type.String(),
  content: Type.String(),
  rule: Type.Enum(['plain', 'upload-view', 'aligned']),
  distance: Type.Integer(),
  view: Type.Optional(Type.String()),
  /** The rectangle of the upload that matched, as fractions of its width and height. */
  rectangle: Type.Optional(
    Type.Object({ x: Type.Number(), y: Type.Number(), width: Type.Number(), height: Type.Number() }),
  ),
  /** When a clip matched, in seconds from its start; its sheet of stills shows that moment, framed. */
  at: Type.Optional(Type.Number()),
  /** How much of two videos meets, in percent. */
  video: Type.Optional(
    Type.Object({
      queryPercent: Type.Integer(),
      bankPercent: Type.Integer(),
      mark: Type.Enum(['suggested', 'strong']),
    }),
  ),
  /** Opinions of other platforms on this signal. */
  blocked: Type.Integer(),
  notBlocked: Type.Integer(),
});

/** A line of the queue. */
export const JobLine = Type.Object({
  id: Id,
  kind: Type.Enum([...JOB_KINDS]),
  state: Type.Enum([...JOB_STATES]),
  openedAt: Instant,
  dueAt: Instant,
  late: Type.Boolean(),
  /** Held by the caller. */
  mine: Type.Boolean(),
  claimedUntil: Type.Optional(Instant),
  distance: Type.Optional(Type.Integer({ description: 'the closest match' })),
  escalated: Type.Boolean(),
  /** A first person decided to remove it: why a second one is asked. */
  second: Type.Optional(Type.Enum([...TWO_PEOPLE])),
  /** Everybody with a key took part before: an administrator names a person from outside. */
  nobody: Type.Optional(Type.Boolean()),
  /** It may show a minor: only a trained person sees it, there is no media, and the decisions are minor, escalate and keep. */
  minors: Type.Optional(Type.Boolean()),
  /** How many open jobs hold exactly the same file; they can be decided together. */
  duplicates: Type.Integer(),
  /** The notice's number, where a notice asks for this. */
  notice: Type.Optional(Type.String()),
  regime: Type.Optional(Type.String()),
  decision: Type.Optional(Type.Enum([...DECISIONS])),
  reason: Type.Optional(Type.String()),
});

/** Everything about a job but its media. */
export const JobView = Type.Object({
  v: Type.Literal(1),
  job: JobLine,
  matches: Type.Array(MatchView),
  media: Type.Optional(
    Type.Object({ width: Type.Integer(), height: Type.Integer(), contentType: Type.String() }),
  ),
  /** Only a part of the clip could be read and compared: it ends in its middle, or goes on beyond a limit. */
  partial: Type.Optional(Type.Boolean()),
  events: Type.Array(Type.Object({ at: Instant, type: Type.String(), by: Type.String() })),
  /** What the notice says, for the person who holds the job; without names, contacts and signatures. */
  notice: Type.Optional(Type.Object({ onBehalf: Type.String(), says: Type.Array(Type.String()) })),
  appeal: Type.Optional(Type.Object({ ground: Type.Enum([...APPEAL_GROUNDS]), of: Id })),
  statement: Type.Optional(Type.Object({ policy: Type.String(), text: Texts })),
});

/** What today looks like; for drawing. */
export const Load = Type.Object({
  open: Type.Integer(),
  late: Type.Integer(),
  lateNotices: Type.Integer(),
  decidedToday: Type.Integer(),
  medianMinutes: Type.Union([Type.Number(), Type.Null()]),
  /** Today's decisions by the time that they took, each up to and without `under` minutes; the last has no end. */
  times: Type.Array(
    Type.Object({ under: Type.Union([Type.Integer(), Type.Null()]), decided: Type.Integer() }),
  ),
  /** The last 24 hours, oldest first: opened and decided in each. */
  hours: Type.Array(Type.Object({ opened: Type.Integer(), decided: Type.Integer() })),
});

export const Queue = Type.Object({
  v: Type.Literal(1),
  jobs: Type.Array(JobLine),
  load: Load,
  /** Open jobs that may show a minor, for a caller who is not trained to hold them; `nobody`: no trained person is left. */
  forTrained: Type.Optional(Type.Object({ waiting: Type.Integer(), nobody: Type.Boolean() })),
});

export const QueueQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['open', 'mine', 'decided'])),
    kind: Type.Optional(Type.Enum([...JOB_KINDS])),
    only: Type.Optional(Type.Enum(['late', 'escalated', 'second'])),
  },
  closed,
);

export const Front = Type.Object({
  v: Type.Literal(1),
  profile: Type.Enum(['demo', 'production']),
});

export const Session = Type.Object({
  v: Type.Literal(1),
  reviewer: Type.Object({ id: Id, name: Type.String() }),
  roles: Type.Array(Type.String()),
  reveals: Type.Object({ used: Type.Integer(), budget: Type.Integer() }),
  /** Who here reports what may show a minor, as the operator named them. */
  minorReports: Type.Optional(Type.String()),
});

export const JobParams = Type.Object({ id: Id }, closed);

export const RevealBody = Type.Object({ reason: Type.Enum(['decide', 'secondLook', 'appeal']) }, closed);

export const DecideBody = Type.Object(
  {
    decision: Type.Enum([...DECISIONS]),
    reason: Word,
    duplicates: Type.Optional(Type.Boolean()),
    sensitive: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const ReasonList = Type.Object({
  v: Type.Literal(1),
  reasons: Type.Array(
    Type.Object({
      code: Type.String(),
      fits: Type.Array(Type.Enum([...DECISIONS])),
      policy: Type.String(),
      label: Texts,
    }),
  ),
});

export const AppealBody = Type.Object(
  { v: Type.Literal(1), ticket: Id, ground: Type.Enum([...APPEAL_GROUNDS]) },
  closed,
);
export const AppealAnswer = Type.Object({ v: Type.Literal(1), appeal: Id, dueAt: Instant });

export type MatchViewShape = Static<typeof MatchView>;
export type JobLineShape = Static<typeof JobLine>;
export type JobViewShape = Static<typeof JobView>;
export type LoadShape = Static<typeof Load>;
