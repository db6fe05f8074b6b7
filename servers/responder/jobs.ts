import { loggable } from '@amaan/http';
import { type JobHandler, runJobs } from '@amaan/store';
import { retentionRound, shareRound } from './cases/index.ts';
import type { Context } from './context.ts';
import { keepCanaries, purgeTombstones, watchExchange } from './exchange/index.ts';
import { closeFigures } from './transparency/months.ts';
import { clockRound, mailRound, noticeJobs } from './notices/index.ts';

const RETENTION_MS = 3_600_000;
const CLOCK_MS = 60_000;
const MAIL_MS = 60_000;

/** Background work of the responder: the rooms' jobs, and rounds that need no row of their own. */
export async function startWork(context: Context): Promise<{ stop(): Promise<void> }> {
  const handlers: Record<string, JobHandler> = { ...noticeJobs(context) };
  const jobs = await runJobs(context.store, handlers, (job, error) => {
    context.log.error({ job, ...loggable(error) });
  });
  // Not in the transaction of an intake: intakes must not wait for the exchange's one clock, and in production the
  // time of a record must not be the time of a visit.
  const sharing = every(context, context.config.shareEvery, () => shareRound(context));
  const retention = every(context, RETENTION_MS, () => retentionRound(context));
  const tombstones = every(context, RETENTION_MS, () =>
    context.store.transaction((trx) => purgeTombstones(trx, context.now())),
  );
  const canaries = every(context, RETENTION_MS, () => keepCanaries(context));
  const watch = every(context, RETENTION_MS, () => watchExchange(context));
  const figures = every(context, RETENTION_MS, () => closeFigures(context));
  const screen = every(context, RETENTION_MS, () => context.screen.forget());
  const clock = every(context, CLOCK_MS, () => clockRound(context, performance.now()));
  // What was looked at and is no answer to a notice stays in the mailbox for a person.
  const seen = new Set<string>();
  const mail = every(context, MAIL_MS, () => mailRound(context, seen));
  return {
    stop: async () => {
      const rounds = [mail, clock, sharing, retention, tombstones, watch, figures, canaries, screen];
      await Promise.all(rounds.map((each) => each.stop()));
      await jobs.stop();
    },
  };
}

/** Does `work` at once and then again and again with that pause, one at a time; a failure is logged and tried again. */
export function every(context: Context, ms: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let stopped = false;
  let wake = () => {};
  const running = (async () => {
    while (!stopped) {
      await work().catch((error: unknown) => context.log.error(loggable(error)));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopped) wake();
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
