import { s } from '@amaan/base';
import type { Guide } from './guide-texts.ts';

/** What she can do on her own device, and pictures that fewer services act on. */
export const OWN_STEPS: Readonly<Record<string, Guide>> = {
  cultural: {
    title: s('When the picture is not sexual, but dangerous', 'جب تصویر جنسی نہیں، مگر خطرناک ہے'),
    lead: s(
      'A couple, a dance, uncovered hair, at home: it can put a life at risk. We take it as seriously.',
      'جوڑا، رقص، کھلے بال، گھر کے اندر کی تصویر: اس سے جان کو خطرہ ہو سکتا ہے۔ ہم اسے اتنی ہی سنجیدگی سے لیتے ہیں۔',
    ),
    parts: [
      {
        heading: s('Honestly: these routes are weaker', 'سچ یہ ہے: یہ راستے کمزور ہیں'),
        lines: [
          s(
            'StopNCII and most sites’ forms for intimate pictures refuse such pictures. That is their gap, not your fault.',
            'StopNCII اور اکثر سائٹوں کے ذاتی تصاویر والے فارم ایسی تصاویر نہیں لیتے۔ یہ ان کی کمی ہے، آپ کا قصور نہیں۔',
          ),
          s(
            'What may work: the app’s forms for privacy, for bullying, and for threats of violence. Say plainly: “This puts me in danger of violence at home.”',
            'جو کام آ سکتا ہے: ایپ کے privacy، bullying اور تشدد کی دھمکی والے فارم۔ صاف لکھیں: ”اس سے مجھے گھر میں تشدد کا خطرہ ہے۔“',
          ),
          s(
            'If you took the picture yourself, the copyright form is often the quickest. It may show your name to the one who posted: ask the helpline to send it.',
            'اگر تصویر آپ نے خود لی تھی تو کاپی رائٹ کا فارم اکثر سب سے تیز ہوتا ہے۔ اس میں لگانے والے کو آپ کا نام نظر آ سکتا ہے: ہیلپ لائن سے کہیں کہ وہ بھیجے۔',
          ),
          s(
            'In Pakistan, using a picture to harm someone’s dignity can be a crime even when it is not sexual. No lawyer has checked this page yet.',
            'پاکستان میں تصویر سے کسی کی عزت کو نقصان پہنچانا تب بھی جرم ہو سکتا ہے جب وہ جنسی نہ ہو۔ ابھی کسی وکیل نے یہ صفحہ نہیں جانچا۔',
          ),
        ],
      },
      {
        heading: s('Your safety first', 'پہلے آپ کی حفاظت'),
        lines: [
          s(
            'If family might see it: be with people you trust before they do. Police emergency is 15.',
            'اگر گھر والے دیکھ سکتے ہیں: اس سے پہلے بھروسے کے لوگوں کے پاس چلے جائیں۔ پولیس ایمرجنسی 15 ہے۔',
          ),
          s(
            'If the picture is altered, say so. You do not have to prove it.',
            'اگر تصویر بدلی ہوئی ہے تو بتا دیں۔ آپ کو ثابت نہیں کرنا۔',
          ),
        ],
      },
    ],
  },
  'own-device': {
    title: s('StopNCII and Take It Down, step by step', 'StopNCII اور Take It Down، ایک ایک قدم'),
    lead: s(
      'Two services that you use yourself, on the phone that has the picture. We do not replace them, and we cannot see what you do there.',
      'دو سروسز جو آپ خود استعمال کرتے ہیں، اسی فون پر جس میں تصویر ہے۔ ہم ان کی جگہ نہیں لیتے، اور آپ وہاں جو کریں وہ ہمیں نظر نہیں آتا۔',
    ),
    parts: [
      {
        heading: s('Which of the two?', 'دونوں میں سے کون سی؟'),
        lines: [
          s(
            'StopNCII.org: everyone in the picture was 18 or over when it was made.',
            'StopNCII.org: تصویر بنتے وقت اس میں ہر شخص 18 سال یا زیادہ کا تھا۔',
          ),
          s(
            'Take It Down: someone in it was under 18, or you are not sure. Also when that person is an adult now.',
            'Take It Down: اس میں کوئی 18 سے کم عمر تھا، یا یقین نہیں۔ تب بھی جب وہ شخص اب بڑا ہو چکا ہو۔',
          ),
        ],
      },
      {
        heading: s('StopNCII.org', 'StopNCII.org'),
        lines: [
          s(
            '1. Open stopncii.org on the phone that has the picture. A private window is best.',
            '1. جس فون میں تصویر ہے اس پر stopncii.org کھولیں۔ نجی ونڈو بہتر ہے۔',
          ),
          s(
            '2. Choose “Create your case”, and answer its questions. It asks for no name.',
            '2. ”Create your case“ چنیں، اور سوالوں کے جواب دیں۔ یہ نام نہیں مانگتا۔',
          ),
          s(
            '3. Choose the pictures or videos. They stay on the phone; only fingerprints are sent.',
            '3. تصاویر یا ویڈیو چنیں۔ وہ فون ہی میں رہتی ہیں؛ صرف نشان بھیجے جاتے ہیں۔',
          ),
          s(
            '4. Keep its case number and PIN. They cannot be found again.',
            '4. کیس نمبر اور پن سنبھال لیں۔ یہ دوبارہ نہیں ملتے۔',
          ),
          s(
            'It can: stop copies at the large companies that take part. It cannot: reach sites that do not take part, encrypted chats, or strongly changed copies.',
            'یہ کر سکتا ہے: شامل بڑی کمپنیوں پر نقلیں روکنا۔ یہ نہیں کر سکتا: دوسری سائٹوں، خفیہ چیٹ، یا بہت بدلی ہوئی نقلوں تک پہنچنا۔',
          ),
          s(
            'Its Urdu page uses a wrong and harsh word for “private images”. Nothing worse is meant.',
            'اس کے اردو صفحے پر ”ذاتی تصاویر“ کے لیے ایک غلط اور سخت لفظ ہے۔ مراد ذاتی تصاویر ہی ہیں۔',
          ),
        ],
      },
      {
        heading: s('Take It Down', 'Take It Down'),
        lines: [
          s(
            '1. Open takeitdown.ncmec.org on the phone that has the picture.',
            '1. جس فون میں تصویر ہے اس پر takeitdown.ncmec.org کھولیں۔',
          ),
          s('2. Choose “Get started”. It asks for no name.', '2. ”Get started“ چنیں۔ یہ نام نہیں مانگتا۔'),
          s(
            '3. Choose the picture. It stays on the phone; only its fingerprint is sent.',
            '3. تصویر چنیں۔ وہ فون ہی میں رہتی ہے؛ صرف اس کا نشان بھیجا جاتا ہے۔',
          ),
          s(
            'Do not download a picture in order to report it. If you have only a link, use the other help for under-18s.',
            'رپورٹ کرنے کے لیے کوئی تصویر ڈاؤن لوڈ نہ کریں۔ اگر صرف لنک ہے تو 18 سے کم عمر والی دوسری مدد استعمال کریں۔',
          ),
          s(
            'It cannot reach encrypted chats, or sites that do not take part.',
            'یہ خفیہ چیٹ یا ان سائٹوں تک نہیں پہنچتا جو شامل نہیں۔',
          ),
        ],
      },
    ],
  },
};
