import { s, type Text } from '@amaan/base';

/** What the board says. `s` marks each as unreviewed: no native speaker has read the Urdu yet. */
export const WORDS = {
  board: s('Photo board', 'تصویروں کا تختہ'),
  other: s('اردو', 'English'),
  add: s('Add a picture', 'تصویر شامل کیجیے'),
  upload: s('Upload', 'اپ لوڈ کیجیے'),
  newest: s('Newest pictures', 'تازہ تصویریں'),
  nothing: s('Nothing here yet.', 'یہاں ابھی کچھ نہیں۔'),
  picture: s('A picture', 'ایک تصویر'),
  yours: s('Your picture', 'آپ کی تصویر'),
  kept: s(
    'Your picture is here. This address is your own: keep it. It can take a while until the public address works for others.',
    'آپ کی تصویر یہاں ہے۔ یہ پتہ صرف آپ کا ہے: اسے سنبھال کر رکھیے۔ عوامی پتہ دوسروں کے لیے کھلنے میں کچھ دیر لگ سکتی ہے۔',
  ),
  shared: s('The public address, to share', 'دوسروں کو دینے کے لیے عوامی پتہ'),
  back: s('Your picture is back', 'آپ کی تصویر واپس آ گئی ہے'),
  removed: s('Your picture was removed', 'آپ کی تصویر ہٹا دی گئی ہے'),
  rules: s('It does not fit our rules.', 'یہ ہمارے اصولوں کے مطابق نہیں۔'),
  object: s('Do you object?', 'کیا آپ کو اعتراض ہے؟'),
  iAmShown: s('I am the person shown', 'تصویر میں میں ہوں'),
  agreed: s('The person shown agreed', 'تصویر والے فرد نے رضامندی دی تھی'),
  notThatPicture: s('This is a different picture', 'یہ کوئی اور تصویر ہے'),
  news: s('This is news, art, medicine or education', 'یہ خبر، فن، طب یا تعلیم ہے'),
  again: s('Ask for another look', 'دوبارہ دیکھنے کی درخواست کیجیے'),
  looking: s(
    'You objected. Another person is looking at it.',
    'آپ نے اعتراض کیا۔ ایک دوسرا فرد اسے دیکھ رہا ہے۔',
  ),
  looked: s('Your objection was looked at', 'آپ کا اعتراض دیکھ لیا گیا ہے'),
  noPicture: s('Not a picture', 'یہ تصویر نہیں'),
  kinds: s('Pick a JPEG, PNG, GIF or WebP file.', 'JPEG، PNG، GIF یا WebP فائل چنیے۔'),
  notHere: s('Not here', 'یہاں نہیں'),
  noneHere: s('There is no picture at this address.', 'اس پتے پر کوئی تصویر نہیں۔'),
  large: s('This picture is too large', 'یہ تصویر بہت بڑی ہے'),
  largest: s('A picture may have 20 MB.', 'تصویر زیادہ سے زیادہ 20 MB کی ہو سکتی ہے۔'),
  notSent: s('Your objection was not sent', 'آپ کا اعتراض نہیں بھیجا جا سکا'),
  later: s(
    'Please go back and send it again in a minute.',
    'مہربانی کر کے واپس جائیے اور ایک منٹ بعد دوبارہ بھیجیے۔',
  ),
  over: s(
    'This cannot be objected to here any more. The reasons name the other ways.',
    'اب یہاں اس پر اعتراض نہیں ہو سکتا۔ وجوہات میں دوسرے راستے لکھے ہیں۔',
  ),
} as const satisfies Record<string, Text>;
export type Word = keyof typeof WORDS;
