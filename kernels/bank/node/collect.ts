import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collector: (() => void) | undefined;

/**
 * Collects this thread's garbage now, at a moment when nobody waits: after a bank was loaded, between two merges. The
 * collector sees small objects and not the megabytes of shared memory behind some of them, and would come late for those.
 */
export function collectNow(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}
