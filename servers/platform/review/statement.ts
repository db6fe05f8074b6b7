import type { Job } from './fold.ts';
import { REASONS, type Text } from './reasons.ts';
import { type TransparencyRecord, transparencyRecord } from './transparency-record.ts';

/** Ways to object, DSA Article 17(3)(f): here, before a certified body (Article 21), before a court. */
export type Redress = 'internal-complaint' | 'out-of-court' | 'court';

/**
 * The statement of reasons that goes with every removal, in the terms of DSA Article 17(3). It names nobody: the
 * sender of a notice is never told to the uploader.
 */
export interface Statement {
  readonly v: 1;
  /** Article 17(3)(a): what was done, where, and for how long. */
  readonly action: 'removed';
  readonly territory: 'everywhere';
  readonly duration: 'until-reversed';
  /** Article 17(3)(b): the facts, and whether they came from a notice (Article 16) or from our own look. */
  readonly source: 'own-initiative' | 'notice';
  readonly facts: Texts;
  /** Article 17(3)(c). The decision is always a person's. */
  readonly automatedDetection: boolean;
  readonly automatedDecision: false;
  /** Article 17(3)(e): the rule of our terms. */
  readonly ground: 'incompatible-with-terms';
  readonly policy: string;
  readonly reason: string;
  /** Article 17(3)(f). */
  readonly redress: readonly Redress[];
  readonly appealDays: number;
  /** The same in the codes of the Transparency Database, for the site's own record there. */
  readonly record: TransparencyRecord;
  /** All of it in plain words, for the uploader. */
  readonly text: Texts;
  readonly decidedAt: string;
}

/** English and Urdu. */
export interface Texts {
  readonly en: string;
  readonly ur: string;
}

/** An uploader may object for six months (DSA, Article 20(1)). */
export const APPEAL_DAYS = 183;

const RULES: Readonly<Record<string, Texts>> = {
  'sexual/ncii': {
    en: 'Our terms do not allow intimate pictures or videos that are shared without the consent of the person shown.',
    ur: 'ہماری شرائط ایسی ذاتی تصویر یا ویڈیو کی اجازت نہیں دیتیں جو نظر آنے والے فرد کی رضامندی کے بغیر پھیلائی جائے۔',
  },
  'sexual/deepfake': {
    en: 'Our terms do not allow intimate pictures or videos of real people that were made or altered without their consent.',
    ur: 'ہماری شرائط حقیقی لوگوں کی ایسی ذاتی تصویر یا ویڈیو کی اجازت نہیں دیتیں جو ان کی رضامندی کے بغیر بنائی یا بدلی گئی ہو۔',
  },
  safety: {
    en: 'Our terms do not allow it.',
    ur: 'ہماری شرائط اس کی اجازت نہیں دیتیں۔',
  },
};

/** The statement for a decided job, or undefined when the decision removes nothing. */
export function statementFor(job: Job): Statement | undefined {
  if ((job.decision !== 'remove' && job.decision !== 'minor') || job.decidedAt === undefined)
    return undefined;
  const reason = REASONS.find((each) => each.code === job.reason);
  const rule = reason && RULES[reason.policy];
  if (!reason?.statement || !rule) return undefined;
  const notice = job.kind === 'notice';
  // What may show a minor is not looked at again on an uploader's word; the law's other ways stay open.
  const here = job.decision === 'remove';
  return {
    v: 1,
    action: 'removed',
    territory: 'everywhere',
    duration: 'until-reversed',
    source: notice ? 'notice' : 'own-initiative',
    facts: { en: reason.statement.en, ur: reason.statement.ur },
    automatedDetection: !notice,
    automatedDecision: false,
    ground: 'incompatible-with-terms',
    policy: reason.policy,
    // A doubt about age is named to nobody outside: an uploader must not learn what was suspected.
    reason: here ? reason.code : reason.policy,
    redress: here ? ['internal-complaint', 'out-of-court', 'court'] : ['out-of-court', 'court'],
    appealDays: here ? APPEAL_DAYS : 0,
    record: transparencyRecord(reason.policy, notice, { rule: rule.en, facts: reason.statement.en }),
    text: {
      en: told(reason.statement, rule, notice, here, 'en'),
      ur: told(reason.statement, rule, notice, here, 'ur'),
    },
    decidedAt: job.decidedAt,
  };
}

const WORDS = {
  en: {
    action: 'What you posted was removed, everywhere and until the decision is changed.',
    notice: 'We were told of it by a notice.',
    found: 'A computer compared fingerprints and pointed to it.',
    decided: 'A person looked at it and decided; no computer decides.',
    here: 'You can object within six months: another person will then look and answer within seven days. You can also go to a certified out-of-court body or to a court.',
    away: 'You can go to a certified out-of-court body or to a court.',
  },
  ur: {
    action: 'آپ کی پوسٹ ہر جگہ سے ہٹا دی گئی ہے، جب تک یہ فیصلہ بدلا نہ جائے۔',
    notice: 'ہمیں ایک نوٹس سے اس کا علم ہوا۔',
    found: 'ایک کمپیوٹر نے نشانات ملا کر اس کی طرف اشارہ کیا۔',
    decided: 'فیصلہ ایک انسان نے دیکھ کر کیا، کمپیوٹر فیصلہ نہیں کرتا۔',
    here: 'آپ چھ ماہ کے اندر اعتراض کر سکتے ہیں: پھر کوئی دوسرا فرد اسے دیکھے گا اور سات دن میں جواب دے گا۔ آپ کسی مستند غیر عدالتی ادارے یا عدالت سے بھی رجوع کر سکتے ہیں۔',
    away: 'آپ کسی مستند غیر عدالتی ادارے یا عدالت سے رجوع کر سکتے ہیں۔',
  },
} as const;

function told(facts: Text, rule: Texts, notice: boolean, here: boolean, language: 'en' | 'ur'): string {
  const words = WORDS[language];
  return [
    words.action,
    facts[language],
    rule[language],
    notice ? words.notice : words.found,
    words.decided,
    here ? words.here : words.away,
  ].join(' ');
}
