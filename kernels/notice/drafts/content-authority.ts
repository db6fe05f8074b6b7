import { settings } from '../regimes/words.ts';

const NAMES: Readonly<Record<string, { readonly en: string; readonly ur: string }>> = {
  smpra: {
    en: 'Social Media Protection and Regulatory Authority',
    ur: 'سوشل میڈیا پروٹیکشن اینڈ ریگولیٹری اتھارٹی (SMPRA)',
  },
  pta_under_s50A: {
    en: 'Pakistan Telecommunication Authority (section 50A)',
    ur: 'پاکستان ٹیلی کمیونیکیشن اتھارٹی (PTA)',
  },
  both_named: { en: 'SMPRA / PTA (s.50A)', ur: 'مجاز اتھارٹی (SMPRA / PTA)' },
};

/**
 * Where Pakistani applications go, by the setting `contentAuthority`: both are named until somebody of the installation
 * has decided otherwise, by name and day.
 *
 * @param value one of `settings.contentAuthority.values`; anything else is the default
 */
export function contentAuthority(value: string | undefined, lang: 'en' | 'ur'): string {
  const known = value !== undefined && settings.contentAuthority.values.includes(value);
  return NAMES[known ? value : settings.contentAuthority.default]?.[lang] ?? '';
}
