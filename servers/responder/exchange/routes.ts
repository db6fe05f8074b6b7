import { ShapeError } from '@amaan/base';
import { ExchangeError, parseOpinionPost, parsePurgePost } from '@amaan/exchange';
import { type App, HttpError } from '@amaan/http';
import type { AtRest } from '@amaan/store';
import type { QueryExecutorProvider } from 'kysely';
import { type Static, Type } from 'typebox';
import { authenticate } from './partners.ts';
import { takeProofs } from './purge-proofs.ts';
import { postOpinions, recordPage } from './records.ts';
import { fetchHashes, submitFeedback, submitHashes } from './stopncii.ts';

/** What the exchange needs of its server. */
export interface ExchangeContext {
  readonly db: QueryExecutorProvider;
  transaction<T>(work: (trx: QueryExecutorProvider) => Promise<T>): Promise<T>;
  now(): Date;
  /** The exchange's public name. */
  readonly name: string;
  /** Key material for pseudonyms and page tokens, 32 bytes. */
  readonly secret: Uint8Array;
  /** Keeps hashes out of the database's files. */
  readonly atRest: AtRest;
  /** Ed25519 over the page's bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** Entries that were suspended by opinions: a person must look. */
  suspended(entries: readonly string[]): Promise<void>;
  /** A stored record that could not be sent: by its number, never by its hash. */
  unsendable(numbers: readonly number[]): void;
}

const RecordQuery = Type.Object(
  {
    after: Type.Integer({ minimum: 0 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
);
const config = { class: 'api' } as const;
const WIRE_LIMIT = 2_000_000;

/** Adds StopNCII's wire under `/v1` and Amaan's own under `/exchange/v1`. Nothing here ever redirects. */
export function exchangeRoutes(app: App, context: ExchangeContext): void {
  purgeRoutes(app, context);
  app.get('/v1/FetchHashes', { config, schema: { hide: true } }, async (request, reply) => {
    const partner = await authenticate(context.db, request, 'fetch');
    const query = request.query as Record<string, unknown>;
    const page = await refusing(() => fetchHashes(context, partner, query));
    if (page.refused.length > 0) context.unsendable(page.refused);
    return reply.send(page.body);
  });

  app.post(
    '/v1/SubmitHashes',
    { config, bodyLimit: WIRE_LIMIT, schema: { hide: true } },
    async (request, reply) => {
      const partner = await authenticate(context.db, request, 'submit');
      const accepted = await refusing(() =>
        context.transaction((trx) => submitHashes(trx, context.atRest, partner, request.body, context.now())),
      );
      return reply.send({ accepted });
    },
  );

  app.post(
    '/v1/SubmitFeedback',
    { config, bodyLimit: WIRE_LIMIT, schema: { hide: true } },
    async (request, reply) => {
      const partner = await authenticate(context.db, request, 'feedback');
      const { accepted, suspended } = await refusing(() =>
        context.transaction((trx) =>
          submitFeedback(trx, context.atRest, partner, request.body, context.now()),
        ),
      );
      await context.suspended(suspended);
      return reply.send({ accepted });
    },
  );

  app.get(
    '/exchange/v1/records',
    { config, schema: { querystring: RecordQuery, summary: 'Full records after a number, signed' } },
    async (request, reply) => {
      const partner = await authenticate(context.db, request, 'fetch');
      const { after, limit = 500 }: Static<typeof RecordQuery> = request.query;
      // A header, because servers from before it refuse what they do not know in a query.
      const sets = request.headers['amaan-signal-set'] === '2' ? 2 : 1;
      const page = await context.transaction((trx) =>
        recordPage(trx, partner, { after, limit, sets }, context),
      );
      const body = Buffer.from(JSON.stringify(page));
      const signature = Buffer.from(context.sign(body)).toString('base64');
      return reply.header('amaan-signature', `ed25519=${signature}`).type('application/json').send(body);
    },
  );

  app.post(
    '/exchange/v1/opinions',
    { config, schema: { summary: 'Opinions on records by their pseudonyms' } },
    async (request, reply) => {
      const partner = await authenticate(context.db, request, 'feedback');
      const { accepted, suspended } = await refusing(() => {
        const post = parseOpinionPost(request.body);
        return context.transaction((trx) => postOpinions(trx, partner, post, context.now()));
      });
      await context.suspended(suspended);
      return reply.send({ v: 1, accepted });
    },
  );
}

/** Adds what a partner answers to a withdrawal because of a minor. */
function purgeRoutes(app: App, context: ExchangeContext): void {
  app.post(
    '/exchange/v1/purges',
    { config, schema: { summary: 'Signed proofs that what was withdrawn is deleted' } },
    async (request, reply) => {
      const partner = await authenticate(context.db, request, 'feedback');
      const accepted = await refusing(() => {
        const post = parsePurgePost(request.body);
        return context.transaction((trx) => takeProofs(trx, partner, context.name, post, context.now()));
      });
      return reply.send({ v: 1, accepted });
    },
  );
}

/** A refusal by the protocol's rules is the caller's fault: 400 with its one sentence. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExchangeError || error instanceof ShapeError)
      throw new HttpError(400, error.code, error.message);
    throw error;
  }
}
