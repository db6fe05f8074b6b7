import { type Finding, importsOf, isTest, type Source } from './source.ts';

const LONGEST = 500;

/** No file is over 500 lines. */
export function checkLength(sources: readonly Source[]): Finding[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => ({ path, message: `${lines} lines: split it by idea, at most ${LONGEST}` }));
}

/** What the survivor's page may depend on: each of these is part of what she must trust. */
export const SURVIVOR_MAY_USE = [
  '@amaan/base',
  '@amaan/custody',
  '@amaan/notice',
  '@amaan/signal',
  '@fontsource/noto-naskh-arabic',
  '@fontsource/noto-nastaliq-urdu',
  '@jsquash/jpeg',
  '@jsquash/png',
  '@jsquash/webp',
  'libheif-js',
  'mediabunny',
  'preact',
];

/** The survivor's page depends on nothing outside its allow-list, neither declared nor imported. */
export function checkSurvivor(
  manifest: { dependencies?: Record<string, string> },
  sources: readonly Source[],
): Finding[] {
  const path = 'apps/survivor/package.json';
  const findings: Finding[] = Object.keys(manifest.dependencies ?? {})
    .filter((name) => !SURVIVOR_MAY_USE.includes(name))
    .map((name) => ({ path, message: `${name} is not on the survivor page's allow-list` }));
  for (const source of sources) {
    if (!/^apps\/survivor\/(src|room)\//.test(source.path) || isTest(source.path)) continue;
    for (const { specifier, line } of importsOf(source)) {
      if (/^(\.|node:|virtual:)/.test(specifier)) continue;
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      if (!SURVIVOR_MAY_USE.includes(name))
        findings.push({
          path: source.path,
          line,
          message: `${name} is not on the survivor page's allow-list`,
        });
    }
  }
  return findings;
}

const EXPORTED = /^export (?:async )?(?:function\*? |class |abstract class )(\w+)/;

/** Public functions and classes of kernels and servers say what they take, give and throw. */
export function checkComments(sources: readonly Source[]): Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of sources) {
    if (!/^(kernels|servers)\/.*\.ts$/.test(path) || isTest(path) || path.includes('/wasm/')) continue;
    const lines = text.split('\n');
    lines.forEach((line, index) => {
      const name = EXPORTED.exec(line)?.[1];
      // Overloads share the comment of the first.
      const before = lines[index - 1]?.trim() ?? '';
      if (name && !before.endsWith('*/') && !EXPORTED.test(before))
        findings.push({ path, line: index + 1, message: `${name} has no doc comment` });
    });
  }
  return findings;
}

const SUPPRESSION = /(?:oxlint|eslint|biome|@ts)-(?:disable|ignore|expect-error|nocheck)\S*(.*)$/;

/** A silenced check says why. */
export function checkSuppressions(sources: readonly Source[]): Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of sources) {
    if (path.startsWith('tools/rules/')) continue;
    text.split('\n').forEach((line, index) => {
      const rest = SUPPRESSION.exec(line)?.[1];
      if (rest !== undefined && !/(--|:)\s*\S+\s+\S+/.test(rest))
        findings.push({ path, line: index + 1, message: 'say why this check is silenced: "-- because ..."' });
    });
  }
  return findings;
}
