import { type App, bearer } from '@amaan/http';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { EXAMPLE_NOTICE } from './example.ts';
import { receiveNotice } from './intake.ts';
import { askAbout } from './status-of.ts';

const config = { class: 'api' } as const;
const LIMIT = 2_000_000;

const Status = Type.Object({
  v: Type.Literal(1),
  notice: Type.String(),
  number: Type.String(),
  event: Type.Enum(['acknowledged', 'decided', 'removed', 'refused', 'needsMore']),
  at: Type.String(),
  reason: Type.Optional(Type.String()),
  sig: Type.String(),
});
const Answer = Type.Object({ v: Type.Literal(1), key: Type.String(), secret: Type.String(), status: Status });
const Messages = Type.Object({ v: Type.Literal(1), messages: Type.Array(Status) });
const Params = Type.Object(
  { number: Type.String({ pattern: '^N-[0-9A-Z]{10}$' }) },
  { additionalProperties: false },
);

/** Adds the notice intake: open to every sender, because the law gives the right to notify to everyone. */
export function noticeRoutes(app: App, context: Context): void {
  app.post(
    '/v1/notices',
    {
      config,
      bodyLimit: LIMIT,
      schema: {
        summary: 'Hand in a notice',
        body: Type.Unknown({ description: 'a notice document', examples: [EXAMPLE_NOTICE] }),
        response: { 200: Answer, 201: Answer },
      },
    },
    async (request, reply) => {
      const { answer, isNew } = await receiveNotice(context, request.body);
      return reply.code(isNew ? 201 : 200).send(answer);
    },
  );

  app.get(
    '/v1/notices/:number',
    {
      config: { ...config, ownKey: true },
      schema: {
        summary: 'What was said about a notice',
        params: Params,
        security: [{ key: [] }],
        response: { 200: Messages },
      },
    },
    async (request) => {
      const messages = await askAbout(context, request.params.number, bearer(request) ?? '');
      return { v: 1 as const, messages };
    },
  );
}
