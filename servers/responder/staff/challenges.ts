import type { Context } from '../context.ts';

const MINUTES = 10;
const MOST = 1000;

/** Challenges that were given out and not used yet, in memory only; each serves once, for ten minutes. */
export class Challenges {
  readonly #context: Context;
  readonly #waiting = new Map<string, { purpose: string; until: number }>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** A new challenge, base64url. @param purpose what it is for, checked again when it is used */
  give(purpose: string): string {
    const now = this.#context.now().getTime();
    for (const [key, { until }] of this.#waiting) if (until < now) this.#waiting.delete(key);
    // Oldest first: a flood of questions ends other people's sign-ins, not the server's memory.
    if (this.#waiting.size >= MOST) this.#waiting.delete(this.#waiting.keys().next().value ?? '');
    const challenge = Buffer.from(this.#context.random(32)).toString('base64url');
    this.#waiting.set(challenge, { purpose, until: now + MINUTES * 60_000 });
    return challenge;
  }

  /** Uses a challenge up. @returns whether it was ours, for this purpose, and in time */
  use(challenge: string, purpose: string): boolean {
    const waiting = this.#waiting.get(challenge);
    this.#waiting.delete(challenge);
    return (
      waiting !== undefined && waiting.purpose === purpose && waiting.until >= this.#context.now().getTime()
    );
  }
}
