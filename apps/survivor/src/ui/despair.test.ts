import { describe, expect, it } from 'vitest';
import { speaksOfDying } from './despair.ts';

describe('words about dying', () => {
  it.each([
    'I want to die',
    'sometimes I think of ending my life',
    'I will kill myself if he posts it',
    'میں مر جاؤں گی',
    'خودکشی کے خیال آتے ہیں',
    'اب جینے کا دل نہیں کرتا',
    'میں اپنی جان لے لوں گی',
    'main khudkushi kar loon gi',
    'mera jine ka dil nahi karta',
    'marna chahti hoon',
  ])('are heard: %s', (words) => expect(speaksOfDying(words)).toBe(true));

  it.each([
    '',
    'He posted my picture on Instagram and asks for money',
    'my phone died yesterday',
    'اس نے تصویر لگا دی اور پیسے مانگ رہا ہے',
    'us ne tasveer laga di aur paise maang raha hai',
  ])('are not heard where there are none: %s', (words) => expect(speaksOfDying(words)).toBe(false));
});
