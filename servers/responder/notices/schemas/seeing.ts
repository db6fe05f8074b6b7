import { Type } from 'typebox';
import { Code, closed } from './words.ts';

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
