import type { App } from '@amaan/http';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { lagOf, listSources, type SourceStatus, WIRES } from '../exchange/sources.ts';
import { waitingSignals } from './waiting.ts';

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

const WaitingView = Type.Object({
  bank: Type.String(),
  content: Type.String(),
  exchange: orNull(Type.String()),
  blocked: Type.Integer(),
  notBlocked: Type.Integer(),
  there: Type.Boolean({ description: 'suspended at its exchange too' }),
  addedAt: Instant,
});

const Operations = Type.Object({
  v: Type.Literal(1),
  exchanges: Type.Array(ExchangeView),
  waiting: Type.Object({ total: Type.Integer(), signals: Type.Array(WaitingView) }),
});

/** Adds `GET /v1/operations`: exchanges and suspended signals, for curators and administrators. */
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
      const { total, signals } = await waitingSignals(db);
      return {
        v: 1 as const,
        exchanges: sources.map((source) =>
          exchangeView(
            source,
            rows.filter((row) => row.source === source.name),
            context.now(),
          ),
        ),
        waiting: {
          total,
          signals: signals.map((signal) => ({ ...signal, addedAt: signal.addedAt.toISOString() })),
        },
      };
    },
  );
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
