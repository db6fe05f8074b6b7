import type { Link } from '@amaan/custody';
import { expect, test } from 'vitest';
import { placesIn } from './plan.ts';

const links: readonly Link[] = [
  { url: 'https://example.org/p/1', kind: 'post' },
  { url: 'he said he would come to the house', kind: 'other' },
  { url: '@sara', kind: 'account', account: 'sara' },
];

test('a line in her own words goes into no letter, chosen or not', () => {
  expect(placesIn(links)).toEqual([0, 2]);
  expect(placesIn(links, [1, 2])).toEqual([2]);
});
