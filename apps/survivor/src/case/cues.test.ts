import { expect, test } from 'vitest';
import { asksForPerson } from './cues.ts';

const of = (relation: string, instead = '', who: 'myself' | 'helping' | 'care' = 'helping') =>
  asksForPerson({ who, proxy: { relation, instead } });

test.each([
  'I am a police officer',
  'میں پولیس سے ہوں',
  'her ex-husband',
  'Constable',
  'ان کا سابق شوہر',
  'SHO',
])('people look first at "%s"', (relation) => {
  expect(of(relation)).toBe(true);
});

test.each(['her sister', 'a friend', 'ان کی بہن', 'show her how', 'کلاس فیلو'])(
  '"%s" waits for nobody',
  (relation) => {
    expect(of(relation)).toBe(false);
  },
);

test('custody and divorce count wherever they are told, fear of the police does not, and she herself never waits', () => {
  expect(of('her brother', 'There is a custody case')).toBe(true);
  expect(of('ان کا بھائی', 'طلاق کا مقدمہ چل رہا ہے')).toBe(true);
  expect(of('her sister', 'she is afraid of the police')).toBe(false);
  expect(of('police', 'divorce', 'myself')).toBe(false);
  expect(of('a police officer', '', 'care')).toBe(true);
});
