import type { LookupFunction } from 'node:net';
import { GuardedFetchError, guardedFetch, HttpError } from '@amaan/http';

const TIMEOUT_MS = 8_000;
const ADDRESS_MAX = 2_000;

/** What a caller may make us fetch. */
export interface MediaRules {
  /** Exact names: `host` for the scheme's own port, or `host:port`. */
  readonly hosts: readonly string[];
  readonly most: number;
  /** Turns a name into addresses; only those that were judged reach the connection. */
  readonly lookup?: LookupFunction;
}

/**
 * Fetches a picture from a host that the operator listed; no redirect is followed, whatever it points to.
 *
 * @throws HttpError 400 `address` for one that may not be asked, 502 `not-fetched`, 413 `too-large`
 */
export async function fetchMediaFrom(address: string, rules: MediaRules): Promise<Buffer> {
  try {
    const { status, body, whole } = await guardedFetch(address, {
      judge: (url) => (isListed(url, rules.hosts) ? 'public' : 'refused'),
      redirects: 0,
      timeoutMs: TIMEOUT_MS,
      most: () => rules.most,
      ...(rules.lookup && { lookup: rules.lookup }),
    });
    if (status !== 200) throw new HttpError(502, 'not-fetched', 'The address did not give a file.');
    if (!whole) throw new HttpError(413, 'too-large', 'The file is larger than this address accepts.');
    return body;
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    if (error.problem === 'refused-address')
      throw new HttpError(400, 'address', 'This address is not on the list of hosts to fetch from.');
    throw new HttpError(502, 'not-fetched', 'The address did not give a file.');
  }
}

/** Whether an address stands on a list of exact names; what carries a name and a password does not. */
export function isListed(url: URL, hosts: readonly string[]): boolean {
  if (url.href.length > ADDRESS_MAX || url.username || url.password) return false;
  // A URL drops the port that its scheme has anyway; a list may name it.
  const ofScheme = url.protocol === 'https:' ? 443 : 80;
  return hosts.includes(url.host) || hosts.includes(`${url.hostname}:${url.port || ofScheme}`);
}
