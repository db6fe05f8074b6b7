import { type Finding, isTest } from './source.ts';

/** A page with tables of what is promised. */
interface PromisePage {
  readonly path: string;
  /** The headings of its tables. */
  readonly titles: readonly string[];
  /** Series of lines of which none may be missing: `SV-A11` asks for `SV-A1` to `SV-A11`. */
  readonly lines?: readonly string[];
}

/** The pages with tables of what is promised and the tests behind it. */
export const PROMISES: readonly PromisePage[] = [
  { path: 'THREAT_MODEL.md', titles: ['## Promises and their tests'] },
  { path: 'docs/controls.md', titles: ['## Against misuse', '## Under 18'] },
  {
    path: 'docs/survivor.md',
    titles: [
      '## Arriving',
      '## Telling',
      '## Choosing files or links',
      '## Sending',
      '## Waiting',
      '## Coming back',
      '## Leaving',
      '## Known people',
    ],
    lines: ['SV-A11', 'SV-T7', 'SV-C9', 'SV-S8', 'SV-W6', 'SV-B5', 'SV-L5', 'SV-I5'],
  },
];

/** Every line of a series up to the one that is named last. */
function seriesOf(last: string): string[] {
  const [, name = '', count = '0'] = /^(.*\D)(\d+)$/.exec(last) ?? [];
  return Array.from({ length: Number(count) }, (_, i) => `${name}${i + 1}`);
}

/**
 * Every promise of a table names at least one test, by its path from the project's root, and each of those files is
 * there; or it says "Not built:" and why. Where its first column names lines of a list (`AC-P7`), none stands twice,
 * and none is missing of a series that the page must hold.
 *
 * @param page where the tables stand
 * @param text that page, in Markdown
 * @param paths all files of the project
 */
export function checkPromises(page: PromisePage, text: string, paths: ReadonlySet<string>): Finding[] {
  const lines = text.split('\n');
  const seen = new Set<string>();
  const found = page.titles.flatMap((title) => {
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
        ...(named.length === 0 && !/\| Not built: \w/.test(row)
          ? [at('a promise names the test behind it')]
          : []),
        ...gone.map((path) => at(`there is no test ${path}`)),
        ...twice.map((id) => at(`${id} stands twice`)),
      ];
    });
  });
  const missing = (page.lines ?? []).flatMap(seriesOf).filter((id) => !seen.has(id));
  return [...found, ...missing.map((id) => ({ path: page.path, message: `${id} stands nowhere` }))];
}
