import { MAX_RADIUS, type BankSettings } from '@amaan/bank';
import { type App, HttpError } from '@amaan/http';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import { BANK_AGES, claimBank } from './bank-age.ts';
import { ensureBank, writePolicy } from './bank-store.ts';
import { policyAfter } from './policy.ts';
import { changeRules } from './rule-changes.ts';

const closed = { additionalProperties: false };
const security = [{ key: [] }];
const Name = Type.String({ pattern: '^[A-Z_][A-Z0-9_]{0,254}$' });
const Threshold = Type.Integer({ minimum: 0, maximum: MAX_RADIUS, description: 'differing bits of 256' });

const Policy = {
  kind: Type.Enum(['match', 'suppress'], { description: 'suppress: known harmless pictures' }),
  threshold: Threshold,
  enabledRatio: Type.Number({ minimum: 0, maximum: 1, description: 'part of look-ups; 0 is off' }),
};
const AlignedOn = Type.Boolean({ description: 'compare with records of views (rule `aligned`) too' });

const Age = Type.Enum([...BANK_AGES], { description: 'whom its signals show; when it is made' });

/** A bank, its policy, and what it did since the server started. */
const BankView = Type.Object({
  name: Name,
  ...Policy,
  aligned: AlignedOn,
  silences: Type.Optional(Type.Array(Name, { description: 'absent: every bank' })),
  contents: Type.Integer(),
  since: Type.String({ description: 'UTC, ISO 8601: when counting began' }),
  matched: Type.Integer(),
  silenced: Type.Integer({ description: 'matches that a bank of harmless pictures silenced' }),
  distances: Type.Array(Type.Integer(), {
    description: 'look-ups by the distance of the nearest hash, 0 to 31, beyond the threshold too',
  }),
  preview: Type.Optional(
    Type.Object({
      threshold: Threshold,
      today: Type.Integer({ description: 'of the counted look-ups, those within the threshold of today' }),
      instead: Type.Integer({ description: 'those within the other one' }),
    }),
  ),
});

const BankBody = Type.Object(
  {
    age: Type.Optional(Age),
    kind: Type.Optional(Policy.kind),
    threshold: Type.Optional(Policy.threshold),
    enabledRatio: Type.Optional(Policy.enabledRatio),
    aligned: Type.Optional(AlignedOn),
    silences: Type.Optional(
      Type.Union([Type.Array(Name, { maxItems: 100 }), Type.Null()], { description: 'null: every bank' }),
    ),
  },
  closed,
);

/** Adds `/v1/banks`: policies, counts, and what another threshold would change. No answer holds a hash. */
export function bankRoutes(app: App, context: Context): void {
  const { banks, store, tallies } = context;
  const config = { class: 'api' } as const;
  const params = Type.Object({ name: Name }, closed);

  const viewOf = (
    { silences, aligned = false, ...bank }: BankSettings,
    threshold?: number,
  ): Static<typeof BankView> => {
    const { matched, silenced, distances } = tallies.of(bank.name);
    const within = (bits: number) => distances.slice(0, bits + 1).reduce((sum, count) => sum + count, 0);
    return {
      ...bank,
      aligned,
      ...(silences && { silences: [...silences] }),
      contents: banks.count(bank.name),
      since: tallies.since.toISOString(),
      matched,
      silenced,
      distances: [...distances],
      ...(threshold !== undefined && {
        preview: { threshold, today: within(bank.threshold), instead: within(threshold) },
      }),
    };
  };

  app.get(
    '/v1/banks',
    {
      config,
      schema: { security, summary: 'The banks and what they did', response: { 200: Type.Array(BankView) } },
    },
    async (request) => {
      context.keys.require(request, context.now(), 'curate', 'admin');
      return banks.list().map((bank) => viewOf(bank));
    },
  );

  app.get(
    '/v1/banks/:name',
    {
      config,
      schema: {
        security,
        summary: 'One bank; with a threshold, what that one would change',
        params,
        querystring: Type.Object({ threshold: Type.Optional(Threshold) }, closed),
        response: { 200: BankView },
      },
    },
    async (request) => {
      context.keys.require(request, context.now(), 'curate', 'admin');
      const bank = banks.get(request.params.name);
      if (!bank) throw new HttpError(404, 'bank-unknown', 'There is no bank of this name.');
      return viewOf(bank, request.query.threshold);
    },
  );

  app.put(
    '/v1/banks/:name',
    {
      config,
      schema: {
        security,
        summary: 'Make a bank (role curate), or change its policy (role admin); its contents stay',
        params,
        body: BankBody,
        response: {
          200: BankView,
          202: Type.Object(
            { v: Type.Literal(1), waits: Type.String({ description: 'the id of the change' }) },
            { description: 'it waits for a second person' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { age, ...body } = request.body;
      if (banks.get(name)) {
        const caller = context.keys.require(request, context.now(), 'admin');
        if (age !== undefined)
          throw new HttpError(
            400,
            'bank-age',
            'Whom a bank shows is said when it is made, once and for all.',
          );
        const made = await changeRules(context, caller, name, body);
        if ('waits' in made) return reply.code(202).send({ v: 1 as const, waits: made.waits });
        return viewOf(made.bank);
      }
      const caller = context.keys.require(request, context.now(), 'curate');
      const after = policyAfter(banks, name, body);
      await store.transaction(async (trx) => {
        await ensureBank(trx, after, context.now());
        await writePolicy(trx, after);
        if (age !== undefined) await claimBank(trx, name, age);
        await noteAct(trx, context, caller, 'bank.made', name);
      });
      banks.put(after);
      return viewOf(after);
    },
  );
}
