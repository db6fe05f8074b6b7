import { type Finding, isTest } from './source.ts';

const PATH = 'THREAT_MODEL.md';
const TITLE = '## Promises and their tests';

/**
 * Every promise of the threat model names at least one test, by its path from the project's root, and each of those
 * files is there.
 *
 * @param text the threat model, in Markdown
 * @param paths all files of the project
 */
export function checkPromises(text: string, paths: ReadonlySet<string>): Finding[] {
  const lines = text.split('\n');
  const from = lines.indexOf(TITLE) + 1;
  const rows = lines.map((row, index) => ({ row, line: index + 1 })).slice(from);
  const promises = rows.filter(({ row }) => row.startsWith('|')).slice(2);
  if (from === 0 || promises.length === 0)
    return [{ path: PATH, message: `the table "${TITLE}" is missing` }];
  return promises.flatMap(({ row, line }) => {
    const named = [...row.matchAll(/`([^`\s]+\.ts)`/g)].map(([, path = '']) => path);
    const gone = named.filter((path) => !isTest(path) || !paths.has(path));
    if (named.length === 0) return [{ path: PATH, line, message: 'a promise names the test behind it' }];
    return gone.map((path) => ({ path: PATH, line, message: `there is no test ${path}` }));
  });
}
