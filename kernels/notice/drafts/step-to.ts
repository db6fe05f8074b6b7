import type { Said } from '../playbooks/playbooks.ts';
import { contentAuthority } from './content-authority.ts';

/** Whom next steps go to, as the law's rows write them, for people. No native speaker has reviewed the Urdu. */
const NAMES: Readonly<Record<string, Said>> = {
  platform: { en: 'the platform', ur: 'پلیٹ فارم' },
  counsel: { en: 'counsel', ur: 'وکیل' },
  'dispute body': { en: 'a certified dispute body', ur: 'تنازعات کا مستند ادارہ' },
  'Digital Services Coordinator': {
    en: 'Digital Services Coordinator',
    ur: 'ڈیجیٹل سروسز کوآرڈینیٹر (یورپی یونین)',
  },
  Ofcom: { en: 'Ofcom', ur: 'آف کام (Ofcom)، برطانیہ' },
  eSafety: { en: 'eSafety', ur: 'ای سیفٹی کمشنر (eSafety)، آسٹریلیا' },
  FTC: { en: 'FTC', ur: 'فیڈرل ٹریڈ کمیشن (FTC)، امریکہ' },
  'Grievance Appellate Committee': {
    en: 'Grievance Appellate Committee',
    ur: 'گریونس اپیلٹ کمیٹی، بھارت',
  },
  'cybercrime.gov.in': { en: 'cybercrime.gov.in', ur: 'بھارت کا سائبر کرائم پورٹل (cybercrime.gov.in)' },
  Tribunal: { en: 'Tribunal', ur: 'سوشل میڈیا پروٹیکشن ٹربیونل' },
  NCCIA: { en: 'NCCIA', ur: 'تفتیشی افسر، این سی سی آئی اے (NCCIA)' },
};

/**
 * The name of whom a next step goes to.
 *
 * @param to as a row's `escalation[].to` has it
 * @param chosen where Pakistani applications go; the setting of the installation
 */
export function stepTo(to: string, lang: keyof Said, chosen?: string): string {
  if (to === contentAuthority(undefined, 'en')) return contentAuthority(chosen, lang);
  return NAMES[to]?.[lang] ?? to;
}
