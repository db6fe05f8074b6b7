import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lets the calling thread work only where the others leave room: whoever waits for an answer goes first. Linux gives
 * each thread a priority of its own; elsewhere nothing changes.
 *
 * @param nice 0 (as everyone) to 19 (last)
 */
export function giveWay(nice: number): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), nice);
  } catch {
    // No such system, or not allowed: it is a courtesy, not a need.
  }
}
