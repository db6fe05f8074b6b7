import { s } from './line.ts';

/** What becomes of her declaration: on hold, confirmed, refused. */
export const declaration = {
  'declaration.title': s('Her declaration', 'ان کا بیان'),
  'declaration.say': s(
    'Anyone may declare; a person decides. Nothing here is done by a program, and each step stands in her record with its reason.',
    'بیان کوئی بھی دے سکتا ہے؛ فیصلہ انسان کرتا ہے۔ یہاں کچھ بھی پروگرام نہیں کرتا، اور ہر قدم وجہ کے ساتھ ان کے ریکارڈ میں درج ہوتا ہے۔',
  ),
  'declaration.now': s('It stands at: {state}', 'اس وقت: {state}'),
  'declaration.seen': s(
    'Platforms’ reviewers who looked at a match: {yes} confirmed, {no} did not',
    'پلیٹ فارموں کے جن جائزہ کاروں نے ملان دیکھا: {yes} نے تصدیق کی، {no} نے نہیں',
  ),
  'declaration.alike': s(
    'Other cases that share one of these pictures: {n}. Two cases may be right together. If they say different things, put both on hold and tell a supervisor; tell neither side that the other exists.',
    'دوسرے معاملے جن میں انہی میں سے کوئی تصویر ہے: {n}۔ دونوں معاملے ایک ساتھ درست ہو سکتے ہیں۔ اگر ان کی باتیں مختلف ہوں تو دونوں کو روک دیں اور نگران کو بتائیں؛ کسی فریق کو دوسرے کا نہ بتائیں۔',
  ),
  'held.person-first': s(
    'One of these: a picture was marked as private or as of a couple, dance, hair or home, and not as sexual; or who writes for her may be an officer; or custody or divorce may play a part. What she told says which. Nothing more of this case is shared until two people have looked and agreed. Such a picture can put her life in danger and is no reason to refuse: look today. Ask a second person below whether it may pass: that confirms nothing.',
    'ان میں سے کوئی ایک بات: کسی تصویر کو نجی، یا جوڑے، رقص، بالوں یا گھر کی بتایا گیا ہے، جنسی نہیں؛ یا ان کی طرف سے لکھنے والا کوئی اہلکار ہو سکتا ہے؛ یا حضانت یا طلاق کا معاملہ ہو سکتا ہے۔ کون سی بات ہے، یہ ان کے بتائے ہوئے میں ہے۔ جب تک دو افراد دیکھ کر متفق نہ ہوں، اس معاملے سے مزید کچھ نہیں دیا جائے گا۔ ایسی تصویر ان کی جان خطرے میں ڈال سکتی ہے اور رد کرنے کی وجہ نہیں: آج ہی دیکھیں۔ نیچے دوسرے فرد سے پوچھیں کہ یہ گزر جائے یا نہیں: اس سے کسی بات کی تصدیق نہیں ہوتی۔',
  ),
  'held.many': s(
    'Many pictures at once: nothing more of this case is shared until two people have agreed. Ask a second person below whether it may pass: that confirms nothing.',
    'ایک ساتھ بہت سی تصاویر: جب تک دو افراد متفق نہ ہوں، اس معاملے سے مزید کچھ نہیں دیا جائے گا۔ نیچے دوسرے فرد سے پوچھیں کہ یہ گزر جائے یا نہیں: اس سے کسی بات کی تصدیق نہیں ہوتی۔',
  ),
  'held.published': s(
    'One of her pictures is like one on the list of widely published pictures: news, posters, covers, flags, logos. It may be a mistake, or somebody may want a picture gone that is everybody’s to see. Nothing more of this case is shared until two people have looked and agreed. She reads nothing of the list: do not tell her of it. Ask a second person below whether it may pass: that confirms nothing.',
    'ان کی کوئی تصویر عام شائع شدہ تصاویر کی فہرست میں سے کسی سے ملتی ہے: خبریں، پوسٹر، سرورق، جھنڈے، نشان۔ یہ غلطی ہو سکتی ہے، یا کوئی ایسی تصویر ہٹوانا چاہتا ہو جو سب کے دیکھنے کی ہے۔ جب تک دو افراد دیکھ کر متفق نہ ہوں، اس معاملے سے مزید کچھ نہیں دیا جائے گا۔ انہیں فہرست کا کچھ نہیں دکھایا جاتا: آپ بھی نہ بتائیں۔ نیچے دوسرے فرد سے پوچھیں کہ یہ گزر جائے یا نہیں: اس سے کسی بات کی تصدیق نہیں ہوتی۔',
  ),
  'declaration.waits': s('This waits for a second person: {state}.', 'یہ دوسرے فرد کا منتظر ہے: {state}۔'),
  'declaration.hold': s('Put it on hold', 'روک دیں'),
  'declaration.hold.say': s(
    'At once, by you alone: what was shared matches nowhere and no notice leaves, until two people have decided.',
    'فوراً، صرف آپ کے کہنے پر: جو دیا گیا وہ کہیں نہیں ملے گا اور کوئی نوٹس نہیں جائے گا، جب تک دو افراد فیصلہ نہ کر لیں۔',
  ),
  'declaration.confirm': s('Confirm it', 'تصدیق کریں'),
  'declaration.confirm.say': s(
    'A platform’s reviewer has looked at a real match and confirmed it. One person is enough for this.',
    'پلیٹ فارم کے جائزہ کار نے اصل ملان دیکھ کر تصدیق کی ہے۔ اس کے لیے ایک فرد کافی ہے۔',
  ),
  'declaration.ask': s('Ask a second person', 'دوسرے فرد سے پوچھیں'),
  'declaration.ask.say': s(
    'Another holder of the case, a supervisor or an administrator decides on the page Two people.',
    'معاملہ رکھنے والا کوئی اور ساتھی، نگران یا منتظم ’دو افراد‘ کے صفحے پر فیصلہ کرتا ہے۔',
  ),
  'declaration.where': s('What is to become of it', 'اس کا کیا ہو'),
  'declaration.to.candidate': s('It passes, and may be shared', 'یہ گزر جائے، اور دیا جا سکے'),
  'declaration.to.corroborated': s('It is confirmed', 'اس کی تصدیق ہو'),
  'declaration.to.refused': s('It is refused', 'یہ رد ہو'),
  'declaration.to.passed': s(
    'What waits may be shared; nothing is confirmed',
    'جو رکا ہے وہ دیا جا سکے؛ تصدیق کسی بات کی نہیں',
  ),
  'declaration.pass.say': s(
    'Two people have looked at what waits and see no reason to keep it back. The declaration stays where it stands: nobody says by this that a match was seen.',
    'دو افراد نے دیکھ لیا کہ کیا رکا ہے، اور اسے روکے رکھنے کی کوئی وجہ نہیں پائی۔ بیان وہیں رہتا ہے جہاں ہے: اس سے کوئی یہ نہیں کہتا کہ ملان دیکھا گیا۔',
  ),
  'declaration.refuse.say': s(
    'Refused, what was shared is called back and all its notices end; this cannot be undone. She reads the reason. Write her a message too: what we cannot do, and who can.',
    'رد ہونے پر جو دیا گیا واپس لیا جاتا ہے اور اس کے سب نوٹس ختم ہو جاتے ہیں؛ یہ واپس نہیں ہو سکتا۔ وجہ وہ پڑھیں گی۔ انہیں پیغام بھی لکھیں: ہم کیا نہیں کر سکتے، اور کون کر سکتا ہے۔',
  ),
  'declaration.reason': s('Reason', 'وجہ'),
  'declaration.sure': s('Yes, put it on hold', 'ہاں، روک دیں'),
  'error.no-match': s(
    'No platform’s reviewer has confirmed a match yet: ask a second person instead.',
    'ابھی کسی پلیٹ فارم کے جائزہ کار نے ملان کی تصدیق نہیں کی: دوسرے فرد سے پوچھیں۔',
  ),
  'error.asked': s(
    'Something about this declaration waits for a second person already.',
    'اس بیان کے بارے میں کچھ پہلے ہی دوسرے فرد کا منتظر ہے۔',
  ),
  'error.nothing-waits': s(
    'Nothing of this case waits for two people now.',
    'اس معاملے میں اس وقت کچھ بھی دو افراد کا منتظر نہیں۔',
  ),
  'error.declaration': s(
    'The declaration of this case is on hold or was refused, or it cannot go there from where it stands.',
    'اس معاملے کا بیان روکا یا رد کیا گیا ہے، یا یہ اپنی موجودہ حالت سے وہاں نہیں جا سکتا۔',
  ),
  'why.looked-into': s('looked into by two people', 'دو افراد نے جانچ لیا'),
  'why.looked-at': s('two people looked at what was found', 'جو ملا اسے دو افراد نے دیکھا'),
  'why.platform-review': s(
    'a platform’s reviewer confirmed a match',
    'پلیٹ فارم کے جائزہ کار نے ملان کی تصدیق کی',
  ),
  'why.contradiction': s('another case says otherwise', 'دوسرا معاملہ اس کے برعکس کہتا ہے'),
  'why.officer': s('an officer writes for somebody', 'کوئی اہلکار کسی کے لیے لکھ رہا ہے'),
  'why.family-court': s('custody or divorce plays a part', 'حضانت یا طلاق کا معاملہ بھی ہے'),
  'why.public-figure': s('a public figure, or news', 'کوئی معروف شخصیت، یا خبر'),
  'why.not-sure': s('we are not sure yet', 'ابھی یقین نہیں'),
  'why.out-of-scope': s(
    'news, text or search results, and no intimate picture',
    'خبر، تحریر یا تلاش کے نتائج، نجی تصویر نہیں',
  ),
  'why.looking-only': s('asked to find places, not to remove', 'جگہیں معلوم کرنا مقصد، ہٹانا نہیں'),
  'why.not-the-person': s('the pictures show somebody else', 'تصاویر کسی اور کی ہیں'),
  'why.no-intimate-picture': s('no intimate picture', 'نجی تصویر نہیں'),
} as const;
