import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, gateApp, newId, openContext, readConfig } from '@amaan/platform';
import { createLog } from '@amaan/http';

/**
 * A platform with a filled bank, in a process of its own, for `bench/gate.ts`. It prints `PORT KEY` and, for each line
 * on its input, its resident memory in MB.
 */
const entries = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'amaan-bench-gate-'));
const context = await openContext(
  readConfig({ AMAAN_DATA: folder }),
  createLog('bench', { write: () => {} }),
);
const key = Buffer.from(context.random(24)).toString('base64url');
await addKey(context.store.db, { id: newId(context), name: 'bench', roles: ['match'], key }, context.now());
await context.keys.load();
const bank = context.config.exchangeBank;
await context.banks.load(async () => {
  for (let i = 0; i < entries; i++)
    context.banks.add(bank, String(i + 1), {
      pdq: { hash: Buffer.from(context.random(32)).toString('hex'), quality: 100 },
    });
});
const app = await gateApp(context);
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${(app.server.address() as AddressInfo).port} ${key}\n`);

process.stdin.on('data', () => process.stdout.write(`${Math.round(process.memoryUsage.rss() / 1e6)}\n`));
process.stdin.on('end', () => {
  void (async () => {
    await app.close();
    await context.store.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  })();
});
