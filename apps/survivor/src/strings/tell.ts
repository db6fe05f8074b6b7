import { s } from '@amaan/base';

/** Links, files and words. */
export const tell = {
  'places.title': s('Where is it?', 'یہ کہاں ہے؟'),
  'places.lead': s(
    'Paste links or account names, one on each line. Hundreds are fine. If you have none, skip this.',
    'لنک یا اکاؤنٹ کے نام لکھیں، ہر سطر میں ایک۔ سینکڑوں بھی ہو سکتے ہیں۔ اگر نہیں ہیں تو یہ سوال چھوڑ دیں۔',
  ),
  'places.label': s('Links or account names', 'لنک یا اکاؤنٹ کے نام'),
  'places.file': s('Or choose a file with links (txt, csv)', 'یا لنکس والی فائل چنیں (txt، csv)'),
  'places.add': s('Add to the list', 'فہرست میں شامل کریں'),
  'places.count': s({ one: '{n} place', other: '{n} places' }, { one: '{n} جگہ', other: '{n} جگہیں' }),
  'places.dropped': s(
    { one: '{n} was there twice', other: '{n} were there twice' },
    { one: '{n} دو بار تھا', other: '{n} دو بار تھے' },
  ),
  'places.written': s(
    {
      one: '{n} line is no link or account that we know: it is kept just as you wrote it',
      other: '{n} lines are no links or accounts that we know: they are kept just as you wrote them',
    },
    {
      one: '{n} سطر میں ہمیں کوئی لنک یا اکاؤنٹ نہیں ملا: وہ جیسے لکھی گئی ویسے ہی رکھ لی گئی ہے',
      other: '{n} سطروں میں ہمیں کوئی لنک یا اکاؤنٹ نہیں ملا: وہ جیسے لکھی گئیں ویسے ہی رکھ لی گئی ہیں',
    },
  ),
  'places.full': s(
    'That is more than 5000 places, so nothing of it was added. Please add a part of it, and the rest later.',
    'یہ 5000 سے زیادہ جگہیں ہیں، اس لیے ان میں سے کچھ شامل نہیں ہوا۔ ایک حصہ ابھی شامل کریں، باقی بعد میں۔',
  ),
  'places.large': s(
    'This file is too large for a list of links, so it was not read.',
    'یہ فائل لنکس کی فہرست کے لیے بہت بڑی ہے، اس لیے پڑھی نہیں گئی۔',
  ),
  'places.minor': s(
    'If someone in one of them was under 18, or you are not sure, take that one out. Help for it is here.',
    'اگر ان میں سے کسی میں کوئی 18 سے کم عمر تھا، یا یقین نہیں، تو اسے نکال دیں۔ اس کے لیے مدد یہاں ہے۔',
  ),
  'places.minor.act': s('Help for a picture of someone under 18', '18 سے کم عمر کی تصویر کے لیے مدد'),
  'places.minor.group': s(
    'Someone in these was under 18, or not sure: take them out',
    'ان میں کوئی 18 سے کم تھا، یا یقین نہیں: انہیں نکال دیں',
  ),
  'places.age': s(
    'When the picture here was made, how old was the youngest person in it?',
    'یہاں جو تصویر ہے، جب وہ بنی تو اس میں سب سے کم عمر شخص کتنے سال کا تھا؟',
  ),
  'places.age.rest': s('One answer for all that are left', 'جو باقی ہیں، ان سب کے لیے ایک ہی جواب'),
  'places.age.open': s(
    'Please answer for each of these. Those without an answer wait here and are not sent.',
    'مہربانی کر کے ہر ایک کے لیے جواب دیں۔ جن کا جواب نہ ہو وہ یہیں رکی رہتی ہیں اور بھیجی نہیں جاتیں۔',
  ),
  'places.age.again': s(
    'Some of these have no answer yet. If you cannot answer now, go on: they wait here, nothing of them is sent, and nothing is lost.',
    'ان میں سے کچھ کا جواب باقی ہے۔ اگر ابھی جواب نہیں دے سکتے تو آگے بڑھیں: وہ یہیں رکی رہیں گی، ان کا کچھ نہیں بھیجا جائے گا، اور کچھ ضائع نہیں ہو گا۔',
  ),
  'places.gone': s(
    'Those places were taken out, and nothing of them was kept. There is better help for them.',
    'وہ جگہیں نکال دی گئی ہیں، اور ان کا کچھ بھی محفوظ نہیں۔ ان کے لیے بہتر مدد موجود ہے۔',
  ),
  'places.kind.all': s('All of these are…', 'یہ سب ہیں…'),
  'places.note': s('Your own name for it, if you like', 'اپنا رکھا ہوا نام، اگر چاہیں'),
  'places.own': s('In your own words', 'آپ کے اپنے الفاظ میں'),
  'places.remove': s('Remove', 'نکال دیں'),
  'places.kind': s('What is it?', 'یہ کیا ہے؟'),
  'kind.post': s('A post', 'پوسٹ'),
  'kind.repost': s('A repost', 'دوبارہ لگائی گئی پوسٹ'),
  'kind.fakeAccount': s('A fake account', 'جعلی اکاؤنٹ'),
  'kind.account': s('An account that spreads it', 'پھیلانے والا اکاؤنٹ'),
  'kind.message': s('A chat or group', 'چیٹ یا گروپ'),
  'kind.other': s('Something else', 'کچھ اور'),
  'places.limits': s(
    'Said now and not later: private groups, encrypted chats and some foreign hosts often cannot be reached.',
    'پہلے سے بتا دیں: نجی گروپ، خفیہ چیٹ اور کچھ غیر ملکی سائٹوں تک اکثر رسائی نہیں ہوتی۔',
  ),
  'keep.first': s(
    'When there is a quiet moment, before a place is taken down: note its link, the account, day and time. Not the picture itself. Afterwards it can no longer be seen that it was there.',
    'جب ذرا سکون ملے، جگہ کے ہٹنے سے پہلے: اس کا لنک، اکاؤنٹ، دن اور وقت لکھ لیں۔ خود تصویر نہیں۔ ہٹنے کے بعد نظر نہیں آتا کہ وہ وہاں تھی۔',
  ),
  'keep.device': s(
    'Keep the phone and the original messages: a screenshot is a lead, not proof.',
    'فون اور اصل پیغامات سنبھال کر رکھیں: اسکرین شاٹ اشارہ ہے، ثبوت نہیں۔',
  ),
  'keep.how': s('How to keep it', 'کیسے محفوظ کریں'),

  'files.title': s('Do you have the pictures or videos?', 'کیا تصاویر یا ویڈیو آپ کے پاس ہیں؟'),
  'files.lead': s(
    'They never leave this phone. We make fingerprints of them here: numbers that can find copies. Nobody looks at them.',
    'یہ اس فون سے کبھی باہر نہیں جاتیں۔ ان کے نشان یہیں بنتے ہیں: ایسے ہندسے جن سے نقلیں مل سکتی ہیں۔ انہیں کوئی نہیں دیکھتا۔',
  ),
  'files.room.pick': s('Choose pictures or videos', 'تصاویر یا ویڈیو چنیں'),
  'files.room.hint': s(
    'This box has no connection to the internet.',
    'اس خانے کا انٹرنیٹ سے کوئی رابطہ نہیں۔',
  ),
  'files.room.working': s('Making fingerprints', 'نشان بن رہے ہیں'),
  'files.room.cancel': s('Stop', 'روک دیں'),
  'files.room.resume': s('Go on with what was stopped', 'جو روکا تھا اسے دوبارہ شروع کریں'),
  'files.photo': s('Picture {n}', 'تصویر {n}'),
  'files.video': s('Video {n}', 'ویڈیو {n}'),
  'files.working': s('Working…', 'کام جاری ہے…'),
  'files.ready': s('Fingerprint ready', 'نشان تیار ہے'),
  'files.weak': s(
    'Too plain for a good fingerprint: only exact copies can be found.',
    'تصویر بہت سادہ ہے: صرف ہو بہو نقل مل سکے گی۔',
  ),
  'files.partial': s(
    'Only a part of this file could be read. Copies that show that part can be found. If there is another copy of it, that can be chosen too.',
    'اس فائل کا صرف ایک حصہ پڑھا جا سکا۔ جن نقلوں میں وہ حصہ ہو، وہ مل سکیں گی۔ اگر اس کی کوئی اور نقل ہو تو وہ بھی چنی جا سکتی ہے۔',
  ),
  'files.remove': s('Remove', 'نکال دیں'),
  'files.minor': s('Someone in it was under 18, or not sure', 'اس میں کوئی 18 سے کم تھا، یا یقین نہیں'),
  'files.minor.gone': s(
    'It was taken out, and nothing of it was kept. There is better help for it.',
    'اسے نکال دیا گیا ہے، اور اس کا کچھ بھی محفوظ نہیں۔ اس کے لیے بہتر مدد موجود ہے۔',
  ),
  'files.kinds': s(
    'What kind is it? You may choose several, or none.',
    'یہ کس طرح کی ہے؟ کئی چن سکتے ہیں، یا کوئی نہیں۔',
  ),
  'files.sexual': s('Sexual', 'جنسی نوعیت کی'),
  'files.private': s('Private, not sexual', 'نجی، مگر جنسی نہیں'),
  'files.cultural': s('A couple, dance, uncovered hair, at home', 'جوڑا، رقص، کھلے بال، گھر کے اندر'),
  'files.altered': s('Altered or fake', 'تبدیل شدہ یا جعلی'),
  'files.cultural.note': s(
    'We take this as seriously. Honestly said: fewer services act on such pictures, so the routes are weaker. A caseworker will tell you which fit.',
    'ہم اسے اتنی ہی سنجیدگی سے لیتے ہیں۔ سچ یہ ہے کہ ایسی تصاویر پر کم ادارے کارروائی کرتے ہیں، اس لیے راستے کمزور ہیں۔ مددگار بتائیں گے کہ کون سا راستہ مناسب ہے۔',
  ),
  'files.cultural.more': s('What may help', 'کس چیز سے مدد مل سکتی ہے'),
  'files.fake.note': s('You do not have to prove that it is fake.', 'آپ کو ثابت نہیں کرنا کہ یہ جعلی ہے۔'),
  'files.shame': s(
    'Keep the original where it is. Do not send it to anyone, even to us.',
    'اصل تصویر جہاں ہے وہیں رہنے دیں۔ کسی کو نہ بھیجیں، ہمیں بھی نہیں۔',
  ),
  'files.broken': s(
    'The box closed itself because something in it was not right. Nothing left this phone. You can go on without it.',
    'خانہ خود بند ہو گیا کیونکہ اس میں کچھ درست نہ تھا۔ اس فون سے کچھ باہر نہیں گیا۔ آپ اس کے بغیر آگے بڑھ سکتے ہیں۔',
  ),
  'refused.file-too-large': s('This file is too large for this phone.', 'یہ فائل اس فون کے لیے بہت بڑی ہے۔'),
  'refused.too-many-pixels': s(
    'This picture is too large for this phone.',
    'یہ تصویر اس فون کے لیے بہت بڑی ہے۔',
  ),
  'refused.not-a-picture': s('This file is not a picture or a video.', 'یہ فائل تصویر یا ویڈیو نہیں۔'),
  'refused.format-unknown': s(
    'This kind of file cannot be read here.',
    'اس قسم کی فائل یہاں نہیں پڑھی جا سکتی۔',
  ),
  'refused.damaged': s('This file is damaged.', 'یہ فائل خراب ہے۔'),
  'refused.canvas-altered': s(
    'This browser changes pictures before we can read them. Another browser will work.',
    'یہ براؤزر تصویر کو پڑھنے سے پہلے بدل دیتا ہے۔ کوئی دوسرا براؤزر استعمال کریں۔',
  ),
  'refused.heic-not-readable': s(
    'This iPhone picture cannot be read here. A copy as JPEG will work.',
    'آئی فون کی یہ تصویر یہاں نہیں پڑھی جا سکتی۔ JPEG نقل چل جائے گی۔',
  ),
  'refused.video-not-readable': s(
    'This video cannot be read by this browser.',
    'یہ ویڈیو اس براؤزر میں نہیں پڑھی جا سکتی۔',
  ),
  'field.full': s(
    'This box is full at {n} characters: what came after is not in it. Shorten it, or send the rest afterwards.',
    'یہ خانہ {n} حروف پر بھر گیا: اس کے بعد کا متن اس میں نہیں آیا۔ اسے چھوٹا کریں، یا باقی بعد میں بھیجیں۔',
  ),
  'refused.video-too-long': s('This video is too long.', 'یہ ویڈیو بہت لمبی ہے۔'),
  'refused.took-too-long': s('This took too long, so we stopped.', 'بہت وقت لگ رہا تھا، اس لیے روک دیا۔'),
  'refused.too-many-files': s('That is too many files at once.', 'ایک ساتھ بہت زیادہ فائلیں ہیں۔'),
  'refused.cancelled': s('Stopped.', 'روک دیا گیا۔'),
  'refused.failed': s('This file could not be read.', 'یہ فائل نہیں پڑھی جا سکی۔'),

  'words.title': s('Tell us in your own words', 'اپنے الفاظ میں بتائیں'),
  'words.lead': s(
    'As much or as little as you like. You tell it once: letters and forms are made from this. Only the helpline can open it.',
    'جتنا چاہیں اتنا لکھیں۔ ایک ہی بار بتانا ہے: خط اور فارم اسی سے بنتے ہیں۔ اسے صرف ہیلپ لائن کھول سکتی ہے۔',
  ),
  'words.relation': s('How do you know this person?', 'آپ اس شخص کو کیسے جانتے ہیں؟'),
  'words.instead': s(
    'Why are you doing this for them? You may skip it.',
    'آپ ان کی جگہ یہ کیوں کر رہے ہیں؟ چاہیں تو خالی چھوڑ دیں۔',
  ),
  'words.label': s('Your words', 'آپ کے الفاظ'),
  'words.who': s(
    'You may leave out every name, your own too.',
    'کوئی بھی نام نہ لکھیں تو بھی ٹھیک ہے، اپنا بھی نہیں۔',
  ),
  'words.keyboard': s(
    'Some keyboards remember what is typed. Their settings can clear it.',
    'کچھ کی بورڈ لکھا ہوا یاد رکھتے ہیں۔ ان کی ترتیبات سے اسے مٹایا جا سکتا ہے۔',
  ),
} as const;
