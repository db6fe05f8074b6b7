import { MAX_SEALED_NOTICE } from '@amaan/custody';
import { CHANNELS } from '@amaan/notice';
import { type Static, Type } from 'typebox';
import { closed, Code, Digest, DocumentShape, Id, Moment } from './words.ts';

export const CaseParams = Type.Object({ caseId: Id }, closed);

export const NoticeParams = Type.Object({ caseId: Id, notice: Id }, closed);

export const StatusParams = Type.Object({ notice: Id }, closed);

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
