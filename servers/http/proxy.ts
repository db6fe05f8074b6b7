import { lookup as resolve } from 'node:dns';
import { request } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as secure } from 'node:tls';

/**
 * A connection to an address through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6). The name is resolved here, by
 * `lookup`, and the proxy is told the number: it cannot be led to another address than the one that was judged.
 *
 * @param proxy `http://host:port`, with user and password where it asks for them
 * @returns a socket to the other side, with TLS for https
 */
export async function throughProxy(
  proxy: URL,
  url: URL,
  lookup: LookupFunction | undefined,
  signal: AbortSignal,
): Promise<Duplex> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const https = url.protocol === 'https:';
  const address = isIP(name) === 0 ? await numberOf(name, lookup) : name;
  const target = `${isIP(address) === 6 ? `[${address}]` : address}:${url.port || (https ? 443 : 80)}`;
  const socket = await new Promise<Duplex>((done, fail) => {
    const asking = request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || 80,
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: {
        host: target,
        ...(proxy.username && { 'proxy-authorization': `Basic ${credentials(proxy)}` }),
      },
      signal,
    });
    asking.on('connect', ({ statusCode }, opened) => {
      if (statusCode === 200) return done(opened);
      opened.destroy();
      fail(new Error('the proxy refused'));
    });
    asking.on('error', fail);
    asking.end();
  });
  return https ? secure({ socket: socket as never, servername: name }) : socket;
}

function credentials({ username, password }: URL): string {
  return Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
}

function numberOf(name: string, lookup: LookupFunction | undefined): Promise<string> {
  const find = lookup ?? (resolve as LookupFunction);
  return new Promise((done, fail) =>
    find(name, {}, (error, address) => {
      const first = typeof address === 'string' ? address : address[0]?.address;
      return error || !first ? fail(error ?? new Error('no address')) : done(first);
    }),
  );
}
