import type { Story } from './story.ts';

/** A letter in both languages, as plain text. */
export interface Letter {
  readonly en: string;
  readonly ur: string;
}

const MADE_UP = {
  en: 'Altered or generated pictures are being spread that appear to show the person for whom we write. They are not real.',
  ur: 'جس فرد کی طرف سے ہم لکھ رہے ہیں، ان سے منسوب جعلی یا تبدیل شدہ تصاویر پھیلائی جا رہی ہیں۔ یہ اصلی نہیں ہیں۔',
};
const REAL = {
  en: 'Private pictures of the person for whom we write are being spread without consent.',
  ur: 'جس فرد کی طرف سے ہم لکھ رہے ہیں، ان کی ذاتی تصاویر اجازت کے بغیر پھیلائی جا رہی ہیں۔',
};

function letter(story: Story, en: readonly string[], ur: readonly string[]): Letter {
  const what = story.facts.fake ? MADE_UP : REAL;
  const by = `${story.sender.name}\n${story.sender.contact}`;
  const join = (head: string | undefined, happened: string, rest: readonly string[]) =>
    [head ?? '', happened, ...rest, by].join('\n\n');
  return { en: join(en[0], what.en, en.slice(1)), ur: join(ur[0], what.ur, ur.slice(1)) };
}

/**
 * A letter for brands, employers and partners: it asks them to judge nobody by what is spread. It claims nothing that
 * was not ticked and names no picture. Saying that something is fake needs no proof.
 */
export function brandLetter(story: Story): Letter {
  return letter(
    story,
    [
      'To whom it may concern',
      'This person is the one wronged here. We ask you to take no decision about work or contract because of it, and to ask for no proof.',
      'Please do not open, keep, pass on or describe what you are sent, and please do not name the person in this connection. Spreading it can be an offence where you are.',
      'If it reaches you or your channels, keep the sender and the time, remove it, hide comments that point to it, and tell us.',
    ],
    [
      'متعلقہ افراد اور اداروں کے نام',
      'اس معاملے میں زیادتی انہی کے ساتھ ہوئی ہے۔ گزارش ہے کہ اس بنا پر ان کے کام یا معاہدے کے بارے میں کوئی فیصلہ نہ کیا جائے اور ان سے کوئی ثبوت نہ مانگا جائے۔',
      'براہ کرم جو کچھ آپ کو بھیجا جائے اسے نہ کھولیں، نہ رکھیں، نہ آگے بھیجیں، اور اس سلسلے میں ان کا نام نہ لیں۔ اسے پھیلانا جرم ہو سکتا ہے۔',
      'اگر یہ آپ تک یا آپ کے صفحات تک پہنچے تو بھیجنے والے کا پتا اور وقت محفوظ رکھیں، مواد ہٹا دیں، اس طرف اشارہ کرنے والے تبصرے چھپا دیں اور ہمیں بتائیں۔',
    ],
  );
}

/** A letter for editors: no name, no address, no description, no still. */
export function pressLetter(story: Story): Letter {
  return letter(
    story,
    [
      'To the editor',
      'We ask you not to publish name, face, town or work of this person, the pictures, stills of them, or addresses where they can be found, and not to describe them. Each of these spreads the harm.',
      'If you report on the matter, please report on what was done, not on the person. This letter offers no interview, and nobody should call the family.',
      'If you have published any of it, please take it down, in archives and on social media too, and let us know when.',
    ],
    [
      'بخدمت: مدیر',
      'گزارش ہے کہ ان کا نام، چہرہ، شہر، پیشہ، تصاویر یا ان کے حصے، یا وہ پتے جہاں یہ ملتی ہیں، شائع نہ کیے جائیں اور ان کی تفصیل بیان نہ کی جائے۔ ان میں سے ہر بات نقصان کو بڑھاتی ہے۔',
      'اگر آپ خبر دیں تو اس فعل کی خبر دیں، ان کی نہیں۔ اس خط کے ذریعے وہ کوئی انٹرویو نہیں دے رہیں، اور ان کے گھر والوں سے رابطہ نہ کیا جائے۔',
      'اگر آپ کچھ شائع کر چکے ہیں تو براہ کرم اسے ہٹا دیں، پرانے شماروں اور سوشل میڈیا سے بھی، اور ہمیں بتائیں کہ کب ہٹایا گیا۔',
    ],
  );
}
