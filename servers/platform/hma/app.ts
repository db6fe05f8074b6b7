import multipart from '@fastify/multipart';
import { type App, createApp } from '@amaan/http';
import type { Context } from '../context.ts';
import { MAX_UPLOAD } from '../gate/readers.ts';
import { Access } from './access.ts';
import { bankRoutes } from './bank-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { refuse } from './errors.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import type { UrlRules } from './fetch.ts';
import { lookupRoutes } from './lookup.ts';
import { noteAct } from './note-act.ts';
import { knownType, looseBody, ratio } from './read.ts';
import { typeIndex } from './status.ts';
import { TypeSwitches } from './types.ts';
import { sendJson, typeJson } from './write.ts';

const config = { class: 'api' } as const;

/**
 * The origin for clients of the HMA HTTP API: the calls, texts and shapes that they know, at the root of a port of
 * its own, with keys.
 *
 * @param rules for fetching from addresses and for the size of files, where they differ from the configuration's
 */
export async function hmaApp(context: Context, rules: Partial<UrlRules> = {}): Promise<App> {
  const app = await createApp({
    log: context.log,
    logRequests: false,
    collapseSlashes: true,
    errorBody: ({ message }) => ({ message }),
  });
  const sites = new Set<string>();
  app.addHook('onRoute', ({ url }) => void sites.add(url));
  const urls: UrlRules = { hosts: context.config.fetchHosts, most: MAX_UPLOAD, ...rules };
  await app.register(multipart, { limits: { fileSize: urls.most, files: 2 } });
  const { decoders, room } = context.readers;
  const access = new Access(context);
  app.addHook('onRequest', async (request, reply) => {
    // A stranger's body takes up no room, and is not read.
    const { 'content-length': bytes = '0', 'transfer-encoding': pieces } = request.headers;
    if (bytes !== '0' || pieces !== undefined) access.atTheDoor(request);
    room.enter(request, reply);
  });
  app.addHook('onClose', async () => decoders.close());
  const types = new TypeSwitches();
  await types.load(context.store.db);

  for (const path of ['/status', '/status/live'])
    app.get(path, { config }, async (_request, reply) => reply.type('text/plain').send('I-AM-ALIVE'));
  app.get('/', { config }, async (_request, reply) => reply.redirect('/status'));

  lookupRoutes(app, context, access, types, urls);
  bankRoutes(app, context, access);
  contentRoutes(app, context, access, urls);

  app.get('/c/signal_type', { config }, async (request, reply) => {
    access.require(request, 'match');
    return sendJson(
      reply,
      `[${types
        .list()
        .map(([name, share]) => typeJson(name, share))
        .join(',')}]`,
    );
  });
  app.put<{ Params: { type: string } }>('/c/signal_type/:type', { config }, async (request, reply) => {
    const caller = access.require(request, 'curate');
    const type = knownType(request.params.type, 'No such signal type');
    const share = ratio(looseBody(request.body).enabled_ratio, 'enabled_ratio');
    if (share === undefined) throw refuse(400, 'enabled_ratio must be a number from 0 to 1');
    await context.store.transaction(async (trx) => {
      await types.set(trx, type, share);
      await noteAct(trx, context, caller, 'type.changed');
    });
    return reply.code(204).send();
  });
  app.get('/c/signal_type/index', { config }, async (request) => {
    access.require(request, 'match');
    return typeIndex(context);
  });
  app.get('/c/content_type', { config }, async (request) => {
    access.require(request, 'match');
    return ['photo', 'video'].map((name) => ({ enabled: true, name }));
  });

  exchangeRoutes(app, context, access);
  app.get('/site-map', { config }, async (request) => {
    access.require(request, 'match');
    return [...sites].sort();
  });
  return app;
}
