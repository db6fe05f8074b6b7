import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Ajv } from 'ajv';
import Fastify, {
  type FastifyBaseLogger,
  type FastifySchema,
  type FastifyInstance,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { AmaanError } from '@amaan/base';
import { describeError, type ErrorBody, HttpError } from './errors.ts';
import { withExamples } from './examples/with-examples.ts';
import { type Log, loggable } from './log.ts';
import { headersOf, type PolicyHashes, ROUTE_CLASSES, type RouteClass } from './route-class.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Decides the headers; a route without one is refused when it is added. */
    class?: RouteClass;
    /** The key that this route wants is not the origin's: it asks for it itself, and the door lets everybody by. */
    ownKey?: true;
  }
}

/** One HTTP origin of a server. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** How an origin behaves. */
export interface AppOptions {
  readonly log: Log;
  /** Given: the OpenAPI 3.1 description stands at `/v1/openapi.json` under this title. */
  readonly api?: { readonly title: string; readonly description?: string };
  /** A line for each request (method, route pattern, status, milliseconds). Off where visits themselves are secret. */
  readonly logRequests?: boolean;
  /** Largest body in bytes. */
  readonly bodyLimit?: number;
  /** What the build of the page adds to its policy. */
  readonly hashes?: PolicyHashes;
  /**
   * Asked before the body of a request is read, on every route whose schema names a `security`: it throws for a stranger,
   * who so gets one answer whatever the request holds.
   */
  readonly door?: (request: FastifyRequest) => Promise<unknown>;
  /** The body for an error, where an existing protocol wants another form than ours. */
  readonly errorBody?: (body: ErrorBody, status: number) => unknown;
  /** `//c/banks` is answered as `/c/banks`: some clients join addresses that way. */
  readonly collapseSlashes?: boolean;
}

const BODY_LIMIT = 1_000_000;
const strict = new Ajv({ strict: false });
const lenient = new Ajv({ strict: false, coerceTypes: 'array', useDefaults: true });

/**
 * An origin with our error shape, headers by class of route, typebox validation and logs that know no visitor.
 *
 * @returns the app; routes are added to it, then `listen`
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { log, hashes = {}, errorBody = (body) => body, logRequests = true } = options;
  const app: App = Fastify({
    logger: false,
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    forceCloseConnections: 'idle',
    rewriteUrl: (request) => {
      const url = request.url ?? '/';
      return options.collapseSlashes ? url.replace(/^[^?]*/, collapse) : url;
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  // A body says exactly what it means; a query string is text, so numbers in it are read from text.
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : lenient).compile(schema as object),
  );

  app.addHook('onRoute', (route) => {
    const routeClass = route.config?.class;
    if (!routeClass || !ROUTE_CLASSES.includes(routeClass))
      throw new AmaanError('route-class', `Give the route ${String(route.method)} ${route.url} a class.`);
  });
  const { door } = options;
  if (door)
    app.addHook('onRequest', async (request) => {
      const { schema, config } = request.routeOptions;
      if (schema?.security && !config.ownKey) await door(request);
    });
  const headers = new Map(ROUTE_CLASSES.map((each) => [each, headersOf(each, hashes)]));
  app.addHook('onSend', async (request, reply) => {
    reply.headers(headers.get(request.routeOptions.config.class ?? 'api') ?? {});
  });
  app.addHook('onResponse', async (request, reply) => {
    if (!logRequests) return;
    const route = request.routeOptions.url ?? 'unknown';
    log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
  app.setErrorHandler(async (error, _request, reply) => {
    const { status, body } = describeError(error);
    if (status === 500) log.error(loggable(error));
    const wait = error instanceof HttpError ? error.retryAfter : undefined;
    if (status === 429 || wait !== undefined) reply.header('retry-after', String(wait ?? 1));
    return reply.code(status).send(errorBody(body, status));
  });
  app.setNotFoundHandler(async (_request, reply) => {
    const body = { code: 'not-found', message: 'There is nothing at this address.' };
    return reply.code(404).send(errorBody(body, 404));
  });
  if (options.api) await describe(app, options.api);
  return app;
}

function collapse(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

const REFUSAL = {
  description: 'refused; `code` is stable, `message` says what to do next',
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' } },
  required: ['code', 'message'],
  examples: [{ code: 'shape', message: 'signals.pdq.hash does not have the documented form.' }],
};

function withRefusals(schema: FastifySchema | undefined): FastifySchema {
  if (schema?.hide) return schema;
  const answers = typeof schema?.response === 'object' ? schema.response : {};
  return { ...schema, response: { ...answers, '4XX': REFUSAL } };
}

async function describe(
  app: App,
  { title, description = '' }: { title: string; description?: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title, description, version: '1' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    // For readers alone: every route refuses in one form, and none has to say so.
    transform: ({ schema, url }) => ({ schema: withRefusals(schema), url }),
  });
  let told: object | undefined;
  app.get(
    '/v1/openapi.json',
    { config: { class: 'api' }, schema: { hide: true } },
    async () => (told ??= withExamples(app.swagger())),
  );
}
