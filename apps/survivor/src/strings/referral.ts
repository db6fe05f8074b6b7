import { s } from '@amaan/base';

/** Referrals that the helpline proposes, and what two people agreed to. */
export const referral = {
  'referral.title': s('The helpline asks', 'ہیلپ لائن پوچھتی ہے'),
  'referral.say': s(
    'Somebody else may be able to help. Nobody is told anything unless you say yes, and you can take it back.',
    'شاید کوئی اور مدد کر سکے۔ آپ کی ہاں کے بغیر کسی کو کچھ نہیں بتایا جاتا، اور آپ واپس بھی لے سکتے ہیں۔',
  ),
  'referral.told': s('They would be told exactly this:', 'انہیں بالکل یہی بتایا جائے گا:'),
  'referral.yes': s('Yes, tell them', 'ہاں، انہیں بتائیں'),
  'referral.no': s('No', 'نہیں'),
  'referral.back': s('Take it back', 'واپس لیں'),
  'referral.unsigned': s(
    'This was not signed by the helpline. Do not rely on it.',
    'اس پر ہیلپ لائن کے دستخط نہیں۔ اس پر بھروسا نہ کریں۔',
  ),
  'referral.agreed': s('You said yes.', 'آپ نے ہاں کہی۔'),
  'referral.declined': s('You said no.', 'آپ نے نہیں کہا۔'),
  'referral.made': s('They have been told.', 'انہیں بتا دیا گیا ہے۔'),
  'referral.takenBack': s(
    'You took it back. The helpline tells them.',
    'آپ نے واپس لے لیا۔ ہیلپ لائن انہیں بتائے گی۔',
  ),
  'news.referral': s(
    'The helpline asks whether somebody else may help.',
    'ہیلپ لائن پوچھتی ہے کہ کیا کوئی اور مدد کرے۔',
  ),
  'news.referral.made': s(
    'The helpline told the service you agreed to.',
    'ہیلپ لائن نے اس خدمت کو بتا دیا جس پر آپ متفق تھے۔',
  ),
  'news.export.asked': s(
    'The helpline ({role}) asked to give your case to somebody. A second person has to agree.',
    'ہیلپ لائن ({role}) نے آپ کا معاملہ کسی کو دینے کو کہا۔ دوسرے فرد کی رضامندی ضروری ہے۔',
  ),
  'news.export.agreed': s('A second person ({role}) agreed to it.', 'دوسرے فرد ({role}) نے رضامندی دی۔'),
  'news.export.refused': s('It was not done after all.', 'آخرکار ایسا نہیں کیا گیا۔'),
  'news.export.made': s(
    'A sealed copy of your case was given to the one they agreed on.',
    'آپ کے معاملے کی بند نقل اسے دی گئی جس پر اتفاق ہوا تھا۔',
  ),
  'news.held': s(
    'Your case is kept longer, for a court or an authority.',
    'آپ کا معاملہ عدالت یا کسی ادارے کے لیے زیادہ دیر رکھا جائے گا۔',
  ),
} as const;
