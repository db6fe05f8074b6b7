import type { Text as AnyText } from '@amaan/base';
import type { DecisionWord } from './words.ts';

/** One plain sentence in both languages, with the state of its review. */
export interface Text extends AnyText {
  readonly en: string;
  readonly ur: string;
}

/** Why a decision was made: a stable code, the decisions it fits, and the text of the statement of reasons. */
export interface Reason {
  readonly code: string;
  readonly fits: readonly DecisionWord[];
  /** The policy that was applied, in the field's words. */
  readonly policy: 'sexual/ncii' | 'sexual/deepfake' | 'safety' | 'none';
  /** For the reviewer's list. */
  readonly label: Text;
  /** For the uploader, in plain words, when a removal follows or an objection is answered. */
  readonly statement?: Text;
  /** What the exchange is told about each signal that matched. Every final decision tells it exactly one thing. */
  readonly opinion?: 'Blocked' | 'NotBlocked' | 'PendingReview';
  /** A removal for this reason needs two people (abuse controls, P7). Only new codes may get this mark. */
  readonly two?: true;
}

const t = (en: string, ur: string): Text => ({ en, ur, reviewer: null });

/** The one registry of reasons. Codes are never reused or renamed: they stand in signed events. */
export const REASONS: readonly Reason[] = [
  {
    code: 'ncii-depicted',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    label: t(
      'Intimate picture shared without the consent of the person shown',
      'ذاتی تصویر، اس میں نظر آنے والے فرد کی اجازت کے بغیر',
    ),
    statement: t(
      'It shows a person in an intimate situation, and that person has stated that it was shared without their consent.',
      'اس میں ایک فرد نجی حالت میں نظر آتا ہے، اور اس فرد نے بتایا ہے کہ یہ اجازت کے بغیر پھیلائی گئی۔',
    ),
  },
  {
    code: 'ncii-synthetic',
    fits: ['remove'],
    policy: 'sexual/deepfake',
    opinion: 'Blocked',
    label: t(
      'Made or altered to show a real person in an intimate situation',
      'بنائی یا بدلی گئی، تاکہ ایک حقیقی فرد نجی حالت میں دکھے',
    ),
    statement: t(
      'It was made or altered to show a real person in an intimate situation without their consent.',
      'اسے بنایا یا بدلا گیا تاکہ ایک حقیقی فرد، اپنی اجازت کے بغیر، نجی حالت میں نظر آئے۔',
    ),
  },
  {
    code: 'ncii-threat',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    label: t('Posted together with a threat or a demand', 'دھمکی یا مطالبے کے ساتھ لگائی گئی'),
    statement: t(
      'It was posted together with a threat or a demand against the person shown.',
      'اسے نظر آنے والے فرد کے خلاف دھمکی یا مطالبے کے ساتھ لگایا گیا۔',
    ),
  },
  {
    code: 'ncii-no-nudity',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    two: true,
    label: t(
      'Private and harmful where it is shared, without nudity (two people)',
      'نجی اور نقصان دہ، برہنگی کے بغیر (دو افراد)',
    ),
    statement: t(
      'It shows a person in a private situation and was shared to harm them, without their consent.',
      'اس میں ایک فرد نجی حالت میں ہے، اور اسے نقصان پہنچانے کے لیے اجازت کے بغیر پھیلایا گیا۔',
    ),
  },
  {
    code: 'ncii-public-figure',
    fits: ['remove'],
    policy: 'sexual/ncii',
    opinion: 'Blocked',
    two: true,
    label: t(
      'Intimate picture of a widely known person (two people)',
      'کسی جانی پہچانی شخصیت کی ذاتی تصویر (دو افراد)',
    ),
    statement: t(
      'It shows a widely known person in an intimate situation, without their consent and without public interest.',
      'اس میں ایک جانی پہچانی شخصیت نجی حالت میں ہے، اجازت کے بغیر اور عوامی مفاد کے بغیر۔',
    ),
  },
  {
    code: 'not-the-picture',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t('A different picture: the match is wrong', 'یہ دوسری تصویر ہے: ملاپ غلط ہے'),
  },
  {
    code: 'not-intimate',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t('The same picture, and nothing intimate in it', 'وہی تصویر، مگر اس میں کچھ نجی نہیں'),
  },
  {
    code: 'consented-own-account',
    fits: ['keep'],
    policy: 'none',
    opinion: 'PendingReview',
    label: t(
      'Posted by the person shown, from an account known to be theirs',
      'نظر آنے والے فرد نے خود لگائی، اپنے جانے پہچانے اکاؤنٹ سے',
    ),
  },
  {
    code: 'news-or-public-interest',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t(
      'News, art, medicine or education, with no intimate picture in our policy’s sense',
      'خبر، فن، طب یا تعلیم، ہمارے اصول کے معنی میں ذاتی تصویر نہیں',
    ),
  },
  {
    code: 'out-of-scope',
    fits: ['keep'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t(
      'Text, a search result or an article: no intimate picture, so not for this line',
      'متن، تلاش کا نتیجہ یا مضمون: ذاتی تصویر نہیں، اس لیے یہ اس شعبے کا کام نہیں',
    ),
  },
  {
    code: 'unclear-picture',
    fits: ['needMore'],
    policy: 'none',
    label: t('The picture alone does not tell', 'صرف تصویر سے پتا نہیں چلتا'),
  },
  {
    code: 'unclear-consent',
    fits: ['needMore'],
    policy: 'none',
    label: t('Consent is disputed', 'اجازت پر اختلاف ہے'),
  },
  {
    code: 'needs-specialist',
    fits: ['escalate'],
    policy: 'none',
    label: t('Needs a specialist', 'ماہر کی ضرورت ہے'),
  },
  {
    code: 'needs-counsel',
    fits: ['escalate'],
    policy: 'none',
    label: t('Needs counsel', 'وکیل کی ضرورت ہے'),
  },
  {
    code: 'may-show-minor',
    fits: ['minor'],
    policy: 'safety',
    opinion: 'PendingReview',
    label: t('May show a person under 18', 'شاید نظر آنے والا فرد 18 سے کم ہے'),
    // Why is said to nobody: it could name a child, or warn whoever shared it (minors, T4).
    statement: t(
      'It does not fit our rules that protect people.',
      'یہ ہمارے ان اصولوں کے خلاف ہے جو لوگوں کی حفاظت کرتے ہیں۔',
    ),
  },
  {
    code: 'appeal-agrees',
    fits: ['upheld'],
    policy: 'none',
    opinion: 'Blocked',
    label: t('The decision was right', 'فیصلہ درست تھا'),
    statement: t(
      'The reasons that were stated first still hold.',
      'جو وجوہات پہلے بتائی گئی تھیں وہ اب بھی درست ہیں۔',
    ),
  },
  {
    code: 'appeal-wrong-picture',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t('It is a different picture', 'یہ دوسری تصویر ہے'),
    statement: t(
      'It is a different picture from the one that was looked for.',
      'یہ وہ تصویر نہیں جس کی تلاش تھی۔',
    ),
  },
  {
    code: 'appeal-consented',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'PendingReview',
    label: t('The person shown agreed', 'نظر آنے والے فرد نے اجازت دی تھی'),
    statement: t(
      'Nothing speaks against the consent of the person shown.',
      'نظر آنے والے فرد کی رضامندی کے خلاف کوئی بات سامنے نہیں آئی۔',
    ),
  },
  {
    code: 'appeal-own-picture',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'PendingReview',
    label: t('The uploader is the person shown', 'اپ لوڈ کرنے والا خود تصویر میں ہے'),
    statement: t(
      'Nothing speaks against your being the person shown.',
      'اس بات کے خلاف کچھ سامنے نہیں آیا کہ تصویر میں آپ خود ہیں۔',
    ),
  },
  {
    code: 'appeal-news',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t('News or public interest', 'خبر یا عوامی مفاد'),
    statement: t(
      'It is news or of public interest, and our terms allow that.',
      'یہ خبر یا عوامی مفاد کی چیز ہے، اور ہماری شرائط اس کی اجازت دیتی ہیں۔',
    ),
  },
  {
    code: 'appeal-not-intimate',
    fits: ['overturned'],
    policy: 'none',
    opinion: 'NotBlocked',
    label: t('Nothing intimate in it', 'اس میں کچھ نجی نہیں'),
    statement: t(
      'Nothing in it is intimate in the sense of our terms.',
      'ہماری شرائط کے معنی میں اس میں کچھ ذاتی یا نجی نہیں۔',
    ),
  },
];

/** The reason with this code, when it fits this decision. */
export function reasonFor(code: string, decision: DecisionWord): Reason | undefined {
  return REASONS.find((reason) => reason.code === code && reason.fits.includes(decision));
}
