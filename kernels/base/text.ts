// Strings of the pages: every one in each language, with the state of its review. One form for all pages.

/** Who read a string as a native speaker who knows the subject, and on which day (YYYY-MM-DD). */
export interface Review {
  readonly by: string;
  readonly on: string;
}

/** Words of one language: plain, or by plural form (`Intl.PluralRules`). `{name}` stands for a value. */
export type Words = string | { readonly one: string; readonly other: string };

/** One string in every language that the page speaks, and the state of its review. */
export interface Text {
  readonly en: Words;
  readonly ur: Words;
  readonly reviewer: Review | null;
}

/** The page's languages. */
export const LANGS = ['en', 'ur'] as const;
export type Lang = (typeof LANGS)[number];

/** Direction of a language's script. */
export function dirOf(lang: Lang): 'ltr' | 'rtl' {
  return lang === 'ur' ? 'rtl' : 'ltr';
}

/** A string whose Urdu nobody has reviewed, unless a review is given. */
export function s(en: Words, ur: Words, reviewer: Review | null = null): Text {
  return { en, ur, reviewer };
}

/** Values that stand in for `{name}`; numbers are written for the language. */
export type Values = Readonly<Record<string, string | number>>;

// Isolates: an address or a code inside a right-to-left sentence keeps its own order.
const ISOLATE = '\u2068';
const POP = '\u2069';

/** Numbers stay in Latin digits in both languages: codes and phone numbers beside them do too. */
export function formatNumber(lang: Lang, value: number): string {
  return new Intl.NumberFormat(lang === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB').format(value);
}

/** A day (YYYY-MM-DD or an instant) in the language's own words; the time too when an instant is given. */
export function formatMoment(lang: Lang, at: string): string {
  const day = at.length === 10;
  return new Intl.DateTimeFormat(lang === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB', {
    dateStyle: 'medium',
    ...(day ? { timeZone: 'UTC' } : { timeStyle: 'short' }),
  }).format(new Date(at));
}

/** A string in a language with its values. `n` chooses the plural form. */
export function say(lang: Lang, text: Text, values: Values = {}): string {
  const words = text[lang];
  const form =
    typeof words === 'string'
      ? words
      : words[new Intl.PluralRules(lang).select(Number(values.n)) === 'one' ? 'one' : 'other'];
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return `${ISOLATE}${typeof value === 'number' ? formatNumber(lang, value) : value}${POP}`;
  });
}
