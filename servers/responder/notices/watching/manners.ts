import robots, { type Robot } from 'robots-parser';
import { lookAt, type WayOut } from './fetch-page.ts';

// The package is CommonJS: its default export arrives as the module itself, and its types do not say so.
const robotsParser = robots as unknown as typeof robots.default;
const DAY = 86_400_000;
/** Rules of so many sites are remembered; the oldest goes first. */
const SITES = 500;

/** Why a link is left to a person: the site's rules for robots, or the operator's list. */
export type Forbidden = 'robots' | 'operator';

/**
 * Where the checker does not go by itself: what a site's robots.txt forbids to everybody (RFC 9309), and the hosts that
 * the operator names (with all below them). Rules are kept for a day, in memory only.
 */
export class Manners {
  readonly #way: WayOut;
  readonly #hosts: readonly string[];
  readonly #rules = new Map<string, { until: number; rules: Robot | 'all' | 'none' }>();

  /** @param hosts the operator's list, lower case */
  constructor(way: WayOut, hosts: readonly string[]) {
    this.#way = way;
    this.#hosts = hosts;
  }

  /** Whether the checker may look at an address at `now` (milliseconds), or why not. */
  async forbids(address: string, now: number): Promise<Forbidden | undefined> {
    const { hostname, origin } = new URL(address);
    if (this.#hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return 'operator';
    const rules = await this.#of(origin, now);
    // We name ourselves nowhere, so the rules for everybody are ours.
    const allowed = rules === 'all' || (rules !== 'none' && rules.isAllowed(address, '*') !== false);
    return allowed ? undefined : 'robots';
  }

  async #of(origin: string, now: number): Promise<Robot | 'all' | 'none'> {
    const known = this.#rules.get(origin);
    if (known && known.until > now) return known.rules;
    const address = `${origin}/robots.txt`;
    const look = await lookAt(address, this.#way);
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
