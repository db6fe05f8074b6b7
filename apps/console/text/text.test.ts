import { expect, test } from 'vitest';
import { ALL } from './reviewed.ts';
import { fill, spanOf } from './words.tsx';

// survivors.md, "Never say" and "Languages".
const NEVER = [
  /guarantee/i,
  /revenge porn/i,
  /\bvictim/i,
  /removed from the internet/i,
  /blocked everywhere/i,
  /calm down/i,
  /already registered/i,
];
const NEVER_URDU = ['مباشرت', 'گارنٹی', 'متاثرہ'];

test('every string stands in both languages with the same parts, and says nothing that is never said', () => {
  const parts = (text: string) =>
    [...text.matchAll(/\{\w+\}/g)].map(([part]) => part).sort((a, b) => a.localeCompare(b));
  for (const [key, line] of ALL) {
    expect(line.en.trim(), key).not.toBe('');
    expect(line.ur.trim(), key).not.toBe('');
    expect(parts(line.ur), key).toEqual(parts(line.en));
    for (const word of NEVER) expect(line.en, key).not.toMatch(word);
    for (const word of NEVER_URDU) expect(line.ur, key).not.toContain(word);
  }
});

test('what is filled in keeps its order inside right-to-left text', () => {
  expect(fill({ en: 'a {n}', ur: 'ب {n}', reviewer: null }, 'ur', { n: 'US-223a' })).toBe(
    'ب \u2068US-223a\u2069',
  );
  expect(fill({ en: 'a {n}', ur: '', reviewer: null }, 'en')).toBe('a {n}');
});

test('a span is told in its two largest units', () => {
  expect(spanOf(0, 'en')).toBe('0 min');
  expect(spanOf(47 * 3_600_000 + 61_000, 'en')).toBe('1 d 23 h');
  expect(spanOf(-3_660_000, 'ur')).toBe('1 گھنٹے 1 منٹ');
});
