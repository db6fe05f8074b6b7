import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AmaanError } from '@amaan/base';
import type { Announcement } from '@amaan/http';
import { endLeftBehind, noteServer } from './left-behind.ts';

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 45_000;
const RESTARTS_MAX = 5;
const RESTART_WINDOW_MS = 60_000;

/** A server as a process of its own, which is started again when it dies. */
export interface Server {
  /** What it told us when it was ready: sentences for the operator. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it answers. Its errors go to our stderr. It ends when we do, however we end: it
 * notices that the channel to us is gone.
 *
 * @param entry the server's main file, from the project's root
 * @param note the file that names its process for the next start
 * @param onGivenUp called when the server died so often that starting it again makes no sense
 * @throws AmaanError `server-failed` when it ends or stays silent before it is ready
 */
export async function startServer(
  name: string,
  entry: string,
  env: Record<string, string | undefined>,
  note: string,
  onGivenUp: (name: string) => void,
): Promise<Server> {
  let child: ChildProcess;
  let stopping = false;
  const deaths: number[] = [];

  const launch = (): Promise<readonly string[]> => {
    child = spawn(process.execPath, [join(ROOT, entry)], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Ctrl-C goes to the terminal's whole group: we pass it on, in our order.
      detached: true,
    });
    if (child.pid !== undefined) noteServer(note, child.pid);
    return ready(name, child);
  };
  const watch = () =>
    child.once('exit', () => {
      if (stopping) return;
      const now = performance.now();
      deaths.push(now);
      if (deaths.filter((at) => now - at < RESTART_WINDOW_MS).length > RESTARTS_MAX) {
        onGivenUp(name);
        return;
      }
      process.stderr.write(`amaan: the ${name} ended; starting it again\n`);
      launch().then(watch, () => onGivenUp(name));
    });

  await endLeftBehind(note);
  const notes = await launch();
  watch();
  return {
    notes,
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

function ready(name: string, child: ChildProcess): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(new AmaanError('server-failed', `The ${name} did not start. What stands above says why.`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail();
    }, READY_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      fail();
    });
    child.on('message', (message: Announcement) => {
      if (message.kind !== 'ready') return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(message.notes);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(timer);
}
