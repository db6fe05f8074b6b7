import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** More than this between two clocks is said; less is the network and a tired battery. */
const DOUBT = 5 * 60_000;
/** So many addressees that agree with each other against us are believed. */
const WITNESSES = 2;

/**
 * Why this server's clock is in doubt, and by how much (milliseconds, positive when ours is ahead): it went back behind
 * a time that it had shown (`back`), it jumped while we ran (`jumped`), or platforms that answered us agree on another
 * time (`others`).
 */
export interface ClockDoubt {
  readonly kind: 'back' | 'jumped' | 'others';
  readonly byMs: number;
}

/** What one process has noticed. Every deadline hangs on the clock, so what is noticed stays until a restart. */
export class ClockWatch {
  #doubt: ClockDoubt | undefined;
  #last: { wall: number; steady: number } | undefined;
  readonly #others = new Map<string, number>();

  /** What staff are told, or nothing. */
  get doubt(): ClockDoubt | undefined {
    return this.#doubt;
  }

  /**
   * Compares the clock with the one that cannot be set.
   *
   * @param wall milliseconds since 1970; @param steady milliseconds of a monotonic clock
   */
  tick(wall: number, steady: number): void {
    if (this.#last) {
      const byMs = wall - this.#last.wall - (steady - this.#last.steady);
      if (Math.abs(byMs) > DOUBT) this.#doubt = { kind: 'jumped', byMs };
    }
    this.#last = { wall, steady };
  }

  /** Takes in the latest time that was ever shown, from the record. */
  compare(wall: number, latest: number): void {
    if (wall < latest - DOUBT) this.#doubt = { kind: 'back', byMs: wall - latest };
  }

  /** Takes in another party's word on the time: one may be wrong, several that agree are not. */
  hear(who: string, wall: number, theirs: number): void {
    const byMs = wall - theirs;
    if (Math.abs(byMs) <= DOUBT) {
      this.#others.delete(who);
      if (this.#doubt?.kind === 'others') this.#doubt = undefined;
      return;
    }
    this.#others.set(who, byMs);
    const agreeing = [...this.#others.values()].filter((each) => Math.abs(each - byMs) <= DOUBT);
    if (agreeing.length >= WITNESSES) this.#doubt = { kind: 'others', byMs };
  }
}

/** One round: compares with the record and moves the record on, so that a clock that was put right is said once. */
export async function clockRound(context: Context, steady: number): Promise<void> {
  const now = context.now();
  const { clockWatch, store, log } = context;
  const before = clockWatch.doubt;
  const { rows } = await sql<{ latest: Date }>`
    select latest from server_clock`.execute(store.db);
  if (rows[0]) clockWatch.compare(now.getTime(), rows[0].latest.getTime());
  clockWatch.tick(now.getTime(), steady);
  await sql`insert into server_clock (latest) values (${now})
    on conflict (one) do update set latest = excluded.latest`.execute(store.db);
  const { doubt } = clockWatch;
  if (doubt && doubt !== before) log.warn({ event: 'clock-doubt', ...doubt });
}
