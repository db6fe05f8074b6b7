import { PLEDGE } from '@amaan/custody';
import type { Line } from './line.ts';
import { s } from './line.ts';

const lines: Readonly<Record<string, Line>> = Object.fromEntries(
  PLEDGE.lines.map((line, i) => [`pledge.line.${i}`, line]),
);

/** The pledge that everybody signs, and what stands around it. The sentences that are signed are the kernel's. */
export const pledge = {
  'pledge.lead': PLEDGE.lead as Line,
  ...lines,
  'pledge.title': s('Your pledge', 'آپ کا عہد'),
  'pledge.say': s(
    'Everybody here signs this, once a year, before any case opens to them. Your signature is made with your key and kept.',
    'یہاں کام کرنے والا ہر فرد سال میں ایک بار اس پر دستخط کرتا ہے، اس سے پہلے کوئی معاملہ نہیں کھلتا۔ دستخط آپ کی کنجی سے ہوتے ہیں اور محفوظ رہتے ہیں۔',
  ),
  'pledge.draft': s(
    'Draft: no lawyer has read the sentence about the law yet.',
    'مسودہ: قانون والا جملہ ابھی کسی وکیل نے نہیں پڑھا۔',
  ),
  'pledge.yes': s('I have read this and I sign it', 'میں نے یہ پڑھ لیا ہے اور اس پر دستخط کرتی/کرتا ہوں'),
  'pledge.lack': s(
    'Tick this first: it says that you have read the pledge.',
    'پہلے یہاں نشان لگائیں کہ آپ نے عہد پڑھ لیا ہے۔',
  ),
  'pledge.sign': s('Sign', 'دستخط کریں'),
  'pledge.again': s('Sign again', 'دوبارہ دستخط کریں'),
  'pledge.ended': s(
    'Your pledge has ended, or its wording has changed. Cases open again once you have signed.',
    'آپ کے عہد کی مدت ختم ہو گئی یا اس کے الفاظ بدل گئے۔ دستخط کے بعد معاملے پھر کھلیں گے۔',
  ),
  'pledge.until': s('Signed; good until {day}.', 'دستخط ہو چکے؛ {day} تک کارآمد۔'),
  'pledge.soon': s(
    'Your pledge is good until {day}. Sign it again on the page People.',
    'آپ کا عہد {day} تک ہے۔ ’ساتھی‘ کے صفحے پر دوبارہ دستخط کریں۔',
  ),
  'people.pledge': s('Pledge until', 'عہد کب تک'),
  'people.pledge.none': s('not signed', 'دستخط نہیں'),
} satisfies Record<string, Line>;
