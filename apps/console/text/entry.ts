import { s } from './line.ts';

/** Joining, signing in, and what stands around every screen. */
export const entry = {
  brand: s('Amaan console', 'امان کنسول'),
  draft: s(
    'Demo. The Urdu and the legal texts were not reviewed yet.',
    'نمونہ۔ اردو اور قانونی متن کی ابھی نظرثانی نہیں ہوئی۔',
  ),
  language: s('اردو', 'English'),
  skip: s('Skip to the content', 'اصل حصے پر جائیں'),
  nav: s('Main parts', 'اہم حصے'),
  'nav.cases': s('Cases', 'معاملے'),
  'nav.board': s('Clocks', 'گھڑیاں'),
  'nav.people': s('People', 'ساتھی'),
  'nav.help': s('Keyboard', 'کی بورڈ'),
  'sign-out': s('Sign out', 'باہر نکلیں'),
  back: s('Back', 'واپس'),
  more: s('{n} more', '{n} مزید'),
  close: s('Close', 'بند کریں'),
  cancel: s('Cancel', 'منسوخ'),
  loading: s('Loading…', 'کھل رہا ہے…'),
  working: s('Working…', 'کام ہو رہا ہے…'),
  again: s('Try again', 'دوبارہ کوشش کریں'),
  copy: s('Copy', 'نقل کریں'),
  copied: s('Copied', 'نقل ہو گیا'),
  'copy.refused': s(
    'The browser does not let this page copy. Mark the text and copy it by hand.',
    'براؤزر نے اس صفحے کو نقل کرنے نہیں دیا۔ متن منتخب کر کے خود نقل کریں۔',
  ),
  'error.network': s(
    'The server did not answer. Check the connection and try again.',
    'سرور نے جواب نہیں دیا۔ رابطہ دیکھ کر دوبارہ کوشش کریں۔',
  ),
  'error.changed': s(
    'The case changed meanwhile, so nothing was sent. Press “Look for news” and send once more; what you wrote is still here.',
    'اس دوران معاملے میں تبدیلی آ گئی، اس لیے کچھ نہیں بھیجا گیا۔ ’نئی خبر دیکھیں‘ دبائیں اور پھر بھیجیں؛ آپ کا لکھا ہوا یہیں موجود ہے۔',
  ),
  'error.day-done': s(
    'Your day at the screen is done, so nothing new opens. What is open stays as it is.',
    'سکرین پر آپ کا آج کا وقت پورا ہو گیا، اس لیے کوئی نئی چیز نہیں کھلے گی۔ جو کھلا ہے وہ اسی طرح رہے گا۔',
  ),
  'error.internal': s(
    'Something went wrong on the server. Nothing was lost; try again.',
    'سرور پر کچھ خرابی ہوئی۔ کچھ ضائع نہیں ہوا؛ دوبارہ کوشش کریں۔',
  ),
  'error.busy': s(
    'The server has too much to do just now. Wait a minute and try again.',
    'سرور پر ابھی بہت کام ہے۔ ایک منٹ بعد دوبارہ کوشش کریں۔',
  ),
  'error.key': s(
    'This key is not known here, or was revoked. Look whether it is whole, or ask an administrator for a new one.',
    'یہ کنجی یہاں معلوم نہیں، یا بند کر دی گئی ہے۔ دیکھ لیں کہ پوری لکھی ہے، یا منتظم سے نئی مانگیں۔',
  ),
  'error.code': s(
    'This one-time code is not known, was used, or is too old. Look whether it is whole, or ask an administrator for a new one.',
    'یہ ایک بار کا کوڈ معلوم نہیں، استعمال ہو چکا ہے، یا پرانا ہے۔ دیکھ لیں کہ پورا لکھا ہے، یا منتظم سے نیا مانگیں۔',
  ),
  'error.ended': s('The session has ended. Sign in again.', 'نشست ختم ہو گئی۔ دوبارہ داخل ہوں۔'),

  'enter.title': s('Sign in', 'داخل ہوں'),
  'enter.passkey': s('Sign in with a passkey', 'پاس کی سے داخل ہوں'),
  'enter.or': s('or with the printed recovery phrase', 'یا چھپے ہوئے بحالی کے کوڈ سے'),
  'enter.phrase': s('Recovery phrase', 'بحالی کا کوڈ'),
  'enter.go': s('Sign in', 'داخل ہوں'),
  'enter.invited': s('I have a one-time code', 'میرے پاس ایک بار کا کوڈ ہے'),
  'enter.known': s('I have an account', 'میرا اکاؤنٹ ہے'),
  'enter.no-prf': s(
    'This passkey cannot open your keys in this browser. Use the recovery phrase.',
    'یہ پاس کی اس براؤزر میں آپ کی کنجیاں نہیں کھول سکتی۔ بحالی کا کوڈ استعمال کریں۔',
  ),
  'enter.passkey-failed': s(
    'The passkey was not used. Try again, or use the recovery phrase.',
    'پاس کی استعمال نہیں ہوئی۔ دوبارہ کوشش کریں یا بحالی کا کوڈ استعمال کریں۔',
  ),
  'enter.phrase-form': s(
    'A recovery phrase has five groups of five letters and digits. Something is mistyped.',
    'بحالی کے کوڈ میں پانچ پانچ حروف کے پانچ حصے ہوتے ہیں۔ کچھ غلط لکھا گیا ہے۔',
  ),
  'enter.wrong-key': s(
    'The keys of this account could not be opened here.',
    'اس اکاؤنٹ کی کنجیاں یہاں نہیں کھل سکیں۔',
  ),

  'join.title': s('Join the helpline', 'ہیلپ لائن میں شامل ہوں'),
  'join.first': s(
    'Nobody works here yet. The first administrator needs the one-time code that the server printed when it started.',
    'یہاں ابھی کوئی کام نہیں کرتا۔ پہلے منتظم کو وہ ایک بار کا کوڈ چاہیے جو سرور نے شروع ہوتے وقت چھاپا تھا۔',
  ),
  'join.code': s('One-time code', 'ایک بار کا کوڈ'),
  'join.name': s('Your name, for colleagues only', 'آپ کا نام، صرف ساتھیوں کے لیے'),
  'join.go': s('Continue', 'آگے'),
  'join.keys': s('Your recovery phrase', 'آپ کا بحالی کا کوڈ'),
  'join.keys.say': s(
    'Your keys were made in this browser. This phrase opens them and is a full sign-in. Print it and keep it where only you can reach it: nobody can make it again.',
    'آپ کی کنجیاں اسی براؤزر میں بنیں۔ یہ کوڈ انہیں کھولتا ہے اور اسی سے پورا داخلہ ہو جاتا ہے۔ اسے چھاپ کر ایسی جگہ رکھیں جہاں صرف آپ پہنچ سکیں: کوئی اسے دوبارہ نہیں بنا سکتا۔',
  ),
  'join.print': s('Print', 'چھاپیں'),
  'join.group': s('Type group {n} of the phrase', 'کوڈ کا حصہ نمبر {n} لکھیں'),
  'join.group.lack': s(
    'Type this group first, from what you wrote down.',
    'پہلے یہ حصہ لکھیں، جیسا آپ نے نوٹ کیا ہے۔',
  ),
  'join.group.wrong': s('This is not that group.', 'یہ وہ حصہ نہیں۔'),
  'join.passkey': s('Add a passkey and finish', 'پاس کی بنا کر مکمل کریں'),
  'join.finish': s('Finish with the phrase alone', 'صرف کوڈ کے ساتھ مکمل کریں'),

  'role.caseworker': s('Caseworker', 'کیس ورکر'),
  'role.supervisor': s('Supervisor', 'نگران'),
  'role.admin': s('Administrator', 'منتظم'),
  'role.survivor': s('Survivor', 'صاحبِ معاملہ'),
  'role.helper': s('Helper', 'مددگار'),
  'role.server': s('System', 'نظام'),
  'role.platform': s('Platform', 'پلیٹ فارم'),

  'people.title': s('People', 'ساتھی'),
  'people.name': s('Name', 'نام'),
  'people.role': s('Role', 'کردار'),
  'people.intake': s('Gets new cases', 'نئے معاملے ملتے ہیں'),
  'people.passkeys': s('Passkeys', 'پاس کیز'),
  'people.since': s('Since', 'کب سے'),
  'people.you': s('you', 'آپ'),
  'people.leaves': s('End access', 'رسائی ختم کریں'),
  'people.leaves.ask': s(
    '{name} loses access to everything at once. The cases they could open then ask for new keys.',
    '{name} کی ہر رسائی فوراً ختم ہو جائے گی۔ جو معاملے وہ کھول سکتے تھے ان کے لیے نئی کنجیاں مانگی جائیں گی۔',
  ),
  'people.yes': s('Yes, end access', 'ہاں، رسائی ختم کریں'),
  'people.invite': s('Invite', 'دعوت دیں'),
  'people.code': s(
    'One-time code for the newcomer, good for a week. It is shown once: {code}',
    'نئے ساتھی کے لیے ایک بار کا کوڈ، ایک ہفتے کے لیے۔ یہ ایک ہی بار دکھایا جاتا ہے: {code}',
  ),
  'people.mine': s('My access', 'میری رسائی'),
  'people.add-passkey': s('Add a passkey on this device', 'اس آلے پر پاس کی بنائیں'),
  'people.new-phrase': s('Make a new recovery phrase', 'بحالی کا نیا کوڈ بنائیں'),
  'people.new-phrase.say': s(
    'The phrase before it opens nothing any more.',
    'پہلے والا کوڈ اب کچھ نہیں کھولتا۔',
  ),
  'people.done': s('Done.', 'ہو گیا۔'),

  rest: s(
    'You have been reading for {minutes} minutes. Look away for a while; everything stays as it is.',
    'آپ {minutes} منٹ سے پڑھ رہے ہیں۔ کچھ دیر آرام کریں، سب کچھ اسی طرح رہے گا۔',
  ),
  'rest.ok': s('I took a break', 'میں نے وقفہ لیا'),
  'screen.today': s('Today: {time}', 'آج: {time}'),
  'screen.done.title': s('Your day at the screen is done.', 'سکرین پر آپ کا آج کا وقت پورا ہو گیا۔'),
  'screen.done.case': s(
    'What is open and typed stays, and you can still send it. Other cases open again tomorrow.',
    'جو کھلا اور لکھا ہوا ہے وہ باقی ہے اور آپ اسے بھیج سکتے ہیں۔ دوسرے معاملے کل دوبارہ کھلیں گے۔',
  ),
  'screen.done.job': s(
    'A job whose picture you have opened, or that has none, can still be decided or handed back; the others went back to the queue. Other jobs, and pictures, open again tomorrow.',
    'جس کام کی تصویر آپ کھول چکے ہیں، یا جس میں تصویر نہیں، اس کا فیصلہ کر سکتے ہیں یا اسے واپس دے سکتے ہیں؛ باقی کام قطار میں واپس چلے گئے۔ دوسرے کام اور تصویریں کل دوبارہ کھلیں گی۔',
  ),
  'screen.done.hour': s(
    'If it cannot wait, whoever leads the team can give you another hour.',
    'اگر کام رک نہ سکتا ہو تو ٹیم کے نگران آپ کو ایک گھنٹہ اور دے سکتے ہیں۔',
  ),
  'screen.pass': s(
    'In danger now: pass these on to somebody who is here.',
    'ابھی خطرے میں: یہ معاملے کسی موجود ساتھی کو دے دیں۔',
  ),
  'screen.pass.nobody': s(
    'Nobody else can open it. Tell whoever leads the team: with another hour you can hand it over.',
    'اسے اور کوئی نہیں کھول سکتا۔ ٹیم کے نگران کو بتائیں: ایک گھنٹہ اور ملنے پر آپ اسے حوالے کر سکتے ہیں۔',
  ),
  'screen.pass.to': s('To', 'کسے'),
  'screen.pass.lack': s('Choose who gets the case.', 'چنیں کہ معاملہ کسے دینا ہے۔'),
  'screen.pass.go': s('Pass on', 'دے دیں'),
  'screen.give': s('Another hour today', 'آج ایک گھنٹہ اور'),
  'screen.given': s(
    '{name} has another hour today. It is written down that you gave it.',
    '{name} کے پاس آج ایک گھنٹہ اور ہے۔ درج ہو گیا کہ آپ نے دیا۔',
  ),
  locked: s(
    'You were away, so the keys were put away. Sign in again.',
    'آپ موجود نہیں تھے، اس لیے کنجیاں ہٹا دی گئیں۔ دوبارہ داخل ہوں۔',
  ),

  'help.title': s('Keyboard', 'کی بورڈ'),
  'help.on': s('Single-letter keys are on', 'ایک حرف والی کیز چالو ہیں'),
  'help.move': s('next, previous in a list', 'فہرست میں اگلا، پچھلا'),
  'help.open': s('open', 'کھولیں'),
  'help.find': s('find', 'تلاش'),
  'help.answer': s('write an answer', 'جواب لکھیں'),
  'help.parts': s('parts of the case', 'معاملے کے حصے'),
  'help.list': s('back to the list', 'فہرست پر واپس'),
  'help.help': s('this help', 'یہ مدد'),
  'area.full': s(
    'This box is full at {n} characters: what came after is not in it.',
    'یہ خانہ {n} حروف پر بھر گیا: اس کے بعد کا متن اس میں نہیں آیا۔',
  ),
} as const;
