import { day, fromHex, hex, integer, object, oneOf, type Parsed, toHex, toUtf8 } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalBytes } from './canonical-json.ts';
import type { StaffSecrets } from './staff-keys.ts';

const DAY_MS = 86_400_000;
/** A new wording is a new version: everybody signs again. */
const VERSION = 1;
/** How long a signature is good for. */
const GOOD_DAYS = 365;

/**
 * What everybody who works here signs before a case opens to them: told in writing what disclosure is, and what is
 * expected. `reviewer`: the native speaker who read the Urdu; `lawyer`: who read the sentence about the law. Nobody yet.
 */
export const PLEDGE = {
  version: VERSION,
  lawyer: null as string | null,
  lead: { en: 'I promise:', ur: 'میرا عہد ہے کہ:', reviewer: null },
  lines: [
    {
      en: 'I open a case only where my work on it needs me to. Each opening is recorded, and the survivor can see it.',
      ur: 'میں کوئی معاملہ صرف اسی وقت کھولوں جب میرے کام کو اس کی ضرورت ہو۔ ہر بار کھولنا درج ہوتا ہے اور صاحبِ معاملہ کو نظر آتا ہے۔',
      reviewer: null,
    },
    {
      en: 'I tell nobody who she is or what happened: not at home, not to a colleague who does not hold the case, not after I have left.',
      ur: 'میں کسی کو نہ بتاؤں کہ یہ کس کا معاملہ ہے اور کیا ہوا: نہ گھر میں، نہ ایسے ساتھی کو جس کے پاس یہ معاملہ نہیں، نہ یہ کام چھوڑنے کے بعد۔',
      reviewer: null,
    },
    {
      en: 'I photograph, copy and forward nothing. I never ask to see a picture. Where somebody shown may be under 18, I press the one button and describe nothing.',
      ur: 'میں نہ اسکرین کی تصویر لوں، نہ نقل بناؤں، نہ کچھ آگے بھیجوں۔ میں کبھی تصویر دیکھنے کو نہ کہوں۔ جہاں تصویر میں موجود فرد 18 سال سے کم کا ہو سکتا ہو، وہاں میں صرف وہی ایک بٹن دباؤں اور کچھ بیان نہ کروں۔',
      reviewer: null,
    },
    {
      en: 'I know that disclosing what I learn here, in order to harm or knowing that harm is likely, is a crime under section 41 of PECA 2016.',
      ur: 'مجھے معلوم رہے کہ یہاں معلوم ہونے والی بات کو نقصان پہنچانے کے لیے، یا یہ جانتے ہوئے کہ نقصان ہو سکتا ہے، ظاہر کرنا پیکا 2016 کی دفعہ 41 کے تحت جرم ہے۔',
      reviewer: null,
    },
    {
      en: 'If I make a mistake, or see one, I say so at once. Nobody is punished for saying so.',
      ur: 'مجھ سے غلطی ہو جائے یا میں کوئی غلطی دیکھوں تو فوراً بتا دوں۔ بتانے پر کسی کو سزا نہیں ملتی۔',
      reviewer: null,
    },
  ],
} as const;

/** A member's signature under the pledge, in the language that they read it in. */
export const parsePledge = object({
  v: oneOf(1),
  version: integer(1, 1_000_000),
  lang: oneOf('en', 'ur'),
  /** The day of signing. */
  day,
  /** Ed25519 with the key that also signs their messages. */
  sig: hex(64),
});
export type Pledge = Parsed<typeof parsePledge>;

/** What is signed: who, which wording word by word (as its SHA-256), and when. */
function pledgeBytes(staff: string, { version, lang, day: on }: Omit<Pledge, 'v' | 'sig'>): Uint8Array {
  const text = toHex(sha256(toUtf8([PLEDGE.lead, ...PLEDGE.lines].map((line) => line[lang]).join('\n'))));
  return canonicalBytes({ context: 'amaan/staff-pledge/v1', staff, version, lang, text, day: on });
}

/** Signs the pledge as it stands today. @param staff the staff id, hex @param on the day, YYYY-MM-DD */
export function signPledge(staff: string, lang: Pledge['lang'], on: string, secrets: StaffSecrets): Pledge {
  const pledge = { version: VERSION, lang, day: on } as const;
  const sig = ed25519.sign(pledgeBytes(staff, pledge), fromHex(secrets.signSecret));
  return { v: 1, ...pledge, sig: toHex(sig) };
}

/** Whether this member signed today's wording. @param signKey their Ed25519 public key, hex */
export function pledgeHolds(staff: string, signKey: string, pledge: Pledge): boolean {
  if (pledge.version !== VERSION) return false;
  return ed25519.verify(fromHex(pledge.sig), pledgeBytes(staff, pledge), fromHex(signKey));
}

/** The last day that a pledge is good for. @param on the day it was signed */
export function pledgeUntil(on: string): string {
  return new Date(Date.parse(on) + GOOD_DAYS * DAY_MS).toISOString().slice(0, 10);
}
