import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { HttpError } from './errors.ts';

const HOUR_MS = 3_600_000;
/** The day by the clock of whoever is at the screen, `YYYY-MM-DD`. */
const DAY_HEADER = 'amaan-day';

/** The settings of both servers' consoles, with the environment's name for each. */
export const SCREEN_SETTINGS = { rest: 'AMAAN_REST_MINUTES', day: 'AMAAN_DAY_MINUTES' } as const;

/** How today stands for whoever asks; nobody else is told. */
export const ScreenView = Type.Object({
  v: Type.Literal(1),
  minutes: Type.Integer({ description: 'with a key, a pointer or a touch, today' }),
  limit: Type.Integer({ description: 'minutes, with the hours that were given; 0: none' }),
  rest: Type.Integer({ description: 'minutes after which a break is proposed; 0: never' }),
  done: Type.Boolean({ description: 'nothing new opens until tomorrow' }),
});

/** The day that a request names, where it is today somewhere on earth; else UTC's. A clock that is set on borrows from tomorrow. */
export function dayOf(request: FastifyRequest, now: Date): string {
  const named = request.headers[DAY_HEADER];
  const at = now.getTime();
  const isToday =
    typeof named === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(named) &&
    named >= dayAt(at - 12 * HOUR_MS) &&
    named <= dayAt(at + 14 * HOUR_MS);
  return isToday ? named : dayAt(at);
}

/** Refuses to open something new when the day at the screen is done. @throws HttpError 429 `day-done` */
export function requireDay(mayOpen: boolean): void {
  if (mayOpen) return;
  throw new HttpError(
    429,
    'day-done',
    'Your day at the screen is done, and nothing new opens. Pass on what cannot wait.',
  );
}

/** Nobody gives themselves another hour. @throws HttpError 403 `two-people` */
export function requireAnother(by: string, person: string): void {
  if (by === person) throw new HttpError(403, 'two-people', 'Another person gives you an hour.');
}

function dayAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
