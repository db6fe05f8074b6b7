import { Logger, run, runMigrations, type TaskList } from 'graphile-worker';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { PoolClient } from 'pg';
import { holdAlone } from './alone.ts';
import type { Store } from './store.ts';

/** What a job does with its payload. It may run more than once: it must be harmless the second time. */
export type JobHandler = (payload: unknown) => Promise<void>;

/** When and under which key a job runs. */
export interface JobOptions {
  /** A job added again under the same key replaces the waiting one: this is how a clock is re-scheduled. */
  readonly jobKey?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
  /** Jobs of one queue run one after another, never beside each other. */
  readonly queue?: string;
}

/** Prepares the job tables. Call once, after `migrate`. */
export async function prepareJobs<DB>(store: Store<DB>): Promise<void> {
  await runMigrations({ pgPool: store.pool, logger: silent });
}

/**
 * Adds a job in the caller's transaction: it exists exactly when the event that needs it does.
 *
 * @param payload codes and ids only: job rows are plain text in the database
 */
export async function addJob(
  trx: QueryExecutorProvider,
  name: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  const { jobKey = null, runAt = null, maxAttempts = null, queue = null } = options;
  await sql`select graphile_worker.add_job(${name}::text, payload => ${JSON.stringify(payload)}::json,
    queue_name => ${queue}::text, run_at => ${runAt}::timestamptz, max_attempts => ${maxAttempts}::int, job_key => ${jobKey}::text)`.execute(
    trx,
  );
}

/** Takes back a waiting job by its key; one that is already gone is fine. */
export async function removeJob(trx: QueryExecutorProvider, jobKey: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${jobKey}::text)`.execute(trx);
}

/**
 * Works on jobs until `stop` is called. Failed jobs are tried again with growing pauses.
 *
 * @param onError gets the job's name and the error; never its payload
 */
export async function runJobs<DB>(
  store: Store<DB>,
  handlers: Record<string, JobHandler>,
  onError: (job: string, error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  const alone = await takeOver(store);
  const taskList: TaskList = {};
  for (const [name, handle] of Object.entries(handlers)) taskList[name] = (payload) => handle(payload);
  const runner = await run({
    pgPool: store.pool,
    taskList,
    logger: silent,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
  });
  runner.events.on('job:error', ({ job, error }) => onError(job.task_identifier, error));
  return {
    stop: async () => {
      await runner.stop();
      alone?.release(true);
    },
  };
}

const LOCK = 7_239_104_513;
const WAIT_MS = 2_000;

/**
 * Gives back the jobs that a killed process was working on: graphile-worker would leave them locked for four hours.
 * Only when no other process works on this database, which a lock on a connection of its own tells: it ends with its
 * process, however that ends.
 *
 * @returns the connection that holds the lock, or undefined when another process lives
 */
async function takeOver<DB>(store: Store<DB>): Promise<PoolClient | undefined> {
  const client = await holdAlone(store, LOCK, WAIT_MS);
  await client?.query(`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
  return client;
}

/** graphile-worker logs payloads on failure; ours go to `onError` without them. */
const silent = new Logger(() => () => {});
