import { checkTx } from './check-tx.ts';
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
process.exit(report.end());
