import { type QueryExecutorProvider, sql } from 'kysely';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Job } from './fold.ts';

/**
 * The reviewers who may not take this job: those who passed it on or decided first, and those who took part in the
 * decision that it looks at again (abuse controls, W4).
 */
export function tookPart(job: Job, before: Job | undefined): ReadonlySet<string> {
  const earlier = [before?.decidedBy, before?.proposal?.by].filter((id) => id !== undefined);
  return new Set([...job.passedBy, ...earlier]);
}

/** Whether every living key that could open this open job belongs to somebody who took part, or to nobody trained for it. */
export function isNobodyLeft(keys: KeyRing, job: Job, before: Job | undefined): boolean {
  if (job.state === 'decided') return false;
  const without = tookPart(job, before);
  return keys.reviewersOf(job.id, job.minors === true).every((id) => without.has(id));
}

/** The job whose decision another one looks at again, beside that one; for queries over `review_job j`. */
export const joinBefore = sql`left join review_job b
  on b.id = coalesce(j.folded -> 'appeal' ->> 'of', j.folded -> 'check' ->> 'of')`;

/** The open jobs that nobody here may take, the most urgent first: a person from outside must be named for each. */
export async function jobsForNobody(db: QueryExecutorProvider, keys: KeyRing): Promise<Job[]> {
  const { rows } = await sql<{ folded: Job; before: Job | null }>`
    select j.folded, b.folded as before from review_job j ${joinBefore}
    where j.state <> 'decided' and (b.id is not null or j.folded ? 'minors' or jsonb_array_length(j.folded -> 'passedBy') > 0)
    order by j.priority, j.due_at`.execute(db);
  return rows
    .filter(({ folded, before }) => isNobodyLeft(keys, folded, before ?? undefined))
    .map(({ folded }) => folded);
}
