import { dayWords } from './day-words.ts';
import { linkLines } from './elements.ts';
import type { Letter } from './letters.ts';
import type { Story } from './story.ts';

/**
 * Asks the officer for a written preservation notice to the providers (PECA s.31): it names accounts, posts and the
 * time from which on. Only an authorised officer can order it; she, or the helpline for her, can ask.
 */
export function preservationRequest(story: Story): Letter {
  const { seenOn } = story;
  const by = `${story.sender.name}\n${story.sender.contact}`;
  const providers = [...new Set(story.links.map(({ url }) => new URL(url).host))].sort().join(', ');
  const en = [
    'To the authorised officer, National Cyber Crime Investigation Agency (NCCIA)',
    'Request for a written preservation notice (PECA 2016, section 31)',
    'There is reason to believe that data which an investigation needs will be lost: posts are deleted, and logs are kept for a limited time only.',
    `Providers: ${providers}`,
    linkLines(story),
    `Time window (UTC): from ${dayWords(seenOn, 'en')}, 00:00 until the day of the notice.`,
    'Please order that these be kept: the posts themselves, account records, log-in and upload records with addresses and times, and messages sent with them.',
    'Please order confidentiality too (section 38(3)), and tell us the number and the date of the notice: it ends after 90 days unless the court extends it.',
    by,
  ];
  const ur = [
    'بخدمت: مجاز افسر، نیشنل سائبر کرائم انویسٹی گیشن ایجنسی (NCCIA)',
    'ڈیٹا محفوظ رکھنے کے تحریری نوٹس کی درخواست (پیکا 2016، دفعہ 31)',
    'اندیشہ ہے کہ تفتیش کے لیے ضروری ڈیٹا ضائع ہو جائے گا: پوسٹیں مٹا دی جاتی ہیں اور ریکارڈ محدود مدت تک رکھا جاتا ہے۔',
    `سروس فراہم کنندگان: ${providers}`,
    linkLines(story, 'ur'),
    `مدت، عالمی وقت (UTC) کے مطابق: ${dayWords(seenOn, 'ur')}، 00:00 سے نوٹس کے دن تک۔`,
    'گزارش ہے کہ یہ محفوظ رکھنے کا حکم دیا جائے: خود پوسٹیں، اکاؤنٹ کا ریکارڈ، لاگ اِن اور اپ لوڈ کا ریکارڈ (آئی پی پتے اور اوقات سمیت)، اور ان کے ساتھ بھیجے گئے پیغامات۔',
    'ساتھ ہی اسے خفیہ رکھنے کا حکم دیا جائے (دفعہ 38(3))، اور ہمیں نوٹس کا نمبر اور تاریخ بتائی جائے: عدالت توسیع نہ کرے تو یہ 90 دن بعد ختم ہو جاتا ہے۔',
    by,
  ];
  return { en: en.join('\n\n'), ur: ur.join('\n\n') };
}
