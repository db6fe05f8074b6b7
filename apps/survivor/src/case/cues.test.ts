import type { SignalSet } from '@amaan/signal';
import { expect, test } from 'vitest';
import type { PictureKind, State } from '../state/model.ts';
import { start } from '../state/model.ts';
import { accountOf } from './account.ts';
import { asksForPerson, marksUnsexual } from './cues.ts';

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

test('two people look first at a picture that she marked as not sexual, and at no other', () => {
  const signals = {} as SignalSet;
  const marked = (...kinds: PictureKind[]) =>
    marksUnsexual([
      { kinds: ['sexual'], signals },
      { kinds, signals },
    ]);
  expect(marked('private')).toBe(true);
  expect(marked('cultural', 'altered')).toBe(true);
  for (const kinds of [[], ['altered'], ['sexual'], ['sexual', 'private']] as const)
    expect(marked(...kinds)).toBe(false);
  // What was stopped goes nowhere, so nothing waits for it.
  expect(marksUnsexual([{ kinds: ['private'] }])).toBe(false);
});

test('what leaves is one word, the same for every reason', () => {
  const signals = { contentType: 'photo' } as SignalSet;
  const said = (change: Partial<State>) => {
    const consents = { shareSignals: true };
    const { personFirst, ...rest } = accountOf({ ...start('en'), consents, ...change }, '2026-11-26');
    return { personFirst, open: JSON.stringify([rest.signals, rest.consents]) };
  };
  const file = { id: 1, contentType: 'photo', done: 1000, signals } as const;
  const plain = said({ files: [{ ...file, kinds: ['sexual'] }] });
  const cultural = said({ files: [{ ...file, kinds: ['cultural'] }] });
  expect([plain.personFirst, cultural.personFirst]).toEqual([undefined, true]);
  expect(cultural.open).toBe(plain.open);
  expect(said({ files: [{ ...file, kinds: ['cultural'] }], consents: {} }).personFirst).toBeUndefined();
  expect(said({ who: 'helping', proxy: { relation: 'a police officer', instead: '' } }).personFirst).toBe(
    true,
  );
});
