import { type App, HttpError } from '@amaan/http';
import { dayOf, requireAnother } from '@amaan/http/screen';
import { type Static, Type } from 'typebox';
import { type Context, newId } from '../context.ts';
import { noteAct } from '../hma/note-act.ts';
import { readJob, TRAINED } from '../review/actions.ts';
import { jobsForNobody } from '../review/who-is-left.ts';
import { JOB_KINDS } from '../review/words.ts';
import { resumeKey } from './probing.ts';
import {
  addKey,
  isLiving,
  type KeyFacts,
  listKeys,
  markTrained,
  MOST_A_SECOND,
  MOST_BARE,
  ROLES,
  revokeKey,
  setBareMatches,
} from './key-ring.ts';

const closed = { additionalProperties: false };
const security = [{ key: [] }];
const config = { class: 'api' } as const;
const SECRET_BYTES = 24;

const Id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Name = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[^\\s\\p{C}](?:[^\\p{C}]*[^\\s\\p{C}])?$',
});
const Roles = Type.Array(Type.Enum([...ROLES]), { minItems: 1, maxItems: ROLES.length, uniqueItems: true });

const BareMatches = Type.Integer({
  minimum: 0,
  maximum: MOST_BARE,
  description: 'banked contents that it may meet in a day by hashes alone; 0: any number',
});

/** A key without its secret. */
const KeyView = Type.Object({
  id: Id,
  name: Type.String(),
  roles: Type.Array(Type.Enum([...ROLES])),
  perSecond: Type.Union([Type.Integer(), Type.Null()], { description: "null: the installation's limit" }),
  lastUsed: Type.Union([Type.String(), Type.Null()], { description: 'a day, UTC; never the hour' }),
  createdAt: Type.String(),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  mine: Type.Boolean({ description: 'the key of this request' }),
  stoppedAt: Type.Union([Type.String(), Type.Null()], { description: 'its questions looked like probing' }),
  job: Type.Union([Id, Type.Null()], { description: 'the one review job that it opens; null: every one' }),
  bareMatches: Type.Union([BareMatches, Type.Null()], { description: "null: the installation's figure" }),
  bareToday: Type.Integer({ description: 'banked contents that it met today by hashes alone' }),
  restsUntil: Type.Union([Type.String(), Type.Null()], {
    description: 'its hashes without a file rest, or did, and no administrator has looked',
  }),
  trained: Type.Boolean({ description: 'its holder may hold what may show a minor' }),
});
const Keys = Type.Object({
  v: Type.Literal(1),
  perSecond: Type.Integer({ description: 'limit of keys without one of their own; 0: none' }),
  bareMatches: Type.Integer({ description: 'figure of keys without one of their own; 0: any number' }),
  keys: Type.Array(KeyView),
  nobody: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum([...JOB_KINDS]),
      dueAt: Type.String(),
      minors: Type.Boolean({ description: 'it may show a minor: only a trained person may hold it' }),
    }),
    { description: 'open jobs that no living key may take' },
  ),
});
const Made = Type.Object({ v: Type.Literal(1), id: Id, key: Type.String({ description: 'told this once' }) });
const NewKeyBody = Type.Object(
  {
    v: Type.Literal(1),
    name: Name,
    roles: Roles,
    perSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_A_SECOND })),
    job: Type.Optional(Id),
    bareMatches: Type.Optional(BareMatches),
    trained: Type.Optional(Type.Boolean()),
  },
  closed,
);
const KeyChange = Type.Object(
  { v: Type.Literal(1), bareMatches: Type.Union([BareMatches, Type.Null()]) },
  closed,
);

