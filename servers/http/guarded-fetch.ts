import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { AmaanError } from '@amaan/base';
import { isPublic, publicLookup } from './public-address.ts';
import { throughProxy } from './proxy.ts';

/** Why nothing came back: a stable word. */
export type FetchProblem = 'refused-address' | 'timeout' | 'network' | 'redirects' | 'too-large';

/** An address that somebody outside named was not fetched. The message names no address. */
export class GuardedFetchError extends AmaanError {
  readonly problem: FetchProblem;

  constructor(problem: FetchProblem, options?: ErrorOptions) {
    super(`fetch.${problem}`, `The address did not give a file (${problem}).`, options);
    this.problem = problem;
  }
}

/** What a fetch may do. */
export interface FetchRules {
  /**
   * Judges every address on the way, redirects included: `public` connects only to public IP addresses, `trusted` also
   * to this machine's own (for exact hosts that the operator wrote down), `refused` not at all.
   */
  readonly judge: (url: URL) => 'public' | 'trusted' | 'refused';
  /** How many redirects are followed; with 0 one is an answer like any other. */
  readonly redirects: number;
  readonly timeoutMs: number;
  /** How many bytes of an answer of this type are read; the rest is cut off. 0 reads nothing. */
  readonly most: (contentType: string) => number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Turns a name into addresses; only those that were judged reach the connection. */
  readonly lookup?: LookupFunction;
  /** An HTTP proxy that the operator set: the connection goes through it, to the address that was judged. */
  readonly proxy?: URL;
}

/** What came back. `whole` is false when the body was cut off. */
export interface Fetched {
  readonly status: number;
  /** The address after redirects. */
  readonly url: URL;
  readonly redirected: boolean;
  readonly contentType: string;
  readonly body: Buffer;
  readonly whole: boolean;
}

/**
 * Fetches what an address outside names, and nothing of our own network: the URL parser first turns every spelling of
 * a number address (decimal, octal, hexadecimal, mapped) into one form; a name is resolved once and the connection goes
 * to an address that was judged, so a second answer of the name server cannot differ.
 *
 * @throws GuardedFetchError
 */
export async function guardedFetch(address: string, rules: FetchRules): Promise<Fetched> {
  const until = AbortSignal.timeout(rules.timeoutMs);
  let url = parse(address);
  const first = url.href;
  for (let hop = 0; hop <= rules.redirects; hop++) {
    const response = await ask(url, rules, until);
    const { statusCode: status = 0, headers } = response;
    if (rules.redirects > 0 && status >= 300 && status < 400 && headers.location !== undefined) {
      response.destroy();
      url = parse(headers.location, url);
      continue;
    }
    const contentType = headers['content-type'] ?? '';
    const { body, whole } = await collect(response, rules.most(contentType), until);
    return { status, url, redirected: url.href !== first, contentType, body, whole };
  }
  throw new GuardedFetchError('redirects');
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new GuardedFetchError(base ? 'network' : 'refused-address');
  return new URL(address, base);
}

function ask(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const judged = !secure && url.protocol !== 'http:' ? 'refused' : rules.judge(url);
  // An address written as a number is not looked up, so it is judged here.
  if (judged === 'refused' || (judged === 'public' && isIP(host) !== 0 && !isPublic(host)))
    return Promise.reject(new GuardedFetchError('refused-address'));
  const lookup = rules.lookup ?? (judged === 'public' ? publicLookup : undefined);
  const { proxy, headers = {} } = rules;
  return new Promise((done, fail) => {
    const send = (socket?: Duplex) => {
      const request = (secure ? httpsRequest : httpRequest)(
        url,
        {
          headers: { ...headers },
          signal,
          ...(lookup && { lookup }),
          ...(socket ? { createConnection: () => socket } : { agent: false }),
        },
        done,
      );
      request.on('error', (cause: NodeJS.ErrnoException) => fail(problemOf(cause)));
      request.end();
    };
    if (!proxy) send();
    else throughProxy(proxy, url, lookup, signal).then(send, (cause: unknown) => fail(problemOf(cause)));
  });
}

function problemOf(cause: unknown): GuardedFetchError {
  const { name, code } = cause as NodeJS.ErrnoException;
  if (code === 'EREFUSEDADDRESS') return new GuardedFetchError('refused-address', { cause });
  const late = name === 'TimeoutError' || name === 'AbortError';
  return new GuardedFetchError(late ? 'timeout' : 'network', { cause });
}

async function collect(
  response: IncomingMessage,
  most: number,
  signal: AbortSignal,
): Promise<{ body: Buffer; whole: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  const stop = () => response.destroy(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (most === 0) return { body: Buffer.alloc(0), whole: false };
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part.subarray(0, most - size));
      size += part.length;
      if (size > most) return { body: Buffer.concat(parts), whole: false };
    }
    return { body: Buffer.concat(parts), whole: true };
  } catch (error) {
    throw problemOf(error);
  } finally {
    signal.removeEventListener('abort', stop);
    response.destroy();
  }
}
