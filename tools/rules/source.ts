import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the project as the rules see it. */
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A broken rule: where, and what to do. */
export interface Finding {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

const CODE = /\.(ts|tsx|mjs|css|sql)$/;

/** The project's own code: what git tracks and what it would track. */
export function readSources(root: string): Source[] {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((path) => CODE.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The modules that a file imports, with the line of each. Comments are left out; strings in code are not resolved. */
export function importsOf(source: Source): { specifier: string; line: number }[] {
  const found: { specifier: string; line: number }[] = [];
  const pattern = /(?:^|[^.\w])(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;
  source.text.split('\n').forEach((text, index) => {
    if (/^\s*(\/\/|\*|\/\*)/.test(text)) return;
    for (const match of text.matchAll(pattern))
      found.push({ specifier: match[2] as string, line: index + 1 });
  });
  return found;
}

/** True for tests and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)(testing|fixtures?|test-[\w-]+)(\/|\.ts$)/.test(path);
}
