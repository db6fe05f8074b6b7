import { s, type Text } from '@amaan/base';

/** What the plain form's pages say. No native speaker who knows the subject has read the Urdu yet. */
export const FORM = {
  draft: s(
    'Test version: the Urdu has not been checked by a native speaker yet.',
    'آزمائشی نسخہ: اس اردو کو ابھی کسی ماہر زبان نے نہیں جانچا۔',
  ),
  other: s('اردو', 'English'),
  title: s('Ask us to remove an intimate picture', 'ہم سے ذاتی تصویر ہٹانے کو کہیں'),
  about: s(
    'For a picture or video of a person, shared here without that person’s consent. No account, no identity document, and please do not send the picture. You get a number at once; a person decides.',
    'کسی فرد کی ایسی تصویر یا ویڈیو کے لیے جو یہاں اس کی رضامندی کے بغیر پھیلائی گئی۔ نہ اکاؤنٹ چاہیے نہ شناختی کاغذ، اور تصویر ہمیں مت بھیجیے۔ آپ کو فوراً ایک نمبر ملے گا؛ فیصلہ ایک انسان کرے گا۔',
  ),
  scope: s(
    'Politics, news, satire, religion and protest are outside of this form. For them use the site’s ordinary way to report.',
    'سیاست، خبریں، طنز، مذہب اور احتجاج اس فارم کے دائرے میں نہیں۔ ان کے لیے سائٹ پر شکایت کا عام طریقہ استعمال کریں۔',
  ),
  age: s(
    'When this picture was made, was the person in it 18 or over, under 18, or are you not sure?',
    'جب یہ تصویر بنی، تو اس میں موجود فرد کی عمر 18 یا زیادہ تھی، 18 سے کم تھی، یا آپ کو یقین نہیں؟',
  ),
  'age.why': s(
    'We ask because there is a better and safer service for people under 18.',
    'یہ اس لیے پوچھ رہے ہیں کہ 18 سے کم عمر کے لیے ایک بہتر اور زیادہ محفوظ خدمت موجود ہے۔',
  ),
  'age.adult': s('18 or over', '18 یا زیادہ'),
  'age.younger': s('Under 18', '18 سے کم'),
  'age.unsure': s('I am not sure', 'مجھے یقین نہیں'),
  links: s('Addresses where it is, one on each line', 'جہاں جہاں یہ ہے وہ پتے، ہر سطر میں ایک'),
  description: s(
    'What tells it from others, in a few neutral words (you may leave this empty)',
    'دوسروں سے پہچان کے لیے چند سادہ لفظ (خالی چھوڑ سکتے ہیں)',
  ),
  who: s('Who are you?', 'آپ کون ہیں؟'),
  'who.depicted_person': s('I am the person shown', 'تصویر میں میں ہوں'),
  'who.authorised_person': s(
    'I act for the person shown, with their agreement',
    'میں تصویر والے فرد کی طرف سے، ان کی رضامندی سے لکھ رہا یا رہی ہوں',
  ),
  nonconsent: s(
    'In good faith, I believe that the person shown did not agree to its being published here.',
    'میں نیک نیتی سے سمجھتا یا سمجھتی ہوں کہ تصویر والے فرد نے اسے یہاں شائع کرنے کی رضامندی نہیں دی۔',
  ),
  contact: s('How we can reach you', 'ہم آپ سے کیسے رابطہ کریں'),
  signature: s(
    'Your name, as your signature (a name you are known by)',
    'دستخط کے طور پر آپ کا نام (جس نام سے آپ جانے جاتے ہیں)',
  ),
  send: s('Send', 'بھیجیں'),
  ask: s('Ask about a notice that you sent', 'اپنے بھیجے ہوئے نوٹس کے بارے میں پوچھیں'),
  missing: s('Something is missing:', 'کچھ رہ گیا ہے:'),
  address: s(
    'This is not a web address. Each must begin with https:// and stand on its own line:',
    'یہ درست ویب پتہ نہیں۔ ہر پتہ \u2066https://\u2069 سے شروع ہو اور الگ سطر میں ہو:',
  ),
  many: s(
    'These are more addresses than one notice can hold: at most {n}, and {characters} characters together. Send the rest in another notice.',
    'یہ ایک نوٹس کی حد سے زیادہ پتے ہیں: زیادہ سے زیادہ {n}، اور کل ملا کر {characters} حروف۔ باقی ایک اور نوٹس میں بھیجیں۔',
  ),
  large: s(
    'This is more than one notice can hold. Nothing was kept: go back and send it in several notices.',
    'یہ ایک نوٹس کی حد سے زیادہ ہے۔ کچھ محفوظ نہیں ہوا: واپس جا کر اسے کئی نوٹسوں میں بھیجیں۔',
  ),
  switch: s('اردو میں، جو لکھا ہے اس کے ساتھ', 'In English, with what I wrote'),
  changed: s(
    'This form was sent before with other words. Open a new form for another notice.',
    'یہ فارم پہلے کچھ اور الفاظ کے ساتھ بھیجا جا چکا ہے۔ نئے نوٹس کے لیے نیا فارم کھولیں۔',
  ),
  busy: s(
    'Very many notices are coming in. Nothing was kept: please send it again in a few minutes.',
    'اس وقت بہت زیادہ نوٹس آ رہے ہیں۔ کچھ محفوظ نہیں ہوا: چند منٹ بعد دوبارہ بھیجیں۔',
  ),
  got: s('We have your notice', 'آپ کا نوٹس ہمیں مل گیا'),
  number: s('Number', 'نمبر'),
  received: s('Received', 'موصول'),
  secret: s('Secret, to ask about it', 'خفیہ لفظ، اس کے بارے میں پوچھنے کے لیے'),
  keep: s(
    'Keep these three. A person looks at it; you can ask what became of it.',
    'یہ تینوں سنبھال کر رکھیں۔ ایک انسان اسے دیکھے گا؛ آپ پوچھ سکتے ہیں کہ کیا ہوا۔',
  ),
  younger: s('There is a better and safer place for this', 'اس کے لیے ایک بہتر اور محفوظ جگہ ہے'),
  'younger.kept': s(
    'Nothing was kept. You are not in trouble, and you did nothing wrong. For a person who was under 18 when the picture was made, or may have been:',
    'کچھ محفوظ نہیں کیا گیا۔ آپ کسی مشکل میں نہیں، اور آپ نے کچھ غلط نہیں کیا۔ جس کی عمر تصویر بنتے وقت 18 سے کم تھی یا ہو سکتی تھی، اس کے لیے:',
  ),
  'younger.danger': s(
    'If somebody is in danger now, call the emergency number of the country: in Pakistan 15.',
    'اگر کوئی ابھی خطرے میں ہو تو ملک کے ہنگامی نمبر پر فون کریں: پاکستان میں 15۔',
  ),
  'younger.share': s(
    'Please do not share it or send it to anyone, even to us. We do not need to see it.',
    'براہ کرم اسے کسی کو مت دکھائیں اور مت بھیجیں، ہمیں بھی نہیں۔ ہمیں اسے دیکھنے کی ضرورت نہیں۔',
  ),
  'younger.tid': s(
    'any country, no name, on the device that has the picture. Do not download a picture in order to report it.',
    'ہر ملک کے لیے، نام کے بغیر، اسی آلے پر جس میں تصویر ہے۔ اطلاع دینے کے لیے تصویر ڈاؤن لوڈ مت کریں۔',
  ),
  'younger.iwf': s(
    'anonymous, for addresses that everyone can open.',
    'نام ظاہر کیے بغیر، ان پتوں کے لیے جو ہر کوئی کھول سکتا ہے۔',
  ),
  status: s('What became of a notice', 'نوٹس کا کیا ہوا'),
  'status.go': s('Ask', 'پوچھیں'),
  'status.unknown': s(
    'There is no notice with this number and secret.',
    'اس نمبر اور خفیہ لفظ کا کوئی نوٹس نہیں۔',
  ),
  'said.acknowledged': s('Received', 'موصول'),
  'said.decided': s('Decided: some of it was removed', 'فیصلہ ہوا: کچھ ہٹا دیا گیا'),
  'said.removed': s('Removed', 'ہٹا دیا گیا'),
  'said.refused': s('Not removed', 'نہیں ہٹایا گیا'),
  'said.needsMore': s('We need more', 'ہمیں مزید چاہیے'),
  'why.link-unknown': s(
    'None of the addresses is one of ours. Open the post here, copy its address, and send a new notice.',
    'کوئی بھی پتہ ہمارا نہیں۔ یہاں وہ پوسٹ کھولیں، اس کا پتہ نقل کریں اور نیا نوٹس بھیجیں۔',
  ),
  'why.link-some-unknown': s(
    'Some of the addresses are none of ours; the others are looked at. If one was a mistake, open the post here, copy its address, and send a new notice.',
    'کچھ پتے ہمارے نہیں؛ باقی دیکھے جا رہے ہیں۔ اگر کوئی غلطی سے لکھا گیا تو یہاں وہ پوسٹ کھولیں، اس کا پتہ نقل کریں اور نیا نوٹس بھیجیں۔',
  ),
  'why.unclear-picture': s(
    'What is at the address does not tell us enough. A second person looks at it now. If you can, send a new notice with the same address and say in a few neutral words what tells it from others. Please do not send the picture.',
    'اس پتے پر جو ہے صرف اس سے بات صاف نہیں ہوتی۔ اب ایک دوسرا فرد اسے دیکھ رہا ہے۔ ہو سکے تو اسی پتے کے ساتھ نیا نوٹس بھیجیں اور چند سادہ لفظوں میں بتائیں کہ اسے دوسروں سے کیسے پہچانیں۔ براہ کرم تصویر مت بھیجیں۔',
  ),
  'why.unclear-consent': s(
    'We were told different things about consent. A second person looks at it now. You need not prove anything; if you want to add something, send a new notice with the same address.',
    'رضامندی کے بارے میں ہمیں مختلف باتیں بتائی گئی ہیں۔ اب ایک دوسرا فرد اسے دیکھ رہا ہے۔ آپ کو کچھ ثابت نہیں کرنا؛ کچھ کہنا چاہیں تو اسی پتے کے ساتھ نیا نوٹس بھیجیں۔',
  ),
  'why.looked-again': s(
    'Another person looked at a decision again, and what was removed is back.',
    'ایک دوسرے فرد نے فیصلے کو دوبارہ دیکھا، اور جو ہٹایا گیا تھا وہ واپس آ گیا ہے۔',
  ),
} as const;

/** Why something was said to a notice's sender, in words of this page, or undefined where the page has none. */
export function whyOf(reason: string | undefined): Text | undefined {
  const key = `why.${reason}`;
  return Object.hasOwn(FORM, key) ? FORM[key as keyof typeof FORM] : undefined;
}
