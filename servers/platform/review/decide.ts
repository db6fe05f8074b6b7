import { HttpError } from '@amaan/http';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import type { AfterCommit } from '../exchange/apply.ts';
import { dropFile, forgetHeld } from '../held/held.ts';
import type { Caller } from '../keys/key-ring.ts';
import { queueMessage, type SiteEvent } from '../site/messages.ts';
import { claimDrafts, mayTake, readJob, requireClaim, reviewer } from './actions.ts';
import { answerFor } from './answer.ts';
import { OPEN_CHECK, picked } from './check.ts';
import type { EventDraft } from './event.ts';
import { recordFeedback } from './feedback.ts';
import { type Job, looksAgainAt } from './fold.ts';
import { append, findJob } from './ledger.ts';
import { type Reason, reasonFor } from './reasons.ts';
import { statementFor } from './statement.ts';
import { needsTwo } from './two-people.ts';
import { type DecisionWord, FINAL, FOR_MINORS, type TwoPeople } from './words.ts';

/** The one reason to keep what nobody may open. */
const WRONG_MATCH = 'not-the-picture';

/** What a reviewer says about a job. */
export interface Decision {
  readonly decision: DecisionWord;
  readonly reason: string;
  /** Decide every open job about exactly the same file in the same way. */
  readonly duplicates?: boolean;
  /** It touches a public figure or the news: a removal then needs a second person. */
  readonly sensitive?: boolean;
}

/** Runs in the transaction of every decision, final or not; rooms that wait for decisions (notices) register one. */
export type OnDecided = (
  trx: QueryExecutorProvider,
  job: Job,
  said: { readonly decision: DecisionWord; readonly reason: string },
) => Promise<void>;

/**
 * Decides a job that the caller holds. Event, effects and the jobs that carry them out are written in one transaction;
 * the held media's key goes with it and its file right after.
 *
 * @throws HttpError 404, 409 `not-yours`, 400 `decision`, 400 `reason`
 */
export async function decide(
  context: Context,
  caller: Caller,
  id: string,
  said: Decision,
  listeners: readonly OnDecided[] = [],
): Promise<Job> {
  const reason = reasonFor(said.reason, said.decision);
  if (!reason) throw new HttpError(400, 'reason', 'Choose a reason that fits the decision.');
  const done: Job[] = [];
  const steps = await context.store.transaction(async (trx) => {
    await sql`select 1 from review_head for update`.execute(trx);
    const job = await readJob(trx, id);
    requireClaim(context, caller, job);
    if (
      (looksAgainAt(job) !== undefined) !== (said.decision === 'upheld' || said.decision === 'overturned') &&
      said.decision !== 'minor'
    )
      throw new HttpError(400, 'decision', 'This decision is for another kind of job.');
    if (
      job.minors &&
      (!FOR_MINORS.includes(said.decision) || (said.decision === 'keep' && said.reason !== WRONG_MATCH))
    )
      throw new HttpError(400, 'decision', 'Stop it, pass it on, or say that the match is wrong.');
    // Before the decision: a decided job no longer knows its file.
    // What may show a minor is stopped wherever the same file waits, whoever holds it meanwhile.
    const stops = said.decision === 'minor';
    const others = said.duplicates || stops ? await duplicatesOf(trx, job.id, stops ? 'any' : 'same') : [];
    const how = { decision: said.decision, reason, sensitive: said.sensitive === true, listeners };
    const made = await decideOne(trx, context, caller, job, how);
    done.push(made.job);
    for (const other of others) {
      if (!(await isFree(trx, context, caller, other, stops ? 'taken' : 'respected'))) continue;
      await append(trx, context, claimDrafts(context, caller, other));
      const fresh = await readJob(trx, other.id);
      const also = await decideOne(trx, context, caller, fresh, how);
      done.push(also.job);
      made.steps.push(...also.steps);
    }
    return made.steps;
  });
  for (const step of steps) step(context.banks);
  for (const job of done) if (job.state === 'decided') dropFile(context, job.id);
  return done[0] as Job;
}

/** A job that must not be this person's, or that someone holds and may keep, stays where it is. */
async function isFree(
  trx: QueryExecutorProvider,
  context: Context,
  caller: Caller,
  job: Job,
  held: 'respected' | 'taken',
): Promise<boolean> {
  try {
    await mayTake(trx, context, caller, job, held);
    return true;
  } catch (error) {
    if (error instanceof HttpError) return false;
    throw error;
  }
}

