import multipart from '@fastify/multipart';
import { ShapeError } from '@amaan/base';
import { type App, HttpError } from '@amaan/http';
import { FileError, parseSignalSet, sniff } from '@amaan/signal';
import { exactHashesOf } from '@amaan/signal/node';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Context, newId } from '../context.ts';
import { withoutOwn } from '../own-accounts/accounts.ts';
import { Account } from '../own-accounts/routes.ts';
import { stopProbing } from '../keys/probing.ts';
import { openAppeal } from '../review/appeal.ts';
import { type Media, openUpload } from '../review/open.ts';
import { AppealAnswer, AppealBody } from '../review/schemas.ts';
import { fetchMediaFrom } from './fetch-media.ts';
import { AlignedThread } from './aligned.ts';
import type { Lane } from './lanes.ts';
import { type Asked, asEvents, suggest, type Threads } from './match.ts';
import { MAX_UPLOAD } from './readers.ts';

/** Bytes that tell what a file is. */
const HEAD = 256;
const security = [{ key: [] }];

/** The gate answer of the protocol. */
export const GateAnswer = Type.Object({
  v: Type.Literal(1),
  decision: Type.Enum(['allow', 'review']),
  ticket: Type.String(),
  partial: Type.Optional(
    Type.Boolean({
      description:
        'true: the clip ends in its middle or goes on beyond a limit, and only what was read was compared',
    }),
  ),
  matches: Type.Array(
    Type.Object({
      bank: Type.String(),
      content: Type.String(),
      rule: Type.Enum(['plain', 'upload-view', 'aligned']),
      distance: Type.Integer(),
      view: Type.Optional(Type.String()),
      video: Type.Optional(
        Type.Object({
          queryPercent: Type.Integer({ description: 'part of the upload that meets the banked video' }),
          bankPercent: Type.Integer({ description: 'part of the banked video that the upload meets' }),
          mark: Type.Enum(['suggested', 'strong']),
        }),
      ),
    }),
  ),
});

const MatchQuery = Type.Object(
  {
    item: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' })),
    account: Type.Optional(Account),
    lane: Type.Optional(
      Type.Enum(['live', 'slow'], { description: 'slow: hosted for long; gives way to new uploads' }),
    ),
  },
  { additionalProperties: false },
);

/** What may be sent besides the bytes themselves. */
const MatchBody = Type.Object({
  v: Type.Literal(1),
  signals: Type.Optional(Type.Object({}, { additionalProperties: true, description: 'a SignalSet' })),
  url: Type.Optional(Type.String({ description: 'on a host that the operator listed' })),
});

// Without a type, because what arrives under these content types is no JSON value to check.
const Bytes = Type.Unsafe<unknown>({ contentMediaType: 'application/octet-stream', description: 'the file' });
const Form = Type.Unsafe<unknown>({
  properties: { file: Bytes },
  description: 'one file, and no other field',
});

/** What was uploaded: signals, and the bytes when there are any. */
interface Upload extends Pick<Asked, 'parts' | 'sums' | 'moments'> {
  readonly set: Parameters<typeof suggest>[1]['set'] & { readonly partial?: boolean };
  readonly media: Media | undefined;
  /** Why nothing but the exact hashes could be asked about. */
  readonly unread?: FileError;
}

/** Adds `POST /v1/match` and `POST /v1/appeals`. */
export async function gateRoutes(app: App, context: Context): Promise<void> {
  const aligned = new AlignedThread(context.banks);
  const { decoders, room } = context.readers;
  app.addHook('onClose', async () => {
    await Promise.all([decoders.close(), aligned.close()]);
  });
  await app.register(async (scope: App) => {
    await scope.register(multipart, { limits: { files: 1, fileSize: MAX_UPLOAD, fields: 0 } });
    scope.addHook('onRequest', async (request, reply) => room.enter(request, reply));
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
          description:
            'Send a picture or a video as the body or as one multipart file; or JSON `{v: 1, signals}` or `{v: 1, url}`.',
          querystring: MatchQuery,
          body: {
            content: {
              'application/json': { schema: MatchBody },
              'application/octet-stream': { schema: Bytes },
              'image/*': { schema: Bytes },
              'video/*': { schema: Bytes },
              'multipart/form-data': { schema: Form },
            },
          },
          response: { 200: GateAnswer },
        },
      },
      async (request) => {
        const caller = context.keys.require(request, context.now(), 'match');
        const { media, unread, ...asked } = await readUpload(request, context);
        const { lane, account } = request.query;
        const threads: Threads = {
          align: (sums) => aligned.search(sums, lane),
          alignMoment: (moment) => aligned.searchMoment(moment, lane),
          parts: (moments) => decoders.parts(moments, lane ?? 'live'),
        };
        const found = asEvents(await suggest(context, asked, threads));
        if (!media) await stopProbing(context, caller, asked.set.pdq?.hash ?? asked.set.md5, found);
        const matches =
          account === undefined || found.length === 0 ? found : await withoutOwn(context, account, found);
        if (unread && found.length === 0) throw new HttpError(422, unread.code, unread.message);
        const partial = asked.set.partial ? { partial: true } : {};
        if (matches.length === 0)
          return { v: 1 as const, decision: 'allow' as const, ticket: newId(context), ...partial, matches };
        // Without a name of the site's own, the upload goes by a name that only we know.
        const item = request.query.item ?? newId(context);
        const job = await openUpload(context, { item, matches, media, account, ...partial });
        // Of a match with a bank of minors' signals no detail is told: not which, and not that there is one.
        const told = job.minors ? [] : matches;
        return { v: 1 as const, decision: 'review' as const, ticket: job.ticket, ...partial, matches: told };
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
  request: FastifyRequest<{ Querystring: { lane?: Lane } }>,
  context: Context,
): Promise<Upload> {
  const { lane = 'live' } = request.query;
  const { fetchHosts: hosts } = context.config;
  if (request.isMultipart()) {
    const file = await request.file();
    if (!file) throw new HttpError(400, 'no-file', 'Send one file.');
    return readBytes(await file.toBuffer(), context, lane);
  }
  if (Buffer.isBuffer(request.body)) return readBytes(request.body, context, lane);
  const body = request.body as { v?: unknown; signals?: unknown; url?: unknown } | null | undefined;
  if (body?.v !== 1) throw new ShapeError('v', '1');
  if (typeof body.url === 'string' && body.signals === undefined)
    return readBytes(await fetchMediaFrom(body.url, { hosts, most: MAX_UPLOAD }), context, lane);
  return { set: parseSignalSet(body.signals, 'signals'), parts: [], media: undefined };
}

async function readBytes(
  bytes: Buffer,
  { readers: { decoders, videos }, tallies, banks }: Context,
  lane: Lane,
): Promise<Upload> {
  const video = sniff(bytes.subarray(0, HEAD)) === 'video';
  try {
    const asked = await tallies.hash(() =>
      video
        ? videos.read(bytes, lane)
        : decoders.read(bytes, lane, banks.alignedRecords.pictures > 0 ? 'sums' : 'parts'),
    );
    const { set } = asked;
    const media = { bytes, contentType: set.contentType, width: set.width, height: set.height };
    return { ...asked, media };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    // What cannot be read may still be known: a bank finds the identical file by its exact hashes.
    const media = { bytes, contentType: video ? 'video' : 'photo', width: 0, height: 0 };
    return { set: exactHashesOf(bytes), parts: [], media, unread: error };
  }
}
