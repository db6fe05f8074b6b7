import { s, type Text } from '@amaan/base';
import { KNOWN } from './guides-known.ts';
import { OWN_STEPS } from './guides-own-steps.ts';
import { SCOPE } from './guides-scope.ts';

/** One guide: short, honest, printable. */
export interface Guide {
  readonly title: Text;
  readonly lead?: Text;
  readonly parts: readonly { readonly heading?: Text; readonly lines: readonly Text[] }[];
}

/** The guides by the name in their address. */
export const GUIDES: Readonly<Record<string, Guide>> = {
  traces: {
    title: s('What may stay on this phone', 'اس فون پر کیا باقی رہ سکتا ہے'),
    lead: s(
      'This page keeps nothing here. The phone and the browser may keep things of their own.',
      'یہ صفحہ یہاں کچھ نہیں رکھتا۔ مگر فون اور براؤزر خود کچھ چیزیں رکھ سکتے ہیں۔',
    ),
    parts: [
      {
        lines: [
          s(
            'Browser history: open History, delete this one entry rather than all of it. An empty history is noticed too.',
            'براؤزر کی ہسٹری: History کھولیں، صرف یہ ایک اندراج مٹائیں، سب نہیں۔ بالکل خالی ہسٹری بھی نظر میں آتی ہے۔',
          ),
          s(
            'Keyboard suggestions: keyboard settings, then delete learned words.',
            'کی بورڈ کی تجاویز: کی بورڈ کی ترتیبات میں سیکھے ہوئے الفاظ مٹائیں۔',
          ),
          s(
            'Screenshots: look in Photos, also in its bin.',
            'اسکرین شاٹ: تصاویر میں دیکھیں، اور ان کی ردی میں بھی۔',
          ),
          s('Downloads: look in the Downloads or Files app.', 'ڈاؤن لوڈ: Downloads یا Files ایپ میں دیکھیں۔'),
          s(
            'Copied text: copy some other word, and clear the keyboard’s clipboard.',
            'نقل کیا ہوا متن: کوئی اور لفظ نقل کر لیں، اور کی بورڈ کا کلپ بورڈ صاف کریں۔',
          ),
          s(
            'Data use: the list may name the browser, not this page.',
            'ڈیٹا کا استعمال: فہرست میں براؤزر کا نام ہو سکتا ہے، اس صفحے کا نہیں۔',
          ),
          s(
            'A shared account: history may show on other devices. Sign out of it first, or use a private window.',
            'مشترکہ اکاؤنٹ: ہسٹری دوسرے آلات پر بھی نظر آ سکتی ہے۔ پہلے اس سے نکلیں، یا نجی ونڈو استعمال کریں۔',
          ),
          s(
            'Spy apps and the owner of the network may see more. A friend’s phone is safer then.',
            'جاسوسی ایپ اور نیٹ ورک کا مالک زیادہ دیکھ سکتے ہیں۔ ایسے میں کسی دوست کا فون بہتر ہے۔',
          ),
        ],
      },
    ],
  },
  evidence: {
    title: s('Keep the evidence', 'ثبوت سنبھالیں'),
    lead: s('Before anything is removed.', 'کچھ بھی ہٹنے سے پہلے۔'),
    parts: [
      {
        lines: [
          s(
            'Keep the phone and the original messages. Courts have refused copies that came without the device.',
            'فون اور اصل پیغامات رکھیں۔ عدالتوں نے آلے کے بغیر نقلیں رد کی ہیں۔',
          ),
          s(
            'Copy the full link of each post, and the account’s link: names can change.',
            'ہر پوسٹ کا پورا لنک اور اکاؤنٹ کا لنک لکھیں: نام بدلے جا سکتے ہیں۔',
          ),
          s('Write down the day and time, and who saw it.', 'دن، وقت، اور کس نے دیکھا، لکھ لیں۔'),
          s(
            'In WhatsApp, open the chat, then More, then Export chat. Leave the original chat where it is.',
            'واٹس ایپ میں چیٹ کھولیں، پھر More، پھر Export chat۔ اصل چیٹ جہاں ہے وہیں رہنے دیں۔',
          ),
          s(
            'A screenshot shows the way; it is not proof by itself. Include the address and the time in it.',
            'اسکرین شاٹ راستہ دکھاتا ہے؛ اکیلا ثبوت نہیں۔ اس میں پتہ اور وقت بھی آنے دیں۔',
          ),
          s(
            'Keep phone numbers, payment requests and account numbers.',
            'فون نمبر، رقم کے مطالبے اور اکاؤنٹ نمبر سنبھالیں۔',
          ),
          s(
            'If the person shown was under 18, or you are not sure, do not save, screenshot or send the picture. Write down the link only.',
            'اگر تصویر والا شخص 18 سے کم عمر تھا، یا یقین نہیں، تو تصویر نہ محفوظ کریں، نہ اسکرین شاٹ لیں، نہ بھیجیں۔ صرف لنک لکھیں۔',
          ),
        ],
      },
    ],
  },
  money: {
    title: s('Threatened for money', 'پیسوں کے لیے دھمکی'),
    lead: s(
      'This is a crime of theirs. It happens to many people of every kind.',
      'یہ ان کا جرم ہے۔ ہر طرح کے بہت سے لوگوں کے ساتھ ہوتا ہے۔',
    ),
    parts: [
      {
        lines: [
          s(
            'Do not pay. Paying usually leads to more demands.',
            'پیسے نہ دیں۔ دینے سے اکثر مزید مانگ آتی ہے۔',
          ),
          s('Do not delete the messages, and do not argue.', 'پیغامات نہ مٹائیں، اور بحث نہ کریں۔'),
          s(
            'Stop replying. Set your accounts to private; hide your list of friends.',
            'جواب دینا بند کریں۔ اپنے اکاؤنٹ نجی کریں؛ دوستوں کی فہرست چھپائیں۔',
          ),
          s(
            'If you paid already, tell the bank or wallet at once. You are still not to blame.',
            'اگر رقم دے چکے ہیں تو فوراً بینک یا والٹ کو بتائیں۔ پھر بھی آپ کا قصور نہیں۔',
          ),
          s(
            'Report the account inside the app, after you have kept its link.',
            'لنک سنبھالنے کے بعد ایپ میں اکاؤنٹ کی رپورٹ کریں۔',
          ),
          s(
            'Prepare fingerprints of the pictures before they are posted: on this page, or at StopNCII.org for adults.',
            'تصاویر لگنے سے پہلے ان کے نشان تیار کریں: اس صفحے پر، یا بالغوں کے لیے StopNCII.org پر۔',
          ),
          s(
            'If you think of harming yourself, talk to someone now. Many threats are never carried out, and help exists if they are.',
            'اگر خود کو نقصان پہنچانے کا خیال آئے تو ابھی کسی سے بات کریں۔ بہت سی دھمکیاں کبھی پوری نہیں ہوتیں، اور ہوں تو مدد موجود ہے۔',
          ),
        ],
      },
    ],
  },
  account: {
    title: s('Someone has my account', 'میرا اکاؤنٹ کسی اور کے پاس ہے'),
    parts: [
      {
        heading: s('Get it back', 'واپس لیں'),
        lines: [
          s(
            'Use a phone that the other person cannot reach.',
            'ایسا فون استعمال کریں جس تک دوسرے کی پہنچ نہ ہو۔',
          ),
          s(
            'Secure the e-mail first: whoever has it can reset the rest.',
            'پہلے ای میل محفوظ کریں: جس کے پاس وہ ہے، باقی سب بدل سکتا ہے۔',
          ),
          s(
            'Change the password: long, new, used nowhere else.',
            'پاس ورڈ بدلیں: لمبا، نیا، کہیں اور استعمال نہ ہوا ہو۔',
          ),
          s(
            'Look at the list of signed-in devices, and sign out all others.',
            'سائن اِن آلات کی فہرست دیکھیں، اور باقی سب کو نکال دیں۔',
          ),
          s(
            'Cannot get in? Use the app’s own recovery page. No one else can do it for you, whatever they promise or charge.',
            'اندر نہیں جا پا رہے؟ ایپ کا اپنا بحالی کا صفحہ استعمال کریں۔ کوئی اور یہ نہیں کر سکتا، چاہے جو وعدہ کرے یا پیسے مانگے۔',
          ),
        ],
      },
      {
        heading: s('Keep it', 'محفوظ رکھیں'),
        lines: [
          s(
            'Turn on two steps, with an app rather than SMS. Keep the spare codes on paper.',
            'دو مرحلوں والی تصدیق لگائیں، SMS کے بجائے ایپ سے۔ فالتو کوڈ کاغذ پر رکھیں۔',
          ),
          s(
            'Remove recovery numbers and e-mails that are not yours.',
            'بحالی کے وہ نمبر اور ای میل نکال دیں جو آپ کے نہیں۔',
          ),
          s('Install updates of the phone and the apps.', 'فون اور ایپس کی اپ ڈیٹ کریں۔'),
          s(
            'WhatsApp: look at Linked devices, and set a PIN.',
            'واٹس ایپ: Linked devices دیکھیں، اور پن لگائیں۔',
          ),
          s(
            'If changing things suddenly could make someone dangerous, talk to a helper first.',
            'اگر اچانک تبدیلی سے کوئی خطرناک ہو سکتا ہے تو پہلے کسی مددگار سے بات کریں۔',
          ),
        ],
      },
    ],
  },
  privacy: {
    title: s('Privacy settings and safer sharing', 'رازداری کی ترتیبات اور محفوظ طریقے'),
    lead: s(
      'Sharing with someone you trust is not wrong. Breaking that trust is.',
      'بھروسے کے شخص کو کچھ بھیجنا غلط نہیں۔ بھروسہ توڑنا غلط ہے۔',
    ),
    parts: [
      {
        lines: [
          s(
            'Set accounts to private and hide lists of friends.',
            'اکاؤنٹ نجی کریں اور دوستوں کی فہرست چھپائیں۔',
          ),
          s(
            'Turn off automatic saving and backup of chat pictures.',
            'چیٹ کی تصاویر کا خودکار محفوظ ہونا اور بیک اپ بند کریں۔',
          ),
          s(
            'Lock the folder or app that holds private pictures.',
            'نجی تصاویر والے فولڈر یا ایپ پر تالا لگائیں۔',
          ),
          s(
            'Before a repair, back up and erase the phone, or stay beside it.',
            'مرمت سے پہلے بیک اپ لے کر فون صاف کریں، یا ساتھ رہیں۔',
          ),
          s(
            'View-once pictures can be captured by another phone.',
            'ایک بار دیکھی جانے والی تصویر بھی دوسرے فون سے لی جا سکتی ہے۔',
          ),
          s(
            'A picture without face, room, tattoo or jewellery is harder to tie to anyone.',
            'چہرے، کمرے، ٹیٹو یا زیور کے بغیر تصویر کو کسی سے جوڑنا مشکل ہوتا ہے۔',
          ),
        ],
      },
    ],
  },
  law: {
    title: s('What the law says, in plain words', 'قانون کیا کہتا ہے، سادہ الفاظ میں'),
    lead: s(
      'This is not legal advice, and no lawyer has checked it yet.',
      'یہ قانونی مشورہ نہیں، اور ابھی کسی وکیل نے اسے نہیں جانچا۔',
    ),
    parts: [
      {
        lines: [
          s(
            'Pakistan: PECA makes it a crime to share or threaten to share sexual pictures of a person without agreement, and to use pictures to harm someone’s dignity. Altered pictures count.',
            'پاکستان: پیکا کے تحت کسی کی مرضی کے بغیر جنسی نوعیت کی تصاویر پھیلانا یا دھمکی دینا، اور تصاویر سے کسی کی عزت کو نقصان پہنچانا جرم ہے۔ بدلی ہوئی تصاویر بھی شامل ہیں۔',
          ),
          s(
            'The agency is NCCIA. You can apply in person or in writing. An NGO or lawyer may stand beside you.',
            'ادارہ این سی سی آئی اے ہے۔ خود جا کر یا لکھ کر درخواست دی جا سکتی ہے۔ کوئی ادارہ یا وکیل ساتھ ہو سکتا ہے۔',
          ),
          s(
            'Abroad: websites in the USA, the EU, the UK, India and Australia have duties of their own when they are told in the right form. The helpline knows the forms.',
            'بیرونِ ملک: امریکہ، یورپی یونین، برطانیہ، بھارت اور آسٹریلیا کی ویب سائٹوں پر درست طریقے سے بتانے پر اپنے فرائض ہیں۔ ہیلپ لائن کو وہ طریقے معلوم ہیں۔',
          ),
          s(
            'Passing such pictures on is wrong as well, not only the first posting.',
            'ایسی تصاویر آگے بھیجنا بھی غلط ہے، صرف پہلی بار لگانا نہیں۔',
          ),
          s(
            'Trials about such pictures can be held in private. You may ask for it.',
            'ایسی تصاویر کے مقدمے کی سماعت بند کمرے میں ہو سکتی ہے۔ آپ اس کی درخواست کر سکتے ہیں۔',
          ),
          s(
            'If the person shown was under 18, other and stricter rules hold. Use the page for under-18s.',
            'اگر تصویر والا شخص 18 سے کم عمر تھا تو الگ اور زیادہ سخت قاعدے ہیں۔ کم عمروں والا صفحہ استعمال کریں۔',
          ),
          s(
            'You decide whether to go to the police. Removal does not depend on it.',
            'پولیس کے پاس جانا ہے یا نہیں، آپ کا فیصلہ ہے۔ ہٹوانا اس پر منحصر نہیں۔',
          ),
          s('Nobody can promise an arrest or a date.', 'کوئی بھی گرفتاری یا تاریخ کا وعدہ نہیں کر سکتا۔'),
        ],
      },
    ],
  },
  family: {
    title: s('How to talk to family', 'گھر والوں سے کیسے بات کریں'),
    lead: s(
      'Only if it is safe. You owe nobody this talk.',
      'صرف اگر محفوظ ہو۔ یہ بات کسی کو بتانا آپ پر لازم نہیں۔',
    ),
    parts: [
      {
        lines: [
          s('Choose one person who stayed kind before.', 'وہ ایک شخص چنیں جو پہلے بھی مہربان رہا ہو۔'),
          s(
            'Say first what you need: “Please listen, and do not do anything before we have talked.”',
            'پہلے بتائیں کہ آپ کو کیا چاہیے: ”پہلے سن لیں، اور بات کیے بغیر کچھ نہ کریں۔“',
          ),
          s(
            'Say that a crime was done to you, and that you already have help.',
            'بتائیں کہ آپ کے ساتھ جرم ہوا ہے، اور مدد لی جا رہی ہے۔',
          ),
          s('They do not need to see the picture.', 'انہیں تصویر دیکھنے کی ضرورت نہیں۔'),
          s(
            'If they are angry, you may stop: “We can talk tomorrow.” Their first words are often not their last.',
            'اگر وہ غصے میں آئیں تو آپ رک سکتے ہیں: ”کل بات کرتے ہیں۔“ پہلی بات اکثر آخری بات نہیں ہوتی۔',
          ),
          s(
            'If there could be violence: do not tell at home; plan a safe place first; police emergency is 15.',
            'اگر تشدد کا خطرہ ہو: گھر میں نہ بتائیں؛ پہلے محفوظ جگہ کا انتظام کریں؛ پولیس ایمرجنسی 15 ہے۔',
          ),
        ],
      },
    ],
  },
  parents: {
    title: s('For parents', 'والدین کے لیے'),
    parts: [
      {
        lines: [
          s(
            'Say: “You are not in trouble. I am glad you told me.”',
            'کہیں: ”تم کسی مشکل میں نہیں ہو۔ اچھا کیا کہ مجھے بتایا۔“',
          ),
          s(
            'Do not ask to see the picture, and do not send it to anyone.',
            'تصویر دیکھنے کو نہ کہیں، اور کسی کو نہ بھیجیں۔',
          ),
          s(
            'Do not take the phone away as a punishment: it is needed, and it holds the evidence.',
            'سزا کے طور پر فون نہ لیں: اس کی ضرورت ہے، اور ثبوت اسی میں ہے۔',
          ),
          s('Do not go to the other family by yourself.', 'خود دوسرے خاندان کے پاس نہ جائیں۔'),
          s(
            'If your child is under 18, use the page for under-18s: it is faster and safer.',
            'اگر بچے کی عمر 18 سے کم ہے تو کم عمروں والا صفحہ استعمال کریں: وہ تیز اور زیادہ محفوظ ہے۔',
          ),
          s('Watch for signs of despair, and stay near.', 'مایوسی کی علامات پر نظر رکھیں، اور قریب رہیں۔'),
          s(
            'Let your child decide who else is told. School and relatives need not know.',
            'کس کس کو بتانا ہے، یہ بچے کو طے کرنے دیں۔ اسکول اور رشتہ داروں کو بتانا ضروری نہیں۔',
          ),
          s(
            'Do not pay, and do not write to the person in the child’s name.',
            'پیسے نہ دیں، اور بچے کے نام سے اس شخص کو کچھ نہ لکھیں۔',
          ),
        ],
      },
    ],
  },
  friends: {
    title: s('For friends', 'دوستوں کے لیے'),
    parts: [
      {
        lines: [
          s('Believe it. Ask “What would help you now?”', 'یقین کریں۔ پوچھیں: ”اس وقت کس چیز سے مدد ہو گی؟“'),
          s(
            'Do not look at, keep or pass on the pictures. Report them inside the app.',
            'تصاویر نہ دیکھیں، نہ رکھیں، نہ آگے بھیجیں۔ ایپ میں ان کی رپورٹ کریں۔',
          ),
          s(
            'Write down links, accounts and times, so that your friend need not look.',
            'لنک، اکاؤنٹ اور اوقات لکھ لیں، تاکہ دوست کو خود نہ دیکھنا پڑے۔',
          ),
          s('Decide nothing without your friend.', 'دوست کے بغیر کوئی فیصلہ نہ کریں۔'),
          s(
            'Tell nobody else. Offer your phone, and a place to sit.',
            'کسی اور کو نہ بتائیں۔ اپنا فون اور بیٹھنے کی جگہ پیش کریں۔',
          ),
          s(
            'If the pictures reach your group, write one line: “This is private. Delete it, and do not pass it on.”',
            'اگر تصاویر آپ کے گروپ میں آئیں تو ایک سطر لکھیں: ”یہ نجی ہے۔ مٹا دیں، اور آگے نہ بھیجیں۔“',
          ),
          s(
            'Ask plainly about thoughts of dying. Asking does not cause them. Then stay, and call someone together.',
            'مرنے کے خیال کے بارے میں صاف پوچھیں۔ پوچھنے سے یہ خیال نہیں آتا۔ پھر ساتھ رہیں، اور مل کر کسی کو فون کریں۔',
          ),
        ],
      },
    ],
  },
  men: {
    title: s('For men', 'مردوں کے لیے'),
    lead: s(
      'Many of those who are threatened for money are men. The same help is for you.',
      'پیسوں کے لیے دھمکائے جانے والوں میں بہت سے مرد ہوتے ہیں۔ یہی مدد آپ کے لیے بھی ہے۔',
    ),
    parts: [
      {
        lines: [
          s(
            'It is a crime against you, not a weakness of yours.',
            'یہ آپ کے خلاف جرم ہے، آپ کی کمزوری نہیں۔',
          ),
          s(
            'Video calls with strangers that are recorded are a common trick: the person was never who they said.',
            'اجنبیوں سے ویڈیو کال ریکارڈ کرنا ایک عام چال ہے: وہ شخص کبھی وہ تھا ہی نہیں جو بتایا گیا۔',
          ),
          s('Do not pay; stop replying; keep the evidence.', 'پیسے نہ دیں؛ جواب بند کریں؛ ثبوت رکھیں۔'),
          s(
            'The fear about family and work is real. Talk to one person today.',
            'خاندان اور کام کا ڈر حقیقی ہے۔ آج ایک شخص سے بات کریں۔',
          ),
          s(
            'Do not meet the person, and do not try to frighten them back.',
            'اس شخص سے ملنے نہ جائیں، اور بدلے میں ڈرانے کی کوشش نہ کریں۔',
          ),
          s(
            'Police and helplines know this crime well. Nobody there needs to see the video.',
            'پولیس اور ہیلپ لائن اس جرم کو خوب جانتی ہیں۔ وہاں کسی کو ویڈیو دیکھنے کی ضرورت نہیں۔',
          ),
          s(
            'Trans people and everyone else: nothing on this page asks who you are.',
            'خواجہ سرا اور ہر کوئی: یہ صفحہ نہیں پوچھتا کہ آپ کون ہیں۔',
          ),
        ],
      },
    ],
  },
  ...KNOWN,
  ...OWN_STEPS,
  ...SCOPE,
};
