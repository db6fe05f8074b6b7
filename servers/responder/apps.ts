import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp, type PolicyHashes, type RouteClass, servePages } from '@amaan/http';
import { figuresRoutes } from '@amaan/http/figures';
import type { Context } from './context.ts';
import { holdsCase, lockCase, noteWithdrawn } from './cases/index.ts';
import { exchangeRoutes, exchangeStaffRoutes } from './exchange/index.ts';
import { noticeRoutes, noticeStatusRoutes } from './notices/index.ts';
import { requireRight, requireSession, requireStaff, staffRoutes } from './staff/index.ts';
import { survivorRoutes } from './survivor/routes.ts';
import { publicMonths } from './transparency/months.ts';

const APPS = fileURLToPath(new URL('../../apps', import.meta.url));
/** A change of keys sends everything sealed in the case again. */
const RESEALED_BODY = 8_000_000;

/** The three origins of a responder. They share nothing with each other that a browser could see. */
export interface Apps {
  readonly survivor: App;
  readonly console: App;
  readonly exchange: App;
}

/**
 * Puts the three origins together from the rooms' routes.
 *
 * @param pages which of the built pages stand beside the API
 */
export async function buildApps(
  context: Context,
  pages: 'both' | 'survivor' | 'console' | 'none',
): Promise<Apps> {
  const { log } = context;
  const hasSurvivor = pages === 'both' || pages === 'survivor';
  const hasConsole = pages === 'both' || pages === 'console';
  const survivor = await createApp({
    log,
    api: { title: "Amaan responder: survivor's API" },
    // Nobody's visit leaves a line, and an error's line names no route of hers.
    logRequests: false,
    bodyLimit: RESEALED_BODY,
    hashes: hasSurvivor ? policyOf('survivor') : {},
  });
  survivorRoutes(survivor, context);
  figuresRoutes(survivor, () => publicMonths(context.store.db), context.config.profile === 'demo');
  if (hasSurvivor) servePages(survivor, join(APPS, 'survivor', 'dist'), survivorClass);

  const console = await createApp({
    log,
    api: { title: 'Amaan responder: staff API' },
    bodyLimit: RESEALED_BODY,
    door: (request) => requireSession(context, request),
    hashes: hasConsole ? policyOf('console') : {},
  });
  staffRoutes(console, context);
  exchangeStaffRoutes(
    console,
    {
      db: context.store.db,
      transaction: (work) => context.store.transaction(work),
      now: () => context.now(),
      atRest: context.atRest,
      hold: lockCase,
      withdrawn: (trx, caseId, entry, by) => noteWithdrawn(context, trx, caseId, entry, by),
    },
    (request) => requireRight(context, request, 'team'),
  );
  noticeRoutes(console, context, {
    caller: (request) => requireStaff(context, request),
    mayOpen: (caller, caseId) => holdsCase(context.store.db, caller.id, caseId),
  });
  if (hasConsole) servePages(console, join(APPS, 'console', 'dist'), consoleClass);

  const exchange = await createApp({ log, api: { title: 'Amaan exchange' }, collapseSlashes: true });
  exchangeRoutes(exchange, {
    db: context.store.db,
    transaction: (work) => context.store.transaction(work),
    now: () => context.now(),
    name: `${context.config.host}:${context.config.ports.exchange}`,
    secret: context.keys.exchange.secret,
    atRest: context.atRest,
    sign: context.keys.exchange.sign,
    suspended: async (entries) => {
      if (entries.length > 0)
        log.warn({ suspended: entries.length }, 'records suspended by opinions: look at them');
    },
    unsendable: (numbers) => log.error({ numbers }, 'records that the wire cannot carry'),
  });
  noticeStatusRoutes(exchange, context);
  return { survivor, console, exchange };
}

/** What the build of a page adds to its policy, from a file beside the bundle that is not served. */
function policyOf(app: string): PolicyHashes {
  const path = join(APPS, app, 'dist', 'csp.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PolicyHashes) : {};
}

function survivorClass(file: string): RouteClass | undefined {
  if (file === 'csp.json' || file.endsWith('.map')) return undefined;
  if (file === 'index.html') return 'page';
  if (file === 'safe.html') return 'exit';
  if (file.endsWith('.html')) return 'plain';
  return file.startsWith('room/') ? 'room' : 'asset';
}

function consoleClass(file: string): RouteClass | undefined {
  if (file === 'csp.json' || file.endsWith('.map') || file === 'review.html') return undefined;
  return file.endsWith('.html') ? 'console' : 'asset';
}
