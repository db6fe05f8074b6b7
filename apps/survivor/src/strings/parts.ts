import { s } from '@amaan/base';

/** The parts of a code: few ask for them, so they are fetched with the list. */
export const parts = {
  'parts.say': s(
    'Three parts. One alone opens nothing. Any two together are the code: for example one with a friend, one with an organisation, one with you. With a PIN, they need the PIN too. If you change the receipt, old parts open nothing.',
    'تین حصے۔ اکیلے ایک سے کچھ نہیں کھلتا۔ کوئی بھی دو مل کر پورا کوڈ بن جاتے ہیں: مثلاً ایک کسی دوست کے پاس، ایک کسی ادارے کے پاس، ایک آپ کے پاس۔ پن ہو تو پن بھی چاہیے۔ رسید بدلنے پر پرانے حصوں سے کچھ نہیں کھلتا۔',
  ),
  'parts.one': s('Part {n} of 3', '3 میں سے حصہ نمبر {n}'),
} as const;
