// `npm run check`: types, lint, format, unused code, and the house rules. Every step runs, so one call shows all.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPromises, PROMISES } from './rules/promises.ts';
import { checkRings } from './rules/rings.ts';
import { checkComments, checkLength, checkSuppressions, checkSurvivor } from './rules/shape.ts';
import { type Finding, readSources } from './rules/source.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = readSources(ROOT);

function tool(name: string, args: string[]): () => boolean {
  const bin = join(ROOT, 'node_modules/.bin', name);
  return () => spawnSync(bin, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

function rule(check: () => Finding[]): () => boolean {
  return () => {
    const findings = check();
    for (const { path, line, message } of findings)
      console.log(`${path}${line ? `:${line}` : ''}: ${message}`);
    return findings.length === 0;
  };
}

function rooms(): Map<string, string> {
  const found = new Map<string, string>();
  for (const ring of ['kernels', 'servers', 'apps', 'examples'])
    for (const name of readdirSync(join(ROOT, ring))) found.set(name, ring);
  return found;
}

const survivor = JSON.parse(readFileSync(join(ROOT, 'apps/survivor/package.json'), 'utf8'));
const STEPS: [name: string, run: () => boolean][] = [
  ['rings', rule(() => checkRings(sources, rooms()))],
  ['file length', rule(() => checkLength(sources))],
  ["survivor page's dependencies", rule(() => checkSurvivor(survivor, sources))],
  [
    "promises' tests",
    rule(() =>
      PROMISES.flatMap((page) =>
        checkPromises(
          page,
          readFileSync(join(ROOT, page.path), 'utf8'),
          new Set(sources.map(({ path }) => path)),
        ),
      ),
    ),
  ],
  ['doc comments', rule(() => checkComments(sources))],
  ['silenced checks', rule(() => checkSuppressions(sources))],
  ['format', tool('biome', ['format', '.'])],
  ['types', tool('tsc', ['-p', '.'])],
  ['lint', tool('oxlint', ['--type-aware', '--deny-warnings', '.'])],
  ['unused code', tool('knip', [])],
];

const failed: string[] = [];
for (const [name, run] of STEPS) {
  const from = performance.now();
  const ok = run();
  if (!ok) failed.push(name);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
}
console.log(failed.length === 0 ? 'check: ok' : `check: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
