import { s } from '@amaan/base';
import { first } from '../strings/first.ts';
import type { Guide } from './guide-texts.ts';

/** The published scope (abuse control G1): what this is for, what is outside, and how that is kept. */
export const SCOPE: Readonly<Record<string, Guide>> = {
  scope: {
    title: first['app.scope'],
    lead: s(
      'Intimate pictures and videos that were shared without the consent of the person shown, or that somebody threatens to share.',
      'ذاتی تصاویر اور ویڈیوز، جو دکھائے گئے فرد کی رضامندی کے بغیر پھیلائی گئیں، یا جنہیں پھیلانے کی دھمکی دی جا رہی ہے۔',
    ),
    parts: [
      {
        heading: s('What belongs here', 'یہاں کیا آتا ہے'),
        lines: [
          s(
            'Naked or sexual pictures, and pictures that are private where you live: uncovered hair, a couple, a dance, at home.',
            'عریاں یا جنسی تصاویر، اور وہ بھی جو آپ کے ماحول میں نجی ہیں: کھلے بال، جوڑا، رقص، گھر کے اندر۔',
          ),
          s(
            'Real ones, altered ones, and ones that a program made.',
            'اصل تصاویر، بدلی ہوئی، اور وہ بھی جو کسی پروگرام نے بنائیں۔',
          ),
          s(
            'Everybody who is shown like this, known people and politicians too.',
            'ہر وہ شخص جسے یوں دکھایا گیا ہو، چاہے وہ مشہور ہو یا سیاست دان۔',
          ),
        ],
      },
      {
        heading: s('What does not', 'کیا نہیں آتا'),
        lines: [
          s(
            'Politics, news and satire, whoever they are about.',
            'سیاست، خبریں اور طنز، چاہے کسی کے بارے میں ہوں۔',
          ),
          s(
            'Religion and protest: speeches, marches, posters, banners, flags.',
            'دین و عقیدہ اور احتجاج: تقریریں، جلوس، پوسٹر، بینر، جھنڈے۔',
          ),
          s(
            'Articles, texts and search results about somebody, without an intimate picture.',
            'کسی کے بارے میں مضامین، تحریریں اور تلاش کے نتائج، جن میں کوئی ذاتی تصویر نہ ہو۔',
          ),
          s(
            'For these there are other ways: the platform’s own form, or a lawyer.',
            'ان کے لیے دوسرے راستے ہیں: پلیٹ فارم کا اپنا فارم، یا کوئی وکیل۔',
          ),
        ],
      },
      {
        heading: s('How we keep to it', 'ہم اس پر کیسے قائم رہتے ہیں'),
        lines: [
          s(
            'No program removes a picture. A program points to it; a person at the platform looks and decides.',
            'کوئی پروگرام تصویر نہیں ہٹاتا۔ پروگرام صرف اشارہ کرتا ہے؛ پلیٹ فارم کا ایک انسان دیکھ کر فیصلہ کرتا ہے۔',
          ),
          s(
            'Sometimes two people look first, before any fingerprint is shared: where it is like a picture that everybody has seen, where a picture is private but not sexual, where there are very many, where an officer or a family court plays a part.',
            'کبھی کوئی نشان دینے سے پہلے دو افراد دیکھتے ہیں: جب وہ کسی ایسی تصویر جیسا ہو جو سب نے دیکھی ہے، جب تصویر نجی ہو مگر جنسی نہ ہو، جب تصاویر بہت زیادہ ہوں، جب کوئی اہلکار یا خاندانی عدالت کا معاملہ بیچ میں ہو۔',
          ),
          s(
            'No authority adds a picture, takes one out, or gets the list.',
            'کوئی سرکاری ادارہ نہ تصویر شامل کرتا ہے، نہ نکالتا ہے، نہ اسے فہرست ملتی ہے۔',
          ),
          s(
            'How much was refused or called back is published, month by month.',
            'کتنا رد ہوا یا واپس لیا گیا، یہ ہر مہینے شائع ہوتا ہے۔',
          ),
          s(
            'Was a post of yours removed wrongly? Object where the platform told you of it: somebody else looks again.',
            'کیا آپ کی کوئی پوسٹ غلط ہٹائی گئی؟ جہاں پلیٹ فارم نے بتایا، وہیں اعتراض کریں: کوئی دوسرا شخص دوبارہ دیکھے گا۔',
          ),
        ],
      },
    ],
  },
};
