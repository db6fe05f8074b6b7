import { BlockList, isIP } from 'node:net';
import { AmaanError } from '@amaan/base';

/**
 * The addresses and networks (`10.0.0.0/24`) of a setting, between commas.
 *
 * @throws AmaanError `config`
 */
export function addressList(name: string, text = ''): BlockList {
  const list = new BlockList();
  for (const entry of entries(text)) {
    const [address = '', bits, more] = entry.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const size = bits === undefined ? most : Number(bits);
    if (family === 0 || more !== undefined || !/^\d*$/.test(bits ?? '') || !(size >= 1 && size <= most))
      throw new AmaanError(
        'config',
        `${name} must be addresses or networks like 10.0.0.0/24, between commas.`,
      );
    list.addSubnet(address, size, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/**
 * The hosts of a setting as a URL writes them (lower case, punycode), each `host` for the scheme's own port or
 * `host:port`.
 *
 * @throws AmaanError `config`
 */
export function hostList(name: string, text = ''): readonly string[] {
  return entries(text).map((entry) => {
    const [, host = '', port] = HOST.exec(entry) ?? [];
    if (!URL.canParse(`http://${host}`))
      throw new AmaanError('config', `${name} must be hosts, HOST or HOST:PORT, between commas.`);
    const { hostname } = new URL(`http://${host}`);
    return port === undefined ? hostname : `${hostname}:${Number(port)}`;
  });
}

const HOST = /^(\[[0-9a-f:.]+\]|[^\s:/?#@[\]\\]+)(?::(\d{1,5}))?$/i;
const entries = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
