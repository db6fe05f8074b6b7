import { toHex } from '@amaan/base';
import { intakeGroup, parseIntake, parseRead, parseWrite } from '@amaan/custody';
import { type App, EXAMPLE } from '@amaan/http';
import { Type } from 'typebox';
import { answerRead } from '../cases/answer.ts';
import { currentDirectory, directoryPin } from '../cases/directory.ts';
import { hashOf } from '../cases/find.ts';
import { caseOpener } from '../cases/open.ts';
import { applyWrite } from '../cases/write.ts';
import { type Context, today } from '../context.ts';
import { triedOn } from '../notices/playbook-view.ts';
import { Challenges, workOf } from './challenge.ts';
import { Limit, paced } from './pace.ts';

const closed = { additionalProperties: false };
const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Age = Type.String({ description: 'An age file in base64', maxLength: 262_144 });
const Recipient = Type.String({ pattern: '^age1[02-9ac-hj-np-z]{58}$' });
const Pow = Type.String({ maxLength: 600, description: 'Proof of work bound to the hash of the locator' });

// These describe; the kernel's strict parsers decide. Both refuse what the other does not know.
const Front = Type.Object({
  v: Type.Literal(1),
  profile: Type.Enum(['demo', 'production']),
  today: Type.String(),
  ready: Type.Boolean({ description: 'Somebody takes new cases' }),
  directory: Type.Object({ v: Type.Literal(1), body: Type.String(), key: Hex32, sig: Type.String() }),
  pow: Type.Object({ challenge: Type.String(), open: Type.Integer(), visit: Type.Integer() }),
  tried: Type.Array(Type.Object({ code: Type.String(), on: Type.String() }), {
    description: 'When somebody of this helpline last tried how a platform or authority takes notices',
  }),
});
const IntakeBody = Type.Object(
  {
    v: Type.Literal(1),
    locatorHash: Hex32,
    tokenHash: Hex32,
    recipient: Recipient,
    keys: Type.Object(
      { story: Recipient, links: Recipient, messages: Recipient, exhibits: Recipient },
      closed,
    ),
    sealed: Type.Object({ story: Age, links: Age, contact: Age }, closed),
    linkCount: Type.Integer({ minimum: 0, maximum: 5000 }),
    grants: Type.Array(
      Type.Unknown({
        description: 'Grant',
        examples: [
          {
            to: EXAMPLE.recipient,
            kind: 'staff',
            compartments: ['story', 'links', 'messages'],
            sealed: EXAMPLE.sealed,
          },
        ],
      }),
      { maxItems: 60 },
    ),
    release: Type.Unknown({
      description: 'Release: what she agreed to share, and nothing else that can be read',
      examples: [{ signals: [], ageMark: 'adult', consents: [] }],
    }),
    urgent: Type.Optional(Type.Boolean()),
    personFirst: Type.Optional(Type.Boolean({ description: 'Two people look before anything is shared' })),
    on: Type.String(),
    pow: Pow,
  },
  closed,
);
const ReadBody = Type.Object(
  {
    v: Type.Literal(1),
    locator: Hex32,
    part: Type.Enum(['news', 'places', 'notice', 'file']),
    item: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$', description: 'Which notice' })),
    page: Type.Integer({ minimum: 0, maximum: 999 }),
    pow: Pow,
  },
  closed,
);
const WriteBody = Type.Object(
  {
    v: Type.Literal(1),
    locator: Hex32,
    token: Hex32,
    pow: Pow,
    write: Type.Unknown({ description: 'WriteOp', examples: [{ op: 'withdraw', id: EXAMPLE.id }] }),
  },
  closed,
);
const Done = Type.Object({ v: Type.Literal(1), ok: Type.Literal(true) });
const Answer = Type.Object({ v: Type.Literal(1), sealed: Age });
const done = { v: 1, ok: true } as const;

/** What all callers together may do. Cases marked "danger now" have a part of their own that no other can use up. */
const limits = () => ({
  opening: new Limit(300, 1500),
  urgent: new Limit(100, 500),
  visiting: new Limit(300, 1500),
});

/**
 * The survivor's API. Nothing in it tells a known receipt from an unknown one. What carries no proof of work takes
 * nobody's place.
 */
export function survivorRoutes(app: App, context: Context, { opening, urgent, visiting } = limits()): void {
  const challenges = new Challenges(context.keys.exchange.secret, context.now);
  const openCase = caseOpener(context);
  // Not in the queue of the others (abuse control F2).
  const openUrgent = caseOpener(context);
  const work = workOf(context.config.workBits);
  const config = { class: 'api' } as const;

  app.get('/pin.json', { config, schema: { hide: true } }, async () => ({
    v: 1,
    directory: directoryPin(context),
  }));

  app.get('/v1/front', { config, schema: { response: { 200: Front } } }, async () => {
    const { signed, directory } = await currentDirectory(context);
    return {
      v: 1 as const,
      profile: context.config.profile,
      today: today(context),
      ready: intakeGroup(directory).length > 0,
      directory: signed,
      pow: { challenge: challenges.current(), ...work },
      tried: await triedOn(context),
    };
  });

  app.post(
    '/v1/cases',
    { config, schema: { body: IntakeBody, response: { 200: Done } } },
    async (request) => {
      const intake = parseIntake(request.body);
      challenges.check(intake.pow, intake.locatorHash, work.open);
      if (!intake.urgent || !urgent.tryTake()) opening.take();
      await (intake.urgent ? openUrgent : openCase)(intake);
      return done;
    },
  );

  app.post(
    '/v1/cases/read',
    { config, schema: { body: ReadBody, response: { 200: Answer } } },
    async (request) => {
      const read = parseRead(request.body);
      challenges.check(read.pow, toHex(hashOf(read.locator)), work.visit);
      visiting.take();
      return paced(async () => ({ v: 1 as const, sealed: await answerRead(context, read) }));
    },
  );

  app.post(
    '/v1/cases/write',
    { config, schema: { body: WriteBody, response: { 200: Done } } },
    async (request) => {
      const write = parseWrite(request.body);
      challenges.check(write.pow, toHex(hashOf(write.locator)), work.visit);
      visiting.take();
      return paced(async () => {
        await applyWrite(context, write);
        return done;
      });
    },
  );
}
