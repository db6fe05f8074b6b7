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

/** What a question without a file brought its key to, and whether it is the first of that day to do so. */
export interface Noted {
  readonly what: 'near' | 'known' | 'half';
  readonly first: boolean;
}

/** Hashes of files that are remembered for one key. */
const MOST_FILES = 100_000;

/** What one key asked on one day. */
interface Asked {
  readonly files: Set<string>;
  readonly around: Map<string, Set<string>>;
  readonly known: Set<string>;
  /** What a person was told of. */
  readonly told: Set<Noted['what']>;
}

/**
 * Counts what each key's questions without a file come near to. In memory, and with digests alone: what a probe looks like
 * is nothing to keep.
 */
export class Probes {
  #day = 0;
  #keys = new Map<string, Asked>();

  /** This key sent a file of this hash: a question about the hash has something behind it. */
  file(key: string, signal: string, now: Date): void {
    const { files } = this.#of(key, now);
    const [oldest] = files;
    if (files.size >= MOST_FILES && oldest !== undefined) files.delete(oldest);
    files.add(short(signal));
  }

  /** Whether this key sent a file of each of these hashes today. */
  hasFiles(key: string, signals: readonly string[], now: Date): boolean {
    const { files } = this.#of(key, now);
    return signals.every((signal) => files.has(short(signal)));
  }

  /** How many different contents this key met today without a file. */
  known(key: string, now: Date): number {
    return this.#of(key, now).known.size;
  }

  /**
   * Counts a question of these hashes and what answered.
   *
   * @returns `near` or `known` when it is one too many around one content or in all; `half` when half of either is used
   */
  note(
    key: string,
    signals: readonly string[],
    matches: readonly Near[],
    { near, known: most }: ProbeLimits,
    now: Date,
  ): Noted | undefined {
    if (matches.length === 0) return undefined;
    const asked = this.#of(key, now);
    const name = short(signals.join());
    let around = 0;
    for (const { content, distance } of matches) {
      // Counted where any number is allowed too, for the administrator who sets it; of no use beyond that.
      add(asked.known, content, most === 0 ? MOST_FILES : most);
      if (distance === 0 || near === 0) continue;
      const seen = asked.around.get(content) ?? new Set();
      asked.around.set(content, seen);
      add(seen, name, near);
      around = Math.max(around, seen.size);
    }
    const met = asked.known.size;
    const half = isOver(2 * around, near) || isOver(2 * met, most);
    const what = isOver(around, near) ? 'near' : isOver(met, most) ? 'known' : half ? 'half' : undefined;
    if (!what) return undefined;
    const first = !asked.told.has(what);
    asked.told.add(what);
    return { what, first };
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
      told: new Set<Noted['what']>(),
    };
    this.#keys.set(key, asked);
    return asked;
  }
}

function isOver(used: number, most: number): boolean {
  return most > 0 && used > most;
}

/** Adds a member, one beyond the limit at most. */
function add(set: Set<string>, member: string, most: number): void {
  if (set.size <= most) set.add(member);
}

function short(signal: string): string {
  return hash('sha256', signal, 'base64').slice(0, 12);
}
