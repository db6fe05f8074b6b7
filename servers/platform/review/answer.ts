import type { Job } from './fold.ts';
import { REASONS } from './reasons.ts';
import type { Redress, Texts } from './statement.ts';

/**
 * What the uploader is told when somebody looked at a removal again: the reasoned answer to an objection (DSA, Article
 * 20(5)), or that our own second look took the removal back. It names nobody.
 */
export interface Answer {
  readonly v: 1;
  readonly decision: 'upheld' | 'overturned';
  readonly reason: string;
  /** What is left after an answer that lets the removal stand. */
  readonly redress: readonly Redress[];
  readonly text: Texts;
  readonly decidedAt: string;
}

const WORDS = {
  en: {
    asked: 'You objected, and another person looked again and decided; no computer decides.',
    unasked: 'Another person looked again, as we do with some of our decisions.',
    upheld: 'It stays removed.',
    overturned: 'The removal is taken back, and others can see it again.',
    away: 'You can still go to a certified out-of-court body or to a court.',
  },
  ur: {
    asked: 'آپ نے اعتراض کیا، اور ایک دوسرے فرد نے دوبارہ دیکھ کر فیصلہ کیا؛ کمپیوٹر فیصلہ نہیں کرتا۔',
    unasked: 'ایک دوسرے فرد نے اسے دوبارہ دیکھا؛ ہم اپنے کچھ فیصلے اسی طرح جانچتے ہیں۔',
    upheld: 'یہ ہٹی رہے گی۔',
    overturned: 'ہٹانے کا فیصلہ واپس لے لیا گیا ہے، اور دوسرے لوگ اسے پھر دیکھ سکتے ہیں۔',
    away: 'آپ اب بھی کسی مستند غیر عدالتی ادارے یا عدالت سے رجوع کر سکتے ہیں۔',
  },
} as const;

/** The answer for a decided second look, or undefined when it changes nothing for an uploader who did not ask. */
export function answerFor(job: Job): Answer | undefined {
  const { decision, decidedAt } = job;
  if ((decision !== 'upheld' && decision !== 'overturned') || decidedAt === undefined) return undefined;
  if (!job.appeal && decision === 'upheld') return undefined;
  const reason = REASONS.find((each) => each.code === job.reason);
  if (!reason?.statement) return undefined;
  const { code, statement } = reason;
  const told = (language: 'en' | 'ur'): string => {
    const words = WORDS[language];
    return [
      words[job.appeal ? 'asked' : 'unasked'],
      words[decision],
      statement[language],
      ...(decision === 'upheld' ? [words.away] : []),
    ].join(' ');
  };
  return {
    v: 1,
    decision,
    reason: code,
    redress: decision === 'upheld' ? ['out-of-court', 'court'] : [],
    text: { en: told('en'), ur: told('ur') },
    decidedAt,
  };
}
