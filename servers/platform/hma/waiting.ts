import { type App, createApp, type Log } from '@amaan/http';
import { refuse } from './errors.ts';

const config = { class: 'api' } as const;

/** What stands at the HMA-compatible origin while the banks are read into memory: alive, and not ready. */
export async function waitingApp(log: Log): Promise<App> {
  const app = await createApp({
    log,
    logRequests: false,
    collapseSlashes: true,
    errorBody: ({ message }) => ({ message }),
  });
  app.get('/status/live', { config }, async (_request, reply) => reply.type('text/plain').send('I-AM-ALIVE'));
  app.get('/status', { config }, async (_request, reply) =>
    reply.code(503).type('text/plain').send('INDEX-NOT-LOADED'),
  );
  app.all('/*', { config }, async () => {
    throw refuse(503, 'index not yet ready');
  });
  return app;
}
