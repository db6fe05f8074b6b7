import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  addKey,
  deleteContents,
  enter,
  gateApp,
  insertContent,
  newId,
  openContext,
  readConfig,
} from '@amaan/platform';
import { collectNow } from '@amaan/bank/node';
import { createLog } from '@amaan/http';

/**
 * A platform with a filled bank, in a process of its own, for `bench/gate.ts`. It prints `PORT KEY` and answers each
 * line on its input: `rss` with its resident memory in MB, `add HASH` and `withdraw` when the record in the database and
 * the index have taken it.
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
// As `openContext` does after it has loaded a bank.
collectNow();
const app = await gateApp(context);
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${(app.server.address() as AddressInfo).port} ${key}\n`);

/** A content of the record, put in and taken out as the exchange's client does it. */
const CONTENT = String(2 ** 52);

async function obey(line: string): Promise<string> {
  const [verb, hash] = line.split(' ');
  const now = context.now();
  if (verb === 'add' && hash !== undefined) {
    const content = { id: CONTENT, bank, signals: { pdq: { hash, quality: 100 } }, enabledFrom: 1 };
    await context.store.transaction((trx) => insertContent(trx, context.atRest, content, now));
    enter(context.banks, content);
  } else if (verb === 'withdraw') {
    await context.store.transaction((trx) => deleteContents(trx, [CONTENT]));
    context.banks.remove(bank, CONTENT);
  } else return String(Math.round(process.memoryUsage.rss() / 1e6));
  return 'done';
}

createInterface({ input: process.stdin }).on('line', (line) => {
  void obey(line).then((answer) => process.stdout.write(`${answer}\n`));
});
process.stdin.on('end', () => {
  void (async () => {
    await app.close();
    await context.store.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  })();
});
