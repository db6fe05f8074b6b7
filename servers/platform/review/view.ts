import type { Banks } from '@amaan/bank';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Context } from '../context.ts';
import { heldFacts } from '../held/held.ts';
import type { Caller } from '../keys/key-ring.ts';
import { holds, readJob, requireTrained } from './actions.ts';
import { closest, type Job, looksAgainAt } from './fold.ts';
import { eventsOf } from './ledger.ts';
import type { JobLineShape, JobViewShape, LoadShape, MatchViewShape } from './schemas.ts';
import { noticeSays } from './notice-says.ts';
import { statementFor } from './statement.ts';
import { momentOf, rectangleOf } from './where.ts';
import { isNobodyLeft, joinBefore } from './who-is-left.ts';

/** A job as a line of the queue, as this reviewer sees it at this moment. */
export function lineOf(
  job: Job,
  caller: Caller,
  now: Date,
  { duplicates, nobody }: { readonly duplicates: number; readonly nobody: boolean },
): JobLineShape {
  const held = holds(job, now);
  const distance = closest(job);
  return {
    id: job.id,
    kind: job.kind,
    state: job.state === 'claimed' && !held ? 'open' : job.state,
    openedAt: job.openedAt,
    dueAt: job.dueAt,
    late: job.state !== 'decided' && Date.parse(job.dueAt) < now.getTime(),
    mine: held && job.claim?.by === caller.id,
    escalated: job.escalated,
    ...(job.proposal && job.state !== 'decided' ? { second: job.proposal.why } : {}),
    duplicates,
    ...(nobody ? { nobody } : {}),
    ...(job.minors ? { minors: true } : {}),
    ...(held && job.claim ? { claimedUntil: job.claim.until } : {}),
    ...(distance === undefined ? {} : { distance }),
    ...(job.notice ? { notice: job.notice.number, regime: job.notice.regime } : {}),
    ...(job.decision ? { decision: job.decision } : {}),
    ...(job.reason ? { reason: job.reason } : {}),
  };
}

interface QueueRow {
  folded: Job;
  before: Job | null;
  duplicates: string;
}

/** The queue: notices with clocks first, then escalated jobs, then the closest matches; decided ones newest first. */
export async function queueFor(
  context: Context,
  caller: Caller,
  {
    state = 'open',
    kind,
    only,
  }: { state?: 'open' | 'mine' | 'decided'; kind?: string; only?: 'late' | 'escalated' | 'second' },
): Promise<JobLineShape[]> {
  const now = context.now();
  const which =
    state === 'decided'
      ? sql`j.state = 'decided'`
      : state === 'mine'
        ? sql`j.state = 'claimed' and j.claimed_by = ${caller.id} and j.claimed_until > ${now}`
        : sql`j.state <> 'decided'`;
  const narrowed =
    only === 'late'
      ? sql`j.state <> 'decided' and j.due_at < ${now}`
      : only === 'escalated'
        ? sql`j.escalated`
        : only === 'second'
          ? sql`j.proposed`
          : sql`true`;
  const order = state === 'decided' ? sql`j.decided_at desc` : sql`j.priority, j.due_at`;
  const { rows } = await sql<QueueRow>`
    select j.folded, b.folded as before, case when j.file is null then 0 else (select count(*) from review_job other
      where other.file = j.file and other.id <> j.id and other.state <> 'decided') end as duplicates
    from review_job j ${joinBefore}
    where ${which} and ${narrowed} and (${kind ?? null}::text is null or j.kind = ${kind ?? null})
      and (${caller.job ?? null}::text is null or j.id = ${caller.job ?? null})
      and (${caller.trained === true} or not j.folded ? 'minors')
    order by ${order} limit 200`.execute(context.store.db);
  return rows.map(({ folded, before, duplicates }) => {
    const nobody = isNobodyLeft(context.keys, folded, before ?? undefined);
    return lineOf(folded, caller, now, { duplicates: Number(duplicates), nobody });
  });
}

/** What waits for a trained person, for those who are not: that it waits is told, and no more. */
export async function forTrained(
  { store, keys }: Context,
  caller: Caller,
): Promise<{ waiting: number; nobody: boolean } | undefined> {
  if (caller.trained || caller.job !== undefined) return undefined;
  const { rows } = await sql<{ folded: Job; waiting: number }>`
    select folded, count(*) over ()::int as waiting from review_job where state <> 'decided' and folded ? 'minors'
    order by due_at limit 200`.execute(store.db);
  const [first] = rows;
  if (!first) return undefined;
  const nobody = rows.some(({ folded }) => isNobodyLeft(keys, folded, undefined));
  return { waiting: first.waiting, nobody };
}

