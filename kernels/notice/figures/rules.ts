import { s, type Text } from '@amaan/base';

/** A change of the rules by which pictures match, as everybody may see it (abuse controls, G7). */
export interface RuleChange {
  /** YYYY-MM-DD, UTC. */
  readonly on: string;
  readonly bank: string;
  /** How many people made it. */
  readonly people: 1 | 2;
  readonly rules: readonly { readonly rule: RuleName; readonly from: string; readonly to: string }[];
}

/** What the rules of a bank are called. */
export const RULE_NAMES = {
  kind: s('kind', 'قسم'),
  threshold: s('threshold in bits', 'حد، بٹ میں'),
  enabledRatio: s('part of look-ups', 'تلاشوں کا حصہ'),
  aligned: s('comparing parts of pictures', 'تصویر کے حصوں کا موازنہ'),
  silences: s('banks that it silences', 'ذخیرے جنہیں یہ روکتا ہے'),
} as const satisfies Record<string, Text>;
export type RuleName = keyof typeof RULE_NAMES;
