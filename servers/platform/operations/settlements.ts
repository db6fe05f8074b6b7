import { s, type Text } from '@amaan/base';

/** What a person may do with a suspended signal: let it rest, let it suggest again, or take it out of the bank. */
export const SETTLEMENTS = ['keep', 'restore', 'remove'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

interface SettlementReason {
  readonly code: string;
  readonly fits: readonly Settlement[];
  readonly label: Text;
}

/** The one registry of reasons for settling a signal. Codes are never reused or renamed: they stand in the record. */
export const SETTLEMENT_REASONS: readonly SettlementReason[] = [
  {
    code: 'others-are-right',
    fits: ['keep', 'remove'],
    label: s('The others are right: it is not for our rules', 'دوسرے درست ہیں: یہ ہمارے اصولوں میں نہیں آتا'),
  },
  {
    code: 'cannot-tell',
    fits: ['keep'],
    label: s('Nobody here can tell: it rests', 'یہاں کوئی طے نہیں کر سکتا: یہ رکا رہے'),
  },
  {
    code: 'asked-exchange',
    fits: ['keep'],
    label: s('The exchange was asked to look', 'تبادلے سے دیکھنے کو کہا گیا ہے'),
  },
  {
    code: 'confirmed-here',
    fits: ['restore'],
    label: s('Our reviewers saw it and confirmed it', 'ہمارے جائزہ کاروں نے دیکھ کر تصدیق کی'),
  },
  {
    code: 'doubt-not-independent',
    fits: ['restore'],
    label: s('Those who doubted it are one and the same', 'شک کرنے والے دراصل ایک ہی ہیں'),
  },
  {
    code: 'answer-by-mistake',
    fits: ['restore'],
    label: s('They told us that they answered by mistake', 'انہوں نے بتایا کہ جواب غلطی سے دیا گیا'),
  },
  {
    code: 'matches-harmless',
    fits: ['keep', 'remove'],
    label: s('It matches harmless pictures', 'یہ بے ضرر تصاویر سے ملتا ہے'),
  },
];

/** The reason with this code, when it fits. */
export function settlementReason(code: string, settlement: Settlement): SettlementReason | undefined {
  return SETTLEMENT_REASONS.find((reason) => reason.code === code && reason.fits.includes(settlement));
}
