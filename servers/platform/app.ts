import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type App, createApp, servePages } from '@amaan/http';
import { figuresRoutes } from '@amaan/http/figures';
import { bankRoutes } from './banks/bank-routes.ts';
import { contentsRoutes } from './banks/contents-routes.ts';
import { publicRules } from './banks/rule-changes.ts';
import { ruleRoutes } from './banks/rule-routes.ts';
import type { Context } from './context.ts';
import { keyRoutes } from './keys/key-routes.ts';
import { gateRoutes } from './gate/routes.ts';
import { metricsRoute } from './metrics.ts';
import { exchangeRoutes } from './operations/exchange-routes.ts';
import { operationsRoute } from './operations/routes.ts';
import { noticeDecided, noticeForm, noticeRoutes } from './notices/index.ts';
import { accountDecided } from './own-accounts/decided.ts';
import { accountRoutes } from './own-accounts/routes.ts';
import type { OnDecided } from './review/decide.ts';
import { reviewRoutes } from './review/routes.ts';
import { PublicMonths } from './transparency/months.ts';

const CONSOLE = fileURLToPath(new URL('../../apps/console/dist', import.meta.url));

/** The gate's origin: the gate, the review API and the reviewer's console. */
export async function gateApp(context: Context): Promise<App> {
  const app = await createApp({
    log: context.log,
    api: { title: 'Amaan platform', description: 'Ask about uploads, review what matched.' },
    logRequests: false,
    door: async (request) => context.keys.atTheDoor(request),
  });
  const listeners: OnDecided[] = [noticeDecided(context), accountDecided(context)];
  await gateRoutes(app, context);
  bankRoutes(app, context);
  contentsRoutes(app, context);
  ruleRoutes(app, context);
  keyRoutes(app, context);
  operationsRoute(app, context);
  exchangeRoutes(app, context);
  accountRoutes(app, context);
  metricsRoute(app, context);
  reviewRoutes(app, context, listeners);
  const months = new PublicMonths(context);
  figuresRoutes(
    app,
    () => months.all(),
    context.config.profile === 'demo',
    () => publicRules(context.store.db),
  );
  noticeRoutes(app, context);
  await noticeForm(app, context);
  if (existsSync(CONSOLE))
    servePages(app, CONSOLE, consoleClass, { prefix: '/console', home: 'review.html' });
  return app;
}

function consoleClass(file: string): 'console' | 'asset' | undefined {
  // The caseworkers' entry, and the compiler and fonts of their papers, are the responder's.
  if (file === 'index.html' || /\.(?:wasm|ttf)$/.test(file)) return undefined;
  return file.endsWith('.html') ? 'console' : 'asset';
}
