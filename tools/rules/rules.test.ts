import { expect, test } from 'vitest';
import { checkPromises } from './promises.ts';
import { checkRings } from './rings.ts';
import { checkComments, checkLength, checkSuppressions, checkSurvivor } from './shape.ts';

const rooms = new Map([
  ['base', 'kernels'],
  ['signal', 'kernels'],
  ['custody', 'kernels'],
  ['store', 'servers'],
  ['http', 'servers'],
  ['responder', 'servers'],
  ['platform', 'servers'],
  ['survivor', 'apps'],
  ['cli', 'apps'],
]); // prettier-ignore
const file = (path: string, text: string) => [{ path, text }];

test.each([
  ['kernels/base/a.ts', "import { x } from '@amaan/store';"],
  ['kernels/signal/a.ts', "import { x } from '@amaan/custody';"],
  ['kernels/signal/a.ts', "import { readFileSync } from 'node:fs';"],
  ['kernels/signal/a.ts', "const m = await import('node:fs');"],
  ['kernels/signal/a.ts', 'const t = Date.now();'],
  ['kernels/custody/a.ts', 'crypto.getRandomValues(bytes);'],
  ['servers/platform/a.ts', "export * from '@amaan/responder';"],
  ['servers/store/a.ts', "import { x } from '@amaan/http';"],
  ['apps/survivor/src/a.tsx', "import { x } from '@amaan/responder';"],
  ['servers/platform/a.ts', "import { x } from '../responder/config.ts';"],
])('a broken ring fails: %s with %s', (path, text) => {
  expect(checkRings(file(path, text), rooms)).not.toEqual([]);
});

test.each([
  ['kernels/signal/a.ts', "import { x } from '@amaan/base';\nimport { y } from './b.ts';"],
  ['kernels/signal/node/a.ts', "import { readFileSync } from 'node:fs';"],
  ['kernels/signal/a.test.ts', "import { readFileSync } from 'node:fs';"],
  ['servers/platform/a.ts', "import { x } from '@amaan/store';\nimport { y } from '@amaan/signal/node';"],
  ['apps/cli/a.ts', "import { x } from '@amaan/responder';"],
  ['kernels/base/a.ts', "// a comment from '@amaan/store'\nconst t = new Date(given);"],
])('an inward import passes: %s', (path, text) => {
  expect(checkRings(file(path, text), rooms)).toEqual([]);
});

test('501 lines fail, 500 pass', () => {
  expect(checkLength(file('a.ts', 'x\n'.repeat(501)))).toHaveLength(1);
  expect(checkLength(file('a.ts', 'x\n'.repeat(500)))).toEqual([]);
});

test("an extra dependency of the survivor's page fails, declared or imported", () => {
  expect(checkSurvivor({ dependencies: { preact: '1' } }, [])).toEqual([]);
  expect(checkSurvivor({ dependencies: { lodash: '1' } }, [])).toHaveLength(1);
  expect(checkSurvivor({}, file('apps/survivor/src/a.tsx', "import x from '@sentry/browser';"))).toHaveLength(
    1,
  );
  expect(checkSurvivor({}, file('apps/survivor/src/a.tsx', "import { h } from 'preact/hooks';"))).toEqual([]);
});

test('a public function without a doc comment fails', () => {
  expect(checkComments(file('kernels/base/a.ts', 'export function f() {}'))).toHaveLength(1);
  expect(checkComments(file('kernels/base/a.ts', '/** Does. */\nexport async function f() {}'))).toEqual([]);
});

test('a silenced check without its reason fails', () => {
  const line = ['// oxlint', 'disable-next-line no-x'].join('-');
  expect(checkSuppressions(file('a.ts', line))).toHaveLength(1);
  expect(checkSuppressions(file('a.ts', `${line} -- the parser hands us this shape`))).toEqual([]);
});

test('a promise without a test, or with one that is not there, or told twice, fails', () => {
  const page = { path: 'x.md', titles: ['## Promises', '## More'] };
  const table = (row: string, more = '| it holds | `a/b.test.ts` |') =>
    `## Promises\n| promise | test |\n|---|---|\n${row}\n## More\n| a | b |\n|---|---|\n${more}\n## End\n| no | table |\n`;
  const paths = new Set(['a/b.test.ts', 'a/b.ts']);
  const found = (text: string) => checkPromises(page, text, paths).map(({ message }) => message);
  expect(found(table('| it holds | `a/b.test.ts` (so), `npm run x` |'))).toEqual([]);
  expect(found(table('| it holds | `npm run x` |'))).toHaveLength(1);
  expect(found(table('| it holds | `a/b.test.ts`, `a/c.test.ts` |'))).toEqual([
    'there is no test a/c.test.ts',
  ]);
  expect(found(table('| it holds | `a/b.ts` |'))).toHaveLength(1);
  expect(found(table('| AC-S1, AC-S2 | `a/b.test.ts` |', '| AC-S2 | `a/b.test.ts` |'))).toEqual([
    'AC-S2 stands twice',
  ]);
  expect(found('# Nothing')).toHaveLength(2);
});

test('a list that is to be whole names the line that is missing, and what is not built says why', () => {
  const page = { path: 'x.md', titles: ['## Lines'], lines: ['SV-A3'] };
  const found = (...rows: string[]) =>
    checkPromises(
      page,
      `## Lines\n| line | what | test |\n|---|---|---|\n${rows.join('\n')}\n`,
      new Set(['a/b.test.ts']),
    ).map(({ message }) => message);
  const two = '| SV-A1, SV-A3 | so | `a/b.test.ts` |';
  expect(found(two, '| SV-A2 | not | Not built: nobody asked for it |')).toEqual([]);
  expect(found(two)).toEqual(['SV-A2 stands nowhere']);
  expect(found(two, '| SV-A2 | not | Not built: |')).toEqual(['a promise names the test behind it']);
});
