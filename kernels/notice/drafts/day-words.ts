const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  ur: 'جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر'.split(' '),
} as const;

/**
 * A day as a document writes it: "31 January 2026". Not by Intl: two versions of its data would give two texts, and a
 * paper has the same bytes wherever it is set.
 *
 * @param day YYYY-MM-DD; anything else stays as it is
 */
export function dayWords(day: string, lang: 'en' | 'ur'): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const month = MONTHS[lang][Number(found?.[2]) - 1];
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : day;
}
