import { CHANNELS, FORM_FIELDS } from '@amaan/notice';
import { Type } from 'typebox';
import { Code, Maybe, closed } from './words.ts';

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

/** Also who signs, and the address for the document's `reply.url`, in which `{notice}` stands for the notice's id. */
export const AddresseeList = Type.Object({
  v: Type.Literal(1),
  sender: Type.Object({ name: Type.String(), contact: Type.String() }),
  reply: Type.String(),
  contentAuthority: Type.String({ description: 'where Pakistani applications go' }),
  addressees: Type.Array(AddresseeView),
});
