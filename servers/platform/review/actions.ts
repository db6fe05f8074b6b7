import { AmaanError } from '@amaan/base';
import { HttpError } from '@amaan/http';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { openHeld } from '../held/held.ts';
import type { Caller } from '../keys/key-ring.ts';
import type { EventDraft } from './event.ts';
import { type Job, looksAgainAt } from './fold.ts';
import { append, findJob } from './ledger.ts';
import { tookPart } from './who-is-left.ts';

/** A job for someone who may see it. @throws HttpError 404 */
export async function readJob(db: QueryExecutorProvider, id: string): Promise<Job> {
  const job = await findJob(db, id);
  if (!job) throw new HttpError(404, 'not-found', 'There is no such job.');
  return job;
}

/** Whether this key opens this job: a key for one job opens no other. */
export function mayOpen(caller: Caller, job: string): boolean {
  return caller.job === undefined || caller.job === job;
}

/** What somebody without the training is told. */
export const TRAINED =
  'It may show a minor: a trained person holds it. Hand it over; an administrator says who is trained.';

/** Lets nobody at what may show a minor but a trained person (minors, T5). @throws HttpError 403 `trained` */
export function requireTrained(caller: Caller, job: Job): void {
  if (job.minors && !caller.trained) throw new HttpError(403, 'trained', TRAINED);
}

/** Whether a claim still holds at this moment. */
export function holds(job: Job, now: Date): boolean {
  return job.state === 'claimed' && job.claim !== undefined && Date.parse(job.claim.until) > now.getTime();
}

/** Takes a lock on the ledger first, so that two reviewers cannot both see the job free. */
async function locked<T>(
  context: Context,
  id: string,
  work: (trx: QueryExecutorProvider, job: Job) => Promise<T>,
): Promise<T> {
  return context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    return work(trx, await readJob(trx, id));
  });
}

/**
 * Gives a job to one reviewer alone, for a while. Claiming one's own again lengthens it.
 *
 * @throws HttpError 404, 403 `trained`, 409 `decided`, 409 `claimed`, 409 `another-person`
 */
export function claim(context: Context, caller: Caller, id: string): Promise<Job> {
  return locked(context, id, async (trx, job) => {
    await mayTake(trx, context, caller, job);
    return only(await append(trx, context, claimDrafts(context, caller, job)));
  });
}

/** The events that give a job to a reviewer, after `mayTake` agreed. */
export function claimDrafts(context: Context, caller: Caller, job: Job): EventDraft[] {
  const until = new Date(context.now().getTime() + context.config.review.claimFor).toISOString();
  const drafts: EventDraft[] = [];
  if (job.claim && job.claim.by !== caller.id)
    drafts.push({ type: 'job.released', job: job.id, actor: { role: 'server' }, refs: {} });
  drafts.push({ type: 'job.claimed', job: job.id, actor: reviewer(caller), refs: { until } });
  return drafts;
}

/**
 * @param held `taken`: a job that another reviewer holds is taken from them
 * @throws HttpError 403, 409 when this reviewer may not take this job now
 */
export async function mayTake(
  trx: QueryExecutorProvider,
  context: Context,
  caller: Caller,
  job: Job,
  held: 'respected' | 'taken' = 'respected',
): Promise<void> {
  if (job.state === 'decided') throw new HttpError(409, 'decided', 'This job is decided.');
  // What stops a picture that may show a minor stops its copies too, whoever's key it was.
  if (held === 'respected') requireTrained(caller, job);
  if (held === 'respected' && !mayOpen(caller, job.id))
    throw new HttpError(409, 'another-person', 'Your key opens another job.');
  if (held === 'respected' && holds(job, context.now()) && job.claim?.by !== caller.id)
    throw new HttpError(409, 'claimed', 'Another person holds this job.');
  if (job.passedBy.includes(caller.id))
    throw new HttpError(409, 'another-person', 'You had this job: another person must take it.');
  const of = looksAgainAt(job);
  const before = of === undefined ? undefined : await readJob(trx, of);
  if (tookPart(job, before).has(caller.id))
    throw new HttpError(
      409,
      'another-person',
      'You took part in the decision: another person must look at it again.',
    );
}

/** Gives a job back; who is no longer trained hands it over so. @throws HttpError 404, 409 `not-yours` */
export function release(context: Context, caller: Caller, id: string): Promise<Job> {
  return locked(context, id, async (trx, job) => {
    requireHold(context, caller, job);
    return only(
      await append(trx, context, [{ type: 'job.released', job: id, actor: reviewer(caller), refs: {} }]),
    );
  });
}

/** @throws HttpError 403 `trained`, 409 `not-yours` unless the caller may act on this job and their claim holds now */
export function requireClaim(context: Context, caller: Caller, job: Job): void {
  requireTrained(caller, job);
  requireHold(context, caller, job);
}

function requireHold(context: Context, caller: Caller, job: Job): void {
  if (!holds(job, context.now()) || job.claim?.by !== caller.id)
    throw new HttpError(409, 'not-yours', 'Claim this job first.');
}

/** How many pictures this reviewer revealed since midnight, UTC. */
export async function revealsToday(db: QueryExecutorProvider, caller: Caller, now: Date): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from review_event where type = 'media.revealed'
      and event -> 'actor' ->> 'id' = ${caller.id} and at >= ${`${now.toISOString().slice(0, 10)}T00:00:00Z`}`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0);
}

/**
 * Opens a job's media: a logged act, counted against the day's budget. The event is on disk before the bytes go out.
 *
 * @throws HttpError 403 `trained`, 409 `not-yours`, 429 `budget`, 404 `media-gone`
 */
export async function reveal(context: Context, caller: Caller, id: string, reason: string): Promise<Buffer> {
  requireTrained(caller, await readJob(context.store.db, id));
  const bytes = await openHeld(context, id);
  await locked(context, id, async (trx, job) => {
    requireClaim(context, caller, job);
    if ((await revealsToday(trx, caller, context.now())) >= context.config.review.reveals)
      throw new HttpError(429, 'budget', 'You have seen enough pictures for one day. Pass the job on.');
    await append(trx, context, [
      { type: 'media.revealed', job: id, actor: reviewer(caller), refs: { reason } },
    ]);
  });
  return bytes;
}

/** The caller as an actor of the ledger. */
export function reviewer(caller: Caller): { role: 'reviewer'; id: string } {
  return { role: 'reviewer', id: caller.id };
}

function only(jobs: readonly Job[]): Job {
  const job = jobs[0];
  if (!job) throw new AmaanError('ledger', 'The ledger took no event.');
  return job;
}
