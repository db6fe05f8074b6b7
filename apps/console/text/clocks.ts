import { s } from './line.ts';

/** The board of clocks: what is due next over all cases, reminders, how long removals take, the calendar. */
export const clocks = {
  title: s('Clocks of all your cases', 'آپ کے سب معاملوں کی گھڑیاں'),
  none: s('No notice is running.', 'کوئی نوٹس نہیں چل رہا۔'),
  'none.filtered': s('Nothing fits this choice.', 'اس انتخاب میں کچھ نہیں۔'),
  count: s('{n} shown', '{n} دکھائے گئے'),
  'filter.addressee': s('Sent to', 'کسے بھیجا'),
  'filter.regime': s('Legal route', 'قانونی راستہ'),
  'filter.state': s('Clock', 'گھڑی'),
  'filter.all': s('all', 'سب'),
  'filter.late': s('ran out', 'وقت گزرا'),
  'filter.day': s('ends within a day', 'ایک دن میں ختم'),
  'filter.running': s('running', 'چل رہی'),
  'filter.waiting': s('waits for proof', 'ثبوت کا انتظار'),
  'filter.reminder': s('with a reminder', 'یاد دہانی والے'),
  links: s('links: {n}', 'لنک: {n}'),
  again: s('{n} came back: draft a linked notice', '{n} دوبارہ نظر آئے: جڑا ہوا نوٹس بنائیں'),
  linked: s('follows an earlier notice', 'پچھلے نوٹس کے بعد'),
  history: s('History', 'تاریخ'),
  'reminder.done': s('Seen to', 'دیکھ لیا'),
  'reminder.no-reply': s('No answer by {day}', '{day} تک کسی نے جواب نہیں دیا'),
  'reminder.lapses': s(
    'The block ends soon (reminder of {day}): look again and apply again',
    'بندش جلد ختم ہو گی ({day} کی یاد دہانی): دوبارہ دیکھیں اور درخواست دیں',
  ),
  'reminder.ends': s(
    'The preservation or confidentiality ends soon (reminder of {day})',
    'محفوظ رکھنے یا رازداری کی مدت جلد ختم ہو گی ({day} کی یاد دہانی)',
  ),
  'reminder.logs-may-go': s(
    'Their logs may be deleted soon (reminder of {day})',
    'ان کے لاگ جلد مٹ سکتے ہیں ({day} کی یاد دہانی)',
  ),
  'reminder.window-closes': s(
    'The time to ask for a review runs out (reminder of {day})',
    'نظرثانی مانگنے کا وقت ختم ہو رہا ہے ({day} کی یاد دہانی)',
  ),
  'reminder.may-return': s(
    'The content may be put back from {day} on',
    '{day} سے مواد واپس لگایا جا سکتا ہے',
  ),
  'reminder.late': s(
    'A time that others had ran out ({day}): look, and ask counsel about the next step',
    'دوسروں کا وقت ختم ہوا ({day}): دیکھیں، اور اگلے قدم کے لیے وکیل سے پوچھیں',
  ),
  'reminder.ratify': s('The urgent block must be confirmed by {day}', 'فوری بندش کی توثیق {day} تک ضروری ہے'),
  'doubt.back': s(
    'The server’s clock went back by {time}. Every deadline hangs on it: have it checked.',
    'سرور کی گھڑی {time} پیچھے چلی گئی۔ ہر مہلت اسی پر ہے: جانچ کروائیں۔',
  ),
  'doubt.jumped': s(
    'The server’s clock jumped by {time}. Every deadline hangs on it: have it checked.',
    'سرور کی گھڑی {time} بدل گئی۔ ہر مہلت اسی پر ہے: جانچ کروائیں۔',
  ),
  'doubt.others': s(
    'Platforms that answered say that the server’s clock is wrong by {time}. Have it checked.',
    'جواب دینے والے پلیٹ فارم کہتے ہیں کہ سرور کی گھڑی {time} غلط ہے۔ جانچ کروائیں۔',
  ),
  'doubt.device': s(
    'The clock of this computer and the server’s differ by {time}. One of them is wrong.',
    'اس کمپیوٹر اور سرور کی گھڑی میں {time} کا فرق ہے۔ دونوں میں سے ایک غلط ہے۔',
  ),
  'times.title': s(
    'How long content stays up after they have the notice',
    'نوٹس ملنے کے بعد مواد کتنی دیر رہتا ہے',
  ),
  'times.say': s(
    'Over all cases of this helpline. Open notices count until our last look; what we could not look at is left out.',
    'اس ہیلپ لائن کے سب معاملے۔ کھلے نوٹس ہماری آخری جانچ تک گنے جاتے ہیں؛ جو ہم دیکھ نہیں سکے وہ شامل نہیں۔',
  ),
  'times.none': s('Nothing was observed yet.', 'ابھی کچھ دیکھا نہیں گیا۔'),
  'times.half': s('half were gone after {time}', 'آدھے {time} بعد ہٹ چکے تھے'),
  'times.no-half': s('less than half are gone', 'ابھی آدھے سے کم ہٹے ہیں'),
  'times.of': s('{removed} of {notices} gone', '{notices} میں سے {removed} ہٹے'),
  'times.curve': s(
    'Share still up from 0 to {time}, ending at {share}',
    '0 سے {time} تک باقی حصہ، آخر میں {share}',
  ),
  'calendar.title': s('Due times in your calendar', 'مہلتیں آپ کے کیلنڈر میں'),
  'calendar.say': s(
    'An address for your calendar program. It shows that something is due and when, and nothing else. Whoever has the address can see those times.',
    'آپ کے کیلنڈر کے لیے ایک پتہ۔ یہ صرف یہ دکھاتا ہے کہ کچھ کب واجب ہے، اور کچھ نہیں۔ جس کے پاس پتہ ہو وہ یہ اوقات دیکھ سکتا ہے۔',
  ),
  'calendar.make': s('Make an address', 'پتہ بنائیں'),
  'calendar.once': s(
    'Shown once; the address before has ended:',
    'صرف ایک بار دکھایا جاتا ہے؛ پچھلا پتہ ختم ہو گیا:',
  ),
  'calendar.end': s('End the address', 'پتہ ختم کریں'),
  'calendar.ended': s('The address has ended.', 'پتہ ختم ہو گیا۔'),
} as const;
