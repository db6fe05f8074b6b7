import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const forbidden = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  forbidden.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  forbidden.addSubnet(net, bits, 'ipv6');

/** May a server of ours connect to this IP address because someone outside named it? Only public ones; an IPv4 address inside IPv6 is judged as IPv4. */
export function isPublic(address: string): boolean {
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (inside !== undefined) return isPublic(inside);
  const family = isIP(address);
  if (family === 6 && /^::ffff:/i.test(address)) return false;
  return family !== 0 && !forbidden.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a name once and hands the connection only addresses that were judged, so a second answer cannot differ. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const good = error ? [] : found.filter(({ address }) => isPublic(address));
    const [first] = good;
    if (!first)
      return callback(error ?? Object.assign(new Error('refused'), { code: 'EREFUSEDADDRESS' }), '', 4);
    return options.all ? callback(null, good) : callback(null, first.address, first.family);
  });
};
