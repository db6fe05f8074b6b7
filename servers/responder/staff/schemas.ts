import { APPROVAL_KINDS, DECLARATION_REASONS, PROPOSAL_KINDS } from '@amaan/custody';
import { Type } from 'typebox';

const closed = { additionalProperties: false };
const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Hex64 = Type.String({ pattern: '^[0-9a-f]{128}$' });
const Age = Type.String({ description: 'An age file in base64', minLength: 280, maxLength: 262_144 });
const Recipient = Type.String({ pattern: '^age1[02-9ac-hj-np-z]{58}$' });
const Code = Type.String({ minLength: 8, maxLength: 40 });
const Role = Type.Enum(['caseworker', 'supervisor', 'admin']);
const open = { additionalProperties: true };

export const Front = Type.Object({
  v: Type.Literal(1),
  profile: Type.Enum(['demo', 'production']),
  first: Type.Boolean({
    description: 'Nobody works here yet: the one-time code makes the first administrator',
  }),
});

export const JoinStartBody = Type.Object({ v: Type.Literal(1), code: Code }, closed);
export const JoinStart = Type.Object({
  v: Type.Literal(1),
  id: Id,
  role: Role,
  options: Type.Object({}, { ...open, description: 'WebAuthn creation options' }),
});

const Phrase = Type.Object({ locator: Hex32, proof: Hex32, wrapped: Age }, closed);
const WebAuthnAnswer = Type.Object(
  {
    id: Type.String({ maxLength: 2000 }),
    rawId: Type.String({ maxLength: 2000 }),
    type: Type.Literal('public-key'),
    response: Type.Object({}, open),
    clientExtensionResults: Type.Object({}, open),
    authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
);
export const PasskeyBody = Type.Object({ response: WebAuthnAnswer, wrapped: Age }, closed);

const Pledge = Type.Object(
  {
    v: Type.Literal(1),
    version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    lang: Type.Enum(['en', 'ur']),
    day: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    sig: Hex64,
  },
  closed,
);
const PledgedUntil = Type.Union([Type.String(), Type.Null()], {
  description: "The last day of the signed pledge; null: today's wording is not signed",
});
export const NewPledgeBody = Type.Object({ v: Type.Literal(1), pledge: Pledge }, closed);
export const Pledged = Type.Object({ v: Type.Literal(1), pledgedUntil: Type.String() });

export const JoinBody = Type.Object(
  {
    v: Type.Literal(1),
    code: Code,
    id: Id,
    name: Type.String({ minLength: 1, maxLength: 80 }),
    recipient: Recipient,
    signKey: Hex32,
    sig: Hex64,
    pledge: Pledge,
    phrase: Phrase,
    passkey: Type.Optional(PasskeyBody),
  },
  closed,
);

export const Me = Type.Object({
  id: Id,
  name: Type.String(),
  role: Role,
  intake: Type.Boolean(),
  recipient: Recipient,
  pledgedUntil: PledgedUntil,
  rights: Type.Object({
    people: Type.Boolean(),
    team: Type.Boolean(),
    approve: Type.Boolean(),
    hold: Type.Boolean(),
  }),
});
export const Session = Type.Object({ v: Type.Literal(1), token: Type.String(), me: Me, wrapped: Age });
export const PhraseBody = Type.Object({ v: Type.Literal(1), locator: Hex32, proof: Hex32 }, closed);
export const PasskeySignInBody = Type.Object({ v: Type.Literal(1), response: WebAuthnAnswer }, closed);
export const Options = Type.Object({
  v: Type.Literal(1),
  options: Type.Object({}, { ...open, description: 'WebAuthn options' }),
});
export const NewPhraseBody = Type.Object({ v: Type.Literal(1), phrase: Phrase }, closed);
export const NewPasskeyBody = Type.Object({ v: Type.Literal(1), passkey: PasskeyBody }, closed);

export const People = Type.Object({
  v: Type.Literal(1),
  people: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      role: Role,
      intake: Type.Boolean(),
      recipient: Recipient,
      passkeys: Type.Integer(),
      joinedAt: Type.String(),
      pledgedUntil: PledgedUntil,
    }),
  ),
  directory: Type.Object({ v: Type.Literal(1), body: Type.String(), key: Hex32, sig: Type.String() }),
  pin: Hex32,
  minorReports: Type.Optional(
    Type.String({ description: "Who holds cases of minors and reports them, in the operator's words" }),
  ),
});
export const InviteBody = Type.Object({ v: Type.Literal(1), role: Role, intake: Type.Boolean() }, closed);
export const Invited = Type.Object({ v: Type.Literal(1), code: Type.String() });
export const PersonParams = Type.Object({ id: Id }, closed);
export const PersonBody = Type.Object(
  {
    v: Type.Literal(1),
    role: Type.Optional(Role),
    intake: Type.Optional(Type.Boolean()),
    leaves: Type.Optional(Type.Literal(true)),
    strand: Type.Optional(Type.Literal(true)),
  },
  closed,
);

