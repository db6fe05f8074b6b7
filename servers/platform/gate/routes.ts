import multipart from '@fastify/multipart';
import { type App, HttpError } from '@amaan/http';
import { type Context, newId } from '../context.ts';
import { letBareBy, watchBare } from '../keys/probing.ts';
import { withoutOwn } from '../own-accounts/accounts.ts';
import { openAppeal } from '../review/appeal.ts';
import { openUpload } from '../review/open.ts';
import { AppealAnswer, AppealBody } from '../review/schemas.ts';
import { AlignedThread } from './aligned.ts';
import { lookUpRoute } from './look-up.ts';
import { asEvents, suggest, type Threads } from './match.ts';
import { readUpload } from './read-upload.ts';
import { MAX_UPLOAD } from './readers.ts';
import { GateAnswer, MatchQuery, UploadBody } from './schemas.ts';

const security = [{ key: [] }];

/** Adds `POST /v1/match`, `POST /v1/lookup` and `POST /v1/appeals`. */
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
          body: UploadBody,
          response: { 200: GateAnswer },
        },
      },
      async (request) => {
        const caller = context.keys.require(request, context.now(), 'match');
        const { lane, account } = request.query;
        const { media, unread, ...asked } = await readUpload(request, context, lane);
        if (!media) letBareBy(context, caller, asked.set);
        const threads: Threads = {
          align: (sums) => aligned.search(sums, lane),
          alignMoment: (moment) => aligned.searchMoment(moment, lane),
          parts: (moments) => decoders.parts(moments, lane ?? 'live'),
        };
        const found = asEvents(await suggest(context, asked, threads));
        if (!media) await watchBare(context, caller, asked.set, found);
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
    lookUpRoute(scope, context);
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
