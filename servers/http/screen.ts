import type { FastifyRequest } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';
import { Type } from 'typebox';
import { HttpError } from './errors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Days that are kept, today's among them. */
const KEPT_DAYS = 7;
/** The day by the clock of whoever is at the screen, `YYYY-MM-DD`. */
const DAY_HEADER = 'amaan-day';

/** How long somebody may be at the screen, in minutes; 0: no limit. */
export interface ScreenLimits {
  /** After so long without a break, the console proposes one. */
  readonly rest: number;
  /** After so long in one day, nothing new opens. */
  readonly day: number;
}

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

interface Today {
  v: 1;
  minutes: number;
  limit: number;
  rest: number;
  done: boolean;
}

/**
 * The limit on a person's time at the console (SV-W5). Stored are the minutes of a person's day and who gave another hour,
 * for a week; which minutes they were is in memory alone, and no more than the last one.
 */
export class AtScreen {
  readonly #db: QueryExecutorProvider;
  readonly #limits: ScreenLimits;
  readonly #now: () => Date;
  /** The last minute that was counted for each person (minutes since 1970), and what they opened last. */
  readonly #last = new Map<string, number>();
  readonly #open = new Map<string, string>();

  constructor(db: QueryExecutorProvider, limits: ScreenLimits, now: () => Date) {
    this.#db = db;
    this.#limits = limits;
    this.#now = now;
  }

  /** How today stands. */
  async look(person: string, request: FastifyRequest): Promise<Today> {
    const day = this.#dayOf(request);
    const { rows } = await sql<{ minutes: number; hours: number }>`
      select coalesce((select minutes from screen_day where person = ${person} and day = ${day}), 0)::int as minutes,
        (select count(*) from screen_hour where person = ${person} and day = ${day})::int as hours`.execute(
      this.#db,
    );
    const { minutes = 0, hours = 0 } = rows[0] ?? {};
    const limit = this.#limits.day === 0 ? 0 : this.#limits.day + 60 * hours;
    return { v: 1, minutes, limit, rest: this.#limits.rest, done: limit > 0 && minutes >= limit };
  }

  /** Counts this minute, once; after the day's limit none, so that an hour that is given is a whole one. */
  async active(person: string, request: FastifyRequest): Promise<Today> {
    const minute = Math.floor(this.#now().getTime() / MINUTE_MS);
    const today = await this.look(person, request);
    if (today.done || this.#last.get(person) === minute) return today;
    this.#last.set(person, minute);
    await sql`insert into screen_day (person, day, minutes) values (${person}, ${this.#dayOf(request)}, 1)
      on conflict (person, day) do update set minutes = screen_day.minutes + 1`.execute(this.#db);
    return this.look(person, request);
  }

  /**
   * Lets a person open something new, unless their day is done. What they have open already stays open to them.
   *
   * @param what its id; without it nothing counts as open already
   * @throws HttpError 429 `day-done`
   */
  async open(person: string, request: FastifyRequest, what?: string): Promise<void> {
    const { done } = await this.active(person, request);
    if (done && (what === undefined || this.#open.get(person) !== what))
      throw new HttpError(
        429,
        'day-done',
        'Your day at the screen is done, and nothing new opens. Pass on what cannot wait.',
      );
    if (what !== undefined) this.#open.set(person, what);
  }

  /** Gives a person another hour today, and keeps who gave it. @throws HttpError 403 `two-people` for one's own */
  async giveHour(
    trx: QueryExecutorProvider,
    by: string,
    person: string,
    request: FastifyRequest,
  ): Promise<void> {
    if (by === person) throw new HttpError(403, 'two-people', 'Another person gives you an hour.');
    await sql`insert into screen_hour (person, day, given_by, given_at)
      values (${person}, ${this.#dayOf(request)}, ${by}, ${this.#now()})`.execute(trx);
  }

  /** Deletes what is older than a week. */
  async forget(): Promise<void> {
    const last = dayAt(this.#now().getTime() - KEPT_DAYS * 24 * HOUR_MS);
    await sql`delete from screen_day where day <= ${last}`.execute(this.#db);
    await sql`delete from screen_hour where day <= ${last}`.execute(this.#db);
  }

  /** The day that the request names, where it is today somewhere on earth; else UTC's. A clock that is set on borrows from tomorrow. */
  #dayOf(request: FastifyRequest): string {
    const named = request.headers[DAY_HEADER];
    const now = this.#now().getTime();
    const isToday =
      typeof named === 'string' &&
      /^\d{4}-\d{2}-\d{2}$/.test(named) &&
      named >= dayAt(now - 12 * HOUR_MS) &&
      named <= dayAt(now + 14 * HOUR_MS);
    return isToday ? named : dayAt(now);
  }
}

function dayAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
