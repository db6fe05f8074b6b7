import { hash } from 'node:crypto';

/** A match as far as probing shows in it. */
export interface Near {
  readonly content: string;
  readonly distance: number;
}

/** What a key may ask about within a day (UTC) with no file behind its questions; 0: any number. */
export interface ProbeLimits {
  /** Different hashes around one content. */
  readonly near: number;
  /** Different contents that answered. */
  readonly known: number;
}

/** Hashes of files that are remembered for one key. */
const MOST_FILES = 100_000;

/** What one key asked on one day. */
interface Asked {
  readonly files: Set<string>;
  readonly around: Map<string, Set<string>>;
  readonly known: Set<string>;
  /** Somebody was woken. */
  told: boolean;
}

/**
 * Counts what each key's questions without a file come near to. In memory, and with digests alone: what a probe looks like
 * is nothing to keep.
 */
export class Probes {
  readonly #limits: ProbeLimits;
  #day = 0;
  #keys = new Map<string, Asked>();

  constructor(limits: ProbeLimits) {
    this.#limits = limits;
  }

  /** This key sent a file of this hash: a question about the hash has something behind it. */
  file(key: string, signal: string, now: Date): void {
    const { files } = this.#of(key, now);
    const [oldest] = files;
    if (files.size >= MOST_FILES && oldest !== undefined) files.delete(oldest);
    files.add(short(signal));
  }

  /** @returns whether this question is one too many, around one content or in all: `first`, or `again` on that day */
  note(key: string, signal: string, matches: readonly Near[], now: Date): 'first' | 'again' | undefined {
    if (matches.length === 0) return undefined;
    const asked = this.#of(key, now);
    const { files, around, known } = asked;
    const name = short(signal);
    if (files.has(name)) return undefined;
    const { near, known: most } = this.#limits;
    let over = false;
    for (const { content, distance } of matches) {
      if (most > 0) over = add(known, content, most) || over;
      if (distance === 0 || near === 0) continue;
      const seen = around.get(content) ?? new Set();
      around.set(content, seen);
      over = add(seen, name, near) || over;
    }
    if (!over) return undefined;
    const which = asked.told ? 'again' : 'first';
    asked.told = true;
    return which;
  }

  /** Forgets what a key asked. */
  forget(key: string): void {
    this.#keys.delete(key);
  }

  #of(key: string, now: Date): Asked {
    const day = Math.floor(now.getTime() / 86_400_000);
    if (day !== this.#day) this.#keys = new Map();
    this.#day = day;
    const asked = this.#keys.get(key) ?? {
      files: new Set<string>(),
      around: new Map<string, Set<string>>(),
      known: new Set<string>(),
      told: false,
    };
    this.#keys.set(key, asked);
    return asked;
  }
}

/** Adds a member, one beyond the limit at most. @returns whether the limit is passed */
function add(set: Set<string>, member: string, most: number): boolean {
  if (set.size <= most) set.add(member);
  return set.size > most;
}

function short(signal: string): string {
  return hash('sha256', signal, 'base64').slice(0, 12);
}
