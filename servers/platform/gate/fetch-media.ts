import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { HttpError, isPublic, publicLookup } from '@amaan/http';

const TIMEOUT_MS = 8_000;
const ADDRESS_MAX = 2_000;
const NOT_FETCHED = 'The address did not give a file.';

/** What a caller may make us fetch. */
export interface FetchRules {
  /** Exact names: `host` for the scheme's own port, or `host:port`. */
  readonly hosts: readonly string[];
  readonly most: number;
  /** Turns a name into addresses; only those that were judged reach the connection. */
  readonly lookup?: LookupFunction;
}

/**
 * Fetches a picture from a host that the operator listed. The name is resolved once and the connection goes to the
 * address that was judged; no redirect is followed, whatever it points to.
 *
 * @throws HttpError 400 `address` for one that may not be asked, 502 `not-fetched`, 413 `too-large`
 */
export function fetchMediaFrom(address: string, rules: FetchRules): Promise<Buffer> {
  const url = allowed(address, rules.hosts);
  if (!url)
    return Promise.reject(
      new HttpError(400, 'address', 'This address is not on the list of hosts to fetch from.'),
    );
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise<IncomingMessage>((done, fail) => {
    const request = send(
      url,
      { agent: false, lookup: rules.lookup ?? publicLookup, signal: AbortSignal.timeout(TIMEOUT_MS) },
      done,
    );
    request.on('error', () => fail(new HttpError(502, 'not-fetched', NOT_FETCHED)));
    request.end();
  }).then((response) => collect(response, rules.most));
}

/**
 * The address, when it may be asked. The URL parser first turns every spelling of a number address (decimal, octal,
 * hexadecimal, mapped) into one form, so a list of exact names and one judge of addresses are enough.
 */
export function allowed(address: string, hosts: readonly string[]): URL | undefined {
  if (address.length > ADDRESS_MAX || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username || url.password || !hosts.includes(url.host)) return undefined;
  return isIP(name) !== 0 && !isPublic(name) ? undefined : url;
}

async function collect(response: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    if (response.statusCode !== 200) throw new HttpError(502, 'not-fetched', NOT_FETCHED);
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > most) throw new HttpError(413, 'too-large', 'The file is larger than this address accepts.');
      parts.push(part);
    }
  } catch (error) {
    response.destroy();
    if (error instanceof HttpError) throw error;
    throw new HttpError(502, 'not-fetched', NOT_FETCHED);
  }
  return Buffer.concat(parts);
}