/** Everything about one job but its media. @throws HttpError 404, 403 `trained` */
export async function viewOf(context: Context, caller: Caller, id: string): Promise<JobViewShape> {
  const { db } = context.store;
  const job = await readJob(db, id);
  requireTrained(caller, job);
  const of = looksAgainAt(job);
  const about = of === undefined ? job : await readJob(db, of);
  const media = await heldFacts(db, id);
  const events = await eventsOf(db, id);
  const suggested = (about === job ? events : await eventsOf(db, about.id))[0];
  const partial = suggested?.type === 'match.suggested' && suggested.refs.partial === true;
  const duplicates = await sql<{ n: string }>`
    select count(*) as n from review_job other join review_job mine on mine.file = other.file
    where mine.id = ${id} and other.id <> mine.id and other.state <> 'decided'`.execute(db);
  const statement = statementFor(about);
  const held = holds(job, context.now()) && job.claim?.by === caller.id;
  const notice = held ? await noticeSays(db, job) : undefined;
  return {
    v: 1,
    job: lineOf(job, caller, context.now(), {
      duplicates: Number(duplicates.rows[0]?.n ?? 0),
      nobody: isNobodyLeft(context.keys, job, about === job ? undefined : about),
    }),
    matches: about.matches.map((match) => matchView(context.banks, match)),
    events: events.map(({ at, type, actor }) => ({
      at,
      type,
      by:
        actor.id === undefined
          ? actor.role
          : actor.id === caller.id
            ? 'you'
            : `reviewer-${actor.id.slice(0, 4)}`,
    })),
    ...(media ? { media } : {}),
    ...(partial ? { partial } : {}),
    ...(job.appeal ? { appeal: job.appeal } : {}),
    ...(notice ? { notice } : {}),
    ...(statement ? { statement: { policy: statement.policy, text: statement.text } } : {}),
  };
}

function matchView(banks: Banks, match: Job['matches'][number]): MatchViewShape {
  const known = banks.has(match.bank, match.content);
  const opinions = known ? [...banks.opinions(match.bank, match.content).values()] : [];
  const rectangle = rectangleOf(match.view);
  const at = momentOf(match.view);
  return {
    ...match,
    ...(rectangle && { rectangle }),
    ...(at !== undefined && { at }),
    blocked: opinions.filter((value) => value === 'Blocked').length,
    notBlocked: opinions.filter((value) => value === 'NotBlocked').length,
  };
}

/** Where the groups of times to a decision end, in minutes: from a glance to a week. */
const UNDER = [5, 15, 60, 4 * 60, 24 * 60, 7 * 24 * 60] as const;

/** What today looks like. */
export async function loadNow(db: QueryExecutorProvider, now: Date): Promise<LoadShape> {
  const midnight = `${now.toISOString().slice(0, 10)}T00:00:00Z`;
  const counts = await sql<{
    open: number;
    late: number;
    notices: number;
    decided: number;
    median: number | null;
  }>`
    select count(*) filter (where state <> 'decided')::int as open,
      count(*) filter (where state <> 'decided' and due_at < ${now})::int as late,
      count(*) filter (where state <> 'decided' and due_at < ${now} and kind = 'notice')::int as notices,
      count(*) filter (where decided_at >= ${midnight})::int as decided,
      (percentile_cont(0.5) within group (order by extract(epoch from decided_at - opened_at) / 60)
        filter (where decided_at >= ${midnight}))::float8 as median
    from review_job`.execute(db);
  const hours = await sql<{ opened: number; decided: number }>`
    select (select count(*)::int from review_job where opened_at > h - interval '1 hour' and opened_at <= h) as opened,
      (select count(*)::int from review_job where decided_at > h - interval '1 hour' and decided_at <= h) as decided
    from generate_series(${now}::timestamptz - interval '23 hours', ${now}::timestamptz, interval '1 hour') h
    order by h`.execute(db);
  const { rows: groups } = await sql<{ place: number; decided: number }>`
    select width_bucket(extract(epoch from decided_at - opened_at)::float8 / 60, ${[...UNDER]}::float8[]) as place,
      count(*)::int as decided
    from review_job where decided_at >= ${midnight} group by place`.execute(db);
  const row = counts.rows[0];
  return {
    open: row?.open ?? 0,
    late: row?.late ?? 0,
    lateNotices: row?.notices ?? 0,
    decidedToday: row?.decided ?? 0,
    medianMinutes: row?.median ?? null,
    times: [...UNDER, null].map((under, place) => ({
      under,
      decided: groups.find((group) => group.place === place)?.decided ?? 0,
    })),
    hours: hours.rows,
  };
}
