import { describe, expect, it } from 'vitest';
import { GUIDES } from './guide-texts.ts';
import { ROMAN_URDU } from './roman-urdu.ts';

/** All that a guide says in a language. */
const said = (name: string, lang: 'en' | 'ur') =>
  JSON.stringify(GUIDES[name], (key, value: unknown) =>
    key === 'en' || key === 'ur' ? key === lang && value : value,
  );
const roman = JSON.stringify(ROMAN_URDU);

describe('the guides', () => {
  it.each([
    ['en', /history[^]*keyboard[^]*screenshots[^]*data use[^]*shared account/i],
    ['ur', /ہسٹری[^]*کی بورڈ[^]*اسکرین شاٹ[^]*ڈیٹا کا استعمال[^]*مشترکہ اکاؤنٹ/],
  ] as const)('say what may stay on the phone and how to clear it (%s)', (lang, words) => {
    expect(said('traces', lang)).toMatch(words);
  });

  it.each([
    ['en', said('evidence', 'en'), /Keep the phone and the original[^]*screenshot[^]*not proof by itself/],
    ['ur', said('evidence', 'ur'), /فون اور اصل پیغامات رکھیں[^]*اسکرین شاٹ[^]*اکیلا ثبوت نہیں/],
    ['Roman Urdu', roman, /Phone aur asal paighamat rakhen[^]*akela saboot nahin/],
  ])(
    'say to keep the device and the original: a screenshot is a lead, not proof (%s)',
    (_lang, text, words) => {
      expect(text).toMatch(words);
    },
  );

  it.each([
    ['en', said('evidence', 'en'), /under 18[^"]*do not save, screenshot or send[^"]*link only/],
    [
      'ur',
      said('evidence', 'ur'),
      /18 سے کم عمر[^"]*نہ محفوظ کریں، نہ اسکرین شاٹ لیں، نہ بھیجیں[^"]*صرف لنک/,
    ],
    ['Roman Urdu', roman, /18 se kam[^]*na download karen, na save karen, na screenshot len[^]*Sirf link/],
  ])('say to take no copy where somebody under 18 may be shown (%s)', (_lang, text, words) => {
    expect(text).toMatch(words);
  });

  it.each([
    ['en', /We do not replace them[^]*StopNCII\.org[^]*It cannot: [^]*Take It Down[^]*It cannot reach/],
    ['ur', /ہم ان کی جگہ نہیں لیتے[^]*StopNCII\.org[^]*یہ نہیں کر سکتا[^]*Take It Down[^]*نہیں پہنچتا/],
  ] as const)('lead through StopNCII and Take It Down, with what each cannot do (%s)', (lang, words) => {
    expect(said('own-device', lang)).toMatch(words);
  });

  it.each([
    [
      'en',
      /without the consent[^]*known people and politicians too[^]*Politics, news and satire[^]*Religion and protest/,
    ],
    ['ur', /رضامندی کے بغیر[^]*سیاست دان[^]*سیاست، خبریں اور طنز[^]*احتجاج/],
  ] as const)('publish the scope: what belongs here, and what is outside (%s)', (lang, words) => {
    expect(said('scope', lang)).toMatch(words);
  });

  it('have words for brands and press, and settings against a flood of comments, for each platform', () => {
    for (const words of ['brands', 'press', 'Instagram', 'Facebook', 'TikTok', 'YouTube', 'X:'])
      expect(said('fake', 'en')).toContain(words);
  });
});
