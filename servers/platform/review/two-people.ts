import type { Context } from '../context.ts';
import type { Job } from './fold.ts';
import type { Reason } from './reasons.ts';
import type { TwoPeople } from './words.ts';

/** A notice about more items than this is looked at by two people (abuse controls, P7; a starting value). */
const MANY = 50;

/**
 * Why this removal needs a second person, or undefined when one is enough.
 *
 * @param sensitive the reviewer says that it touches a public figure or the news
 */
export function needsTwo(
  context: Pick<Context, 'config'>,
  job: Job,
  reason: Reason,
  sensitive: boolean,
): TwoPeople | undefined {
  if (reason.two) return 'reason';
  if (sensitive) return 'sensitive';
  if ((job.notice?.items ?? 0) > MANY) return 'many';
  return context.config.review.twoPeople === 'always' ? 'always' : undefined;
}
