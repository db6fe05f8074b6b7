import { timingSafeEqual } from 'node:crypto';
import { type App, bearer, HttpError } from '@amaan/http';
import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { messagesOf, noticeSecret, receiveNotice } from './intake.ts';

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
    { config, bodyLimit: LIMIT, schema: { body: Type.Unknown(), response: { 200: Answer, 201: Answer } } },
    async (request, reply) => {
      const { answer, isNew } = await receiveNotice(context, request.body);
      return reply.code(isNew ? 201 : 200).send(answer);
    },
  );

  app.get(
    '/v1/notices/:number',
    { config, schema: { params: Params, security: [{ key: [] }], response: { 200: Messages } } },
    async (request) => {
      const { rows } = await sql<{ id: string }>`
        select id from notice where number = ${request.params.number}`.execute(context.store.db);
      const id = rows[0]?.id;
      const given = Buffer.from(bearer(request) ?? '');
      const wanted = Buffer.from(noticeSecret(context, id ?? ''));
      // One answer for a wrong number and a wrong secret.
      if (!id || given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new HttpError(404, 'notice.unknown', 'There is no notice with this number and secret.');
      return { v: 1 as const, messages: await messagesOf(context.store.db, id) };
    },
  );
}
