import { s } from '@amaan/base';

/** The frame around every screen, and the screens before the age answer. */
export const first = {
  'app.title': s('Notes', 'نوٹس'),
  'app.exit': s('Leave this page', 'یہ صفحہ چھوڑیں'),
  'app.exit.hint': s('or press Esc twice', 'یا Esc دو بار دبائیں'),
  'app.other': s('اردو', 'English'),
  'app.draft': s(
    'Test version. The Urdu has not been checked by a native speaker yet, and the phone numbers have not been rung by us.',
    'آزمائشی نسخہ۔ اس اردو کو ابھی کسی ماہرِ زبان نے نہیں جانچا، اور فون نمبر ابھی ہم نے خود ملا کر نہیں دیکھے۔',
  ),
  'app.draft.name': s('Test version', 'آزمائشی نسخہ'),
  'app.faults': s('Please look at this once more', 'اسے ایک بار پھر دیکھ لیں'),
  'app.next': s('Continue', 'آگے بڑھیں'),
  'app.skip': s('Skip this', 'یہ سوال چھوڑ دیں'),
  'app.back': s('Back', 'واپس'),
  'app.guides': s('Guides to read or print', 'پڑھنے یا چھاپنے کے لیے رہنما'),
  'app.traces': s('What may stay on this phone', 'اس فون پر کیا باقی رہ سکتا ہے'),
  'app.scope': s('What we help with, and what not', 'ہم کس میں مدد کرتے ہیں، کس میں نہیں'),
  'guides.keep.title': s('Keep them on this phone?', 'کیا انہیں اس فون پر رکھنا ہے؟'),
  'guides.keep': s(
    'Only if you want to. One file with all guides, which opens without internet. It stays on this phone until you delete it, and others may find it there or in the list of downloads. Its name is “notes”.',
    'صرف اگر آپ چاہیں۔ تمام رہنما ایک فائل میں، جو انٹرنیٹ کے بغیر کھلتی ہے۔ جب تک آپ نہ مٹائیں یہ اسی فون پر رہتی ہے، اور دوسرے اسے وہاں یا ڈاؤن لوڈ کی فہرست میں دیکھ سکتے ہیں۔ اس کا نام ”notes“ ہے۔',
  ),
  'guides.keep.act': s('Keep the file on this phone', 'فائل اس فون پر رکھیں'),
  'guides.print': s(
    'To print it, use the browser’s menu. A printed page can be found too.',
    'چھاپنے کے لیے براؤزر کا مینو استعمال کریں۔ چھپا ہوا کاغذ بھی کسی کو مل سکتا ہے۔',
  ),
  'app.old': s(
    'If nothing more appears here, this browser is too old for the rest, or scripts are switched off. The numbers and guides above still work. A newer Chrome or Firefox, or a trusted friend’s phone, will show the rest.',
    'اگر یہاں اور کچھ نظر نہ آئے تو یہ براؤزر باقی حصے کے لیے پرانا ہے، یا اس میں اسکرپٹ بند ہے۔ اوپر کے نمبر اور رہنما پھر بھی کام کرتے ہیں۔ نئے کروم یا فائر فاکس میں، یا بھروسے کے کسی دوست کے فون پر، باقی بھی کھلے گا۔',
  ),
  'app.roman': s('Help in Roman Urdu', 'رومن اردو میں مدد'),
  'app.aloud': s('Read this page aloud', 'یہ صفحہ بلند آواز میں سنیں'),
  'app.pause': s(
    'You can pause: what you wrote stays here while this page is open, and nowhere else.',
    'آپ رک سکتے ہیں: جب تک یہ صفحہ کھلا ہے آپ کا لکھا ہوا یہیں رہتا ہے، اور کہیں نہیں۔',
  ),
  'app.pause.case': s(
    'You can stop at any time. The case stays with the helpline, and your receipt brings you back.',
    'آپ کسی بھی وقت رک سکتے ہیں۔ معاملہ ہیلپ لائن کے پاس رہتا ہے، اور رسید سے واپسی ہو جاتی ہے۔',
  ),
  'app.close': s('Close the case on this phone', 'اس فون پر معاملہ بند کریں'),
  'app.forget': s('Delete what I wrote here', 'میرا لکھا ہوا مٹا دیں'),
  'leave.erase.act': s('Yes, delete it all', 'جی ہاں، سب مٹا دیں'),
  'app.loading': s('One moment…', 'ایک لمحہ…'),
  'app.failed': s(
    'This part could not be loaded. Check the connection and try again. Nothing that you wrote here is lost.',
    'یہ حصہ نہیں کھل سکا۔ انٹرنیٹ دیکھ کر دوبارہ کوشش کریں۔ آپ کا لکھا ہوا محفوظ ہے۔',
  ),
  'app.retry': s('Try again', 'دوبارہ کوشش کریں'),

  'arrive.title': s('You are in the right place', 'آپ صحیح جگہ آئے ہیں'),
  'arrive.lead': s(
    'Someone shared private pictures, or says they will. We can help. You are not to blame.',
    'کسی نے ذاتی تصاویر پھیلائی ہیں، یا پھیلانے کی دھمکی دی ہے۔ ہم مدد کر سکتے ہیں۔ اس میں آپ کا کوئی قصور نہیں۔',
  ),
  'arrive.question': s('Are you in danger right now?', 'کیا آپ اس وقت خطرے میں ہیں؟'),
  'arrive.yes': s('Yes, I am in danger', 'جی ہاں، خطرہ ہے'),
  'arrive.no': s('No, not right now', 'نہیں، ابھی نہیں'),
  'arrive.return': s('I have a receipt code', 'میرے پاس رسید کا کوڈ ہے'),
  'arrive.nothing': s(
    'Nothing is kept by opening this page. You can stop at any time.',
    'یہ صفحہ کھولنے سے کچھ محفوظ نہیں ہوتا۔ آپ کسی بھی وقت رک سکتے ہیں۔',
  ),

  'help.title': s('Call for help now', 'ابھی مدد کے لیے کال کریں'),
  'help.police': s('Police emergency: 15', 'پولیس ایمرجنسی: 15'),
  'help.police.say': s(
    'For danger to life, violence at home, or someone who is threatening you now.',
    'جان کے خطرے، گھر میں تشدد، یا کسی کے اس وقت دھمکانے پر۔',
  ),
  'help.away': s(
    'If you can, go to a place with people you trust, and keep the phone with you.',
    'ہو سکے تو کسی ایسی جگہ چلی جائیں یا چلے جائیں جہاں بھروسے کے لوگ ہوں، اور فون ساتھ رکھیں۔',
  ),
  'help.life': s(
    'If you think about ending your life: you are not alone, and this can pass. Please call someone now, or go to the nearest hospital.',
    'اگر اپنی جان لینے کے خیال آ رہے ہیں: آپ اکیلے نہیں، اور یہ وقت گزر سکتا ہے۔ ابھی کسی کو فون کریں، یا قریبی ہسپتال جائیں۔',
  ),
  'help.hide': s('Hide these help lines', 'مدد کے یہ نمبر چھپائیں'),
  'help.show': s('Show help lines', 'مدد کے نمبر دکھائیں'),
  'danger.title': s('Your safety comes first', 'سب سے پہلے آپ کی حفاظت'),
  'danger.later': s('I can go on', 'بات جاری رکھیں'),
  'service.hours': s('Hours: {hours}', 'اوقات: {hours}'),
  'service.hours.unknown': s('Hours: not known to us', 'اوقات: ہمیں معلوم نہیں'),
  'service.languages': s('Languages: {languages}', 'زبانیں: {languages}'),
  'service.languages.unknown': s('Languages: not known to us', 'زبانیں: ہمیں معلوم نہیں'),
  'service.unrung': s(
    'Looked up on {day}. Not yet rung by us.',
    '{day} کو تلاش کیا گیا۔ ہم نے ابھی خود رابطہ نہیں کیا۔',
  ),

  'who.title': s('Who are you here for?', 'آپ کس کے لیے یہاں آئے ہیں؟'),
  'who.myself': s('Myself', 'اپنے لیے'),
  'who.helping': s('Someone I help', 'کسی ایسے شخص کے لیے جس کی مدد کر رہے ہیں'),
  'who.care': s('Someone in my care', 'کسی ایسے شخص کے لیے جو ہماری ذمہ داری میں ہے'),
  'who.helping.note': s(
    'Thank you for helping. If it is safe, do this together: the person shown decides.',
    'مدد کرنے کا شکریہ۔ اگر محفوظ ہو تو یہ مل کر کریں: فیصلہ تصویر والے شخص کا ہے۔',
  ),

  'home.title': s('Does anyone at home know?', 'کیا گھر میں کسی کو معلوم ہے؟'),
  'home.lead': s(
    'We ask so that nothing we do puts you at risk.',
    'یہ اس لیے پوچھ رہے ہیں کہ ہمارے کسی کام سے آپ کو خطرہ نہ ہو۔',
  ),
  'home.know': s('They know, and I am safe', 'معلوم ہے، اور کوئی خطرہ نہیں'),
  'home.unknown': s('They do not know', 'معلوم نہیں'),
  'home.danger': s('It would be dangerous if they knew', 'معلوم ہونا خطرناک ہو گا'),
  'home.careful': s(
    'We will not contact anyone. By default we do not contact you either: you come back here when you can.',
    'ہم کسی سے رابطہ نہیں کریں گے۔ آپ سے بھی خود رابطہ نہیں کریں گے: جب ہو سکے، آپ یہاں واپس آئیں۔',
  ),

  'situation.title': s('What has happened so far?', 'اب تک کیا ہوا ہے؟'),
  'situation.lead': s(
    'Choose all that fit. A threat alone is enough to ask for help.',
    'جو جو درست ہو چن لیں۔ صرف دھمکی بھی مدد مانگنے کے لیے کافی ہے۔',
  ),
  'situation.threat': s('Someone threatens to share pictures', 'کوئی تصاویر پھیلانے کی دھمکی دے رہا ہے'),
  'situation.posted': s('Pictures were posted or sent', 'تصاویر لگا دی گئی ہیں یا بھیجی گئی ہیں'),
  'situation.cultural': s(
    'They are not sexual, but dangerous for me: a couple, a dance, uncovered hair, at home',
    'وہ جنسی نہیں، مگر میرے لیے خطرناک ہیں: جوڑا، رقص، کھلے بال، گھر کے اندر',
  ),
  'situation.fake': s('The pictures are altered or fake', 'تصاویر میں تبدیلی کی گئی ہے یا وہ جعلی ہیں'),
  'situation.account': s(
    'Someone uses my account, or a fake one',
    'کوئی میرا یا کوئی جعلی اکاؤنٹ استعمال کر رہا ہے',
  ),
  'situation.many': s('It is in very many places', 'یہ بہت سی جگہوں پر ہے'),

  'threat.title': s('When someone threatens you', 'جب کوئی دھمکی دے'),
  'threat.pay': s(
    'Do not pay. Paying usually leads to more demands.',
    'پیسے نہ دیں۔ دینے سے اکثر مزید مانگ آتی ہے۔',
  ),
  'threat.delete': s(
    'Do not delete the messages. They are your evidence.',
    'پیغامات نہ مٹائیں۔ یہی آپ کا ثبوت ہیں۔',
  ),
  'threat.reply': s(
    'Stop replying. You owe them no answer.',
    'جواب دینا بند کر دیں۔ ان کا آپ پر کوئی حق نہیں۔',
  ),
  'threat.keep': s(
    'Keep the numbers, account names and payment details.',
    'فون نمبر، اکاؤنٹ کے نام اور رقم مانگنے کی تفصیل سنبھال لیں۔',
  ),
  'threat.before': s(
    'If you have the pictures, we can prepare their fingerprints before anyone posts them.',
    'اگر تصاویر آپ کے پاس ہیں تو ان کے لگنے سے پہلے ہی ان کے نشان تیار کیے جا سکتے ہیں۔',
  ),

  'age.title': s(
    'When this picture was made, was the person in it 18 or over, under 18, or are you not sure?',
    'جب یہ تصویر بنی، اس میں موجود شخص 18 سال یا اس سے بڑا تھا، 18 سے کم تھا، یا یقین نہیں؟',
  ),
  'age.why': s(
    'We ask because for anyone under 18 there is a better and safer service.',
    'یہ اس لیے پوچھ رہے ہیں کہ 18 سے کم عمر کے لیے ایک بہتر اور زیادہ محفوظ سروس موجود ہے۔',
  ),
  'age.many': s(
    'If there are several people in it, think of the youngest. If there are several pictures, we ask again for each one.',
    'اگر اس میں کئی لوگ ہیں تو سب سے کم عمر کا سوچیں۔ اگر کئی تصاویر ہیں تو ہر ایک کے لیے پھر پوچھیں گے۔',
  ),
  'age.each': s(
    'When this picture was made, how old was the youngest person in it?',
    'جب یہ تصویر بنی، اس میں سب سے کم عمر شخص کتنے سال کا تھا؟',
  ),
  'age.each.open': s(
    'Please answer for each picture. Without an answer it is taken out.',
    'مہربانی کر کے ہر تصویر کے لیے جواب دیں۔ جواب کے بغیر تصویر نکال دی جائے گی۔',
  ),
  'age.each.again': s(
    'Some pictures have no answer yet. If you go on, they are taken out here. They stay on your phone, and you can choose them again.',
    'کچھ تصاویر کا جواب باقی ہے۔ آگے بڑھیں تو وہ یہاں سے نکل جائیں گی۔ وہ آپ کے فون میں رہتی ہیں، اور دوبارہ چنی جا سکتی ہیں۔',
  ),
  'age.adult': s('18 or over', '18 سال یا زیادہ'),
  'age.minor': s('Under 18', '18 سے کم'),
  'age.unsure': s('Not sure', 'یقین نہیں'),
} as const;
