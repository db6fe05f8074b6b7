import { type App, HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';
import { Type } from 'typebox';
import { alarms, settleSuspended } from './alarms.ts';
import type { ExchangeContext } from './routes.ts';

const config = { class: 'api' } as const;
const security = [{ key: [] }];
const Code = Type.String();
const Instant = Type.String({ format: 'date-time' });
const Nullable = (type: ReturnType<typeof Type.String>) => Type.Union([type, Type.Null()]);

const AlarmsAnswer = Type.Object({
  v: Type.Literal(1),
  suspended: Type.Array(
    Type.Object({
      entry: Code,
      caseId: Nullable(Type.String()),
      since: Instant,
      ageDoubt: Type.Boolean({ description: 'somebody doubts that the person shown is an adult' }),
      blocked: Type.Integer({ description: 'partners that confirmed it' }),
      notBlocked: Type.Integer({ description: 'partners that said it is wrong' }),
    }),
  ),
  purges: Type.Array(Type.Object({ partner: Code, entry: Code, since: Instant, overdue: Type.Boolean() })),
  outOfSync: Type.Array(Type.Object({ partner: Code, fetchedAt: Nullable(Instant) })),
  low: Type.Array(Type.Object({ partner: Code, submitted: Type.Integer(), refused: Type.Integer() }), {
    description: 'partners whose submissions rest until a person has looked',
  }),
  minorsWaiting: Type.Integer(),
  leaks: Type.Array(Type.Object({ partner: Code, seen: Type.String(), at: Instant }), {
    description: 'partners whose canaries were seen elsewhere',
  }),
});
const Params = Type.Object({ entry: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
const SettleBody = Type.Object(
  { v: Type.Literal(1), settlement: Type.Enum(['restore', 'withdraw']) },
  { additionalProperties: false },
);
const Done = Type.Object({ v: Type.Literal(1), ok: Type.Boolean() });

/** Who settles, as ledgers name them. */
interface Settler {
  readonly id: string;
  readonly role: 'caseworker' | 'supervisor' | 'admin';
}

/** What a settlement means for the case that an entry is from. */
export interface CaseOfEntry {
  /** Waits for other writers of the case, before the exchange's clock is taken. */
  hold(trx: QueryExecutorProvider, caseId: string): Promise<unknown>;
  /** Tells the case's ledger that a person withdrew the entry. */
  withdrawn(trx: QueryExecutorProvider, caseId: string, entry: string, by: Settler): Promise<void>;
}

/**
 * Adds what staff see of the exchange, on the console's origin.
 *
 * @param signedIn refuses a request without a session that may see this
 */
export function exchangeStaffRoutes(
  app: App,
  context: Pick<ExchangeContext, 'db' | 'transaction' | 'now' | 'atRest'> & CaseOfEntry,
  signedIn: (request: FastifyRequest) => Promise<Settler>,
): void {
  app.get(
    '/v1/exchange/alarms',
    {
      config,
      schema: {
        security,
        summary: 'What of the exchange waits for a person',
        response: { 200: AlarmsAnswer },
      },
    },
    async (request) => {
      await signedIn(request);
      const found = await alarms(context.db, context.now());
      return {
        v: 1 as const,
        suspended: found.suspended.map((one) => ({ ...one, since: one.since.toISOString() })),
        purges: found.purges.map((one) => ({ ...one, since: one.since.toISOString() })),
        outOfSync: found.outOfSync.map((one) => ({
          ...one,
          fetchedAt: one.fetchedAt?.toISOString() ?? null,
        })),
        low: found.low.map((one) => ({ ...one })),
        minorsWaiting: found.minorsWaiting,
        leaks: found.leaks.map((one) => ({ ...one, at: one.at.toISOString() })),
      };
    },
  );

  app.post(
    '/v1/exchange/entries/:entry/settle',
    {
      config,
      schema: {
        security,
        summary: 'Bring a suspended entry back, or withdraw it',
        params: Params,
        body: SettleBody,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { id, role } = await signedIn(request);
      const { entry } = request.params;
      const { settlement } = request.body;
      const settled = await context.transaction(async (trx) => {
        const caseId = await caseOf(trx, entry);
        if (caseId !== null) await context.hold(trx, caseId);
        const done = await settleSuspended(trx, context.atRest, entry, settlement, id, context.now());
        if (done && caseId !== null && settlement === 'withdraw')
          await context.withdrawn(trx, caseId, entry, { id, role });
        return done;
      });
      if (!settled) throw new HttpError(409, 'not-suspended', 'This entry is not suspended any more.');
      return { v: 1 as const, ok: true };
    },
  );
}

async function caseOf(trx: QueryExecutorProvider, entry: string): Promise<string | null> {
  const { rows } = await sql<{ caseId: string | null }>`
    select case_id as "caseId" from exchange_entry where id = ${entry}`.execute(trx);
  return rows[0]?.caseId ?? null;
}
