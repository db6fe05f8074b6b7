import { object, text } from '@amaan/base';
import { addJob } from '@amaan/store';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openSignals } from '../banks/sealed-signals.ts';
import { type AfterCommit, OWN } from '../exchange/apply.ts';
import { call } from '../exchange/call.ts';
import { readSource } from '../exchange/sources.ts';
import type { Context } from '../context.ts';
import type { Job } from './fold.ts';
import { append } from './ledger.ts';

/** The job that sends one decision's opinions until the exchange acknowledges them. */
export const SEND_FEEDBACK = 'feedback.send';
const MAX_ATTEMPTS = 25;

type Value = 'Blocked' | 'NotBlocked' | 'PendingReview';

/**
 * Writes what a decision says of each signal that matched: exactly one opinion for each signal and decision, here at
 * once and to its exchange by a job. In the transaction of the decision.
 *
 * @param what `decision`: its id; `rests`: the signals stop suggesting here whatever the opinion
 */
export async function recordFeedback(
  trx: QueryExecutorProvider,
  context: Context,
  job: Job,
  {
    decision,
    value,
    rests: wanted,
    ageDoubt,
  }: { decision: string; value: Value; rests: boolean; ageDoubt: boolean },
): Promise<AfterCommit[]> {
  const steps: AfterCommit[] = [];
  const sources = new Set<string>();
  for (const content of new Set(job.matches.map((match) => match.content))) {
    const { rows } = await sql<{
      source: string | null;
      remote: string | null;
      state: string | null;
      bank: string;
      age: string | null;
    }>`
      select r.source, r.remote, r.state, c.bank, b.age from bank_content c join bank b on b.name = c.bank
      left join exchange_row r on r.content = c.id where c.id = ${content}`.execute(trx);
    const row = rows[0];
    if (!row) continue; // withdrawn meanwhile: there is nothing left to have an opinion on
    // Nobody looked, so nobody judged: a bank of minors' signals goes on as its makers say.
    if (row.age === 'minor') continue;
    await sql`insert into bank_opinion (content, party, value) values (${content}, ${OWN}, ${value})
      on conflict (content, party) do update set value = excluded.value`.execute(trx);
    // A signal that we judged wrong stops suggesting here at once, whatever others say.
    const rests =
      wanted || value === 'NotBlocked' || ageDoubt || (row.state !== null && row.state !== 'live');
    await sql`update bank_content set enabled_from = ${rests ? 0 : 1} where id = ${content}`.execute(trx);
    steps.push((banks) => {
      if (!banks.has(row.bank, content)) return;
      banks.setOpinion(row.bank, content, OWN, value);
      banks.enableFrom(row.bank, content, rests ? Number.POSITIVE_INFINITY : 0);
    });
    if (row.source === null || row.remote === null) continue;
    sources.add(row.source);
    await sql`insert into feedback (source, remote, decision, job, value, age_doubt, made_at)
      values (${row.source}, ${row.remote}, ${decision}, ${job.id}, ${value}, ${ageDoubt}, ${context.now()})
      on conflict do nothing`.execute(trx);
  }
  for (const source of sources)
    await addJob(
      trx,
      SEND_FEEDBACK,
      { source, decision },
      { jobKey: `${SEND_FEEDBACK}:${source}:${decision}`, maxAttempts: MAX_ATTEMPTS },
    );
  return steps;
}

interface Waiting {
  remote: string;
  job: string;
  value: Value;
  age_doubt: boolean;
  content: string | null;
  sealed: Buffer | null;
}

const parsePayload = object({ source: text(64, { min: 1 }), decision: text(32, { min: 32 }) });

/**
 * Sends a decision's opinions to one exchange. Sent twice they count once there: the decision's id goes with them.
 *
 * @throws CallError to try again later
 */
export async function sendFeedback(context: Context, payload: unknown): Promise<void> {
  const { source, decision } = parsePayload(payload);
  const file = await readSource(context.store.db, context.atRest, source);
  if (!file) return; // the exchange was ended meanwhile
  const { rows } = await sql<Waiting>`
    select f.remote, f.job, f.value, f.age_doubt, c.id as content, c.sealed from feedback f
    left join exchange_row r on r.source = f.source and r.remote = f.remote
    left join bank_content c on c.id = r.content
    where f.source = ${source} and f.decision = ${decision} and f.sent_at is null`.execute(context.store.db);
  const first = rows[0];
  if (!first) return;
  if (file.wire === 'amaan') {
    const opinions = rows.map(({ remote, value, age_doubt }) => ({
      id: remote,
      decision,
      value,
      tags: [],
      ...(age_doubt ? { ageDoubt: true } : {}),
    }));
    await call(file, 'feedback', '/exchange/v1/opinions', { v: 1, opinions });
  } else {
    const hashFeedbacks = rows.flatMap(({ content, sealed, value }) => {
      if (content === null || sealed === null) return []; // withdrawn meanwhile
      const { pdq, md5 } = openSignals(context.atRest, content, sealed);
      const hashValue = pdq?.hash ?? md5;
      return hashValue === undefined ? [] : [{ hashValue, feedbackValue: value, tags: [] }];
    });
    if (hashFeedbacks.length > 0)
      await call(file, 'feedback', '/SubmitFeedback', { count: hashFeedbacks.length, hashFeedbacks });
  }
  await context.store.transaction(async (trx) => {
    const sent = await sql`update feedback set sent_at = ${context.now()}
      where source = ${source} and decision = ${decision} and sent_at is null returning remote`.execute(trx);
    if (sent.rows.length === 0) return;
    await append(trx, context, [
      {
        type: 'feedback.sent',
        job: first.job,
        actor: { role: 'server' },
        refs: { exchange: source, value: first.value, count: sent.rows.length },
      },
    ]);
  });
}
