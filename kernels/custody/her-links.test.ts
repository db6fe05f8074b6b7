import { expect, it } from 'vitest';
import type { Link } from './contents.ts';
import { linkPortions, mergeLinks, namesPlace, newPlaces } from './her-links.ts';
import { parseWriteOp } from './intake.ts';
import { bucketOf } from './seal.ts';

const ONE = 'https://example.org/p/one';
const TWO = 'https://example.org/p/two';
const link = (url: string, more: Partial<Link> = {}): Link => ({ url, kind: 'post', ...more });

it('has each place once, where it was first given, with the newest name and kind', () => {
  expect(
    mergeLinks([link(ONE), link(TWO), link(ONE, { note: 'red', kind: 'repost' }), link(ONE)]).map(
      ({ url, note, kind }) => [url, note, kind],
    ),
  ).toEqual([
    [ONE, 'red', 'repost'],
    [TWO, undefined, 'post'],
  ]);
});

it('counts as new only places that were not there', () => {
  expect(newPlaces([link(ONE, { note: 'red' })], [link(ONE)])).toBe(0);
  expect(newPlaces([link(TWO), link(TWO)], [link(ONE)])).toBe(1);
});

it('knows an address and an account from a line in her own words', () => {
  expect([link(ONE), link('@sara', { account: 'sara' }), link('he said so')].map(namesPlace)).toEqual([
    true,
    true,
    false,
  ]);
});

it('cuts a list into portions that a sealed item holds, in order and without loss', () => {
  const many = Array.from({ length: 3000 }, (_, i) => link(`${ONE}/${'ا'.repeat(40)}/${i}`));
  const portions = linkPortions(many);
  expect(portions.flat()).toEqual(many);
  for (const portion of portions) {
    const sealed = JSON.stringify({ v: 1, by: 'a'.repeat(64), links: portion });
    expect(bucketOf(Buffer.byteLength(sealed))).toBeLessThanOrEqual(131_072);
  }
  expect(linkPortions([])).toEqual([[]]);
});

it('lets a renamed link be written as none that is new', () => {
  const sealed = Buffer.from(`age-encryption.org/v1${' '.repeat(300)}`).toString('base64');
  const op = { op: 'links', id: 'a'.repeat(32), under: 'b'.repeat(64), sealed, count: 0 };
  expect(parseWriteOp(op)).toMatchObject({ count: 0 });
});
