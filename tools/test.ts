// `npm test`: the everyday suite, ending in one line with the counts. Further arguments go to vitest (a path, -t NAME).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const REPORT = '.cache/test-report.json';
mkdirSync('.cache', { recursive: true });
rmSync(REPORT, { force: true });
const args = [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
  ...process.argv.slice(2),
];
const { status } = spawnSync('node_modules/.bin/vitest', args, { stdio: 'inherit' });
const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Record<
  'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests',
  number
>;
const skipped = report.numPendingTests + report.numTodoTests;
console.log(
  `tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed${skipped ? `, ${skipped} skipped` : ''}`,
);
process.exit(status ?? 1);
