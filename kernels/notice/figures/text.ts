import { s } from '@amaan/base';

/** What the page of public figures says around them. No native speaker who knows the subject has read the Urdu yet. */
export const WORDS = {
  draft: s(
    'Test version: the Urdu has not been checked by a native speaker yet.',
    'آزمائشی نسخہ: اس اردو کو ابھی کسی ماہر زبان نے نہیں جانچا۔',
  ),
  other: s('اردو', 'English'),
  title: s('Figures', 'اعداد و شمار'),
  about: s(
    'Counts for each month that is over. They say nothing about any one person.',
    'ہر مکمل مہینے کی گنتی۔ ان سے کسی ایک فرد کے بارے میں کچھ معلوم نہیں ہوتا۔',
  ),
  rule: s(
    'A count below {n}, nought too, is never shown. Larger ones are kept back with it where it could be worked out from them. Times are shown in whole hours, and only where {n} or more lie on either side. A dash stands for what is not shown.',
    '{n} سے کم کوئی گنتی، صفر بھی، کبھی نہیں دکھائی جاتی۔ جہاں بڑی گنتی سے اس کا حساب لگ سکتا ہو وہاں وہ بھی نہیں دکھائی جاتی۔ وقت پورے گھنٹوں میں ہے، اور صرف وہاں جہاں دونوں طرف {n} یا زیادہ ہوں۔ جو نہیں دکھایا گیا اس کی جگہ لکیر ہے۔',
  ),
  none: s('The first month is not over yet.', 'پہلا مہینہ ابھی پورا نہیں ہوا۔'),
  month: s('Month', 'مہینہ'),
  total: s('All', 'کل'),
  others: s('All others', 'باقی سب'),
  hidden: s('not shown', 'نہیں دکھایا گیا'),
  median: s('Half within', 'آدھے اتنے میں'),
  p90: s('Nine of ten within', 'دس میں سے نو اتنے میں'),
  hours: s({ one: '{n} hour', other: '{n} hours' }, { one: '{n} گھنٹہ', other: '{n} گھنٹے' }),
  rules: s('Changes of the rules', 'اصولوں میں تبدیلیاں'),
  rulesNone: s('None yet.', 'ابھی کوئی نہیں۔'),
  day: s('Day', 'دن'),
  bank: s('Bank', 'ذخیرہ'),
  change: s('Change', 'تبدیلی'),
  from: s('{rule}: {from}, then {to}', '{rule}: پہلے {from}، پھر {to}'),
  people: s('People', 'افراد'),
  machine: s('The same as data', 'یہی معلومات ڈیٹا کی شکل میں'),
} as const;