/** Adds `/v1/keys`: list, make, change and revoke keys, with the role admin. A secret leaves the server once, when it is made. */
export function keyRoutes(app: App, context: Context): void {
  const { keys, store } = context;

  app.get(
    '/v1/keys',
    { config, schema: { security, summary: 'The keys, without secrets', response: { 200: Keys } } },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      await keys.load();
      const all = await listKeys(store.db);
      const nobody = await jobsForNobody(store.db, keys);
      return {
        v: 1 as const,
        perSecond: context.config.keyRate,
        bareMatches: context.config.bareMatches,
        keys: all.map((key) => ({
          ...viewOf(key, caller.id),
          bareToday: context.probes.known(key.id, context.now()),
        })),
        nobody: nobody.map(({ id, kind, dueAt, minors }) => ({ id, kind, dueAt, minors: minors === true })),
      };
    },
  );

  app.post(
    '/v1/keys',
    {
      config,
      schema: { security, summary: 'Make a key', body: NewKeyBody, response: { 201: Made } },
    },
    async (request, reply) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { name, roles, perSecond, job, bareMatches, trained = false } = request.body;
      const key = Buffer.from(context.random(SECRET_BYTES)).toString('base64url');
      const id = newId(context);
      await store.transaction(async (trx) => {
        const limits = {
          ...(perSecond !== undefined && { perSecond }),
          ...(job !== undefined && { job }),
          ...(bareMatches !== undefined && { bareMatches }),
        };
        // For an open job alone: a key to what is decided would only be a way to read it.
        const opens = job === undefined ? undefined : await readJob(trx, job);
        if (opens?.state === 'decided') throw new HttpError(409, 'decided', 'This job is decided.');
        if (opens?.minors && !trained) throw new HttpError(409, 'trained', TRAINED);
        await addKey(trx, { id, name, roles, key, trained, ...limits }, context.now());
        await noteAct(trx, context, caller, 'key.made');
      });
      await keys.load();
      return reply.code(201).send({ v: 1 as const, id, key });
    },
  );

  app.put(
    '/v1/keys/:id',
    {
      config,
      schema: {
        security,
        summary: 'Set how many banked contents a key may meet in a day by hashes alone; it rests no more',
        params: Type.Object({ id: Id }, closed),
        body: KeyChange,
        response: { 200: Type.Object({ v: Type.Literal(1), id: Id }) },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { id } = request.params;
      const { bareMatches } = request.body;
      const changed = await store.transaction(async (trx) => {
        const was = await setBareMatches(trx, id, bareMatches);
        const figure = `bare-matches ${bareMatches ?? 'as the installation'}`;
        if (was) await noteAct(trx, context, caller, 'key.changed', undefined, undefined, figure);
        return was;
      });
      if (!changed) throw new HttpError(404, 'key-unknown', 'There is no living key of this id.');
      await keys.load();
      return { v: 1 as const, id };
    },
  );

  app.delete(
    '/v1/keys/:id',
    {
      config,
      schema: {
        security,
        summary: 'Revoke a key; it is refused from now on',
        params: Type.Object({ id: Id }, closed),
        response: { 200: Type.Object({ v: Type.Literal(1), id: Id }) },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { id } = request.params;
      // Whoever revoked the key in use could lock everybody out by a slip; the command can still do it.
      if (id === caller.id)
        throw new HttpError(409, 'own-key', 'This is the key that you use. Sign in with another one first.');
      const revoked = await store.transaction(async (trx) => {
        const was = await revokeKey(trx, id, context.now());
        if (was) await noteAct(trx, context, caller, 'key.revoked');
        return was;
      });
      if (!revoked) throw new HttpError(404, 'key-unknown', 'There is no living key of this id.');
      await keys.load();
      return { v: 1 as const, id };
    },
  );

  app.put(
    '/v1/keys/:id/trained',
    {
      config,
      schema: {
        security,
        summary: 'Say whether the holder of a key may hold what may show a minor',
        params: Type.Object({ id: Id }, closed),
        body: Type.Object({ v: Type.Literal(1), trained: Type.Boolean() }, closed),
        response: { 200: Type.Object({ v: Type.Literal(1), id: Id }) },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { id } = request.params;
      const { trained } = request.body;
      await store.transaction(async (trx) => {
        if (!(await markTrained(trx, id, trained))) return;
        await noteAct(trx, context, caller, trained ? 'key.trained' : 'key.untrained');
      });
      await keys.load();
      return { v: 1 as const, id };
    },
  );

  app.post(
    '/v1/keys/:id/hour',
    {
      config,
      schema: {
        security,
        summary: 'Give the holder of a key another hour at the screen today',
        params: Type.Object({ id: Id }, closed),
        response: { 200: Type.Object({ v: Type.Literal(1), id: Id }) },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { id } = request.params;
      requireAnother(caller.id, id);
      await store.transaction(async (trx) => {
        if (!(await isLiving(trx, id)))
          throw new HttpError(404, 'key-unknown', 'There is no living key of this id.');
        await context.screen.giveHour(trx, caller.id, id, dayOf(request, context.now()));
        await noteAct(trx, context, caller, 'hour.given');
      });
      return { v: 1 as const, id };
    },
  );

  app.post(
    '/v1/keys/:id/resume',
    {
      config,
      schema: {
        security,
        summary: 'Let a key that was stopped, or rests, ask again',
        params: Type.Object({ id: Id }, closed),
        response: { 200: Type.Object({ v: Type.Literal(1), id: Id }) },
      },
    },
    async (request) => {
      const caller = keys.require(request, context.now(), 'admin');
      const { id } = request.params;
      if (!(await resumeKey(context, caller, id)))
        throw new HttpError(404, 'key-unknown', 'There is no stopped or resting key of this id.');
      return { v: 1 as const, id };
    },
  );
}

function viewOf(
  { createdAt, revokedAt, stoppedAt, restsUntil, ...key }: KeyFacts,
  caller: string,
): Omit<Static<typeof KeyView>, 'bareToday'> {
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    stoppedAt: stoppedAt?.toISOString() ?? null,
    restsUntil: restsUntil?.toISOString() ?? null,
    mine: key.id === caller,
  };
}
