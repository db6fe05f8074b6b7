/** What a reviewer can decide on an upload or a notice, and, in the last two words, on an appeal or a check. */
export const DECISIONS = ['remove', 'keep', 'needMore', 'escalate', 'minor', 'upheld', 'overturned'] as const;
export type DecisionWord = (typeof DECISIONS)[number];

/** Decisions that end a job; the others leave it open, for another person. */
export const FINAL: readonly DecisionWord[] = ['remove', 'keep', 'minor', 'upheld', 'overturned'];

/**
 * What can be decided where a bank of minors' signals matched: stopped, passed on to a trained person, or shown again
 * because the match cannot be right. No removal with reasons and an objection: both would have the file opened again.
 */
export const FOR_MINORS: readonly DecisionWord[] = ['minor', 'escalate', 'keep'];

/** `check`: a second look at a removal that was picked by chance. */
export const JOB_KINDS = ['upload', 'notice', 'appeal', 'check'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const JOB_STATES = ['open', 'claimed', 'decided'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What an uploader can answer to a removal. */
export const APPEAL_GROUNDS = ['iAmShown', 'agreed', 'notThatPicture', 'news'] as const;
export type AppealGround = (typeof APPEAL_GROUNDS)[number];

/** Why a removal needs a second person (abuse controls, P7), or that this platform always wants two. */
export const TWO_PEOPLE = ['reason', 'sensitive', 'many', 'always'] as const;
export type TwoPeople = (typeof TWO_PEOPLE)[number];
