import { say } from '@amaan/base';
import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { lagOf, listSources, type SourceStatus, WIRES } from '../exchange/sources.ts';
import { listKeys } from '../keys/key-ring.ts';
import { halfUsed } from '../keys/probing.ts';
import { settleSignal } from './settle.ts';
import { SETTLEMENT_REASONS, SETTLEMENTS } from './settlements.ts';
import { type RestingSignal, suspendedSignals } from './waiting.ts';

const Instant = Type.String({ description: 'UTC, ISO 8601' });
const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);

/** How an exchange stands: no key and no hash. */
const ExchangeView = Type.Object({
  name: Type.String(),
  wire: Type.Enum([...WIRES]),
  url: orNull(Type.String()),
  bank: Type.String(),
  threshold: Type.Integer(),
  enabled: Type.Boolean(),
  hasCredentials: Type.Boolean(),
  pollEvery: Type.Integer({ description: 'milliseconds between two looks' }),
  checkpoint: Type.Integer({ description: 'a Unix second (stopncii) or a number (amaan)' }),
  fetchedAt: orNull(Instant),
  behind: Type.Union([Type.Integer(), Type.Null()], {
    description: 'milliseconds beyond its own pause; null: never fetched',
  }),
  failures: Type.Integer({ description: 'in a row' }),
  lastError: orNull(Type.String()),
  items: Type.Integer(),
  quarantined: Type.Array(Type.Object({ code: Type.String(), times: Type.Integer() })),
  gaps: Type.Integer(),
  feedbackWaiting: Type.Integer(),
  proofsWaiting: Type.Integer(),
});

const SignalView = Type.Object({
  bank: Type.String(),
  content: Type.String(),
  exchange: orNull(Type.String()),
  blocked: Type.Integer(),
  notBlocked: Type.Integer(),
  own: orNull(Type.String({ description: 'what our own reviewers said last' })),
  there: Type.Boolean({ description: 'suspended at its exchange too' }),
  addedAt: Instant,
  kept: orNull(Type.String({ description: 'why a person lets it rest' })),
});
const Signals = Type.Object({ total: Type.Integer(), signals: Type.Array(SignalView) });

const Operations = Type.Object({
  v: Type.Literal(1),
  exchanges: Type.Array(ExchangeView),
  waiting: Signals,
  kept: Signals,
  stoppedKeys: Type.Integer({ description: 'keys whose questions looked like probing' }),
  restingKeys: Type.Integer({
    description: 'keys that met as much by hash alone as they may in a day, and nobody has looked',
  }),
  halfKeys: Type.Integer({ description: 'keys that met half of that or more today' }),
  reasons: Type.Array(
    Type.Object({
      code: Type.String(),
      fits: Type.Array(Type.Enum([...SETTLEMENTS])),
      label: Type.Object({ en: Type.String(), ur: Type.String() }),
    }),
    { description: 'for settling a suspended signal' },
  ),
});
const closed = { additionalProperties: false };
const SettleParams = Type.Object({ content: Type.String({ pattern: '^[1-9][0-9]{0,15}$' }) }, closed);
const SettleBody = Type.Object(
  { v: Type.Literal(1), settlement: Type.Enum([...SETTLEMENTS]), reason: Type.String({ maxLength: 40 }) },
  closed,
);

/**
 * Adds `GET /v1/operations`: exchanges and suspended signals, for curators and administrators; and
 * `POST /v1/operations/signals/CONTENT`, with which a curator settles one.
 */
export function operationsRoute(app: App, context: Context): void {
  app.get(
    '/v1/operations',
    {
      config: { class: 'api' },
      schema: {
        security: [{ key: [] }],
        summary: 'How the exchanges stand, and which signals wait for a person',
        response: { 200: Operations },
      },
    },
    async (request) => {
      context.keys.require(request, context.now(), 'curate', 'admin');
      const { db } = context.store;
      const sources = await listSources(db);
      const { rows } = await sql<{ source: string; code: string; times: number }>`
        select source, code, sum(times)::int as times from exchange_quarantine group by source, code
        order by times desc, code`.execute(db);
      const { waiting, kept } = await suspendedSignals(db);
      const keys = (await listKeys(db)).filter((key) => !key.revokedAt);
      return {
        v: 1 as const,
        exchanges: sources.map((source) =>
          exchangeView(
            source,
            rows.filter((row) => row.source === source.name),
            context.now(),
          ),
        ),
        waiting: viewOf(waiting),
        kept: viewOf(kept),
        stoppedKeys: keys.filter((key) => key.stoppedAt).length,
        restingKeys: keys.filter((key) => key.restsUntil && !key.stoppedAt).length,
        halfKeys: keys.filter((key) => !key.restsUntil && halfUsed(context, key)).length,
        reasons: SETTLEMENT_REASONS.map(({ code, fits, label }) => ({
          code,
          fits: [...fits],
          label: { en: say('en', label), ur: say('ur', label) },
        })),
      };
    },
  );

  app.post(
    '/v1/operations/signals/:content',
    {
      config: { class: 'api' },
      schema: {
        security: [{ key: [] }],
        summary: 'Let a suspended signal rest, let it suggest again, or remove it',
        params: SettleParams,
        body: SettleBody,
        response: { 200: Type.Object({ v: Type.Literal(1) }) },
      },
    },
    async (request) => {
      const caller = context.keys.require(request, context.now(), 'curate');
      await settleSignal(context, caller, request.params.content, request.body);
      return { v: 1 as const };
    },
  );
}

function viewOf({ total, signals }: { total: number; signals: RestingSignal[] }): Static<typeof Signals> {
  return { total, signals: signals.map((each) => ({ ...each, addedAt: each.addedAt.toISOString() })) };
}

function exchangeView(
  source: SourceStatus,
  quarantined: readonly { code: string; times: number }[],
  now: Date,
): Static<typeof ExchangeView> {
  const { begunAt: _, ...told } = source;
  return {
    ...told,
    fetchedAt: source.fetchedAt?.toISOString() ?? null,
    behind: lagOf(source, now) ?? null,
    quarantined: quarantined.map(({ code, times }) => ({ code, times })),
  };
}
