import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AmaanError } from '@amaan/base';

const CACHE = join(dirname(fileURLToPath(import.meta.url)), '..', '.cache');

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0)
    throw new AmaanError(
      'bench-python',
      `${program} failed: this measurement needs Python 3 with venv, and PyPI.`,
    );
}

/**
 * A Python environment of the measurement's own with these packages, made at first use and kept in `.cache`.
 *
 * @param name of the environment: the same name must always come with the same packages
 * @returns the path of its python
 */
export function pythonWith(name: string, packages: readonly string[]): string {
  const folder = join(CACHE, `bench-${name}`);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp)) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  run('python3', ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  writeFileSync(stamp, packages.join('\n'));
  return python;
}
