import { s } from '@amaan/base';

/** What will be sent, each consent, contact, receipt, sending. */
export const send = {
  'review.title': s('This is exactly what will be sent', 'بالکل یہی بھیجا جائے گا'),
  'review.lead': s(
    'Nothing has left this phone yet. The pictures never will.',
    'ابھی اس فون سے کچھ نہیں گیا۔ تصاویر کبھی نہیں جائیں گی۔',
  ),
  'review.sealed': s(
    'Sealed: only the helpline’s people can open it',
    'مہر بند: صرف ہیلپ لائن کے لوگ کھول سکتے ہیں',
  ),
  'review.sealed.why': s(
    'It is locked on this phone. The server that carries it cannot read it.',
    'یہ اسی فون پر بند ہوتا ہے۔ اسے لے جانے والا سرور اسے نہیں پڑھ سکتا۔',
  ),
  'review.open': s(
    'Readable by the server, only if you agree on the next pages',
    'سرور پڑھ سکتا ہے، صرف اگر آپ اگلے صفحوں پر اجازت دیں',
  ),
  'review.story': s(
    { one: 'Your words: {n} letter', other: 'Your words: {n} letters' },
    { one: 'آپ کے الفاظ: {n} حرف', other: 'آپ کے الفاظ: {n} حروف' },
  ),
  'review.nostory': s('Your words: none', 'آپ کے الفاظ: کوئی نہیں'),
  'review.answers': s('Your answers on the pages before:', 'پچھلے صفحوں پر آپ کے جواب:'),
  'review.links': s({ one: '{n} place', other: '{n} places' }, { one: '{n} جگہ', other: '{n} جگہیں' }),
  'review.pending': s(
    {
      one: '{n} place waits here for the age question, and is not sent',
      other: '{n} places wait here for the age question, and are not sent',
    },
    {
      one: '{n} جگہ عمر کے سوال کے جواب تک یہیں رکی ہے، اور نہیں بھیجی جائے گی',
      other: '{n} جگہیں عمر کے سوال کے جواب تک یہیں رکی ہیں، اور نہیں بھیجی جائیں گی',
    },
  ),
  'review.answer': s('Answer now', 'ابھی جواب دیں'),
  'review.contact': s('How you want to be reached: asked soon', 'رابطے کی خواہش: آگے پوچھی جائے گی'),
  'review.signals': s(
    { one: 'Fingerprint of {n} file', other: 'Fingerprints of {n} files' },
    { one: '{n} فائل کا نشان', other: '{n} فائلوں کے نشان' },
  ),
  'review.signals.what': s(
    'For each file: fingerprints, width, height, size. No name of the file, no place, no time.',
    'ہر فائل کے لیے: نشان، چوڑائی، اونچائی، حجم۔ نہ فائل کا نام، نہ جگہ، نہ وقت۔',
  ),
  'review.none': s('No fingerprints', 'کوئی نشان نہیں'),
  'review.cannot': s('What cannot be done', 'جو نہیں ہو سکتا'),
  'review.always': s(
    'The server also sees: a number made from your receipt, how many links there are, today’s date, and that the case is about an adult.',
    'سرور یہ بھی دیکھتا ہے: رسید سے بنا ہوا ایک ہندسہ، لنکس کی تعداد، آج کی تاریخ، اور یہ کہ معاملہ بالغ کا ہے۔',
  ),
  'review.person': s(
    'A mark that two people here look first, before a fingerprint is shared. It does not say why.',
    'یہ علامت کہ نشان دیے جانے سے پہلے یہاں کے دو افراد دیکھیں گے۔ یہ وجہ نہیں بتاتی۔',
  ),
  'review.person.picture': s(
    'You marked a picture that is not sexual. For these, two people of the helpline read your case before a fingerprint is shared, so that nobody can use this service against pictures that are for everyone. It is not a no, and no doubt about you. If you said there is danger now, your case goes before others.',
    'آپ نے ایسی تصویر بتائی ہے جو جنسی نوعیت کی نہیں۔ ایسی تصویروں میں نشان دیے جانے سے پہلے ہیلپ لائن کے دو افراد آپ کا معاملہ پڑھتے ہیں، تاکہ کوئی اس سہولت کو ایسی تصویروں کے خلاف استعمال نہ کرے جو سب کے لیے ہیں۔ یہ انکار نہیں، اور نہ آپ پر شک ہے۔ اگر آپ نے بتایا ہے کہ ابھی خطرہ ہے تو آپ کا معاملہ دوسروں سے پہلے دیکھا جائے گا۔',
  ),
  'review.urgent': s(
    'You said there is danger, so your case goes first. The server sees that mark.',
    'آپ نے خطرہ بتایا، اس لیے آپ کا معاملہ پہلے دیکھا جائے گا۔ سرور یہ نشانی دیکھتا ہے۔',
  ),

  'consent.yes': s('Yes', 'جی ہاں'),
  'consent.no': s('No', 'نہیں'),
  'consent.back': s('You can take every yes back at any time.', 'ہر اجازت کسی بھی وقت واپس لی جا سکتی ہے۔'),
  'consent.shareSignals.title': s('May we share the fingerprints?', 'کیا ہم نشان دوسروں کو دے سکتے ہیں؟'),
  'consent.shareSignals.say': s(
    'Websites that take part compare new uploads with them. A match is looked at by a person; nothing is removed by a number alone. They get no name and no story. Sometimes people here look first; then it takes longer.',
    'شامل ویب سائٹیں نئی تصاویر کا ان سے موازنہ کرتی ہیں۔ میل ملنے پر ایک انسان دیکھتا ہے؛ صرف ہندسے سے کچھ نہیں ہٹتا۔ انہیں نہ نام ملتا ہے نہ کہانی۔ کبھی یہاں پہلے لوگ دیکھتے ہیں؛ تب کچھ زیادہ وقت لگتا ہے۔',
  ),
  'consent.shareSignals.risk': s(
    'A fingerprint is not the picture, but an expert may guess a blurred shape from it.',
    'نشان تصویر نہیں ہوتا، مگر کوئی ماہر اس سے ایک دھندلا سا خاکہ اندازہ کر سکتا ہے۔',
  ),
  'consent.shareViews.title': s('Share more detailed fingerprints too?', 'کیا زیادہ تفصیلی نشان بھی دیں؟'),
  'consent.shareViews.say': s(
    'They find cropped and edited copies, and parts of videos. They also reveal more than a single fingerprint.',
    'ان سے کٹی ہوئی اور بدلی ہوئی نقلیں، اور ویڈیو کے حصے بھی ملتے ہیں۔ مگر یہ ایک نشان سے زیادہ بتاتے ہیں۔',
  ),
  'consent.sendNotices.title': s(
    'May the helpline write to websites for you?',
    'کیا ہیلپ لائن آپ کی طرف سے ویب سائٹوں کو لکھ سکتی ہے؟',
  ),
  'consent.sendNotices.say': s(
    'It signs in its own name, for one year at most. Your name stays out. Each letter can wait here until you have read it and said yes, or go sooner, without waiting for you.',
    'دستخط ہیلپ لائن کے نام سے ہوں گے، زیادہ سے زیادہ ایک سال تک۔ آپ کا نام نہیں آئے گا۔ ہر خط یہاں آپ کے پڑھنے اور ہاں کہنے تک رک سکتا ہے، یا آپ کا انتظار کیے بغیر جلدی جا سکتا ہے۔',
  ),
  'consent.sendNotices.each': s('Yes, and I read each letter first', 'جی ہاں، اور پہلے ہر خط دکھائیں'),
  'consent.sendNotices.unseen': s('Yes, without waiting for me', 'جی ہاں، میرا انتظار کیے بغیر'),
  'consent.watchLinks.title': s(
    'May we check whether the links are gone?',
    'کیا ہم دیکھتے رہیں کہ لنک ہٹ گئے یا نہیں؟',
  ),
  'consent.watchLinks.say': s(
    'Our server opens the links now and then and notes only “there” or “gone”. It keeps no picture. It must be able to read these links.',
    'ہمارا سرور کبھی کبھی لنک کھول کر صرف ”موجود“ یا ”ہٹ گیا“ لکھتا ہے۔ کوئی تصویر نہیں رکھتا۔ اس کے لیے سرور کو یہ لنک پڑھنے ہوں گے۔',
  ),
  'consent.giveToPolice.title': s(
    'May the helpline prepare papers for the police?',
    'کیا ہیلپ لائن پولیس کے لیے کاغذات تیار کر سکتی ہے؟',
  ),
  'consent.giveToPolice.say': s(
    'Prepared only. Nothing goes to an officer until you say yes again.',
    'صرف تیاری۔ آپ کی دوبارہ اجازت کے بغیر کسی افسر کو کچھ نہیں دیا جائے گا۔',
  ),

  'contact.title': s('How may we reach you?', 'آپ سے رابطہ کیسے ہو؟'),
  'contact.lead': s(
    'We do not contact you unless you choose it here.',
    'جب تک آپ یہاں نہ چنیں، ہم رابطہ نہیں کرتے۔',
  ),
  'contact.none': s('Do not contact me', 'رابطہ نہ کریں'),
  'contact.here': s('I will read answers on this page', 'جواب اسی صفحے پر دیکھے جائیں گے'),
  'contact.message': s('Send a message, and never call', 'پیغام بھیجیں، فون کبھی نہ کریں'),
  'contact.call': s('Call', 'فون کریں'),
  'contact.never': s(
    'We never call you unless you choose “Call” here. Nobody of ours ever asks for your code, your PIN or a picture: whoever does is not us.',
    'جب تک آپ یہاں ”فون کریں“ نہ چنیں، ہم کبھی فون نہیں کرتے۔ ہم میں سے کوئی آپ کا کوڈ، پن یا تصویر نہیں مانگتا: جو مانگے وہ ہم نہیں ہیں۔',
  ),
  'contact.empty': s(
    'Without a number or an address here, the helpline cannot reach you.',
    'یہاں نمبر یا پتہ نہ ہو تو ہیلپ لائن آپ تک نہیں پہنچ سکتی۔',
  ),
  'contact.how': s('Number or address', 'نمبر یا پتہ'),
  'contact.when': s('Only at these times', 'صرف ان اوقات میں'),
  'contact.shared': s('Someone else sees this phone or account', 'یہ فون یا اکاؤنٹ کوئی اور بھی دیکھتا ہے'),
  'contact.shared.note': s('Then it is safer to read answers here.', 'پھر جواب یہیں پڑھنا زیادہ محفوظ ہے۔'),

  'receipt.title': s('Your receipt', 'آپ کی رسید'),
  'receipt.lead': s(
    'This code is the only way back. We cannot find it again for you.',
    'واپسی کا واحد راستہ یہی کوڈ ہے۔ ہم اسے دوبارہ نہیں ڈھونڈ سکتے۔',
  ),
  'receipt.code': s('Receipt code', 'رسید کا کوڈ'),
  'receipt.copy': s('Copy', 'نقل کریں'),
  'receipt.copied': s('Copied', 'نقل ہو گیا'),
  'receipt.print': s('Print', 'چھاپیں'),
  'receipt.read': s('Read aloud', 'بلند آواز میں سنیں'),
  'receipt.read.stop': s('Stop reading', 'پڑھنا روکیں'),
  'receipt.read.none': s('This browser cannot read aloud.', 'یہ براؤزر بلند آواز میں نہیں پڑھ سکتا۔'),
  'receipt.keep': s(
    'Write it where only you look: among recipes, in a schoolbook, as a product number.',
    'ایسی جگہ لکھیں جہاں صرف آپ دیکھتے ہوں: کھانے کی ترکیبوں میں، کاپی میں، کسی چیز کے نمبر کی طرح۔',
  ),
  'receipt.pin.ask': s('Add a PIN (optional)', 'پن کوڈ لگائیں (ضروری نہیں)'),
  'receipt.pin.say': s(
    'With a PIN, the code alone opens nothing. Every other PIN opens an empty case. If you forget it, nobody can help.',
    'پن ہو تو صرف کوڈ سے کچھ نہیں کھلتا۔ کوئی اور پن خالی معاملہ کھولتا ہے۔ پن بھول جائے تو کوئی مدد نہیں کر سکتا۔',
  ),
  'receipt.pin': s('PIN, 4 to 12 digits', 'پن، 4 سے 12 ہندسے'),
  'receipt.pin.again': s('The same PIN again', 'وہی پن دوبارہ'),
  'receipt.pin.differ': s('The two PINs are not the same.', 'دونوں پن ایک جیسے نہیں۔'),
  'receipt.pin.form': s('A PIN has 4 to 12 digits.', 'پن میں 4 سے 12 ہندسے ہوتے ہیں۔'),
  'parts.ask': s(
    'Give parts of the code to people you trust (optional)',
    'کوڈ کے حصے بھروسے والوں کو دیں (ضروری نہیں)',
  ),
  'receipt.words': s('Your check words', 'آپ کے پہچان کے الفاظ'),
  'receipt.words.say': s(
    'You see these two words at every return. If others appear, the code or the PIN was mistyped.',
    'ہر بار واپسی پر یہی دو لفظ نظر آئیں گے۔ اگر کوئی اور ہوں تو کوڈ یا پن غلط لکھا گیا ہے۔',
  ),
  'receipt.recovery': s(
    'The helpline also holds an emergency key, kept offline, so that it can open cases if its own keys are lost.',
    'ہیلپ لائن کے پاس ایک ہنگامی چابی بھی ہے جو انٹرنیٹ سے دور رکھی جاتی ہے، تاکہ اپنی چابیاں کھو جانے پر معاملے کھولے جا سکیں۔',
  ),
  'receipt.saved': s('I have kept it', 'کوڈ سنبھال لیا'),
  'typeback.title': s('Type group {n} of your code', 'اپنے کوڈ کا حصہ نمبر {n} لکھیں'),
  'typeback.lead': s(
    'This shows that you can come back. Group {n} of five, counted from the left.',
    'اس سے پتہ چلتا ہے کہ آپ واپس آ سکتے ہیں۔ پانچ میں سے حصہ نمبر {n}، بائیں سے گن کر۔',
  ),
  'typeback.label': s('Five letters and digits', 'پانچ حروف اور ہندسے'),
  'typeback.wrong': s(
    'That is not group {n}. Look at your receipt again.',
    'یہ حصہ نمبر {n} نہیں۔ رسید دوبارہ دیکھیں۔',
  ),
  'typeback.look': s('Show the receipt again', 'رسید دوبارہ دکھائیں'),
  'typeback.send': s('Send now', 'اب بھیجیں'),

  'sending.title': s('Sending', 'بھیجا جا رہا ہے'),
  'sending.not': s('Not sent yet', 'ابھی نہیں بھیجا گیا'),
  'sending.work': s(
    'This phone solves a small puzzle, which keeps floods away. It takes a few seconds.',
    'یہ فون ایک چھوٹی سی پہیلی حل کر رہا ہے، جو جھوٹی بھیڑ کو روکتی ہے۔ چند لمحے لگیں گے۔',
  ),
  'sending.seal': s('Sealing your words', 'آپ کے الفاظ پر مہر لگ رہی ہے'),
  'sending.failed': s(
    'It was not sent. Nothing is lost: try again, with the same receipt.',
    'نہیں بھیجا جا سکا۔ کچھ ضائع نہیں ہوا: اسی رسید کے ساتھ دوبارہ کوشش کریں۔',
  ),
  'error.no-staff': s(
    'The helpline has nobody yet who takes new cases. Try again later, or use the help lines.',
    'ہیلپ لائن میں ابھی نئے معاملے لینے والا کوئی نہیں۔ بعد میں کوشش کریں، یا مدد کے نمبر استعمال کریں۔',
  ),
  'error.directory': s(
    'The list of the helpline’s keys does not look right, so nothing was sealed or sent. Please do not use this page until the helpline has looked at it.',
    'ہیلپ لائن کی چابیوں کی فہرست درست نہیں لگتی، اس لیے نہ کچھ بند کیا گیا نہ بھیجا گیا۔ جب تک ہیلپ لائن اسے نہ دیکھ لے، یہ صفحہ استعمال نہ کریں۔',
  ),
  'error.clock': s(
    'The date of this phone seems wrong. Set it right and try again.',
    'اس فون کی تاریخ غلط لگتی ہے۔ درست کر کے دوبارہ کوشش کریں۔',
  ),
  'error.busy': s(
    'Very many people are writing just now. Try again in a minute.',
    'اس وقت بہت لوگ لکھ رہے ہیں۔ ایک منٹ بعد کوشش کریں۔',
  ),
  'case.words': s('Check words: {words}', 'پہچان کے الفاظ: {words}'),
  'done.title': s('It has arrived', 'پہنچ گیا'),
  'done.lead': s(
    'A caseworker will read it. Come back with your receipt to see the answer.',
    'ایک مددگار اسے پڑھے گا۔ جواب دیکھنے کے لیے اپنی رسید کے ساتھ واپس آئیں۔',
  ),
  'done.honest': s(
    'We cannot promise that everything comes down, or when. We will tell you plainly what was done and what was not.',
    'ہم یہ وعدہ نہیں کر سکتے کہ سب کچھ ہٹ جائے گا، یا کب ہٹے گا۔ جو ہوا اور جو نہیں ہوا، صاف بتائیں گے۔',
  ),
  'done.handoff': s('Two services you can also use yourself', 'دو سروسز جو آپ خود بھی استعمال کر سکتے ہیں'),
  'stopncii.say': s(
    'For pictures of adults. You choose the file on your own phone; the picture stays there. Large companies that take part stop copies of it. It reaches only those companies, and only files you still have. Languages: English, Urdu.',
    'بالغوں کی تصاویر کے لیے۔ فائل اپنے ہی فون پر چنی جاتی ہے؛ تصویر وہیں رہتی ہے۔ شامل بڑی کمپنیاں اس کی نقلیں روکتی ہیں۔ یہ صرف انہی کمپنیوں تک پہنچتی ہے، اور صرف ان فائلوں کے لیے جو آپ کے پاس ہیں۔ زبانیں: انگریزی، اردو۔',
  ),
  'stopncii.warn': s(
    'Its Urdu page uses a wrong and harsh word for “private images”. Nothing worse is meant.',
    'اس کے اردو صفحے پر ”ذاتی تصاویر“ کے لیے ایک غلط اور سخت لفظ ہے۔ مراد ذاتی تصاویر ہی ہیں۔',
  ),
  'tid.say': s(
    'Only if someone in the picture was under 18 when it was made, even if they are an adult now.',
    'صرف تب جب تصویر بنتے وقت اس میں کوئی 18 سے کم عمر تھا، چاہے اب بڑا ہو چکا ہو۔',
  ),
  'done.steps': s('Both, step by step', 'دونوں، ایک ایک قدم'),
  'done.pending': s(
    {
      one: '{n} place was not sent, because its age question has no answer yet. It waits on this page: open your case and choose “Add”.',
      other:
        '{n} places were not sent, because their age question has no answer yet. They wait on this page: open your case and choose “Add”.',
    },
    {
      one: '{n} جگہ نہیں بھیجی گئی، کیونکہ اس کی عمر کے سوال کا جواب باقی ہے۔ وہ اسی صفحے پر رکی ہے: اپنا معاملہ کھول کر ”اضافہ“ چنیں۔',
      other:
        '{n} جگہیں نہیں بھیجی گئیں، کیونکہ ان کی عمر کے سوال کا جواب باقی ہے۔ وہ اسی صفحے پر رکی ہیں: اپنا معاملہ کھول کر ”اضافہ“ چنیں۔',
    },
  ),
  'done.open': s('Open my case', 'میرا معاملہ کھولیں'),
} as const;
