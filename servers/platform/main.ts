import { announce, createLog, listen, loggable, onShutdown } from '@amaan/http';
import { runJobs } from '@amaan/store';
import { gateApp } from './app.ts';
import { readConfig } from './config.ts';
import { openContext } from './context.ts';
import { prepareDemo } from './demo.ts';
import { startSync } from './exchange/sync.ts';
import { sweepHeld } from './held/sweep.ts';
import { jobHandlers } from './jobs.ts';

const config = readConfig();
const log = createLog('platform');
const context = await openContext(config, log);
await sweepHeld(context);
const notes = config.profile === 'demo' ? await prepareDemo(context) : [];
const gate = await gateApp(context);
const jobs = await runJobs(context.store, jobHandlers(context), (job, error) =>
  log.warn({ job, ...loggable(error) }),
);
await listen(gate, config.ports.gate, config.host);
const sync = startSync(context, config.exchangeKeyFile, config.exchangeBank);

onShutdown(async () => {
  await Promise.all([gate.close(), sync.stop(), jobs.stop()]);
  await context.store.close();
});
announce(notes);
