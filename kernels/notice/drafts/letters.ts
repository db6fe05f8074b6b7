import type { Story } from './story.ts';

/**
 * A letter for brands, employers and press: it asks them not to spread, claims nothing that was not ticked, and names
 * no picture. Saying that something is fake needs no proof.
 */
export function standingLetter(story: Story): { en: string; ur: string } {
  const { sender, facts } = story;
  const en = [
    'To whom it may concern',
    facts.fake
      ? 'Altered or generated pictures are being spread that appear to show the person for whom we write. They are not real.'
      : 'Private pictures of the person for whom we write are being spread without her agreement.',
    'Please do not open, keep, pass on or describe them, and please do not name her in this connection. Spreading them can be an offence where you are.',
    'If they were sent to you, keep the sender and the time, and tell us. If you host or published them, please take them down and let us know when.',
    `${sender.name}\n${sender.contact}`,
  ];
  const ur = [
    'متعلقہ حضرات کے نام',
    facts.fake
      ? 'جس فرد کی طرف سے ہم لکھ رہے ہیں، ان سے منسوب جعلی یا تبدیل شدہ تصاویر پھیلائی جا رہی ہیں۔ یہ اصلی نہیں ہیں۔'
      : 'جس فرد کی طرف سے ہم لکھ رہے ہیں، ان کی ذاتی تصاویر اجازت کے بغیر پھیلائی جا رہی ہیں۔',
    'براہ کرم انہیں نہ کھولیں، نہ رکھیں، نہ آگے بھیجیں، اور اس سلسلے میں نام نہ لیں۔',
    'اگر کسی نے آپ کو بھیجی ہیں تو بھیجنے والے کا پتا اور وقت محفوظ رکھیں اور ہمیں بتائیں۔',
    `${sender.name}\n${sender.contact}`,
  ];
  return { en: en.join('\n\n'), ur: ur.join('\n\n') };
}