interface How {
  readonly decision: DecisionWord;
  readonly reason: Reason;
  readonly sensitive: boolean;
  readonly listeners: readonly OnDecided[];
}

/** The first of two people: nothing follows yet, and the job waits for the second. */
function proposal(job: Job, caller: Caller, reason: Reason, why: TwoPeople): EventDraft {
  const refs = { decision: 'remove' as const, reason: reason.code, why };
  return { type: 'decision.proposed', job: job.id, actor: reviewer(caller), refs };
}

async function decideOne(
  trx: QueryExecutorProvider,
  context: Context,
  caller: Caller,
  job: Job,
  { decision, reason, sensitive, listeners }: How,
): Promise<{ job: Job; steps: AfterCommit[] }> {
  const why = decision === 'remove' && !job.proposal ? needsTwo(context, job, reason, sensitive) : undefined;
  if (why) {
    const [waits] = await append(trx, context, [proposal(job, caller, reason, why)]);
    return { job: waits as Job, steps: [] };
  }
  const final = FINAL.includes(decision);
  const common = { job: job.id, actor: reviewer(caller) } as const;
  const drafts: EventDraft[] = [
    {
      type: 'decision.made',
      ...common,
      refs: { decision, reason: reason.code, final: final ? 'yes' : 'no' },
    },
  ];
  if (decision === 'remove')
    drafts.push({ type: 'reason.stated', ...common, refs: { policy: reason.policy, reason: reason.code } });
  if (job.appeal && (decision === 'upheld' || decision === 'overturned'))
    drafts.push({ type: 'appeal.decided', ...common, refs: { of: job.appeal.of, decision } });
  if (job.notice && final)
    drafts.push({ type: 'notice.decided', ...common, refs: { notice: job.notice.id, decision } });
  const after = (await append(trx, context, drafts))[0] as Job;
  for (const listener of listeners) await listener(trx, after, { decision, reason: reason.code });
  if (!final) return { job: after, steps: [] };

  await forgetHeld(trx, job.id);
  await tellSite(trx, context, after);
  // A second look is about the signals of the decision that it looks at again.
  const of = looksAgainAt(job);
  const about = of === undefined ? after : ((await findJob(trx, of)) ?? after);
  const steps = reason.opinion
    ? await recordFeedback(trx, context, about, {
        decision: newId(context),
        value: reason.opinion,
        // Reversed: the signals rest, whatever the opinion (abuse controls, W6).
        rests: decision === 'overturned',
        ageDoubt: decision === 'minor',
      })
    : [];
  if (decision === 'remove' && picked(context)) await addJob(trx, OPEN_CHECK, { of: job.id });
  return { job: after, steps };
}

async function tellSite(trx: QueryExecutorProvider, context: Context, job: Job): Promise<void> {
  const event = siteEvent(job);
  if (!event) return;
  const statement = statementFor(job);
  const answer = answerFor(job);
  await queueMessage(trx, context, job, {
    event,
    appealable: statement?.redress.includes('internal-complaint') === true,
    ...(statement ? { statement } : {}),
    ...(answer ? { answer } : {}),
  });
}

function siteEvent(job: Job): SiteEvent | undefined {
  switch (job.decision) {
    case 'remove':
    case 'minor':
      return 'removed';
    case 'keep':
      return job.kind === 'upload' ? 'cleared' : undefined;
    case 'overturned':
      return 'restored';
    case 'upheld':
      // Whoever objected is answered; our own second look that changed nothing troubles nobody.
      return job.appeal ? 'upheld' : undefined;
    default:
      return undefined;
  }
}

/** Open jobs about exactly the same file: of the same kind, or of any. */
export async function duplicatesOf(
  trx: QueryExecutorProvider,
  id: string,
  kind: 'same' | 'any' = 'same',
): Promise<Job[]> {
  const { rows } = await sql<{ folded: Job }>`
    select other.folded from review_job mine join review_job other on other.file = mine.file
    where mine.id = ${id} and other.id <> mine.id and (${kind} = 'any' or other.kind = mine.kind) and other.state <> 'decided'`.execute(
    trx,
  );
  return rows.map((row) => row.folded);
}
