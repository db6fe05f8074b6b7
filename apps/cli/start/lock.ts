import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AmaanError } from '@amaan/base';

/** A copy that is ending gives the lock back within this time. */
const WAIT_MS = 8_000;

/** A process, so that another one that got its number later is not taken for it. */
export interface Owner {
  readonly pid: number;
  /** When that process was started: the same number may belong to another process after a reboot. */
  readonly born: string;
}

/** When a process was started, as text that only equality is asked of. */
export function born(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat; the name in field 2 may hold spaces, so count from its closing parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Whether this very process still runs. */
export function lives(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !existsSync('/proc/self/stat') || born(owner.pid) === owner.born;
}

function read(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    return undefined; // not there, or cut off by a crash: nobody holds it
  }
}

/**
 * Takes the one lock of a data folder. A lock whose owner is dead is taken over.
 *
 * @param waitMs how long to wait for a copy that is just ending
 * @returns gives the lock back
 * @throws AmaanError `already-running` when a living copy holds it, `folder` when the folder cannot be written
 */
export async function lockFolder(folder: string, waitMs = WAIT_MS): Promise<() => void> {
  const path = join(folder, 'amaan.lock');
  const me: Owner = { pid: process.pid, born: born(process.pid) };
  const until = performance.now() + waitMs;
  for (;;) {
    const owner = read(path);
    if (owner && lives(owner)) {
      if (performance.now() > until)
        throw new AmaanError(
          'already-running',
          `Amaan already runs on ${folder} (process ${owner.pid}). End it first, or give this copy another folder with AMAAN_DATA.`,
        );
      await sleep(250);
      continue;
    }
    try {
      mkdirSync(folder, { recursive: true });
      rmSync(path, { force: true });
      writeFileSync(path, JSON.stringify(me), { flag: 'wx' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new AmaanError(
        'folder',
        `Cannot write to ${folder}. Give this user the right, or set AMAAN_DATA.`,
        {
          cause,
        },
      );
    }
    return () => rmSync(path, { force: true });
  }
}
