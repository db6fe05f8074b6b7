import { type App } from '@amaan/http';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { settleRules, waitingRules } from './rule-changes.ts';

const closed = { additionalProperties: false };
const security = [{ key: [] }];
const config = { class: 'api' } as const;
const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });

const Waiting = Type.Object({
  v: Type.Literal(1),
  changes: Type.Array(
    Type.Object({
      id: Id,
      bank: Type.String(),
      wanted: Type.Object(
        {},
        { additionalProperties: true, description: 'as `PUT /v1/banks/NAME` takes it' },
      ),
      mine: Type.Boolean({ description: 'asked for by the key of this request' }),
      at: Type.String(),
    }),
  ),
});

/** Adds `/v1/rule-changes`: what waits for a second person, and that person's answer. Role admin. */
export function ruleRoutes(app: App, context: Context): void {
  app.get(
    '/v1/rule-changes',
    {
      config,
      schema: {
        security,
        summary: 'Changes of banks that wait for a second person',
        response: { 200: Waiting },
      },
    },
    async (request) => {
      const caller = context.keys.require(request, context.now(), 'admin');
      const changes = await waitingRules(context.store.db);
      return {
        v: 1 as const,
        changes: changes.map(({ id, bank, wanted, proposedBy, proposedAt }) => ({
          id,
          bank,
          wanted: { ...wanted },
          mine: proposedBy === caller.id,
          at: proposedAt.toISOString(),
        })),
      };
    },
  );
  app.post(
    '/v1/rule-changes/:id',
    {
      config,
      schema: {
        security,
        summary: 'Agree to a change, or turn it away',
        params: Type.Object({ id: Id }, closed),
        body: Type.Object({ v: Type.Literal(1), answer: Type.Enum(['agree', 'refuse']) }, closed),
        response: { 200: Type.Object({ v: Type.Literal(1) }) },
      },
    },
    async (request) => {
      const caller = context.keys.require(request, context.now(), 'admin');
      await settleRules(context, caller, request.params.id, request.body.answer);
      return { v: 1 as const };
    },
  );
}