const Alias = Type.Object({ en: Type.String(), ur: Type.String() });
const Status = Type.Object({}, { ...open, description: 'CaseStatus: the projection of the ledger' });
export const CaseLines = Type.Object({
  v: Type.Literal(1),
  now: Type.String(),
  cases: Type.Array(
    Type.Object({
      id: Id,
      alias: Alias,
      urgent: Type.Boolean(),
      held: Type.Boolean(),
      holders: Type.Optional(Type.Array(Id, { description: 'who can open it, where she is in danger now' })),
      status: Status,
    }),
  ),
});
export const CaseParams = Type.Object({ caseId: Id }, closed);
export const CaseAnswer = Type.Object({
  v: Type.Literal(1),
  case: Type.Object(
    { id: Id, alias: Alias, urgent: Type.Boolean(), status: Status },
    { ...open, description: 'The sealed items, the grant that opens them, and the ledger' },
  ),
});
/** `keysDigest` of the case's keys that something was sealed under; 409 `changed` where they are no longer those. */
const Under = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const MessageBody = Type.Object({ v: Type.Literal(1), id: Id, under: Under, sealed: Age }, closed);
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Grant = Type.Object(
  {
    to: Recipient,
    kind: Type.Enum(['survivor', 'staff', 'recovery', 'helper']),
    compartments: Type.Array(Type.Enum(['story', 'links', 'messages', 'exhibits']), { maxItems: 4 }),
    sealed: Age,
  },
  closed,
);
const ApprovalKind = Type.Enum([...APPROVAL_KINDS]);
export const ApprovalBody = Type.Object(
  { v: Type.Literal(1), id: Id, under: Under, kind: ApprovalKind, grant: Grant },
  closed,
);
const asked = { v: Type.Literal(1), id: Id } as const;
export const ProposalBody = Type.Union([
  Type.Object(
    { ...asked, state: Type.Literal('passed'), reason: Type.Enum([...DECLARATION_REASONS.passed]) },
    closed,
  ),
  Type.Object(
    { ...asked, state: Type.Literal('candidate'), reason: Type.Enum([...DECLARATION_REASONS.candidate]) },
    closed,
  ),
  Type.Object(
    {
      ...asked,
      state: Type.Literal('corroborated'),
      reason: Type.Enum([...DECLARATION_REASONS.corroborated]),
    },
    closed,
  ),
  Type.Object(
    { ...asked, state: Type.Literal('refused'), reason: Type.Enum([...DECLARATION_REASONS.refused]) },
    closed,
  ),
]);
export const OwnDecisionBody = Type.Union([
  Type.Object(
    {
      v: Type.Literal(1),
      state: Type.Literal('suspended'),
      reason: Type.Enum([...DECLARATION_REASONS.suspended]),
    },
    closed,
  ),
  Type.Object(
    {
      v: Type.Literal(1),
      state: Type.Literal('corroborated'),
      reason: Type.Literal('platform-review'),
    },
    closed,
  ),
]);
export const ApprovalParams = Type.Object({ approval: Id }, closed);
export const Approvals = Type.Object({
  v: Type.Literal(1),
  approvals: Type.Array(
    Type.Object({
      id: Id,
      caseId: Id,
      alias: Alias,
      kind: Type.Enum([...APPROVAL_KINDS, ...PROPOSAL_KINDS]),
      recipient: Type.Optional(Recipient),
      reason: Type.Optional(Type.String({ description: 'Why it is decided so about the declaration' })),
      askedBy: Id,
      askedAt: Type.String(),
      approvedBy: Type.Optional(Id),
    }),
  ),
});
export const Package = Type.Object({
  v: Type.Literal(1),
  package: Type.Object({}, { ...open, description: 'CasePackage' }),
});
export const RotateBody = Type.Object(
  {
    v: Type.Literal(1),
    under: Under,
    keys: Type.Object(
      { story: Recipient, links: Recipient, messages: Recipient, exhibits: Recipient },
      closed,
    ),
    grants: Type.Array(Grant, { minItems: 1, maxItems: 60 }),
    resealed: Type.Array(Type.Object({ id: Id, sealed: Age }, closed), { maxItems: 20_000 }),
  },
  closed,
);
export const TaskBody = Type.Object(
  {
    v: Type.Literal(1),
    id: Id,
    under: Under,
    sealed: Age,
    due: Type.Optional(Day),
    staff: Type.Optional(Id),
  },
  closed,
);
export const MessageParams = Type.Object({ caseId: Id, message: Id }, closed);
export const HideBody = Type.Object(
  { v: Type.Literal(1), kind: Type.Enum(['insult', 'threat', 'sexual', 'none']) },
  closed,
);
export const DemandBody = Type.Object(
  { v: Type.Literal(1), outcome: Type.Enum(['given', 'nothing']) },
  closed,
);
export const TaskParams = Type.Object({ caseId: Id, task: Id }, closed);
export const TaskChange = Type.Object(
  {
    v: Type.Literal(1),
    state: Type.Enum(['open', 'done']),
    due: Type.Optional(Day),
    staff: Type.Optional(Id),
  },
  closed,
);
export const ReferralParams = Type.Object({ caseId: Id, referral: Id }, closed);
export const HoldBody = Type.Object(
  { v: Type.Literal(1), until: Day, reason: Type.Enum(['court', 'police', 'regulator', 'complaint']) },
  closed,
);
const Count = Type.Integer();
export const Team = Type.Object({
  v: Type.Literal(1),
  members: Type.Array(
    Type.Object({ staff: Type.Optional(Id), open: Count, waiting: Count, tasks: Count, overdue: Count }),
  ),
  days: Type.Array(Type.Object({ day: Type.String(), opened: Count, answered: Count })),
  firstAnswerHours: Type.Array(Type.Number()),
  staleKeys: Count,
});
export const AssignBody = Type.Object({ v: Type.Literal(1), staff: Id }, closed);
export const CloseBody = Type.Object(
  { v: Type.Literal(1), reason: Type.Enum(['done', 'asked', 'no-contact', 'passed-on', 'out-of-scope']) },
  closed,
);
export const Done = Type.Object({ v: Type.Literal(1), ok: Type.Literal(true) });
