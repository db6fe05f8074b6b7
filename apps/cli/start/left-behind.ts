import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { born, lives, type Owner } from './lock.ts';

/** A server that lost its supervisor ends by itself within this time; after it, it is ended. */
const PATIENCE_MS = 45_000;

/** Writes down which process serves, so that the next start finds it if this one is killed. */
export function noteServer(path: string, pid: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid, born: born(pid) } satisfies Owner));
}

/** Waits until the server that a killed supervisor left behind has ended, and ends it when it does not. */
export async function endLeftBehind(path: string): Promise<void> {
  let owner: Owner;
  try {
    owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    return; // none was noted, or only half of it: nothing to wait for
  }
  const until = performance.now() + PATIENCE_MS;
  for (let asked = false; lives(owner); asked = true) {
    if (!asked) process.kill(owner.pid, 'SIGTERM');
    else if (performance.now() > until) process.kill(owner.pid, 'SIGKILL');
    await sleep(100);
  }
  rmSync(path, { force: true });
}
