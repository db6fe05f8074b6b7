import { EXAMPLE } from '@amaan/http';
import { Type } from 'typebox';

export const closed = { additionalProperties: false };

export const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });

export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$' });

export const Instant = Type.String({ description: 'UTC, ISO 8601' });

export const Moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?$',
  description: 'an instant, or a day where only the day is known',
});

export const Maybe = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const DocumentShape = Type.Unknown({
  description: 'the notice document of docs/protocol/notice.md, whole',
  examples: [{ v: 1, id: EXAMPLE.id, regime: 'US-223a', digest: EXAMPLE.hash }],
});
