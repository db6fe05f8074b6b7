import { type Finding, isTest } from './source.ts';

/** The pages with tables of what is promised and the tests behind it, and the headings of those tables. */
export const PROMISES = [
  { path: 'THREAT_MODEL.md', titles: ['## Promises and their tests'] },
  { path: 'docs/controls.md', titles: ['## Against misuse', '## Under 18'] },
] as const;

/**
 * Every promise of a table names at least one test, by its path from the project's root, and each of those files is
 * there. Where its first column names lines of a list (`AC-P7`), none stands twice.
 *
 * @param page where the tables stand
 * @param text that page, in Markdown
 * @param paths all files of the project
 */
export function checkPromises(
  page: { readonly path: string; readonly titles: readonly string[] },
  text: string,
  paths: ReadonlySet<string>,
): Finding[] {
  const lines = text.split('\n');
  const seen = new Set<string>();
  return page.titles.flatMap((title) => {
    const from = lines.indexOf(title) + 1;
    const next = lines.findIndex((line, index) => index >= from && line.startsWith('#'));
    const rows = lines.map((row, index) => ({ row, line: index + 1 }));
    const table = rows.slice(from, next < 0 ? undefined : next).filter(({ row }) => row.startsWith('|'));
    const promises = table.slice(2);
    if (from === 0 || promises.length === 0)
      return [{ path: page.path, message: `the table "${title}" is missing` }];
    return promises.flatMap(({ row, line }) => {
      const at = (message: string) => ({ path: page.path, line, message });
      const named = [...row.matchAll(/`([^`\s]+\.ts)`/g)].map(([, path = '']) => path);
      const gone = named.filter((path) => !isTest(path) || !paths.has(path));
      const ids = (row.split('|')[1] ?? '').match(/\b[A-Z]{2}-[A-Z]\d+\b/g) ?? [];
      const twice = ids.filter((id) => seen.has(id) || !seen.add(id));
      return [
        ...(named.length === 0 ? [at('a promise names the test behind it')] : []),
        ...gone.map((path) => at(`there is no test ${path}`)),
        ...twice.map((id) => at(`${id} stands twice`)),
      ];
    });
  });
}
