import type { DecisionWord } from './words.ts';

/** Why a decision was made: a stable code, the decisions it fits, and the text of the statement of reasons. */
export interface Reason {
  readonly code: string;
  readonly fits: readonly DecisionWord[];
  /** The policy that was applied, in the field's words. */
  readonly policy: 'sexual/ncii' | 'sexual/deepfake' | 'none';
  /** For the reviewer's list. */
  readonly label: string;
  /** For the uploader, in plain words, when a removal follows. */
  readonly statement?: string;
  /** What the exchange is told about each signal that matched. Every final decision tells it exactly one thing. */
  readonly opinion?: 'Blocked' | 'NotBlocked' | 'PendingReview';
}

/** The one registry of reasons. Codes are never reused or renamed: they stand in signed events. */
export const REASONS: readonly Reason[] = [
  {
    code: 'ncii-depicted',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    label: 'Intimate picture shared without the consent of the person shown',
    statement:
      'The picture shows a person in an intimate situation, and that person has stated that it was shared without their consent.',
  },
  {
    code: 'ncii-synthetic',
    fits: ['remove'],
    policy: 'sexual/deepfake',
    opinion: 'Blocked',
    label: 'Made or altered to show a real person in an intimate situation',
    statement:
      'The picture was made or altered to show a real person in an intimate situation without their consent.',
  },
  {
    code: 'ncii-threat',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    label: 'Posted together with a threat or a demand',
    statement: 'The picture was posted together with a threat or a demand against the person shown.',
  },
  {
    code: 'not-the-picture',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: 'A different picture: the match is wrong',
  },
  {
    code: 'not-intimate',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: 'The same picture, and nothing intimate in it',
  },
  {
    code: 'consented-own-account',
    fits: ['keep'],
    policy: 'none',
    opinion: 'PendingReview',
    label: 'Posted by the person shown, from an account known to be theirs',
  },
  {
    code: 'news-or-public-interest',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: 'News, art, medicine or education, with no intimate picture in our policy’s sense',
  },
  { code: 'unclear-picture', fits: ['needMore'], policy: 'none', label: 'The picture alone does not tell' },
  { code: 'unclear-consent', fits: ['needMore'], policy: 'none', label: 'Consent is disputed' },
  { code: 'needs-specialist', fits: ['escalate'], policy: 'none', label: 'Needs a specialist' },
  { code: 'needs-counsel', fits: ['escalate'], policy: 'none', label: 'Needs counsel' },
  {
    code: 'may-show-minor',
    fits: ['minor'],
    policy: 'none',
    opinion: 'PendingReview',
    label: 'May show a person under 18',
  },
  {
    code: 'appeal-agrees',
    fits: ['upheld'],
    policy: 'none',
    opinion: 'Blocked',
    label: 'The decision was right',
  },
  {
    code: 'appeal-wrong-picture',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: 'It is a different picture',
  },
  {
    code: 'appeal-consented',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'PendingReview',
    label: 'The person shown agreed',
  },
  {
    code: 'appeal-not-intimate',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: 'Nothing intimate in it',
  },
];

/** The reason with this code, when it fits this decision. */
export function reasonFor(code: string, decision: DecisionWord): Reason | undefined {
  return REASONS.find((reason) => reason.code === code && reason.fits.includes(decision));
}
