import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** A responder as a process of its own, the way `npm start` runs it, without pages. */
export interface ResponderProcess {
  readonly url: string;
  /** kill -9 of the server, and of its database where `database` says so. */
  kill(database: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one on a data folder and waits until it answers. @param offset added to every port */
export async function startProcess(
  data: string,
  offset: number,
  env: Record<string, string> = {},
): Promise<ResponderProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [fileURLToPath(new URL('./main.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        AMAAN_DATA: data,
        PORT: String(offset),
        AMAAN_PAGES: 'off',
        DATABASE_URL: '',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('the responder ended before it was ready');
    }),
  ]);
  return {
    url: `http://localhost:${4100 + offset}`,
    kill: async (database) => {
      child.kill('SIGKILL');
      await ended;
      const postmaster = postmasterOf(data);
      if (database && postmaster) process.kill(postmaster, 'SIGKILL');
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function postmasterOf(data: string): number | undefined {
  const path = join(data, 'responder', 'postgres', 'cluster', 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined;
}
