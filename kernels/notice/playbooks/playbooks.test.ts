import { expect, test } from 'vitest';
import { regimes } from '../regimes/load.ts';
import { fieldTexts } from './fields.ts';
import { forHost, groupLinks } from './group.ts';
import { playbookIsOld, playbooks } from './playbooks.ts';

test('every playbook names rules that exist, codes and hosts once, and English or Urdu', () => {
  const { families } = regimes();
  for (const { code, regimes: named } of playbooks)
    for (const family of named) expect([...families.keys()], code).toContain(family);
  const all = playbooks.flatMap(({ hosts }) => hosts);
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(playbooks.map(({ code }) => code)).size).toBe(playbooks.length);
});

test('a playbook that nobody tried, or not for more than 90 days, is old', () => {
  expect(playbookIsOld(null, '2026-11-25')).toBe(true);
  expect(playbookIsOld('2026-08-27', '2026-11-25')).toBe(false);
  expect(playbookIsOld('2026-08-26', '2026-11-25')).toBe(true);
});

test('links are grouped by host and account, largest first; what is no address is in no group', () => {
  const links = [
    { url: 'https://www.x.com/a', account: 'one' },
    { url: 'https://x.com/b', account: 'two' },
    { url: 'https://m.facebook.com/c' },
    { url: '@someone' },
    { url: 'https://X.com/d', account: 'two' },
    { url: 'javascript:alert(1)' },
  ];
  const groups = groupLinks(links, [0, 1, 2, 3, 4, 5]);
  expect(groups.map(({ host, links: mine }) => [host, mine])).toEqual([
    ['x.com', [0, 1, 4]],
    ['facebook.com', [2]],
  ]);
  expect(groups[0]?.accounts).toEqual([
    { account: 'two', links: [1, 4] },
    { account: 'one', links: [0] },
  ]);
  expect(forHost(playbooks, 'x.com')?.code).toBe('x');
  expect(forHost(playbooks, 'de.pornhub.com')?.code).toBe('pornhub');
  expect(forHost(playbooks, 'notx.com')).toBeUndefined();
});

test('a notice cut up for a form leaves out what it does not say, and ends with the whole', () => {
  const parts = fieldTexts(
    {
      links: [
        { url: 'https://x.com/a', account: 'one' },
        { url: 'https://x.com/b?t=17', account: 'one' },
      ],
      elements: { good_faith_nonconsent: 'Not agreed.', signature: 'Signed: A' },
      text: { en: 'Whole', ur: 'پورا' },
      sender: 'A helpline',
      reply: {},
    },
    ['urls', 'account', 'statement', 'name', 'email', 'signature', 'time'],
  );
  expect(Object.fromEntries(parts.map(({ field, text }) => [field, text]))).toEqual({
    urls: 'https://x.com/a\nhttps://x.com/b?t=17',
    account: 'one',
    statement: 'Not agreed.',
    name: 'A helpline',
    signature: 'Signed: A',
    time: '17 s',
    whole: 'Whole\nپورا',
  });
});
