import { join } from 'node:path';
import { AmaanError } from '@amaan/base';
import { announce, listen, onShutdown } from '@amaan/http';
import { buildApps } from './apps.ts';
import { compareAnew } from './cases/index.ts';
import { readConfig } from './config.ts';
import { type Context, openContext } from './context.ts';
import { handOver } from './exchange/index.ts';
import { startWork } from './jobs.ts';
import { firstCodeNotes } from './staff/index.ts';

/** Starts the responder: database, jobs, and its three origins. */
async function main(): Promise<void> {
  const config = readConfig();
  const context = await openContext(config);
  try {
    await serve(context);
  } catch (error) {
    // The database is our own child: without us it would stay behind.
    await context.store.close();
    throw error;
  }
}

/** Listens before any job runs, so that a taken port ends us with nothing under way. */
async function serve(context: Context): Promise<void> {
  const { config } = context;
  const apps = await buildApps(context, config.pages ? 'both' : 'none');
  if (config.profile === 'demo')
    await handOver(
      context.store.db,
      config.env.AMAAN_EXCHANGE_KEY_FILE ?? join(config.folder, 'exchange-partner.json'),
      {
        code: 'demo-platform',
        name: 'The platform on this machine',
        url: `http://${config.host}:${config.ports.exchange}`,
        publicKey: Buffer.from(context.keys.exchange.publicKey, 'hex'),
      },
      context.now(),
    );
  await listen(apps.survivor, config.ports.survivor, config.host);
  await listen(apps.console, config.ports.console, config.host);
  await listen(apps.exchange, config.ports.exchange, config.host);
  await compareAnew(context.store.db);
  const work = await startWork(context);
  onShutdown(async () => {
    await Promise.all([apps.survivor.close(), apps.console.close(), apps.exchange.close()]);
    await work.stop();
    await context.store.close();
  });
  announce(await firstCodeNotes(context));
}

main().catch((error: unknown) => {
  const sentence = error instanceof AmaanError ? error.message : 'it could not start';
  process.stderr.write(`responder: ${sentence}\n`);
  if (!(error instanceof AmaanError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
});
