import { createHmac, timingSafeEqual } from 'node:crypto';
import { challengeOf, proofHolds } from '@amaan/custody';
import { HttpError } from '@amaan/http';

/**
 * Zero bits of each of the 16 puzzles of a proof: for opening a case (at 12 bits about 65,000 hashes) and, sixteen
 * times cheaper, for a visit.
 */
export function workOf(openBits: number): { open: number; visit: number } {
  return { open: openBits, visit: Math.max(0, openBits - 4) };
}

const WINDOW_MS = 3_600_000;

/**
 * Challenges that need no memory: the hour, and a tag that only we can make. One serves any number of proofs, because
 * each proof is bound to a locator of its own; it is taken for two to three hours.
 */
export class Challenges {
  readonly #secret: Uint8Array;
  readonly #now: () => Date;

  constructor(secret: Uint8Array, now: () => Date) {
    this.#secret = secret;
    this.#now = now;
  }

  /** The challenge of this hour. */
  current(): string {
    return this.#of(this.#hour());
  }

  /**
   * Checks a proof of work.
   *
   * @param locatorHash hex; what the proof must be bound to
   * @throws HttpError 422 `pow`
   */
  check(proof: string, locatorHash: string, bits: number): void {
    const challenge = challengeOf(proof) ?? '';
    const hour = Number(challenge.split('.')[0]);
    const age = this.#hour() - hour;
    const ours = age >= 0 && age <= 2 && same(challenge, this.#of(hour));
    if (!ours || !proofHolds(proof, locatorHash, bits))
      throw new HttpError(422, 'pow', 'The proof of work is missing or too old: load the page again.');
  }

  #hour(): number {
    return Math.floor(this.#now().getTime() / WINDOW_MS);
  }

  #of(hour: number): string {
    return `${hour}.${createHmac('sha256', this.#secret).update(`amaan/challenge/v1\n${hour}`).digest('hex').slice(0, 32)}`;
  }
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
