import { parsePledge, pledgeUntil } from '@amaan/custody';
import type { App } from '@amaan/http';
import { HttpError } from '@amaan/http';
import { dayOf, ScreenView } from '@amaan/http/screen';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { currentDirectory, directoryPin } from '../cases/index.ts';
import { type Context, newId } from '../context.ts';
import { Limit } from '../survivor/pace.ts';
import { caseRoutes } from './case-routes.ts';
import { Challenges } from './challenges.ts';
import { firstCode, invite, readCode } from './codes.ts';
import { giveHour } from './hour.ts';
import { addPasskey, checkPasskey, registrationOptions, signInOptions } from './passkeys.ts';
import { changePerson, join, listPeople } from './people.ts';
import { checkPhrase, putPhrase } from './phrase.ts';
import { putPledge } from './pledges.ts';
import { ROLES } from './roles.ts';
import * as shape from './schemas.ts';
import { workRoutes } from './work-routes.ts';
import { endSession, requireRight, requireSession, requireStaff, startSession } from './session.ts';

const config = { class: 'api' } as const;
const done = { v: 1, ok: true } as const;
const Token = { security: [{ key: [] }] };

/** The staff API of the console's origin: joining, signing in, colleagues, and the cases they hold. */
export function staffRoutes(app: App, context: Context): void {
  const challenges = new Challenges(context);
  const limit = new Limit(5, 50);
  caseRoutes(app, context);
  workRoutes(app, context);

  app.get('/v1/staff/front', { config, schema: { response: { 200: shape.Front } } }, async () => ({
    v: 1 as const,
    profile: context.config.profile,
    first: (await firstCode(context)) !== undefined,
  }));

  app.post(
    '/v1/staff/join/start',
    { config, schema: { body: shape.JoinStartBody, response: { 200: shape.JoinStart } } },
    async ({ body }) => {
      limit.take();
      const invitation = await readCode(context, context.store.db, body.code);
      if (!invitation)
        throw new HttpError(401, 'code', 'This one-time code is not known, was used, or is too old.');
      const id = newId(context);
      const options = await registrationOptions(context, challenges, { id, name: invitation.role });
      return { v: 1 as const, id, role: invitation.role, options };
    },
  );

  app.post(
    '/v1/staff/join',
    { config, schema: { body: shape.JoinBody, response: { 200: shape.Done } } },
    async ({ body }) => {
      limit.take();
      const { code, id, phrase, passkey } = body;
      await context.store.transaction(async (trx) => {
        await join(context, trx, code, { ...body, pledge: parsePledge(body.pledge) });
        await putPhrase(trx, id, phrase);
        if (passkey) await addPasskey(context, challenges, trx, id, registration(passkey));
      });
      return done;
    },
  );

  app.post(
    '/v1/staff/sign-in/phrase',
    { config, schema: { body: shape.PhraseBody, response: { 200: shape.Session } } },
    async ({ body }) => {
      limit.take();
      return session(context, await checkPhrase(context.store.db, body));
    },
  );

  app.post(
    '/v1/staff/sign-in/passkey/start',
    { config, schema: { response: { 200: shape.Options } } },
    async () => {
      limit.take();
      return { v: 1 as const, options: await signInOptions(context, challenges) };
    },
  );

  app.post(
    '/v1/staff/sign-in/passkey',
    { config, schema: { body: shape.PasskeySignInBody, response: { 200: shape.Session } } },
    async ({ body }) => {
      limit.take();
      // The library checks the fields that the schema leaves open.
      const response = body.response as unknown as AuthenticationResponseJSON;
      return session(context, await checkPasskey(context, challenges, response));
    },
  );

  app.post(
    '/v1/staff/sign-out',
    { config, schema: { ...Token, response: { 200: shape.Done } } },
    async (request) => {
      await endSession(context, request);
      return done;
    },
  );

  app.post(
    '/v1/staff/pledge',
    { config, schema: { ...Token, body: shape.NewPledgeBody, response: { 200: shape.Pledged } } },
    async (request) => {
      const staff = await requireSession(context, request);
      const pledge = parsePledge(request.body.pledge);
      await putPledge(context, context.store.db, staff, pledge);
      return { v: 1 as const, pledgedUntil: pledgeUntil(pledge.day) };
    },
  );

  app.post(
    '/v1/staff/phrase',
    { config, schema: { ...Token, body: shape.NewPhraseBody, response: { 200: shape.Done } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      await putPhrase(context.store.db, staff.id, request.body.phrase);
      return done;
    },
  );

  app.post(
    '/v1/staff/passkeys/start',
    { config, schema: { ...Token, response: { 200: shape.Options } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      return { v: 1 as const, options: await registrationOptions(context, challenges, staff) };
    },
  );

  app.post(
    '/v1/staff/passkeys',
    { config, schema: { ...Token, body: shape.NewPasskeyBody, response: { 200: shape.Done } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      await addPasskey(context, challenges, context.store.db, staff.id, registration(request.body.passkey));
      return done;
    },
  );

  app.get(
    '/v1/staff/people',
    { config, schema: { ...Token, response: { 200: shape.People } } },
    async (request) => {
      await requireStaff(context, request);
      const { signed } = await currentDirectory(context);
      const people = await listPeople(context.store.db);
      const { minorReports } = context.config;
      return {
        v: 1 as const,
        people,
        directory: signed,
        pin: directoryPin(context),
        ...(minorReports ? { minorReports } : {}),
      };
    },
  );

  // Whatever is sent counts its minute at the door, so both only look.
  for (const method of ['GET', 'POST'] as const)
    app.route({
      method,
      url: '/v1/staff/screen',
      config,
      schema: { ...Token, response: { 200: ScreenView } },
      handler: async (request) => {
        const { id } = await requireStaff(context, request);
        return { v: 1 as const, ...(await context.screen.look(id, dayOf(request, context.now()))) };
      },
    });

  app.post(
    '/v1/staff/people/:id/hour',
    { config, schema: { ...Token, params: shape.PersonParams, response: { 200: shape.Done } } },
    async (request) => {
      const staff = await requireRight(context, request, 'team');
      await giveHour(context, staff.id, request.params.id, dayOf(request, context.now()));
      return done;
    },
  );

  app.post(
    '/v1/staff/invitations',
    { config, schema: { ...Token, body: shape.InviteBody, response: { 200: shape.Invited } } },
    async (request) => {
      const staff = await requireRight(context, request, 'people');
      const { role, intake } = request.body;
      return { v: 1 as const, code: await invite(context, staff.id, { role, intake }) };
    },
  );

  app.post(
    '/v1/staff/people/:id',
    {
      config,
      schema: { ...Token, params: shape.PersonParams, body: shape.PersonBody, response: { 200: shape.Done } },
    },
    async (request) => {
      const staff = await requireRight(context, request, 'people');
      const { v: _, ...change } = request.body;
      await changePerson(context, staff, request.params.id, change);
      return done;
    },
  );
}

function registration(passkey: { response: object; wrapped: string }): {
  response: RegistrationResponseJSON;
  wrapped: string;
} {
  return { response: passkey.response as RegistrationResponseJSON, wrapped: passkey.wrapped };
}

async function session(context: Context, { id, wrapped }: { id: string; wrapped: string }) {
  const people = await listPeople(context.store.db);
  const person = people.find((each) => each.id === id);
  if (!person) throw new HttpError(401, 'sign-in', 'This account has ended.');
  const { name, role, intake, recipient, pledgedUntil } = person;
  const token = await startSession(context, id);
  const me = { id, name, role, intake, recipient, pledgedUntil, rights: ROLES[role] };
  return { v: 1 as const, token, wrapped, me };
}
