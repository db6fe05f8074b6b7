import { expect, test } from 'vitest';
import { addressList, hostList } from './address-lists.ts';

test('addresses and networks of both families are listed; anything else is refused by the name of its setting', () => {
  const list = addressList('LIST', ' 192.0.2.7, 10.1.0.0/16,2001:db8::/32 ');
  const has = (address: string) => list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  expect(['192.0.2.7', '10.1.255.1', '2001:db8::9'].map(has)).toEqual([true, true, true]);
  expect(['192.0.2.8', '10.2.0.1', '2001:db9::9'].map(has)).toEqual([false, false, false]);
  for (const wrong of ['host.example', '10.0.0.0/33', '10.0.0.0/', '0.0.0.0/0', '1.2.3.4/8/8', '10.0.0/8'])
    expect(() => addressList('LIST', wrong), wrong).toThrow(/^LIST must be/);
});

test('hosts are read as an address writes them, so that a listed one is found whatever its spelling', () => {
  expect(hostList('LIST', 'Pictures.Example, bücher.example:8443,[2001:DB8::1]')).toEqual([
    'pictures.example',
    'xn--bcher-kva.example:8443',
    '[2001:db8::1]',
  ]);
  expect(hostList('LIST')).toEqual([]);
  for (const wrong of ['https://a.example', 'a.example/x', 'u@a.example', 'a b', 'a:b:1', '[::1', ':80'])
    expect(() => hostList('LIST', wrong), wrong).toThrow(/^LIST must be/);
});
