import { type App, HttpError } from '@amaan/http';
import { dayOf, requireDay, ScreenView } from '@amaan/http/screen';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { openHeld } from '../held/held.ts';
import type { Caller } from '../keys/key-ring.ts';
import { claim, mayOpen, readJob, release, requireClaim, reveal, revealsToday } from './actions.ts';
import { decide, type OnDecided } from './decide.ts';
import { looksAgainAt } from './fold.ts';
import { handBack } from './hand-back.ts';
import { preview, redrawn } from './picture.ts';
import { REASONS } from './reasons.ts';
import {
  DecideBody,
  Front,
  JobParams,
  JobView,
  Queue,
  QueueQuery,
  ReasonList,
  RevealBody,
  Session,
} from './schemas.ts';
import { forTrained, loadNow, queueFor, viewOf } from './view.ts';
import { momentsOf } from './where.ts';

const config = { class: 'api' } as const;
const security = [{ key: [] }];

/** Adds `/v1/review/...`. `listeners` run in the transaction of each decision. */
export function reviewRoutes(app: App, context: Context, listeners: readonly OnDecided[] = []): void {
  const caller = (request: FastifyRequest): Caller => context.keys.require(request, context.now(), 'review');
  /** Curators and administrators use the console too; what they may do there follows from their roles. */
  const anybody = (request: FastifyRequest): Caller =>
    context.keys.require(request, context.now(), 'review', 'curate', 'admin');
  /** Whoever may open the job that a request names. @throws HttpError 404, as for a job that is not there */
  const opener = (request: FastifyRequest<{ Params: { id: string } }>): Caller => {
    const who = caller(request);
    if (!mayOpen(who, request.params.id)) throw new HttpError(404, 'not-found', 'There is no such job.');
    return who;
  };
  const { screen } = context;
  const day = (request: FastifyRequest): string => dayOf(request, context.now());
  /** `opener` of an act, which counts its minute. */
  const acting = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<Caller> => {
    const who = opener(request);
    await screen.count(who.id, day(request));
    return who;
  };
  /** `acting` where something new opens. @throws HttpError 429 `day-done` */
  const opening = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<Caller> => {
    const who = await acting(request);
    requireDay(await screen.mayOpen(who.id, day(request)));
    return who;
  };

  app.get(
    '/v1/review/front',
    { config, schema: { summary: 'What the console knows before anybody enters', response: { 200: Front } } },
    async () => ({ v: 1 as const, profile: context.config.profile }),
  );

  app.get(
    '/v1/review/session',
    { config, schema: { security, summary: 'Whose key this is', response: { 200: Session } } },
    async (request) => {
      const who = anybody(request);
      const used = await revealsToday(context.store.db, who, context.now());
      return {
        v: 1 as const,
        reviewer: { id: who.id, name: who.name },
        roles: [...who.roles],
        reveals: { used, budget: context.config.review.reveals },
        ...(context.config.minorReports && { minorReports: context.config.minorReports }),
      };
    },
  );

  app.get(
    '/v1/review/screen',
    { config, schema: { security, summary: 'Your day at the screen', response: { 200: ScreenView } } },
    async (request) => ({ v: 1 as const, ...(await screen.look(anybody(request).id, day(request))) }),
  );

  app.post(
    '/v1/review/screen',
    {
      config,
      schema: { security, summary: 'Count this minute of your day', response: { 200: ScreenView } },
    },
    async (request) => {
      const who = anybody(request);
      await screen.count(who.id, day(request));
      const today = await screen.look(who.id, day(request));
      if (today.done) await handBack(context, who);
      return { v: 1 as const, ...today };
    },
  );

  app.get(
    '/v1/review/reasons',
    { config, schema: { security, summary: 'The registry of reasons', response: { 200: ReasonList } } },
    async (request) => {
      caller(request);
      const reasons = REASONS.map(({ code, fits, policy, label }) => ({
        code,
        fits: [...fits],
        policy,
        label: { en: label.en, ur: label.ur },
      }));
      return { v: 1 as const, reasons };
    },
  );

  app.get(
    '/v1/review/jobs',
    {
      config,
      schema: { security, summary: 'The queue', querystring: QueueQuery, response: { 200: Queue } },
    },
    async (request) => {
      const who = caller(request);
      const jobs = await queueFor(context, who, request.query);
      const handed = await forTrained(context, who);
      const load = await loadNow(context.store.db, context.now());
      return { v: 1 as const, jobs, load, ...(handed && { forTrained: handed }) };
    },
  );

  app.get(
    '/v1/review/jobs/:id',
    { config, schema: { security, summary: 'One job', params: JobParams, response: { 200: JobView } } },
    async (request) => viewOf(context, opener(request), request.params.id),
  );

  app.post(
    '/v1/review/jobs/:id/claim',
    {
      config,
      schema: { security, summary: 'Hold a job alone', params: JobParams, response: { 200: JobView } },
    },
    async (request) => {
      // A claim that cannot be lengthened ends by itself: what is held then goes back to the queue.
      const who = await opening(request);
      await claim(context, who, request.params.id);
      return viewOf(context, who, request.params.id);
    },
  );

  app.post(
    '/v1/review/jobs/:id/release',
    {
      config,
      schema: { security, summary: 'Give a job back', params: JobParams, response: { 200: JobView } },
    },
    async (request) => {
      const who = await acting(request);
      await release(context, who, request.params.id);
      return viewOf(context, who, request.params.id);
    },
  );

  app.get(
    '/v1/review/jobs/:id/preview',
    { config: { class: 'media' }, schema: { security, summary: 'A blurred picture', params: JobParams } },
    async (request, reply) => {
      const who = opener(request);
      requireClaim(context, who, await readJob(context.store.db, request.params.id));
      const bytes = await openHeld(context, request.params.id);
      return reply.type('image/jpeg').send(await drawn(preview(bytes)));
    },
  );

  app.post(
    '/v1/review/jobs/:id/reveal',
    {
      config: { class: 'media' },
      schema: { security, summary: 'The picture; logged', params: JobParams, body: RevealBody },
    },
    async (request, reply) => {
      const who = await opening(request);
      const bytes = await reveal(context, who, request.params.id, request.body.reason);
      const job = await readJob(context.store.db, request.params.id);
      const of = looksAgainAt(job);
      const about = of === undefined ? job : await readJob(context.store.db, of);
      return reply.type('image/jpeg').send(await drawn(redrawn(bytes, momentsOf(about))));
    },
  );

  app.post(
    '/v1/review/jobs/:id/decide',
    {
      config,
      schema: {
        security,
        summary: 'Decide a job',
        params: JobParams,
        body: DecideBody,
        response: { 200: JobView },
      },
    },
    async (request) => {
      const who = await acting(request);
      await decide(context, who, request.params.id, request.body, listeners);
      return viewOf(context, who, request.params.id);
    },
  );
}

async function drawn(picture: Promise<Buffer>): Promise<Buffer> {
  try {
    return await picture;
  } catch {
    throw new HttpError(422, 'media-unreadable', 'This file cannot be drawn as a picture.');
  }
}
