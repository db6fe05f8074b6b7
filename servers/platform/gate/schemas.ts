import { EXAMPLE } from '@amaan/http';
import { Type } from 'typebox';
import { Account } from '../own-accounts/routes.ts';

/** The gate answer of the protocol. */
export const GateAnswer = Type.Object(
  {
    v: Type.Literal(1),
    decision: Type.Enum(['allow', 'review']),
    ticket: Type.String(),
    partial: Type.Optional(
      Type.Boolean({
        description:
          'true: the clip ends in its middle or goes on beyond a limit, and only what was read was compared',
      }),
    ),
    matches: Type.Array(
      Type.Object({
        bank: Type.String(),
        content: Type.String(),
        rule: Type.Enum(['plain', 'upload-view', 'aligned']),
        distance: Type.Integer(),
        view: Type.Optional(Type.String()),
        video: Type.Optional(
          Type.Object({
            queryPercent: Type.Integer({ description: 'part of the upload that meets the banked video' }),
            bankPercent: Type.Integer({ description: 'part of the banked video that the upload meets' }),
            mark: Type.Enum(['suggested', 'strong']),
          }),
        ),
      }),
    ),
  },
  {
    examples: [
      {
        v: 1,
        decision: 'review',
        ticket: EXAMPLE.id,
        matches: [{ bank: 'HELPLINE', content: '814467', rule: 'plain', distance: 6 }],
      },
    ],
  },
);

/** What the gate is asked beside the upload. */
export const MatchQuery = Type.Object(
  {
    item: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' })),
    account: Type.Optional(Account),
    lane: Type.Optional(
      Type.Enum(['live', 'slow'], { description: 'slow: hosted for long; gives way to new uploads' }),
    ),
  },
  { additionalProperties: false },
);

const SIGNALS = {
  v: 1,
  contentType: 'photo',
  width: 640,
  height: 480,
  orientation: 1,
  pdq: { hash: EXAMPLE.hash, quality: 98 },
  bytes: 0,
};

/** What may be sent besides the bytes themselves. */
const MatchBody = Type.Object(
  {
    v: Type.Literal(1),
    signals: Type.Optional(Type.Object({}, { additionalProperties: true, description: 'a SignalSet' })),
    url: Type.Optional(Type.String({ description: 'on a host that the operator listed' })),
  },
  { examples: [{ v: 1, signals: SIGNALS }] },
);

// Without a type, because what arrives under these content types is no JSON value to check.
const Bytes = Type.Unsafe<unknown>({ contentMediaType: 'application/octet-stream', description: 'the file' });
const Form = Type.Unsafe<unknown>({
  properties: { file: Bytes },
  description: 'one file, and no other field',
});

/** An upload as a body: JSON, the bytes themselves, or one file of a form. */
export const UploadBody = {
  content: {
    'application/json': { schema: MatchBody },
    'application/octet-stream': { schema: Bytes },
    'image/*': { schema: Bytes },
    'video/*': { schema: Bytes },
    'multipart/form-data': { schema: Form },
  },
};
