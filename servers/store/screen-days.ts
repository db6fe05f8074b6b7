import { type QueryExecutorProvider, sql } from 'kysely';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Days that are kept, today's among them. */
const KEPT_DAYS = 7;

/** How long somebody may be at the screen, in minutes; 0: no limit. */
export interface ScreenLimits {
  /** After so long without a break, the console proposes one. */
  readonly rest: number;
  /** After so long in one day, nothing new opens. */
  readonly day: number;
}

/** How somebody's day at the screen stands. */
export interface ScreenDay {
  readonly minutes: number;
  /** With the hours that were given; 0: none. */
  readonly limit: number;
  readonly rest: number;
  /** Nothing new opens until tomorrow. */
  readonly done: boolean;
}

/**
 * The days at the screen of a server's staff and their limit (SV-W5). Stored are the minutes of a person's day and who gave
 * another hour, for a week; which minutes they were is in memory alone, and no more than the last one. A `day` is the
 * person's own, `YYYY-MM-DD`.
 */
export class ScreenDays {
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

  /** How a day stands. */
  async look(person: string, day: string): Promise<ScreenDay> {
    const { rows } = await sql<{ minutes: number; hours: number }>`
      select coalesce((select minutes from screen_day where person = ${person} and day = ${day}), 0)::int as minutes,
        (select count(*) from screen_hour where person = ${person} and day = ${day})::int as hours`.execute(
      this.#db,
    );
    const { minutes = 0, hours = 0 } = rows[0] ?? {};
    const limit = this.#limits.day === 0 ? 0 : this.#limits.day + 60 * hours;
    return { minutes, limit, rest: this.#limits.rest, done: limit > 0 && minutes >= limit };
  }

  /** Counts this minute, once; after the day's limit none, so that an hour that is given is a whole one. */
  async count(person: string, day: string): Promise<void> {
    const minute = Math.floor(this.#now().getTime() / MINUTE_MS);
    if (this.#last.get(person) === minute) return;
    this.#last.set(person, minute);
    if ((await this.look(person, day)).done) return;
    await sql`insert into screen_day (person, day, minutes) values (${person}, ${day}, 1)
      on conflict (person, day) do update set minutes = screen_day.minutes + 1`.execute(this.#db);
  }

  /**
   * Whether something new may open to a person, which it does unless their day is done. What they opened last stays open.
   *
   * @param what its id; without it nothing counts as open already
   */
  async mayOpen(person: string, day: string, what?: string): Promise<boolean> {
    const { done } = await this.look(person, day);
    if (done) return what !== undefined && this.#open.get(person) === what;
    if (what !== undefined) this.#open.set(person, what);
    return true;
  }

  /** Gives a person another hour that day, and keeps who gave it: another person than they are. */
  async giveHour(trx: QueryExecutorProvider, by: string, person: string, day: string): Promise<void> {
    await sql`insert into screen_hour (person, day, given_by, given_at)
      values (${person}, ${day}, ${by}, ${this.#now()})`.execute(trx);
  }

  /** Deletes what is older than a week. */
  async forget(): Promise<void> {
    const last = new Date(this.#now().getTime() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
    await sql`delete from screen_day where day <= ${last}`.execute(this.#db);
    await sql`delete from screen_hour where day <= ${last}`.execute(this.#db);
  }
}
