import { AmaanError } from '@amaan/base';
import { MAX_RADIUS } from '@amaan/bank';
import { type App, HttpError } from '@amaan/http';
import { type QueryExecutorProvider, sql } from 'kysely';
import { Type } from 'typebox';
import { takeNews } from '../banks/news.ts';
import type { Context } from '../context.ts';
import { addSource, changeSource, checkSource, removeSource } from '../exchange/sources.ts';
import { noteAct } from '../hma/note-act.ts';

const closed = { additionalProperties: false };
const security = [{ key: [] }];
const config = { class: 'api' } as const;

const Name = Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$' });
const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '^[!-+\\--~]+$' });
const Keys = Type.Object(
  {
    fetch: Key,
    subscription: Key,
    submit: Type.Optional(Key),
    feedback: Type.Optional(Key),
  },
  { ...closed, description: 'kept encrypted, and told to nobody again' },
);
const Url = Type.String({ minLength: 1, maxLength: 500 });
const Seconds = Type.Integer({ minimum: 1, maximum: 86_400, description: 'between two looks' });

const NewExchange = Type.Object(
  {
    v: Type.Literal(1),
    name: Name,
    url: Url,
    publicKey: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{64}$', description: "there when it speaks Amaan's own wire" }),
    ),
    partner: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'our code there' })),
    keys: Keys,
    bank: Type.String({ pattern: '^[A-Z_][A-Z0-9_]{0,254}$' }),
    threshold: Type.Integer({ minimum: 0, maximum: MAX_RADIUS }),
    every: Type.Optional(Seconds),
    enabled: Type.Optional(Type.Boolean()),
  },
  closed,
);
const ExchangeChange = Type.Object(
  {
    v: Type.Literal(1),
    url: Type.Optional(Url),
    keys: Type.Optional(Keys),
    every: Type.Optional(Seconds),
    enabled: Type.Optional(Type.Boolean()),
  },
  closed,
);
const Params = Type.Object({ name: Name }, closed);
const Done = Type.Object({ v: Type.Literal(1), name: Name });
const EVERY_S = 30;

/** Adds `/v1/exchanges`: follow another exchange, change how one is followed, end one. Role admin; every act on record. */
export function exchangeRoutes(app: App, context: Context): void {
  const { store, atRest } = context;
  const production = context.config.profile === 'production';

  app.post(
    '/v1/exchanges',
    {
      config,
      schema: { security, summary: 'Follow an exchange', body: NewExchange, response: { 201: Done } },
    },
    async (request, reply) => {
      const caller = context.keys.require(request, context.now(), 'admin');
      const { v: _, every = EVERY_S, ...source } = request.body;
      await refusing(async () => {
        checkSource(source, production);
        await store.transaction(async (trx) => {
          const settings = { ...source, partner: source.partner ?? source.name, pollEvery: every * 1000 };
          await addSource(trx, atRest, settings, context.now());
          await noteAct(trx, context, caller, 'exchange.made', source.bank);
        });
      });
      await takeNews(context);
      return reply.code(201).send({ v: 1 as const, name: source.name });
    },
  );

  app.put(
    '/v1/exchanges/:name',
    {
      config,
      schema: {
        security,
        summary: 'Change how an exchange is followed; what is not given stays',
        params: Params,
        body: ExchangeChange,
        response: { 200: Done },
      },
    },
    async (request) => {
      const caller = context.keys.require(request, context.now(), 'admin');
      const { name } = request.params;
      const { v: _, every, ...change } = request.body;
      await refusing(async () => {
        checkSource(change, production);
        await store.transaction(async (trx) => {
          const bank = await bankOf(trx, name);
          await changeSource(trx, atRest, name, {
            ...change,
            ...(every === undefined ? {} : { pollEvery: every * 1000 }),
          });
          await noteAct(trx, context, caller, 'exchange.changed', bank);
        });
      });
      return { v: 1 as const, name };
    },
  );

  app.delete(
    '/v1/exchanges/:name',
    {
      config,
      schema: {
        security,
        summary: 'End an exchange; what it delivered goes with it',
        params: Params,
        response: { 200: Done },
      },
    },
    async (request) => {
      const caller = context.keys.require(request, context.now(), 'admin');
      const { name } = request.params;
      await store.transaction(async (trx) => {
        const bank = await bankOf(trx, name);
        await removeSource(trx, name);
        await noteAct(trx, context, caller, 'exchange.ended', bank);
      });
      // Unmatchable when the answer goes out.
      await takeNews(context);
      return { v: 1 as const, name };
    },
  );
}

/** @throws HttpError 404 `exchange-unknown` */
async function bankOf(trx: QueryExecutorProvider, name: string): Promise<string> {
  const { rows } = await sql<{ bank: string }>`select bank from exchange_source where name = ${name}`.execute(
    trx,
  );
  if (!rows[0]) throw new HttpError(404, 'exchange-unknown', 'There is no exchange of this name.');
  return rows[0].bank;
}

/** A refusal by the exchanges' own rules is the caller's to mend. */
async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (
      error instanceof AmaanError &&
      !(error instanceof HttpError) &&
      /^(?:exchange|bank)-/.test(error.code)
    )
      throw new HttpError(error.code === 'exchange-exists' ? 409 : 400, error.code, error.message);
    throw error;
  }
}
