import { s } from '@amaan/base';

/** The way out for anyone under 18: offers, in the order of the child-safety rules, and nothing stored. */
export const minor = {
  'minor.title': s('There is better help for this', 'اس کے لیے بہتر مدد موجود ہے'),
  'minor.kind': s(
    'You are not in trouble. You did nothing wrong. We do not need to see it.',
    'آپ کسی مشکل میں نہیں پڑیں گے۔ آپ نے کچھ غلط نہیں کیا۔ ہمیں تصویر دیکھنے کی ضرورت نہیں۔',
  ),
  'minor.hold': s(
    'Please do not share it or send it to anyone, even to us.',
    'مہربانی کر کے اسے کسی کو نہ بھیجیں، ہمیں بھی نہیں۔',
  ),
  'minor.stored': s('Nothing was kept on this page or by us.', 'اس صفحے پر یا ہمارے پاس کچھ محفوظ نہیں ہوا۔'),
  'minor.see': s(
    'We cannot see what happens on these other pages.',
    'ان دوسرے صفحوں پر جو ہو، وہ ہمیں نظر نہیں آتا۔',
  ),
  'minor.tid.title': s('Take It Down', 'Take It Down'),
  'minor.tid.does': s(
    'Free. You choose the picture on the phone that has it; the picture stays on the phone. Only its fingerprint goes to companies that take part, so that they can remove it. For any country, also when the person is an adult now. It gives no name.',
    'مفت ہے۔ جس فون میں تصویر ہے اسی پر اسے چنا جاتا ہے، اور تصویر فون ہی میں رہتی ہے۔ صرف اس کا نشان شامل کمپنیوں کو جاتا ہے تاکہ وہ اسے ہٹا سکیں۔ ہر ملک کے لیے ہے، اور تب بھی جب وہ شخص اب بڑا ہو چکا ہو۔ نام نہیں دینا پڑتا۔',
  ),
  'minor.tid.limit': s(
    'It does not reach private chats that are encrypted. Do not download a picture in order to report it. Languages: not known to us.',
    'یہ خفیہ نجی گفتگو تک نہیں پہنچتا۔ رپورٹ کرنے کے لیے کوئی تصویر ڈاؤن لوڈ نہ کریں۔ زبانیں: ہمیں معلوم نہیں۔',
  ),
  'minor.iwf.title': s(
    'Report a public link (IWF portal for Pakistan)',
    'کھلے عام موجود لنک کی رپورٹ (پاکستان کے لیے IWF پورٹل)',
  ),
  'minor.iwf.does': s(
    'For a link that anyone can open. No name needed. In Urdu, Pashto and English. People in the UK look at the link and ask for its removal.',
    'ایسے لنک کے لیے جسے کوئی بھی کھول سکتا ہے۔ نام کی ضرورت نہیں۔ اردو، پشتو اور انگریزی میں۔ برطانیہ میں ماہر لوگ لنک دیکھ کر اسے ہٹواتے ہیں۔',
  ),
  'minor.iwf.address': s(
    'Its address has not been checked by us yet: search for “IWF report Pakistan”.',
    'اس کا پتہ ہم نے ابھی نہیں جانچا: ”IWF report Pakistan“ تلاش کریں۔',
  ),
  'minor.form.title': s('The app’s own form for children’s safety', 'ایپ کا بچوں کی حفاظت کا اپنا فارم'),
  'minor.form.does': s(
    'In the app: open the post, choose Report, then the choice about a child or someone under 18. That queue is faster than the others.',
    'ایپ میں: پوسٹ کھولیں، Report چنیں، پھر بچے یا 18 سے کم عمر والا انتخاب۔ وہ قطار باقیوں سے تیز ہوتی ہے۔',
  ),
  'minor.nccia.title': s('NCCIA, with someone at your side', 'این سی سی آئی اے، کسی کو ساتھ لے کر'),
  'minor.nccia.does': s(
    'The investigation agency can act, and the court is closed to the public. Go in person with someone you trust. Bring links and account names only. Do the steps above first: they are quicker.',
    'تحقیقاتی ادارہ کارروائی کر سکتا ہے، اور عدالت کی سماعت عوام کے لیے بند ہوتی ہے۔ کسی بھروسے والے کے ساتھ خود جائیں۔ صرف لنک اور اکاؤنٹ کے نام لے جائیں۔ پہلے اوپر والے قدم اٹھائیں: وہ جلدی ہوتے ہیں۔',
  ),
  'minor.lines': s(
    'We have no child line here that someone has rung in the last 90 days, so we show none.',
    'ہمارے پاس بچوں کی ایسی کوئی ہیلپ لائن نہیں جسے پچھلے 90 دن میں کسی نے ملا کر دیکھا ہو، اس لیے ہم کوئی نہیں دکھاتے۔',
  ),
  'minor.trust': s('Is there an adult you trust?', 'کیا کوئی ایسا بڑا ہے جس پر آپ کو بھروسہ ہے؟'),
  'minor.trust.say': s(
    'A teacher, a relative, a friend’s parent. “No” is a good answer too. We never contact anyone about you.',
    'کوئی استاد، رشتہ دار، یا کسی دوست کے والدین۔ ”نہیں“ بھی ایک اچھا جواب ہے۔ ہم آپ کے بارے میں کسی سے رابطہ نہیں کرتے۔',
  ),
  'minor.proxy': s(
    'If you are a parent or helper: the same offers are for you. Be gentle with the child, and do not ask for the picture.',
    'اگر آپ والدین یا مددگار ہیں: یہی مدد آپ کے لیے بھی ہے۔ بچے سے نرمی سے بات کریں، اور تصویر نہ مانگیں۔',
  ),
  'minor.open': s('Open this page', 'یہ صفحہ کھولیں'),
  'minor.print': s('Print this list', 'یہ فہرست چھاپیں'),
  'minor.read': s('Read it aloud', 'بلند آواز میں سنیں'),
  'minor.again': s('Back to the first page', 'پہلے صفحے پر واپس'),
} as const;
