import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@amaan/http';
import { readConfig } from '../servers/platform/config.ts';
import { openContext } from '../servers/platform/context.ts';
import { checkClient } from './check-client.ts';
import { checkSweep } from './check-sweep.ts';
import { checkTx } from './check-tx.ts';
import { startHost } from './host.ts';
import { Report } from './report.ts';
import { environment } from './venv.ts';

/** The version whose behaviour the documentation describes, and whatever is newest today. */
const VERSIONS = ['1.2.16', 'newest'];

const report = new Report();
const seen = new Set<string>();
for (const wanted of VERSIONS) {
  const found = environment(wanted);
  if (!found) report.skip(`no tx (${wanted}): Python 3 with venv and the package threatexchange are needed.`);
  else if (!seen.has(found.version)) {
    seen.add(found.version);
    await checkTx(report, found);
  }
}
await checkClient(report, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-conformance-'));
  const logged: string[] = [];
  const log = createLog('platform', { write: (line: string) => void logged.push(line) });
  const context = await openContext(readConfig({ AMAAN_DATA: folder }), log);
  const close = async () => {
    await context.store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { context, logged, close };
});
await checkSweep(report, startHost);
process.exit(report.end());
