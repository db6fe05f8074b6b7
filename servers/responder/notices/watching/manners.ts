import robots, { type Robot } from 'robots-parser';
import type { Context } from '../../context.ts';
import { lookAt } from './fetch-page.ts';

// The package is CommonJS: its default export arrives as the module itself, and its types do not say so.
const robotsParser = robots as unknown as typeof robots.default;
const DAY = 86_400_000;
/** Rules of so many sites are remembered; the oldest goes first. */
const SITES = 500;

/** Why a link is left to a person: the site's rules for robots, or the operator's list. */
export type Forbidden = 'robots' | 'operator';

/**
 * Where the checker does not go by itself: what a site's robots.txt forbids to everybody (RFC 9309), and the hosts that
 * `AMAAN_WATCH_NOT` names (with all below them). Rules are kept for a day, in memory only.
 */
export class Manners {
  readonly #context: Context;
  readonly #hosts: readonly string[];
  readonly #rules = new Map<string, { until: number; rules: Robot | 'all' | 'none' }>();

  constructor(context: Context) {
    this.#context = context;
    this.#hosts = (context.config.env.AMAAN_WATCH_NOT ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
  }

  /** Whether the checker may look at an address, or why not. */
  async forbids(address: string): Promise<Forbidden | undefined> {
    const { hostname, origin } = new URL(address);
    if (this.#hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return 'operator';
    const rules = await this.#of(origin);
    // We name ourselves nowhere, so the rules for everybody are ours.
    const allowed = rules === 'all' || (rules !== 'none' && rules.isAllowed(address, '*') !== false);
    return allowed ? undefined : 'robots';
  }

  async #of(origin: string): Promise<Robot | 'all' | 'none'> {
    const now = this.#context.now().getTime();
    const known = this.#rules.get(origin);
    if (known && known.until > now) return known.rules;
    const address = `${origin}/robots.txt`;
    const look = await lookAt(address, { local: this.#context.config.watchLocal });
    let rules: Robot | 'all' | 'none';
    // RFC 9309, 2.3.1: a file that is not there allows everything, one that cannot be reached forbids everything.
    if (typeof look === 'string') rules = look === 'refused-address' ? 'all' : 'none';
    else if (look.status >= 500) rules = 'none';
    else rules = look.status === 200 ? robotsParser(address, look.text) : 'all';
    if (this.#rules.size >= SITES) this.#rules.delete(this.#rules.keys().next().value ?? '');
    this.#rules.set(origin, { until: now + DAY, rules });
    return rules;
  }
}
