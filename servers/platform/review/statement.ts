import type { Job } from './fold.ts';
import { REASONS } from './reasons.ts';

/**
 * The statement of reasons that goes with every removal, in the terms of DSA Article 17(3): the action and its reach,
 * the facts, whether automated means were used, the ground, and the ways to object.
 */
export interface Statement {
  readonly v: 1;
  readonly action: 'removed';
  readonly territory: 'everywhere';
  readonly source: 'automated-detection' | 'notice';
  readonly automatedDetection: boolean;
  /** Always false: a person decides every removal. */
  readonly automatedDecision: false;
  readonly ground: 'incompatible-with-terms';
  readonly policy: string;
  readonly reason: string;
  readonly text: string;
  readonly decidedAt: string;
  readonly redress: readonly ['internal-complaint', 'out-of-court', 'court'];
}

/** The statement for a decided job, or undefined when the decision removes nothing. */
export function statementFor(job: Job): Statement | undefined {
  const reason = REASONS.find((each) => each.code === job.reason);
  if (job.decision !== 'remove' || !reason?.statement || job.decidedAt === undefined) return undefined;
  return {
    v: 1,
    action: 'removed',
    territory: 'everywhere',
    source: job.kind === 'notice' ? 'notice' : 'automated-detection',
    automatedDetection: job.kind !== 'notice',
    automatedDecision: false,
    ground: 'incompatible-with-terms',
    policy: reason.policy,
    reason: reason.code,
    text: `${reason.statement} A person looked at it and decided. You can object: another person will then decide.`,
    decidedAt: job.decidedAt,
    redress: ['internal-complaint', 'out-of-court', 'court'],
  };
}
