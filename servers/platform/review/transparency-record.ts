import type { Reason } from './reasons.ts';

/**
 * The part of a removal's record that follows from the decision, in the codes of the Commission's DSA Transparency
 * Database (DSA Article 24(5); schema of July 2025). What only the site knows is left to it: `puid`, `content_type`,
 * `content_date`, `application_date`, `territorial_scope` and its own terms' address.
 */
export interface TransparencyRecord {
  readonly decision_visibility: readonly ['DECISION_VISIBILITY_CONTENT_REMOVED'];
  readonly decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT';
  readonly incompatible_content_ground: string;
  readonly incompatible_content_explanation: string;
  readonly category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE' | 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC';
  readonly category_specification: readonly string[];
  readonly source_type: 'SOURCE_ARTICLE_16' | 'SOURCE_VOLUNTARY';
  readonly automated_detection: 'Yes' | 'No';
  readonly automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED';
  readonly decision_facts: string;
}

type Category = Pick<TransparencyRecord, 'category' | 'category_specification'>;

// Whether the person shown is a woman is never asked, so the categories of violence against women are not ours to choose.
// What may show a minor has the general category: the database is public, and the doubt is told to nobody.
const CATEGORIES: Readonly<Record<Reason['policy'], Category>> = {
  'sexual/ncii': {
    category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
    category_specification: ['KEYWORD_NON_CONSENSUAL_IMAGE_SHARING'],
  },
  'sexual/deepfake': {
    category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
    category_specification: ['KEYWORD_NON_CONSENSUAL_MATERIAL_DEEPFAKE'],
  },
  safety: { category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC', category_specification: [] },
  none: { category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC', category_specification: [] },
};

/** @param rule the sentence of the terms, and what was found, in English */
export function transparencyRecord(
  policy: Reason['policy'],
  notice: boolean,
  { rule, facts }: { readonly rule: string; readonly facts: string },
): TransparencyRecord {
  return {
    decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: policy,
    incompatible_content_explanation: rule,
    ...CATEGORIES[policy],
    source_type: notice ? 'SOURCE_ARTICLE_16' : 'SOURCE_VOLUNTARY',
    automated_detection: notice ? 'No' : 'Yes',
    automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
    decision_facts: facts,
  };
}
