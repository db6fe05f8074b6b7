import { expect, test } from 'vitest';
import { formatNumber, s, say } from './text.ts';

test('values are isolated, so that a code keeps its order inside right-to-left text', () => {
  expect(say('ur', s('Case {code}', 'کیس {code}'), { code: 'A-1' })).toBe('کیس \u2068A-1\u2069');
});

test('the plural form follows the count, and a missing value stays visible', () => {
  const text = s({ one: '{n} link', other: '{n} links' }, '{n} لنک');
  expect(say('en', text, { n: 1 })).toBe('\u20681\u2069 link');
  expect(say('en', text, { n: 1200 })).toBe('\u20681,200\u2069 links');
  expect(say('en', s('{what}', '{what}'))).toBe('{what}');
});

test('numbers stay in Latin digits in Urdu', () => {
  expect(formatNumber('ur', 15)).toBe('15');
});
