export { type App, type AppOptions, createApp } from './app.ts';
export { describeError, type ErrorBody, HttpError } from './errors.ts';
export { EXAMPLE } from './examples/words.ts';
export { type Announcement, announce, bearer, listen, onShutdown } from './listen.ts';
export {
  type Fetched,
  type FetchProblem,
  type FetchRules,
  GuardedFetchError,
  guardedFetch,
} from './guarded-fetch.ts';
export { langOf } from './language.ts';
export { createLog, type Log, loggable } from './log.ts';
export { servePages } from './pages.ts';
export { isPublic, publicLookup } from './public-address.ts';
export { headersOf, type PolicyHashes, ROUTE_CLASSES, type RouteClass } from './route-class.ts';
