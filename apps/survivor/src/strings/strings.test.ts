import type { Text, Words } from '@amaan/base';
import { playbooks } from '@amaan/notice';
import { describe, expect, it } from 'vitest';
import { GUIDE_TEXTS, guidePages, langsOf } from '../pages/guides.ts';
import { ROMAN_URDU } from '../pages/roman-urdu.ts';
import { safety } from '../pages/safety.ts';
import { SERVICES } from '../directory/services.ts';
import { heic } from './heic.ts';
import { minor } from './minor.ts';
import { CASE_STRINGS } from './case.ts';
import { isKey, translate } from './index.ts';

const all: [string, Text][] = [
  ...Object.entries<Text>(CASE_STRINGS),
  ...Object.entries<Text>(heic).map(([key, text]): [string, Text] => [`heic.${key}`, text]),
  ...GUIDE_TEXTS.map((text, i): [string, Text] => [`guide ${i}`, text]),
  ...SERVICES.flatMap(({ id, name, hours }): [string, Text][] => [
    [id, name],
    ...(hours ? [[`${id} hours`, hours] as [string, Text]] : []),
  ]),
  ...playbooks.flatMap(({ code, name, works, refuses, alternatives }) =>
    [name, works, ...refuses, ...alternatives].map((said, i): [string, Text] => [
      `${code} ${i}`,
      { ...said, reviewer: null },
    ]),
  ),
];
const forms = (words: Words) => (typeof words === 'string' ? [words] : [words.one, words.other]);
const holes = (words: Words) =>
  [...new Set(forms(words).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted().join();
/** Names that are the same in both languages. */
const NAMES = /^(Take It Down( \(NCMEC\))?|StopNCII\.org|IWF|اردو)$/;

/** What is never said on any screen, in each language; and what is never asked. */
const NEVER_EN =
  /removed from the internet|guarantee|blocked everywhere|be careful next time|should(n['’]t| not) have|\bat least\b|calm down|revenge porn|\bvictim|already (registered|reported)|child porn|why did you|why .*\b(made|sent|took)\b.*\?|are you sure|\byou must\b|it is illegal for you|are you married|marital|your religion|your CNIC|identity card number|prove that it is (fake|real)(?<!not have to prove that it is fake)|your password\b|selfie|\bwill be (removed|taken down|arrested|punished)|\bwe will remove/i;
const NEVER_UR =
  /مباشرت|ضمانت|گارنٹی|انتقامی|متاثرہ|مظلوم|پہلے سے (درج|رجسٹر)|ہر جگہ (سے )?(بلاک|ہٹا دیا)|انٹرنیٹ سے ہٹا دیا|آئندہ (احتیاط|خیال)|نہیں کرنا چاہیے تھا|کم از کم|پرسکون ہو|شانت|کیا آپ کو یقین ہے|کیوں (بھیجی|بنائی|دی تھی)|آپ پر لازم ہے|شادی شدہ|مذہب|چائلڈ پورن|فحش|گرفتار (کر لیا|ہو) جائے|ضرور (ہٹ|ہٹا)/u;
/** What speaks to women alone, or says that it was the one who writes who spread it. */
const ONLY_SOME_EN =
  /\b(she|hers?|herself|wom[ae]n|girls?|ma['’]am)\b|\byou (leaked|spread)\b|\byour (own )?leak/i;
const ONLY_SOME_UR = /آپ (?!ک[یےاو] )(?:\S+ ){0,5}?(?:سکتی|چاہتی|رہی|کرتی) ہیں|آپ نے (?:خود )?(?:لیک|پھیلا)/u;
/** More that is never said to a child. */
const NEVER_CHILD_EN = /tell your (parents|mother|father)|illegal|crime|porn/i;
const NEVER_CHILD_UR = /(امی|ابو|والدین) کو بتا|غیر قانونی|جرم/u;

describe('the strings', () => {
  it.each(all)('%s is in both languages, with the same values', (_key, { en, ur }) => {
    for (const form of [...forms(en), ...forms(ur)]) expect(form.trim()).not.toBe('');
    // An unreviewed translation that was left in English is no translation.
    if (!NAMES.test(forms(en).join())) expect(forms(ur).join()).toMatch(/[\u0600-\u06ff]/);
    expect(holes(ur)).toBe(holes(en));
  });

  it.each(all)(
    '%s says nothing that is never said, and asks nothing that is never asked',
    (_key, { en, ur }) => {
      for (const form of forms(en)) expect(form).not.toMatch(NEVER_EN);
      for (const form of forms(ur)) expect(form).not.toMatch(NEVER_UR);
    },
  );

  it.each(all)('%s speaks to everybody, and blames nobody', (_key, { en, ur }) => {
    for (const form of forms(en)) expect(form).not.toMatch(ONLY_SOME_EN);
    for (const form of forms(ur)) expect(form).not.toMatch(ONLY_SOME_UR);
  });

  it('says nothing in Roman Urdu that is never said', () => {
    expect(JSON.stringify(ROMAN_URDU)).not.toMatch(/mubashrat|zamanat|guarantee|mutasir|mazloom|kam az kam/i);
  });

  it.each(Object.entries<Text>(minor))('%s suits a child of twelve', (_key, { en, ur }) => {
    for (const form of forms(en)) {
      expect(form).not.toMatch(NEVER_CHILD_EN);
      // Short sentences: a child, or anyone in fear, loses a long one.
      for (const sentence of form.split(/[.?!:;]\s/))
        expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(26);
    }
    for (const form of forms(ur)) expect(form).not.toMatch(NEVER_CHILD_UR);
  });

  it('are in production only in languages whose every string a reviewer has signed', () => {
    for (const [, { reviewer }] of all) expect(reviewer === null || reviewer.by !== '').toBe(true);
    expect(langsOf('demo')).toEqual(['en', 'ur']);
    // Nobody has signed any yet; when all have, both languages are there.
    expect(langsOf('production', false)).toEqual(['en']);
    const built = { style: '/s.css', profile: 'production', today: '2026-11-24' } as const;
    const pages = [...guidePages(built).map(({ html }) => html), safety('production', '2026-11-24', ['en'])];
    for (const html of pages) expect(html.replace(/lang="ur"/g, '')).not.toMatch(/[\u0600-\u06ff]{3}/);
    expect(guidePages(built).some(({ file }) => file.includes('/ur/') || file.includes('roman'))).toBe(false);
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
