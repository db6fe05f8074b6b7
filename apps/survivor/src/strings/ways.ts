import { s } from '@amaan/base';

/** What can be done about a place: what each way is, what it needs, what it tells others, what to expect. */
export const ways = {
  'ways.open': s('What can be done here', 'یہاں کیا ہو سکتا ہے'),
  'ways.lead': s(
    'By what works here, the best first. Nobody can promise that it works.',
    'جو یہاں کام کرتا ہے، سب سے بہتر پہلے۔ کوئی وعدہ نہیں کر سکتا کہ کام ہو جائے گا۔',
  ),
  'ways.needs': s('What it needs', 'کیا چاہیے'),
  'ways.tells': s('What others learn', 'دوسروں کو کیا پتہ چلتا ہے'),
  'ways.known': s('What we know of {to}', '{to} کے بارے میں جو معلوم ہے'),
  'ways.form': s('Its form', 'اس کا فارم'),
  'ways.languages': s('It reads', 'یہ زبانیں پڑھتا ہے'),
  'ways.language.en': s('English', 'انگریزی'),
  'ways.language.ur': s('Urdu', 'اردو'),
  'ways.refuses': s('It refuses', 'یہ رد کرتا ہے'),
  'ways.otherwise': s('Otherwise', 'ورنہ'),
  'ways.checked': s('Tried on {day}.', '{day} کو آزمایا گیا۔'),
  'ways.old': s(
    'Nobody of ours has tried this in the last 90 days: it may have changed.',
    'ہم میں سے کسی نے پچھلے 90 دن میں اسے نہیں آزمایا: ممکن ہے بدل گیا ہو۔',
  ),

  'ways.cultural': s(
    'Pictures that are not sexual have ways of their own. They are weaker: most forms for intimate pictures, and StopNCII, refuse them. That is their gap, not yours.',
    'جو تصاویر جنسی نہیں، ان کے اپنے راستے ہیں۔ یہ کمزور ہیں: ذاتی تصاویر والے اکثر فارم، اور StopNCII، انہیں نہیں لیتے۔ یہ ان کی کمی ہے، آپ کی نہیں۔',
  ),
  'ways.cultural.more': s('More about this', 'اس کے بارے میں مزید'),
  'way.violence': s('A report of danger and harassment', 'خطرے اور ہراسانی کی رپورٹ'),
  'way.violence.say': s(
    'In the app’s reports, choose bullying, harassment or a threat of violence, and say plainly that the picture puts a life in danger. Weaker than the ways for sexual pictures: they may not see the danger in it.',
    'ایپ کی رپورٹ میں bullying، harassment یا تشدد کی دھمکی چنیں، اور صاف لکھیں کہ تصویر سے جان کو خطرہ ہے۔ یہ جنسی تصاویر والے راستوں سے کمزور ہے: ممکن ہے انہیں اس میں خطرہ نظر نہ آئے۔',
  ),
  'way.violence.needs': s(
    'The link, and a sentence on the danger. The words below can be used.',
    'لنک، اور خطرے کے بارے میں ایک جملہ۔ نیچے والے الفاظ کام آ سکتے ہیں۔',
  ),
  'way.violence.tells': s(
    'The platform learns who is asking; who posted is not told.',
    'پلیٹ فارم کو معلوم ہوتا ہے کہ کون کہہ رہا ہے؛ پوسٹ کرنے والے کو نہیں بتایا جاتا۔',
  ),
  'way.privacy': s('Its form for privacy', 'رازداری کا فارم'),
  'way.privacy.say': s(
    'For a private picture that shows someone who can be recognised. Weaker: some act only when a law of their country asks for it.',
    'ایسی نجی تصویر کے لیے جس میں کوئی پہچانا جائے۔ کمزور ہے: بعض صرف تب کارروائی کرتے ہیں جب ان کے ملک کا قانون کہے۔',
  ),
  'way.privacy.needs': s(
    'The link; often the name of the person shown, and that this person asks or agrees.',
    'لنک؛ اکثر تصویر والے شخص کا نام، اور یہ کہ وہ خود کہہ رہا ہے یا راضی ہے۔',
  ),
  'way.privacy.tells': s(
    'The platform learns that name. Ask the helpline first whether it can write instead.',
    'پلیٹ فارم کو وہ نام معلوم ہوتا ہے۔ پہلے ہیلپ لائن سے پوچھیں کہ کیا وہ آپ کی جگہ لکھ سکتی ہے۔',
  ),
  'way.impersonation': s('Its form for fake accounts', 'جعلی اکاؤنٹ کا فارم'),
  'way.impersonation.say': s(
    'Most platforms have a form for someone who poses as another. It is about the account, not about one picture. The account’s posts can be reported as well.',
    'اکثر پلیٹ فارموں پر کسی کا روپ دھارنے والے کے لیے الگ فارم ہوتا ہے۔ یہ اکاؤنٹ کے بارے میں ہے، کسی ایک تصویر کے بارے میں نہیں۔ اس کی پوسٹیں الگ سے بھی رپورٹ ہو سکتی ہیں۔',
  ),
  'way.impersonation.needs': s(
    'The address of the account. Some ask for an identity document: talk to the helpline before you give one.',
    'اکاؤنٹ کا پتا۔ بعض شناختی دستاویز مانگتے ہیں: دینے سے پہلے ہیلپ لائن سے بات کریں۔',
  ),
  'way.impersonation.tells': s(
    'The platform learns who is asking. Whoever runs the account may guess.',
    'پلیٹ فارم کو معلوم ہوتا ہے کہ کون کہہ رہا ہے۔ اکاؤنٹ چلانے والا اندازہ لگا سکتا ہے۔',
  ),
  'way.copies': s('Each repost by its own link', 'ہر نقل اپنے لنک سے'),
  'way.copies.say': s(
    'A repost does not go when the first post goes: each is named in the letter. More of them can be added at any time.',
    'پہلی پوسٹ ہٹنے سے نقل نہیں ہٹتی: خط میں ہر ایک کا نام آتا ہے۔ مزید کسی بھی وقت شامل کی جا سکتی ہیں۔',
  ),
  'way.copies.needs': s(
    'The link of each. With the file, a fingerprint can help companies that compare to find more.',
    'ہر ایک کا لنک۔ فائل ہو تو اس کے نشان سے موازنہ کرنے والی کمپنیاں مزید ڈھونڈ سکتی ہیں۔',
  ),
  'way.copies.tells': s(
    'They learn these links, not your name.',
    'انہیں یہ لنک معلوم ہوتے ہیں، آپ کا نام نہیں۔',
  ),
  'way.letter': s('A letter from the helpline', 'ہیلپ لائن کا خط'),
  'way.letter.say': s(
    'The helpline writes in its own name and follows it up. You read the text first, if you chose so.',
    'ہیلپ لائن اپنے نام سے لکھتی ہے اور جواب کا پیچھا کرتی ہے۔ اگر آپ نے یہ چنا ہو تو متن پہلے آپ پڑھیں گے۔',
  ),
  'way.letter.needs': s('The link, and your yes.', 'لنک، اور آپ کی ہاں۔'),
  'way.letter.tells': s(
    'They learn the link and the helpline’s name, not yours. They may show the letter to who posted.',
    'انہیں لنک اور ہیلپ لائن کا نام معلوم ہوتا ہے، آپ کا نہیں۔ وہ خط پوسٹ کرنے والے کو دکھا سکتے ہیں۔',
  ),
  'way.form': s('Its own form', 'اس کا اپنا فارم'),
  'way.form.say': s(
    'You can fill it in yourself; the helpline can do it for you.',
    'فارم خود بھی بھرا جا سکتا ہے؛ ہیلپ لائن بھی آپ کے لیے بھر سکتی ہے۔',
  ),
  'way.form.needs': s(
    'The link, an e-mail address, often a name. It need not be your everyday address.',
    'لنک، ای میل پتا، اکثر نام بھی۔ روزمرہ کا پتا دینا ضروری نہیں۔',
  ),
  'way.form.tells': s('They learn what you type there.', 'انہیں وہ معلوم ہوتا ہے جو وہاں لکھا جائے۔'),
  'way.inside': s('A report from inside the app', 'ایپ کے اندر سے رپورٹ'),
  'way.inside.say': s(
    'Someone who can see the post reports it. For closed groups this is often the only way.',
    'جسے پوسٹ نظر آتی ہے وہ رپورٹ کرے۔ بند گروپوں کے لیے اکثر یہی ایک راستہ ہے۔',
  ),
  'way.inside.needs': s('An account that can see it.', 'ایسا اکاؤنٹ جسے یہ نظر آتا ہو۔'),
  'way.inside.tells': s(
    'Who posted is not told who reported; in a small group they may guess.',
    'پوسٹ کرنے والے کو نہیں بتایا جاتا کہ کس نے رپورٹ کی؛ چھوٹے گروپ میں وہ اندازہ لگا سکتا ہے۔',
  ),
  'way.copyright': s('Copyright, if you took the picture', 'کاپی رائٹ، اگر تصویر آپ نے بنائی'),
  'way.copyright.say': s('Often quick.', 'اکثر جلد اثر ہوتا ہے۔'),
  'way.copyright.needs': s(
    'That you took it yourself; a name, a signature, a statement that it is true.',
    'کہ تصویر خود بنائی ہو؛ نام، دستخط، اور سچ ہونے کا بیان۔',
  ),
  'way.copyright.tells': s(
    'The name on it can reach who posted, and can be published. Ask the helpline first.',
    'اس پر لکھا نام پوسٹ کرنے والے تک پہنچ سکتا ہے اور شائع بھی ہو سکتا ہے۔ پہلے ہیلپ لائن سے پوچھیں۔',
  ),
  'way.stopncii': s('StopNCII, on your own device', 'StopNCII، اپنے ہی فون یا کمپیوٹر پر'),
  'way.stopncii.say': s(
    'Makes a fingerprint of the picture; companies that take part look for copies.',
    'تصویر کا نشان بناتا ہے؛ شامل کمپنیاں نقلیں ڈھونڈتی ہیں۔',
  ),
  'way.stopncii.needs': s(
    'The file itself, on your device. 18 or over.',
    'خود فائل، اپنے آلے پر۔ عمر 18 یا زیادہ۔',
  ),
  'way.stopncii.tells': s(
    'The picture stays with you. We do not see what happens there.',
    'تصویر آپ کے پاس رہتی ہے۔ وہاں کیا ہوتا ہے، ہمیں نظر نہیں آتا۔',
  ),
  'way.stopncii.steps': s('Step by step', 'ایک ایک قدم'),
  'way.search': s('Out of search results', 'تلاش کے نتائج سے باہر'),
  'way.search.say': s(
    'Google and Bing can leave a page out of what they find. The page itself stays.',
    'گوگل اور بنگ کسی صفحے کو نتائج سے نکال سکتے ہیں۔ خود صفحہ رہتا ہے۔',
  ),
  'way.search.needs': s('The links of the page and of the picture.', 'صفحے اور تصویر کے لنک۔'),
  'way.search.tells': s(
    'They learn what is typed in their form.',
    'انہیں وہ معلوم ہوتا ہے جو ان کے فارم میں لکھا جائے۔',
  ),
  'way.host': s('The company that hosts the site', 'وہ کمپنی جس کے ہاں سائٹ رکھی ہے'),
  'way.host.say': s(
    'When the site does not answer, its host sometimes does. The helpline finds out who it is.',
    'سائٹ جواب نہ دے تو کبھی یہ کمپنی دیتی ہے۔ ہیلپ لائن معلوم کرتی ہے کہ وہ کون ہے۔',
  ),
  'way.host.needs': s('The link.', 'لنک۔'),
  'way.host.tells': s(
    'It often passes the whole letter on to the site.',
    'یہ اکثر پورا خط سائٹ کو دے دیتی ہے۔',
  ),
  'way.authority': s('The content authority', 'مواد کا نگران ادارہ'),
  'way.authority.say': s(
    'It can tell platforms to remove or block. No visit to an office is needed.',
    'یہ پلیٹ فارم کو ہٹانے یا روکنے کا کہہ سکتا ہے۔ دفتر جانا ضروری نہیں۔',
  ),
  'way.authority.needs': s(
    'An application that names the links, and your yes to its text.',
    'لنکس والی درخواست، اور اس کے متن پر آپ کی ہاں۔',
  ),
  'way.authority.tells': s(
    'An officer reads it. Ask the helpline whether it can bring it for you.',
    'اسے ایک افسر پڑھتا ہے۔ ہیلپ لائن سے پوچھیں کہ کیا وہ آپ کی طرف سے دے سکتی ہے۔',
  ),
  'way.police': s('The cybercrime agency', 'سائبر کرائم ادارہ'),
  'way.police.say': s(
    'For finding who did it. Slow, and hard; no one can promise an arrest.',
    'یہ معلوم کرنے کے لیے کہ کس نے کیا۔ دیر لگتی ہے اور مشکل ہے؛ کوئی گرفتاری کا وعدہ نہیں کر سکتا۔',
  ),
  'way.police.needs': s(
    'A complaint in writing, your identity card at the desk, the device with the original.',
    'تحریری شکایت، وہاں شناختی کارڈ، اور اصل والا آلہ۔',
  ),
  'way.police.tells': s(
    'Officers learn your name. Take someone with you, and let a lawyer read the paper first.',
    'افسروں کو آپ کا نام معلوم ہوتا ہے۔ کسی کو ساتھ لے جائیں، اور کاغذ پہلے وکیل کو پڑھوا لیں۔',
  ),
  'way.pack': s('A paper to take along', 'ساتھ لے جانے کا کاغذ'),

  'words.form': s('Make words for its form', 'اس کے فارم کے لیے الفاظ بنائیں'),
  'words.form.say': s(
    'A draft, made on this phone from what you told. No name is in it, and nothing of it is sent. Any word can be changed. Before it goes anywhere, think of who may see it.',
    'مسودہ، جو آپ کے بتائے سے اسی فون پر بنا۔ اس میں کوئی نام نہیں، اور اس میں سے کچھ نہیں بھیجا گیا۔ ہر لفظ بدلا جا سکتا ہے۔ کہیں دینے سے پہلے سوچیں کہ اسے کون دیکھے گا۔',
  ),
  'words.form.copy': s('Copy', 'نقل کریں'),
  'words.posted.mine': s(
    'Private pictures of me are shown here without my agreement:',
    'یہاں میری ذاتی تصاویر میری اجازت کے بغیر لگائی گئی ہیں:',
  ),
  'words.posted.other': s(
    'Private pictures of the person for whom I write are shown here without that person’s agreement:',
    'یہاں اُس شخص کی ذاتی تصاویر بغیر اجازت لگائی گئی ہیں جس کی طرف سے یہ درخواست ہے:',
  ),
  'words.fake.mine': s(
    'Altered or made-up pictures that seem to show me are shown here. They are not real:',
    'یہاں مجھ سے منسوب جعلی یا تبدیل شدہ تصاویر لگائی گئی ہیں۔ یہ اصلی نہیں ہیں:',
  ),
  'words.fake.other': s(
    'Altered or made-up pictures that seem to show the person for whom I write are shown here. They are not real:',
    'یہاں اُس شخص سے منسوب جعلی یا تبدیل شدہ تصاویر لگائی گئی ہیں جس کی طرف سے یہ درخواست ہے۔ یہ اصلی نہیں ہیں:',
  ),
  'words.cultural.mine': s(
    'A private picture of me is shown here without my agreement. It is used to shame me, and it puts me in danger of violence. Please treat it as harassment and as a threat to my safety:',
    'یہاں میری نجی تصویر میری اجازت کے بغیر لگائی گئی ہے۔ اسے مجھے بدنام کرنے کے لیے استعمال کیا جا رہا ہے، اور اس سے مجھے تشدد کا خطرہ ہے۔ مہربانی کر کے اسے ہراسانی اور میری جان کو خطرہ سمجھیں:',
  ),
  'words.cultural.other': s(
    'A private picture of the person for whom I write is shown here without that person’s agreement. It is used to shame, and it puts that person in danger of violence. Please treat it as harassment and as a threat to safety:',
    'یہاں اُس شخص کی نجی تصویر بغیر اجازت لگائی گئی ہے جس کی طرف سے یہ درخواست ہے۔ اسے بدنام کرنے کے لیے استعمال کیا جا رہا ہے، اور اس سے اُس شخص کو تشدد کا خطرہ ہے۔ مہربانی کر کے اسے ہراسانی اور جان کو خطرہ سمجھیں:',
  ),
  'words.account.mine': s(
    'This account poses as me. I did not make it:',
    'یہ اکاؤنٹ میرے نام سے چلایا جا رہا ہے۔ اسے میں نے نہیں بنایا:',
  ),
  'words.account.other': s(
    'This account poses as the person for whom I write, who did not make it:',
    'یہ اکاؤنٹ اُس شخص کے نام سے چلایا جا رہا ہے جس کی طرف سے یہ درخواست ہے، اور اُس نے اسے نہیں بنایا:',
  ),
  'words.ask': s(
    'Please take them down, and copies of the same, under your own rules. Please do not tell anyone who reported this.',
    'مہربانی کر کے انہیں اور ان کی نقلوں کو اپنے ضابطوں کے مطابق ہٹا دیں۔ کسی کو نہ بتائیں کہ رپورٹ کس نے کی۔',
  ),

  'country.title': s('Authorities and police', 'ادارے اور پولیس'),
  'country.say': s(
    'For which country? What you choose here is not kept and not sent.',
    'کس ملک کے لیے؟ آپ کا انتخاب نہ رکھا جاتا ہے نہ بھیجا جاتا ہے۔',
  ),
  'country.PK': s('Pakistan', 'پاکستان'),
  'country.GB': s('United Kingdom', 'برطانیہ'),
  'country.EU': s('European Union', 'یورپی یونین'),
  'country.IN': s('India', 'بھارت'),
  'country.AU': s('Australia', 'آسٹریلیا'),
  'country.US': s('United States', 'امریکہ'),
  'country.other': s(
    'For other countries we know no office. Ask the helpline.',
    'باقی ملکوں کے ادارے ہمیں معلوم نہیں۔ ہیلپ لائن سے پوچھیں۔',
  ),

  'pack.title': s('Paper for the officer', 'افسر کے لیے کاغذ'),
  'pack.say': s(
    'Two pages, Urdu and English, made here from what you told: links, accounts, what was done, what you ask for. Nothing of it is sent. No lawyer has read it: let the helpline or a lawyer read it before you hand it in.',
    'دو صفحے، اردو اور انگریزی، یہیں آپ کے بتائے سے بنتے ہیں: لنک، اکاؤنٹ، جو کچھ ہوا، جو مانگا جا رہا ہے۔ اس میں سے کچھ نہیں بھیجا جاتا۔ کسی وکیل نے نہیں پڑھا: دینے سے پہلے ہیلپ لائن یا وکیل کو پڑھوا لیں۔',
  ),
  'pack.make': s('Make the paper', 'کاغذ بنائیں'),
  'pack.name': s('Name, only for this print', 'نام، صرف اس چھپائی کے لیے'),
  'pack.cnic': s('Identity number, only for this print', 'شناختی نمبر، صرف اس چھپائی کے لیے'),
  'pack.typed': s(
    'What you type here goes on the paper and nowhere else. You can also leave it out and write it by hand.',
    'جو یہاں لکھا جائے وہ صرف کاغذ پر جاتا ہے، کہیں اور نہیں۔ خالی چھوڑ کر ہاتھ سے بھی لکھ سکتے ہیں۔',
  ),
  'pack.originals': s('Originals you keep, one on each line', 'جو اصل چیزیں آپ کے پاس ہیں، ہر سطر میں ایک'),
  'pack.originals.say': s(
    'For example: phone with the message. Keep the device: a screenshot is a lead, not proof.',
    'مثلاً: وہ فون جس میں پیغام ہے۔ آلہ سنبھال کر رکھیں: اسکرین شاٹ اشارہ ہے، ثبوت نہیں۔',
  ),
  'pack.print': s('Print', 'چھاپیں'),
  'pack.printed': s(
    'A printed paper can be found. Think about where you keep it.',
    'چھپا ہوا کاغذ کسی کو مل سکتا ہے۔ سوچیں کہ کہاں رکھیں گے۔',
  ),
} as const;
