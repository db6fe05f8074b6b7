import { toHex } from '@amaan/base';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Context, newId } from '../context.ts';
import {
  CHAIN_START,
  type EventDraft,
  eventDigest,
  parseReviewEvent,
  type ReviewEvent,
  signedBytes,
} from './event.ts';
import { fold, type Job, priorityOf } from './fold.ts';

/**
 * Appends events to the chain and brings their jobs up to date, in the caller's transaction. The chain's head stays
 * locked until it ends, so the order of the events is the order of commit.
 *
 * @param file SHA-256 of the file that a new job is about
 * @returns the jobs after the events
 */
export async function append(
  trx: QueryExecutorProvider,
  context: Context,
  drafts: readonly EventDraft[],
  file?: Uint8Array,
): Promise<Job[]> {
  const head = await sql<{ seq: string; digest: Buffer | null }>`
    select seq, digest from review_head for update`.execute(trx);
  let seq = Number(head.rows[0]?.seq ?? -1);
  let prev = head.rows[0]?.digest ? toHex(head.rows[0].digest) : CHAIN_START;
  const jobs = new Map<string, Job | undefined>();
  for (const draft of drafts) {
    const unsigned = {
      ...draft,
      v: 1 as const,
      id: newId(context),
      seq: ++seq,
      at: context.now().toISOString(),
      prev,
    };
    const sig = toHex(context.key.sign(signedBytes(unsigned as Omit<ReviewEvent, 'sig'>)));
    const event = parseReviewEvent({ ...unsigned, sig });
    const before = jobs.has(event.job) ? jobs.get(event.job) : await findJob(trx, event.job);
    jobs.set(event.job, fold(before, event));
    prev = eventDigest(event);
    await sql`insert into review_event (seq, id, job, at, type, event, digest)
      values (${seq}, ${event.id}, ${event.job}, ${event.at}, ${event.type}, ${JSON.stringify(event)}::jsonb,
        ${Buffer.from(prev, 'hex')})`.execute(trx);
  }
  await sql`update review_head set seq = ${seq}, digest = ${Buffer.from(prev, 'hex')}`.execute(trx);
  const changed = [...jobs.values()].filter((job) => job !== undefined);
  for (const job of changed) await project(trx, job, file);
  return changed;
}

async function project(trx: QueryExecutorProvider, job: Job, file: Uint8Array | undefined): Promise<void> {
  await sql`insert into review_job (id, kind, state, ticket, item, opened_at, due_at, priority, claimed_by,
      claimed_until, decided_at, file, escalated, proposed, folded)
    values (${job.id}, ${job.kind}, ${job.state}, ${job.ticket}, ${job.item}, ${job.openedAt}, ${job.dueAt},
      ${priorityOf(job)}, ${job.claim?.by ?? null}, ${job.claim?.until ?? null}, ${job.decidedAt ?? null},
      ${file ? Buffer.from(file) : null}, ${job.escalated}, ${job.proposal !== undefined}, ${JSON.stringify(job)}::jsonb)
    on conflict (id) do update set state = excluded.state, due_at = excluded.due_at, priority = excluded.priority,
      claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until, decided_at = excluded.decided_at,
      escalated = excluded.escalated, proposed = excluded.proposed,
      file = case when excluded.state = 'decided' then null else review_job.file end,
      folded = excluded.folded`.execute(trx);
}

/** A job by its id, as its events make it. */
export async function findJob(db: QueryExecutorProvider, id: string): Promise<Job | undefined> {
  const { rows } = await sql<{ folded: Job }>`select folded from review_job where id = ${id}`.execute(db);
  return rows[0]?.folded;
}

/** The events of a job in order. */
export async function eventsOf(db: QueryExecutorProvider, job: string): Promise<ReviewEvent[]> {
  const { rows } = await sql<{ event: unknown }>`
    select event from review_event where job = ${job} order by seq`.execute(db);
  return rows.map((row) => parseReviewEvent(row.event));
}
