import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const forbidden = new BlockList();
/** What is routed on the public network of IPv6; all else there is local, embedded or not given out. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
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
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  forbidden.addSubnet(net, bits, 'ipv6');

/** May a server of ours connect to this IP address because someone outside named it? Only public ones; an IPv4 address inside IPv6 is judged as IPv4. */
export function isPublic(address: string): boolean {
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (inside !== undefined) return isPublic(inside);
  const family = isIP(address);
  if (family === 4) return !forbidden.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !forbidden.check(address, 'ipv6');
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
