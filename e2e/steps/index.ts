import type { Step } from '../world.ts';
import { caseStep } from './case.ts';
import { hashStep } from './hash.ts';
import { matchStep } from './match.ts';
import { noticeStep } from './notice.ts';

/** The walk, in order; each step stands on the ones before it. */
export const STEPS: readonly Step[] = [hashStep, caseStep, matchStep, noticeStep];
