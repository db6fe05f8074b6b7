import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A Python environment that holds one version of the `threatexchange` package, unmodified. */
export interface Environment {
  readonly python: string;
  readonly tx: string;
  readonly version: string;
}

/**
 * Makes the environment, once for each version.
 *
 * @param version an exact version, or `newest`
 * @returns undefined when there is no Python or the package cannot be installed
 */
export function environment(version: string): Environment | undefined {
  const home = join(ROOT, '.cache', `conformance-${version}`);
  const python = join(home, 'bin', 'python');
  const tx = join(home, 'bin', 'tx');
  if (!existsSync(tx)) {
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    const wanted = version === 'newest' ? 'threatexchange' : `threatexchange==${version}`;
    if (!runs('python3', ['-m', 'venv', home])) return undefined;
    if (!runs(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted]))
      return undefined;
  }
  const shown = spawnSync(
    python,
    ['-c', 'from importlib.metadata import version as v; print(v("threatexchange"))'],
    {
      encoding: 'utf8',
    },
  );
  return { python, tx, version: shown.stdout.trim() };
}

function runs(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
