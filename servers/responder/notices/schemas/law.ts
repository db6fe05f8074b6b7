import { type Static, Type } from 'typebox';
import { Code, Digest, Maybe, closed } from './words.ts';

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
  /** How what was taken down under this row may come back: shown before it is chosen. */
  putBack: Type.Union([
    Type.Object({ id: Type.String(), cite: Type.String(), time: Type.String() }),
    Type.Null(),
  ]),
  note: Type.Union([Type.String(), Type.Null()]),
  draft: Type.Boolean(),
  stale: Type.Boolean(),
  digest: Digest,
});

export const RegimeList = Type.Object({ v: Type.Literal(1), regimes: Type.Array(RegimeView) });

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

export const RegimeParams = Type.Object({ regime: Code }, closed);

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
