import type { App } from '@amaan/http';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { listAccounts, proposeAccount, settleAccount } from './accounts.ts';

const closed = { additionalProperties: false };
const security = [{ key: [] }];
const config = { class: 'api' } as const;
const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Content = Type.String({ pattern: '^[1-9][0-9]{0,15}$' });
const Done = Type.Object({ v: Type.Literal(1) });

/** The site's own name of an account, as the gate's query takes it. */
export const Account = Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' });

const Accounts = Type.Object({
  v: Type.Literal(1),
  accounts: Type.Array(
    Type.Object({
      id: Id,
      account: Type.String(),
      bank: Type.String(),
      content: Type.String(),
      mine: Type.Boolean({ description: 'asked for by the key of this request' }),
      proposedAt: Type.String(),
      until: Type.Union([Type.String(), Type.Null()], { description: 'null: it waits for a second person' }),
      passes: Type.Integer({ description: 'uploads that were not held because of it' }),
    }),
  ),
});

/**
 * Adds `/v1/own-accounts`: accounts whose holder is the person shown in one picture, so that her own posts of it are not
 * held. Role curate or admin; always two people.
 */
export function accountRoutes(app: App, context: Context): void {
  const { keys, store } = context;
  app.get(
    '/v1/own-accounts',
    { config, schema: { security, summary: 'Accounts of persons shown', response: { 200: Accounts } } },
    async (request) => {
      const caller = keys.require(request, context.now(), 'curate', 'admin');
      const all = await listAccounts(store.db, context.now());
      return {
        v: 1 as const,
        accounts: all.map(({ proposedBy, proposedAt, until, ...each }) => ({
          ...each,
          mine: proposedBy === caller.id,
          proposedAt: proposedAt.toISOString(),
          until: until?.toISOString() ?? null,
        })),
      };
    },
  );
  app.post(
    '/v1/own-accounts',
    {
      config,
      schema: {
        security,
        summary: 'Ask for a listing; a second person must agree',
        body: Type.Object({ v: Type.Literal(1), account: Account, content: Content }, closed),
        response: { 202: Done },
      },
    },
    async (request, reply) => {
      const caller = keys.require(request, context.now(), 'curate', 'admin');
      const { account, content } = request.body;
      await store.transaction((trx) => proposeAccount(trx, context, caller, account, content));
      return reply.code(202).send({ v: 1 as const });
    },
  );
  app.post(
    '/v1/own-accounts/:id',
    {
      config,
      schema: {
        security,
        summary: 'Agree to a listing, or end it',
        params: Type.Object({ id: Id }, closed),
        body: Type.Object({ v: Type.Literal(1), answer: Type.Enum(['agree', 'end']) }, closed),
        response: { 200: Done },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'curate', 'admin');
      await settleAccount(context, caller, request.params.id, request.body.answer);
      return { v: 1 as const };
    },
  );
}
