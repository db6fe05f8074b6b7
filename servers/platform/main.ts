import { AmaanError } from '@amaan/base';
import { announce, createLog, type Log, listen, loggable, onShutdown } from '@amaan/http';
import { runJobs } from '@amaan/store';
import { gateApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, openContext } from './context.ts';
import { prepareDemo } from './demo.ts';
import { startSync } from './exchange/sync.ts';
import { sweepHeld } from './held/sweep.ts';
import { hmaApp } from './hma/app.ts';
import { waitingApp } from './hma/waiting.ts';
import { jobHandlers } from './jobs.ts';
import { writeCompared } from './transparency/count.ts';

/** How soon a key that the command line made or revoked counts here, and how often look-ups are written down. */
const EVERY_MS = 1000;
const FORGET_MS = 3_600_000;

/** Starts the platform: database, banks in memory, jobs, its origins, and the loop that follows the exchange. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog('platform');
  const context = await openWhileWaiting(config, log);
  try {
    await serve(context);
  } catch (error) {
    // The database is our own child: without us it would stay behind.
    await context.store.close();
    throw error;
  }
}

/** The banks of a large platform take their time: meanwhile its clients are told so. */
async function openWhileWaiting(config: Config, log: Log): Promise<Context> {
  const waiting = await waitingApp(log);
  await listen(waiting, config.ports.hma, config.host);
  try {
    return await openContext(config, log);
  } finally {
    await waiting.close();
  }
}

async function serve(context: Context): Promise<void> {
  const { config, log } = context;
  const swept = await sweepHeld(context);
  if (swept > 0) log.info({ swept }, 'sealed files that no review needs any more were deleted');
  const notes = config.profile === 'demo' ? await prepareDemo(context) : [];
  const gate = await gateApp(context);
  const hma = await hmaApp(context);
  context.readers.decoders.warm();
  await listen(gate, config.ports.gate, config.host);
  await listen(hma, config.ports.hma, config.host);
  const jobs = await runJobs(context.store, jobHandlers(context), (job, error) =>
    log.warn({ job, ...loggable(error) }),
  );
  const sync = startSync(context, config.exchangeKeyFile);
  const keys = setInterval(() => {
    void context.keys.load().catch(() => {});
    void writeCompared(context).catch(() => {});
  }, EVERY_MS);
  const forget = () => void context.screen.forget().catch((error: unknown) => log.warn(loggable(error)));
  forget();
  const week = setInterval(forget, FORGET_MS);
  onShutdown(async () => {
    clearInterval(keys);
    clearInterval(week);
    await Promise.all([gate.close(), hma.close(), sync.stop(), jobs.stop()]);
    await writeCompared(context);
    await context.store.close();
  });
  announce(notes);
}

main().catch((error: unknown) => {
  const sentence = error instanceof AmaanError ? error.message : 'it could not start';
  process.stderr.write(`platform: ${sentence}\n`);
  if (!(error instanceof AmaanError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
});
