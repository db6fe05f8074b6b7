import { s } from '@amaan/base';
import type { Guide } from './guide-texts.ts';

/** For people with an audience: hundreds of copies, words for brands and press, floods of comments, a manager. */
export const KNOWN: Readonly<Record<string, Guide>> = {
  fake: {
    title: s('When it is fake, or everywhere', 'جب جعلی ہو، یا ہر جگہ ہو'),
    lead: s(
      'For people with an audience: creators, speakers, officials, anyone known.',
      'ان کے لیے جنہیں لوگ جانتے ہیں: تخلیق کار، مقرر، عہدیدار، کوئی بھی۔',
    ),
    parts: [
      {
        heading: s('The first day', 'پہلا دن'),
        lines: [
          s(
            'You do not have to prove that it is fake, and you owe nobody an explanation.',
            'آپ کو ثابت نہیں کرنا کہ یہ جعلی ہے، اور آپ پر کسی کو وضاحت دینا لازم نہیں۔',
          ),
          s(
            'Let one person you trust collect the links. You need not look at them yourself.',
            'لنک جمع کرنے کا کام بھروسے کے ایک شخص کو دیں۔ آپ کو خود دیکھنے کی ضرورت نہیں۔',
          ),
          s(
            'Do not link to it, not even to deny it: every link sends more people there.',
            'اس کا لنک نہ دیں، انکار کے لیے بھی نہیں: ہر لنک سے مزید لوگ وہاں جاتے ہیں۔',
          ),
          s(
            'Paste all links here in one go, or choose a text or CSV file. Repeats are taken out, and accounts are grouped.',
            'تمام لنک یہاں ایک ساتھ لکھیں، یا ٹیکسٹ یا CSV فائل چنیں۔ دہرائے گئے لنک نکل جاتے ہیں، اور اکاؤنٹ الگ الگ ہو جاتے ہیں۔',
          ),
        ],
      },
      {
        heading: s('Words for followers', 'فالوورز کے لیے الفاظ'),
        lines: [
          s(
            '“Private material is being spread without my agreement. Please do not look for it, keep it or pass it on. If you see it, report it. Thank you.”',
            '”نجی مواد میری مرضی کے بغیر پھیلایا جا رہا ہے۔ مہربانی کر کے نہ ڈھونڈیں، نہ رکھیں، نہ آگے بھیجیں۔ نظر آئے تو رپورٹ کریں۔ شکریہ۔“',
          ),
        ],
      },
      {
        heading: s('Words for brands', 'برانڈز کے لیے الفاظ'),
        lines: [
          s(
            '“A crime is being committed against me: private or made-up material is spread without my agreement. A helpline and a lawyer are at work. I will tell you if anything changes in our work together.”',
            '”میرے خلاف جرم ہو رہا ہے: نجی یا گھڑا ہوا مواد میری مرضی کے بغیر پھیلایا جا رہا ہے۔ ہیلپ لائن اور وکیل کام کر رہے ہیں۔ ہمارے کام پر کوئی اثر ہوا تو میں بتا دوں گی یا دوں گا۔“',
          ),
          s(
            'Send it before they ask. Add nothing about the content.',
            'ان کے پوچھنے سے پہلے بھیج دیں۔ مواد کے بارے میں کچھ نہ لکھیں۔',
          ),
        ],
      },
      {
        heading: s('Words for press', 'میڈیا کے لیے الفاظ'),
        lines: [
          s(
            '“Private material was shared without my agreement, or was made up. Sharing it is a crime. I will not comment on its content. Please do not show it, describe it or link to it, and do not name where it is.”',
            '”نجی مواد میری مرضی کے بغیر پھیلایا گیا ہے، یا گھڑا گیا ہے۔ اسے پھیلانا جرم ہے۔ اس کے مواد پر کوئی بات نہیں ہو گی۔ مہربانی کر کے اسے نہ دکھائیں، نہ بیان کریں، نہ لنک دیں، اور نہ بتائیں کہ وہ کہاں ہے۔“',
          ),
          s(
            'One person answers all calls. “No comment” is an answer.',
            'تمام فون ایک ہی شخص سنے۔ ”کوئی تبصرہ نہیں“ بھی ایک جواب ہے۔',
          ),
        ],
      },
      {
        heading: s('A flood of comments', 'تبصروں کا سیلاب'),
        lines: [
          s(
            'Instagram: Settings, Limited interactions; then Hidden words. Turn off tags and mentions by strangers.',
            'انسٹاگرام: Settings میں Limited interactions؛ پھر Hidden words۔ اجنبیوں کے ٹیگ اور ذکر بند کریں۔',
          ),
          s(
            'Facebook page: Moderation assist, and comments for followers only.',
            'فیس بک پیج: Moderation assist، اور تبصرے صرف فالوورز کے لیے۔',
          ),
          s(
            'TikTok: Settings, Privacy, Comments: filter all. Turn off Duet and Stitch.',
            'ٹک ٹاک: Settings، Privacy، Comments میں سب روکیں۔ Duet اور Stitch بند کریں۔',
          ),
          s(
            'YouTube: Studio, Settings, Community: hold all comments until someone looks.',
            'یوٹیوب: Studio، Settings، Community میں تمام تبصرے روک لیں جب تک کوئی دیکھ نہ لے۔',
          ),
          s(
            'X: replies from accounts you follow only; mute the words they use.',
            'ایکس: جواب صرف ان سے جنہیں آپ فالو کرتے ہیں؛ ان کے استعمال کیے ہوئے الفاظ میوٹ کریں۔',
          ),
          s(
            'Apps rename these settings. If you do not find one, search the app’s help for “comments”. Looked up by nobody yet.',
            'ایپ ان ترتیبات کے نام بدلتی رہتی ہیں۔ نہ ملے تو ایپ کی مدد میں ”comments“ تلاش کریں۔ یہ ابھی کسی نے دوبارہ نہیں جانچیں۔',
          ),
        ],
      },
      {
        heading: s('Reposts, fake accounts, and a manager', 'دوبارہ پوسٹ، جعلی اکاؤنٹ، اور مینیجر'),
        lines: [
          s(
            'Reposts and fake accounts are reported in different ways: mark them on the list of places, a whole group at once.',
            'دوبارہ پوسٹ اور جعلی اکاؤنٹ کی رپورٹ الگ ہوتی ہے: جگہوں کی فہرست میں نشان لگائیں، پورے گروہ پر ایک ساتھ۔',
          ),
          s(
            'A fake account: use the app’s form for impersonation. Apps may ask for an identity card there; the helpline can often write instead.',
            'جعلی اکاؤنٹ: ایپ کا impersonation والا فارم استعمال کریں۔ ایپ وہاں شناختی کارڈ مانگ سکتی ہے؛ اکثر ہیلپ لائن آپ کی جگہ لکھ سکتی ہے۔',
          ),
          s(
            'A manager or lawyer can be given the list of links only: no story, no pictures, no PIN. You see what they did, and can stop it at any time.',
            'مینیجر یا وکیل کو صرف لنکس کی فہرست دی جا سکتی ہے: نہ کہانی، نہ تصاویر، نہ پن۔ انہوں نے جو کیا وہ آپ کو نظر آتا ہے، اور کسی بھی وقت روکا جا سکتا ہے۔',
          ),
        ],
      },
    ],
  },
};
