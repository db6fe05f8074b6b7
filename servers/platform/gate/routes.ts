import { availableParallelism } from 'node:os';
import multipart from '@fastify/multipart';
import { ShapeError } from '@amaan/base';
import { type App, HttpError } from '@amaan/http';
import { FileError, parseSignalSet } from '@amaan/signal';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Context, newId } from '../context.ts';
import { openAppeal } from '../review/appeal.ts';
import { type Media, openUpload } from '../review/open.ts';
import { AppealAnswer, AppealBody } from '../review/schemas.ts';
import { fetchMediaFrom } from './fetch-media.ts';
import { type Asked, asEvents, suggest } from './match.ts';
import { Decoders } from './decoders.ts';

const MAX_UPLOAD = 32 * 1024 * 1024;
const WAITING = 64;
const security = [{ key: [] }];

/** The gate answer of the protocol. */
export const GateAnswer = Type.Object({
  v: Type.Literal(1),
  decision: Type.Enum(['allow', 'review']),
  ticket: Type.String(),
  matches: Type.Array(
    Type.Object({
      bank: Type.String(),
      content: Type.String(),
      rule: Type.Enum(['plain', 'upload-view', 'aligned']),
      distance: Type.Integer(),
      view: Type.Optional(Type.String()),
    }),
  ),
});

const MatchQuery = Type.Object(
  { item: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' })) },
  { additionalProperties: false },
);

/** What was uploaded: signals, and the bytes when there are any. */
interface Upload extends Asked {
  readonly media: Media | undefined;
}

/** Adds `POST /v1/match` and `POST /v1/appeals`. */
export async function gateRoutes(app: App, context: Context): Promise<void> {
  const decoders = new Decoders(availableParallelism(), WAITING);
  app.addHook('onClose', () => decoders.close());
  await app.register(async (scope: App) => {
    await scope.register(multipart, { limits: { files: 1, fileSize: MAX_UPLOAD, fields: 0 } });
    const parser = { parseAs: 'buffer', bodyLimit: MAX_UPLOAD } as const;
    scope.addContentTypeParser(
      /^(image\/|video\/|application\/octet-stream)/,
      parser,
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '/v1/match',
      {
        config: { class: 'api' },
        bodyLimit: MAX_UPLOAD,
        schema: {
          security,
          summary: 'Ask about an upload before anyone else sees it',
          consumes: ['image/*', 'application/octet-stream', 'multipart/form-data', 'application/json'],
          querystring: MatchQuery,
          response: { 200: GateAnswer },
        },
      },
      async (request) => {
        context.keys.require(request, context.now(), 'match');
        const { media, ...asked } = await readUpload(request, decoders, context.config.fetchHosts);
        const matches = asEvents(suggest(context, asked));
        if (matches.length === 0)
          return { v: 1 as const, decision: 'allow' as const, ticket: newId(context), matches };
        // Without a name of the site's own, the upload goes by a name that only we know.
        const item = request.query.item ?? newId(context);
        const job = await openUpload(context, { item, matches, media });
        return { v: 1 as const, decision: 'review' as const, ticket: job.ticket, matches };
      },
    );
  });

  app.post(
    '/v1/appeals',
    {
      config: { class: 'api' },
      schema: {
        security,
        summary: 'The uploader objects to a removal',
        body: AppealBody,
        response: { 200: AppealAnswer },
      },
    },
    async (request) => {
      context.keys.require(request, context.now(), 'match');
      const job = await openAppeal(context, request.body.ticket, request.body.ground);
      return { v: 1 as const, appeal: job.id, dueAt: job.dueAt };
    },
  );
}

async function readUpload(
  request: FastifyRequest,
  decoders: Decoders,
  hosts: readonly string[],
): Promise<Upload> {
  if (request.isMultipart()) {
    const file = await request.file();
    if (!file) throw new HttpError(400, 'no-file', 'Send one file.');
    return readBytes(await file.toBuffer(), decoders);
  }
  if (Buffer.isBuffer(request.body)) return readBytes(request.body, decoders);
  const body = request.body as { v?: unknown; signals?: unknown; url?: unknown } | null | undefined;
  try {
    if (body?.v !== 1) throw new ShapeError('v', '1');
    if (typeof body.url === 'string' && body.signals === undefined)
      return await readBytes(await fetchMediaFrom(body.url, { hosts, most: MAX_UPLOAD }), decoders);
    return { set: parseSignalSet(body.signals, 'signals'), parts: [], media: undefined };
  } catch (error) {
    if (error instanceof ShapeError) throw new HttpError(400, error.code, error.message);
    throw error;
  }
}

async function readBytes(bytes: Buffer, decoders: Decoders): Promise<Upload> {
  try {
    const { set, parts } = await decoders.read(bytes);
    const media = { bytes, contentType: set.contentType, width: set.width, height: set.height };
    return { set, parts, media };
  } catch (error) {
    if (error instanceof FileError) throw new HttpError(422, error.code, error.message);
    throw error;
  }
}
