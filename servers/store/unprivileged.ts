import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { StoreError } from './errors.ts';

/** How to start a PostgreSQL program as somebody who is not root (it refuses to run as root). */
export interface Runner {
  /** The program and arguments to spawn in place of the given ones. */
  command(program: string, args: string[]): [program: string, args: string[]];
  readonly uid?: number;
  readonly gid?: number;
  /** Gives a folder or file to the user that PostgreSQL will run as. */
  own(path: string): void;
}

const NOBODY = 65534;
const asMyself: Runner = { command: (program, args) => [program, args], own: () => {} };
const asNobody: Runner = {
  ...asMyself,
  uid: NOBODY,
  gid: NOBODY,
  own: (path) => chownSync(path, NOBODY, NOBODY),
};
// Where "nobody" cannot read our folders (a clone below /root), root keeps its rights on files but shows another id.
const inNamespace: Runner = {
  ...asMyself,
  command: (program, args) => ['unshare', ['--user', '--map-user=1000', '--', program, ...args]],
};

function canRun(runner: Runner, binaries: Binaries, folder: string): boolean {
  const [program, args] = runner.command('/bin/sh', [
    '-c',
    '"$0" --version && cd "$1"',
    binaries.postgres,
    folder,
  ]);
  const ids = runner.uid === undefined ? {} : { uid: runner.uid, gid: NOBODY };
  return spawnSync(program, args, { ...ids, stdio: 'ignore' }).status === 0;
}

/**
 * Chooses how PostgreSQL runs here: as this user, or when this user is root, as "nobody" or in a user namespace.
 *
 * @param folder the folder that holds the data; it must exist
 * @throws StoreError `root` when this user is root and neither way works
 */
export function chooseRunner(binaries: Binaries, folder: string): Runner {
  if (process.getuid?.() !== 0) return asMyself;
  for (const runner of [asNobody, inNamespace]) if (canRun(runner, binaries, folder)) return runner;
  throw new StoreError(
    'root',
    'PostgreSQL does not run as root, and this machine lets us neither change the user nor make a user namespace. ' +
      'Run as an ordinary user, or set DATABASE_URL.',
  );
}
