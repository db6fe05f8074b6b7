import type { Text, Words } from '@amaan/base';
import { describe, expect, it } from 'vitest';
import { GUIDES } from '../pages/guide-texts.ts';
import { isKey, STRINGS, translate } from './index.ts';

const guides = Object.entries(GUIDES).flatMap(([id, { title, lead, parts }]) =>
  [
    title,
    ...(lead ? [lead] : []),
    ...parts.flatMap(({ heading, lines }) => [...(heading ? [heading] : []), ...lines]),
  ].map((text, i): [string, Text] => [`guide ${id} ${i}`, text]),
);
const all: [string, Text][] = [...Object.entries<Text>(STRINGS), ...guides];
const forms = (words: Words) => (typeof words === 'string' ? [words] : [words.one, words.other]);
const holes = (words: Words) =>
  [...new Set(forms(words).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted().join();

/** What is never said on any screen. */
const NEVER_EN =
  /removed from the internet|guaranteed|blocked everywhere|be careful next time|you should not have|\bat least\b|calm down|revenge porn|\bvictim|already registered|child pornograph|tell your parents|why did you|are you sure|you must|it is illegal for you/i;
const NEVER_UR = /مباشرت|ضمانت ہے|انتقامی|متاثرہ خاتون|پہلے سے درج/;

describe('the strings', () => {
  it.each(all)('%s is in both languages, with the same values', (_key, { en, ur }) => {
    for (const form of [...forms(en), ...forms(ur)]) expect(form.trim()).not.toBe('');
    // An unreviewed translation that was left in English is no translation; names of services are the exception.
    if (!/^(Take It Down|StopNCII\.org|اردو)$/.test(forms(en).join()))
      expect(forms(ur).join()).toMatch(/[\u0600-\u06ff]/);
    expect(holes(ur)).toBe(holes(en));
  });

  it.each(all)('%s says nothing that is never said', (_key, { en, ur }) => {
    for (const form of forms(en)) expect(form).not.toMatch(NEVER_EN);
    for (const form of forms(ur)) expect(form).not.toMatch(NEVER_UR);
  });

  it('calls private images by the right words in Urdu', () => {
    expect(translate('ur', 'arrive.lead')).toContain('ذاتی تصاویر');
  });

  it('chooses plural forms and keeps values in their own direction', () => {
    expect(translate('en', 'places.count', { n: 1 })).toBe('\u20681\u2069 place');
    expect(translate('en', 'places.count', { n: 1200 })).toBe('\u20681,200\u2069 places');
    expect(translate('ur', 'typeback.title', { n: 3 })).toContain('\u20683\u2069');
  });

  it('knows its keys and no others', () => {
    expect(isKey('age.title')).toBe(true);
    expect(isKey('toString')).toBe(false);
  });
});
